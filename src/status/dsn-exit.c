/* dsn-exit.c: what a local program's exit status says. */
#include "dsn-exit.h"

#include "dsn-scan.h"

#define FAILED "local-delivery-failure"

/* sysexits.h, with the codes that Sendmail gives them. What only the program knows
 * (usage, input, output, configuration) is all one to who wrote the message. */
static const struct {
  guint status;
  DsnExit means;
} exits[] = {
  { 65, { { 5, 6, 0 }, "malformed-message" } }, /* EX_DATAERR */
  { 67, { { 5, 1, 1 }, "user-unknown" } },      /* EX_NOUSER */
  { 68, { { 5, 1, 2 }, "domain-unknown" } },    /* EX_NOHOST */
  { 70, { { 5, 3, 0 }, FAILED } },              /* EX_SOFTWARE */
  { 71, { { 4, 3, 0 }, FAILED } },              /* EX_OSERR */
  { 72, { { 5, 3, 5 }, FAILED } },              /* EX_OSFILE */
  { 74, { { 4, 3, 0 }, FAILED } },              /* EX_IOERR */
  { 75, { { 4, 3, 0 }, FAILED } },              /* EX_TEMPFAIL */
  { 76, { { 5, 5, 0 }, "protocol-error" } },    /* EX_PROTOCOL */
  { 78, { { 5, 3, 5 }, FAILED } },              /* EX_CONFIG */
};

gboolean
dsn_exit_find (DsnSpan type, DsnSpan text, DsnExit *found)
{
  DsnScan scan = dsn_scan_over (dsn_span_trim (text));
  DsnExit means = { { 5, 3, 0 }, FAILED };
  guint status;

  if (!dsn_span_equal_nocase (dsn_span_trim (type), DSN_SPAN_LIT ("x-unix")) ||
      !dsn_scan_uint (&scan, 3, &status) || !dsn_scan_at_end (&scan) || status == 0 ||
      status > 255)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (exits); i++)
    if (exits[i].status == status)
      means = exits[i].means;
  *found = means;
  return TRUE;
}
