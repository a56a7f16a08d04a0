/* test-checklist-d.c: section D of the RFC checklist: enhanced status codes (RFC 3463,
 * RFC 5248), what their extensions mean by them, and what some systems mean instead. */
#include "test-checklist.h"

#include "dsn-emit-text.h"

/* What a report says, and what must be concluded. */
static const struct CodeCase {
  const char *path;
  const char *status;     /* the Status field; NULL: there is none */
  const char *diagnostic; /* NULL: there is none */
  /* as reported, "" where there is none */
  const char *reported;
  const char *diagnostic_status;
  guint reply;
  /* the verdict */
  const char *found;
  const char *category;
  DsnAdvice advice;
  const char *defects;
} cases[] = {
  /* RFC 3464 §2.3.4, RFC 3463 §3.1: 2, 4 and 5 are all classes. */
  { "/checklist/E-01/class-3", "3.1.1", "550 5.1.1 no", "", "5.1.1", 550, "5.1.1",
    "user-unknown", DSN_ADVICE_SUPPRESS, "bad-status missing-status" },
  { "/checklist/E-01/class-0", "0.0.0", "552 no room: mailbox full", "", "", 552,
    "5.2.2", "mailbox-full", DSN_ADVICE_RETRY, "bad-status missing-status" },
  { "/checklist/E-01/class-3-words", "3.1.1", "550 User unknown", "", "", 550, "5.1.1",
    "user-unknown", DSN_ADVICE_SUPPRESS, "bad-status missing-status" },
  { "/checklist/E-01/class-9-in-both", "9.1.1", "550 9.1.1 no", "", "", 550, "5.0.0",
    "unclassified", DSN_ADVICE_RETRY, "bad-status missing-status" },
  { "/checklist/E-01/nothing-else", "0.1.1", NULL, "", "", 0, "5.0.0", "unclassified",
    DSN_ADVICE_RETRY, "bad-status missing-status" },

  /* 1*3DIGIT (RFC 3464 §2.3.4): as reported, and then the subject's general code. */
  { "/checklist/E-02/606", "5.7.606", "550 5.7.606 no", "5.7.606", "5.7.606", 550,
    "5.7.0", "policy-violation", DSN_ADVICE_FIX, "" },
  { "/checklist/E-02/606-words", "5.7.606",
    "550 5.7.606 Access denied, banned sending IP [192.0.2.25]", "5.7.606", "5.7.606",
    550, "5.7.1", "sender-blocked", DSN_ADVICE_FIX, "" },
  { "/checklist/E-02/316", "4.4.316", "450 4.4.316 Connection refused", "4.4.316",
    "4.4.316", 450, "4.4.1", "connection-failed", DSN_ADVICE_RETRY, "" },
  { "/checklist/E-02/999", "5.999.999", NULL, "5.999.999", "", 0, "5.0.0",
    "unclassified", DSN_ADVICE_RETRY, "" },
  { "/checklist/E-02/detail-of-four-digits", "5.1.1000", NULL, "", "", 0, "5.0.0",
    "unclassified", DSN_ADVICE_RETRY, "bad-status missing-status" },
  { "/checklist/E-02/subject-of-four-digits", "5.1000.1", NULL, "", "", 0, "5.0.0",
    "unclassified", DSN_ADVICE_RETRY, "bad-status missing-status" },

  /* The digit says what was done, the code why: both stay as they are. */
  { "/checklist/E-03/550-4.4.7", "4.4.7", "550 4.4.7 no", "4.4.7", "4.4.7", 550,
    "5.4.7", "message-expired", DSN_ADVICE_RETRY, "reply-class" },
  { "/checklist/E-03/550-4.4.7-inside", "5.0.0", "550 4.4.7 no", "5.0.0", "4.4.7", 550,
    "5.4.7", "message-expired", DSN_ADVICE_RETRY, "" },
  { "/checklist/E-03/450-5.1.1", "5.1.1", "450 5.1.1 User unknown", "5.1.1", "5.1.1",
    450, "4.1.1", "user-unknown", DSN_ADVICE_RETRY, "reply-class" },
  { "/checklist/E-03/550-4.1.1", "4.1.1", "550 4.1.1 no", "4.1.1", "4.1.1", 550,
    "5.1.1", "user-unknown", DSN_ADVICE_RETRY, "reply-class" },

  /* What the registry does not hold is no error; a vendor's meaning goes first. */
  { "/checklist/E-04/no-such-detail", "5.1.99", "550 5.1.99 no", "5.1.99", "5.1.99",
    550, "5.1.0", "unclassified", DSN_ADVICE_RETRY, "" },
  { "/checklist/E-04/no-such-subject", "5.9.1", NULL, "5.9.1", "", 0, "5.0.0",
    "unclassified", DSN_ADVICE_RETRY, "" },
  { "/checklist/E-04/registered", "5.4.1", "550 5.4.1 no", "5.4.1", "5.4.1", 550,
    "5.4.1", "connection-failed", DSN_ADVICE_RETRY, "" },
  { "/checklist/E-04/as-microsoft-means-it", "5.4.1",
    "550 5.4.1 Recipient address rejected: Access denied", "5.4.1", "5.4.1", 550,
    "5.1.1", "user-unknown", DSN_ADVICE_SUPPRESS, "" },
  { "/checklist/E-04/unregistered-of-microsoft", "5.6.11",
    "550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds",
    "5.6.11", "5.6.11", 550, "5.6.0", "malformed-message", DSN_ADVICE_FIX, "" },

  { "/checklist/E-05/null-mx", "5.1.10", "556 5.1.10 Recipient address has null MX",
    "5.1.10", "5.1.10", 556, "5.1.10", "no-mail-service", DSN_ADVICE_SUPPRESS, "" },
  { "/checklist/E-05/microsoft", "5.1.10",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address "
    "lookup",
    "5.1.10", "5.1.10", 550, "5.1.1", "user-unknown", DSN_ADVICE_SUPPRESS, "" },

  { "/checklist/E-06/27-null-mx", "5.7.27", "550 5.7.27 Sender address has null MX",
    "5.7.27", "5.7.27", 550, "5.7.27", "sender-rejected", DSN_ADVICE_FIX, "" },
  { "/checklist/E-06/27-gmail", "5.7.27",
    "550-5.7.27 Your email has been blocked because the sender is unauthenticated. "
    "SPF [press.example] with ip: [192.0.2.25] = Did not pass",
    "5.7.27", "5.7.27", 550, NULL, "auth-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-06/29-arc", "5.7.29", "550 5.7.29 ARC validation failure", "5.7.29",
    "5.7.29", 550, "5.7.29", "auth-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-06/29-gmail", "4.7.29",
    "421-4.7.29 Your email has been rate limited because this message wasn't sent over "
    "a TLS 421 4.7.29 connection",
    "4.7.29", "4.7.29", 421, NULL, "security-failure", DSN_ADVICE_FIX, "" },
  /* RFC 8689 §7. */
  { "/checklist/E-06/30-requiretls", "5.7.30", "550 5.7.30 REQUIRETLS support required",
    "5.7.30", "5.7.30", 550, "5.7.30", "security-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-06/30-gmail", "5.7.30",
    "550-5.7.30 Your email has been blocked because the sender is unauthenticated. "
    "DKIM = Did not pass",
    "5.7.30", "5.7.30", 550, NULL, "auth-failure", DSN_ADVICE_FIX, "" },

  /* RFC 7505 §4.1 and RFC 7504 §3; a reply code alone gives no domain up. */
  { "/checklist/E-07/556", "5.0.0", "556 no", "5.0.0", "", 556, "5.1.10",
    "no-mail-service", DSN_ADVICE_HOLD, "" },
  { "/checklist/E-07/556-5.1.10", "5.1.10", "556 5.1.10 no", "5.1.10", "5.1.10", 556,
    "5.1.10", "no-mail-service", DSN_ADVICE_SUPPRESS, "" },
  { "/checklist/E-07/521", "5.0.0", "521 no", "5.0.0", "", 521, "5.3.2",
    "no-mail-service", DSN_ADVICE_HOLD, "" },
  { "/checklist/E-07/521-5.3.2", "5.3.2", "521 5.3.2 no", "5.3.2", "5.3.2", 521,
    "5.3.2", "no-mail-service", DSN_ADVICE_SUPPRESS, "" },
  { "/checklist/E-07/550-5.3.2", "5.3.2", "550 5.3.2 no", "5.3.2", "5.3.2", 550,
    "5.3.2", "no-mail-service", DSN_ADVICE_HOLD, "" },

  /* RFC 7489 §10.3 answers 550 5.7.1, RFC 7372 has 5.7.26: one cause. */
  { "/checklist/E-08/5.7.1-dmarc", "5.7.1",
    "550 5.7.1 Email rejected per DMARC policy for press.example", "5.7.1", "5.7.1",
    550, "5.7.26", "auth-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-08/5.7.1-alone", "5.7.1", "550 5.7.1 no", "5.7.1", "5.7.1", 550,
    "5.7.1", "policy-violation", DSN_ADVICE_FIX, "" },
  { "/checklist/E-08/5.7.26", "5.7.26", "550 5.7.26 no", "5.7.26", "5.7.26", 550,
    "5.7.26", "auth-failure", DSN_ADVICE_FIX, "" },

  { "/checklist/E-09/bad-holdfor", "5.5.4", "501 5.5.4 no", "5.5.4", "5.5.4", 501,
    "5.5.4", "protocol-error", DSN_ADVICE_FIX, "" },
  { "/checklist/E-09/bad-holdfor-in-words", "5.0.0",
    "501 5.5.4 Invalid arguments: HOLDFOR=999999999", "5.0.0", "5.5.4", 501, "5.5.4",
    "protocol-error", DSN_ADVICE_FIX, "" },
  { "/checklist/E-09/no-code", "5.0.0", "501 no", "5.0.0", "", 501, "5.5.4",
    "protocol-error", DSN_ADVICE_FIX, "" },

  /* RFC 4954 §6: the sender has to log in; nothing of it is about the address. */
  { "/checklist/E-10/530", "5.7.0", "530 5.7.0 no", "5.7.0", "5.7.0", 530, "5.7.0",
    "security-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-10/535", "5.7.8", "535 5.7.8 no", "5.7.8", "5.7.8", 535, "5.7.8",
    "security-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-10/534", "5.7.9", "534 5.7.9 no", "5.7.9", "5.7.9", 534, "5.7.9",
    "security-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-10/538", "5.7.11", "538 5.7.11 no", "5.7.11", "5.7.11", 538, "5.7.11",
    "security-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-10/432", "4.7.12", "432 4.7.12 no", "4.7.12", "4.7.12", 432, "4.7.12",
    "security-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-10/500", "5.5.6", "500 5.5.6 no", "5.5.6", "5.5.6", 500, "5.5.6",
    "protocol-error", DSN_ADVICE_FIX, "" },
  { "/checklist/E-10/454", "4.7.0", "454 4.7.0 no", "4.7.0", "4.7.0", 454, "4.7.0",
    "security-failure", DSN_ADVICE_FIX, "" },
  { "/checklist/E-10/530-alone", "5.0.0", "530 no", "5.0.0", "", 530, "5.7.0",
    "security-failure", DSN_ADVICE_FIX, "" },

  /* RFC 2034 §4: what each line repeats stands in the way of no wording. */
  { "/checklist/E-11/phrase-over-lines", "5.0.0",
    "550-5.0.0 That recipient's mailbox\n 550-5.0.0 is\n 550 5.0.0 full", "5.0.0",
    "5.0.0", 550, "5.2.2", "mailbox-full", DSN_ADVICE_RETRY, "" },
  { "/checklist/E-11/on-one-line", "5.0.0",
    "550-5.0.0 That recipient's mailbox 550-5.0.0 is 550 5.0.0 full", "5.0.0", "5.0.0",
    550, "5.2.2", "mailbox-full", DSN_ADVICE_RETRY, "" },
  { "/checklist/E-11/code-alone-repeated", "5.0.0",
    "550-5.0.0 That recipient's mailbox\n 5.0.0 is\n 5.0.0 full", "5.0.0", "5.0.0", 550,
    "5.2.2", "mailbox-full", DSN_ADVICE_RETRY, "" },
};

