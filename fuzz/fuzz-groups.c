/* fuzz-groups.c: a delivery-status body -> recipients, by a message made around it. */
#include "dsn-reader.h"
#include "fuzz.h"

static void
check_recipient (const DsnRecipient *recipient)
{
  const char *type;

  g_assert_true (fuzz_is_text (dsn_recipient_get_address (recipient)));
  g_assert_true (fuzz_is_text (dsn_recipient_get_final_recipient (recipient)));
  g_assert_true (fuzz_is_text (dsn_recipient_get_original_recipient (recipient)));
  g_assert_true (fuzz_is_text (dsn_recipient_get_remote_mta (recipient, &type)));
  g_assert_true (
      fuzz_is_text (dsn_recipient_get_diagnostic_code (recipient, &type, NULL)));
  g_assert_true (fuzz_is_text (type));
}

static void
check_groups (GBytes *bytes, const DsnLimits *wanted)
{
  DsnLimits limits = dsn_limits_resolve (wanted);
  g_autoptr (DsnReport) report = dsn_report_new (limits.defects);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);
  guint before = report->defects->list->len;

  dsn_reader_read (message, 0, &limits, report);
  g_assert_cmpuint (report->recipients->len, <=, limits.recipients);
  g_assert_cmpuint (report->defects->list->len, <=,
                    limits.defects + DSN_DEFECTS_MORE_MAX);
  if (report->recipients->len == 0) /* which is never silent */
    g_assert_cmpuint (report->defects->list->len, >, MIN (before, limits.defects));
  for (guint i = 0; i < report->recipients->len; i++)
    check_recipient (dsn_report_get_recipient (report, i));
  for (guint i = 0; i < report->defects->list->len; i++)
    g_assert_cmpuint (dsn_report_get_defect (report, i)->offset, <=,
                      g_bytes_get_size (bytes));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  GByteArray *text = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (
      text, (const guint8 *) "Content-Type: message/delivery-status\n\n", 39);
  g_byte_array_append (text, data, size);
  bytes = g_bytes_new (text->data, text->len); /* an exact copy */
  g_byte_array_unref (text);
  check_groups (bytes, NULL);
  check_groups (bytes, &fuzz_small_limits);
  return 0;
}
