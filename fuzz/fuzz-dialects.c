/* fuzz-dialects.c: bytes -> each dialect that bids, alone, and all of them by bid:
 * texts are valid, places are in the message, limits are kept, the same twice. */
#include "dsn-dialect.h"
#include "fuzz.h"

#include <string.h>

static void
check_recipient (const DsnRecipient *recipient)
{
  g_assert_true (fuzz_is_text (recipient->address));
  g_assert_true (fuzz_is_text (recipient->final_recipient));
  g_assert_true (fuzz_is_text (recipient->original_recipient));
  g_assert_true (fuzz_is_text (recipient->diagnostic_text));
  g_assert_true (fuzz_is_text (recipient->remote_mta.name));
  g_assert_true (fuzz_is_text (recipient->final_log_id));
  g_assert_true (recipient->reply_code == 0 ||
                 (recipient->reply_code >= 200 && recipient->reply_code <= 599));
}

static void
check_report (const DsnReport *report, gsize size, const DsnLimits *limits)
{
  g_assert_true (report->kind != DSN_KIND_OTHER || report->recipients->len == 0);
  g_assert_cmpuint (report->recipients->len, <=, limits->recipients);
  g_assert_cmpuint (report->defects->list->len, <=,
                    limits->defects + DSN_DEFECTS_MORE_MAX);
  for (guint i = 0; i < report->recipients->len; i++)
    check_recipient (&g_array_index (report->recipients, DsnRecipient, i));
  for (guint i = 0; i < report->defects->list->len; i++) {
    const DsnDefect *defect = dsn_report_get_defect (report, i);

    g_assert_cmpuint (defect->offset, <=, size);
    g_assert_true (fuzz_is_text (defect->detail));
  }
  g_assert_true (fuzz_is_text (report->original.subject));
  g_assert_true (fuzz_is_text (report->reporting_mta.name));
}

/* The report of the first reader from @from on that bids; %NULL if none is left. */
static DsnReport *
read_alone (GBytes *bytes, const DsnLimits *limits, guint *from)
{
  g_autoptr (DsnReport) report = dsn_report_new (limits->defects);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, limits, report->defects);

  *from = dsn_dialect_read_alone (*from, message, limits, report);
  return *from == DSN_DIALECT_NONE ? NULL : g_steal_pointer (&report);
}

static DsnReport *
read_by_bid (GBytes *bytes, const DsnLimits *limits)
{
  DsnReport *report = dsn_report_new (limits->defects);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, limits, report->defects);

  dsn_dialect_read (message, limits, report);
  return report;
}

/* Findings may differ: who is asked for a bid may look closer. */
static gboolean
is_same (const DsnReport *a, const DsnReport *b)
{
  if (a->kind != b->kind || g_strcmp0 (a->format, b->format) != 0 ||
      a->recipients->len != b->recipients->len)
    return FALSE;
  for (guint i = 0; i < a->recipients->len; i++)
    if (g_strcmp0 (g_array_index (a->recipients, DsnRecipient, i).address,
                   g_array_index (b->recipients, DsnRecipient, i).address) != 0)
      return FALSE;
  return TRUE;
}

/* The winner is one of those that bid, and reads the same alone; but near a ceiling,
 * where what others have decoded before counts. */
static void
check_message (GBytes *bytes, const DsnLimits *wanted)
{
  DsnLimits limits = dsn_limits_resolve (wanted);
  g_autoptr (DsnReport) best = read_by_bid (bytes, &limits);
  g_autoptr (DsnReport) again = read_by_bid (bytes, &limits);
  gboolean found = best->format == NULL;
  guint from = 0;

  check_report (best, g_bytes_get_size (bytes), &limits);
  g_assert_true (is_same (best, again) &&
                 best->defects->list->len == again->defects->list->len);
  while (from != DSN_DIALECT_NONE) {
    g_autoptr (DsnReport) alone = read_alone (bytes, &limits, &from);

    if (alone == NULL)
      break;
    check_report (alone, g_bytes_get_size (bytes), &limits);
    found |= wanted != NULL ? g_strcmp0 (best->format, alone->format) == 0
                            : is_same (best, alone);
  }
  g_assert_true (found);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size); /* an exact copy */

  check_message (bytes, NULL);
  check_message (bytes, &fuzz_small_limits);
  return 0;
}
