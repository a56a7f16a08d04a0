/* dsn.h: libdsn, the bounce reader. The only header that users include. */
#pragma once

#include "dsn-emit-json.h"
#include "dsn-emit-text.h"
#include "dsn-error.h"
#include "dsn-limits.h"
#include "dsn-parse.h"
#include "dsn-report.h"
