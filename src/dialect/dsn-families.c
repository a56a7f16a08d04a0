/* dsn-families.c: the families of rows, in the order in which they are asked. */
#include "dsn-dialect.h"

const DsnFamily *const dsn_families[DSN_FAMILY_COUNT] = {
  &dsn_family_rfc3464, /* first: it bids on structure alone */
  &dsn_family_qmail,    &dsn_family_exim,      &dsn_family_sendmail,
  &dsn_family_exchange, &dsn_family_tnef,      &dsn_family_domino,
  &dsn_family_windows,  &dsn_family_messaging, &dsn_family_program,
  &dsn_family_list,     &dsn_family_small,     &dsn_family_filter,
  &dsn_family_google,   &dsn_family_provider,  &dsn_family_service,
  &dsn_family_event,    &dsn_family_generic,
};
