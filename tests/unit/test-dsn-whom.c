/* test-dsn-whom.c: whom a complaint, a receipt or an answer is about. */
#include "dsn-whom.h"

#include "test-report.h"

static const struct SenderCase {
  const char *name;
  const char *header;
  const char *address; /* NULL: nobody */
} sender_cases[] = {
  { "from", "From: Ann Lee <ann@b.example>\n", "ann@b.example" },
  { "from-beats-reply-to", "From: ann@b.example\nReply-To: bob@b.example\n",
    "ann@b.example" },
  { "no-reply", "From: noreply@b.example\nReply-To: ann@b.example\n", "ann@b.example" },
  { "no-reply-alone", "From: noreply@b.example\n", "noreply@b.example" },
  { "no-reply-twice", "From: no-reply@b.example\nReply-To: donotreply@b.example\n",
    "no-reply@b.example" },
  { "no-domain", "From: ann\n", NULL },
  { "no-from", "Subject: x\n", NULL },
};

static const char *
get_first (const DsnReport *report)
{
  const DsnRecipient *recipient;

  if (report->recipients->len == 0)
    return NULL;
  recipient = &g_array_index (report->recipients, DsnRecipient, 0);
  return recipient->final_recipient != NULL ? recipient->final_recipient
                                            : recipient->original_recipient;
}

static void
test_sender (gconstpointer data)
{
  const struct SenderCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnReport) report = dsn_report_new (limits.defects);
  g_autofree char *text = g_strconcat (c->header, "\nbody\n", NULL);
  g_autoptr (GBytes) bytes = test_bytes (dsn_span_of_string (text), strlen (text));
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, report->defects);

  dsn_whom_add_sender (message, report);
  g_assert_cmpstr (get_first (report), ==, c->address);
}

static const struct NamedCase {
  const char *name;
  const char *text;
  const char *address;
  const char *findings;
} named_cases[] = {
  { "address", "Ann <ann@b.example>", "ann@b.example", "" },
  { "blotted-out", "redacted@b.example", NULL, "redacted-recipient" },
  { "no-domain", "ann", NULL, "redacted-recipient" },
};

static void
test_named (gconstpointer data)
{
  const struct NamedCase *c = data;
  g_autoptr (DsnReport) report = dsn_report_new (8);
  gboolean added = dsn_whom_add (report, dsn_span_of_string (c->text), 3);
  g_autofree char *findings = test_describe_findings (report);

  g_assert_cmpint (added, ==, c->address != NULL);
  g_assert_cmpstr (get_first (report), ==, c->address);
  g_assert_cmpstr (findings, ==, c->findings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/whom/sender", sender_cases, test_sender);
  TEST_ADD_ROWS ("/whom/named", named_cases, test_named);
  return g_test_run ();
}
