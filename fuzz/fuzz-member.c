/* fuzz-member.c: the body of a feedback or disposition report -> members of a record.
 */
#include "dsn-member.h"
#include "fuzz.h"

static guint
check_strings (const char *const *strings)
{
  guint count = 0;

  for (; strings != NULL && strings[count] != NULL; count++)
    g_assert_true (fuzz_is_text (strings[count]));
  return count;
}

static void
check_members (const DsnReport *report, const DsnLimits *limits)
{
  const DsnFeedback *feedback = &report->feedback;
  const DsnDisposition *disposition = &report->disposition;

  g_assert_true (fuzz_is_text (feedback->type) && fuzz_is_text (feedback->user_agent) &&
                 fuzz_is_text (feedback->source_ip) &&
                 fuzz_is_text (feedback->mail_from));
  g_assert_cmpuint (check_strings (feedback->reported_domains), <=, limits->fields);
  g_assert_cmpuint (check_strings (feedback->reported_uris), <=, limits->fields);
  g_assert_cmpuint (check_strings (feedback->authentication_results), <=,
                    limits->fields);
  g_assert_true (fuzz_is_text (disposition->reporting_ua) &&
                 fuzz_is_text (disposition->product) &&
                 fuzz_is_text (disposition->original_message_id));
  g_assert_cmpuint (check_strings (disposition->errors), <=, limits->fields);
  check_strings (disposition->modifiers);
}

static void
check_part (GBytes *bytes, DsnMemberOf of, const DsnLimits *wanted)
{
  DsnLimits limits = dsn_limits_resolve (wanted);
  g_autoptr (DsnReport) report = dsn_report_new (limits.defects);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);

  dsn_member_read_part (message, 0, of, &limits, report);
  check_members (report, &limits);
  g_assert_cmpuint (report->recipients->len, <=, limits.recipients);
  for (guint i = 0; i < report->recipients->len; i++)
    g_assert_true (fuzz_is_text (
        g_array_index (report->recipients, DsnRecipient, i).original_recipient));
  for (guint i = 0; i < report->defects->list->len; i++)
    g_assert_cmpuint (dsn_report_get_defect (report, i)->offset, <=,
                      g_bytes_get_size (bytes));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const char header[] = "Content-Type: message/feedback-report\n\n";
  GByteArray *text = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (text, (const guint8 *) header, sizeof (header) - 1);
  g_byte_array_append (text, data, size);
  bytes = g_bytes_new (text->data, text->len); /* an exact copy */
  g_byte_array_unref (text);
  for (DsnMemberOf of = DSN_MEMBER_OF_FEEDBACK; of <= DSN_MEMBER_OF_DISPOSITION; of++) {
    check_part (bytes, of, NULL);
    check_part (bytes, of, &fuzz_small_limits);
  }
  return 0;
}