static DsnReport *
report_of (const struct CodeCase *c)
{
  g_autoptr (GString) fields = g_string_new (TEST_FINAL "Action: failed\n");

  if (c->status != NULL)
    g_string_append_printf (fields, "Status: %s\n", c->status);
  if (c->diagnostic != NULL)
    g_string_append_printf (fields, "Diagnostic-Code: smtp; %s\n", c->diagnostic);
  return test_parse_group (fields->str);
}

static void
test_code (gconstpointer data)
{
  const struct CodeCase *c = data;
  g_autoptr (DsnReport) report = report_of (c);
  const DsnRecipient *recipient = test_only_recipient (report);
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);

  test_assert_code (dsn_recipient_get_status (recipient), c->reported);
  test_assert_code (dsn_recipient_get_diagnostic_status (recipient),
                    c->diagnostic_status);
  g_assert_cmpuint (dsn_recipient_get_reply_code (recipient), ==, c->reply);
  if (c->found != NULL)
    test_assert_code (verdict->status, c->found);
  g_assert_cmpstr (verdict->category, ==, c->category);
  g_assert_cmpint (verdict->advice, ==, c->advice);
  g_assert_cmpint (verdict->hard, ==, verdict->advice == DSN_ADVICE_SUPPRESS);
  test_assert_defects (report, c->defects);
}

/* What was written is told beside what is concluded. */
static void
test_both_told (void)
{
  g_autoptr (DsnReport) report =
      test_parse_group (TEST_FINAL "Action: failed\nStatus: 4.4.7\n"
                                   "Diagnostic-Code: smtp; 550 4.4.7 no\n");
  g_autofree char *json = test_json (report);

  test_assert_holds (json, "\"status\":\"4.4.7\"");
  test_assert_holds (json, "\"diagnostic_status\":\"4.4.7\"");
  test_assert_holds (json, "\"reply_code\":550");
  test_assert_holds (json, "\"verdict\":{\"status\":\"5.4.7\"");
}

/* The text for people has each code once. */
static void
test_joined (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FINAL "Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; "
                 "552-5.2.2 The mailbox\n 552-5.2.2 is over\n 552 5.2.2 quota\n");
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_text (report, &(DsnEmitOptions){ .source = "-" }, NULL, out);
  test_assert_holds (out->str, "552 5.2.2 The mailbox is over quota");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (cases, test_code);
  g_test_add_func ("/checklist/E-03/both-told", test_both_told);
  g_test_add_func ("/checklist/E-11/joined-in-text", test_joined);
  return g_test_run ();
}
