/* dsn-api.h: marks the symbols that libdsn-1 exports; all others are hidden. */
#pragma once

#include <glib.h>

#if defined(__GNUC__)
#define DSN_API __attribute__ ((visibility ("default")))
#else
#define DSN_API
#endif
