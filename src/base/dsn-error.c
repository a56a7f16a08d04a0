/* dsn-error.c: the GError domain. */
#include "dsn-error.h"

/* The name is made of these words, without blanks. */
/* clang-format off */
G_DEFINE_QUARK (dsn-error-quark, dsn_error)
/* clang-format on */
