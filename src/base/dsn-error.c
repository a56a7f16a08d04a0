/* dsn-error.c: the GError domain. */
#include "dsn-error.h"

G_DEFINE_QUARK (dsn - error - quark, dsn_error)
