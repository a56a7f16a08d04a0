/* test-trail.c: what a verdict tells of its reasons: codes that lost, wordings that
 * lost, and the blocklist that stands in the way. */
#include "dsn-parse.h"
#include "dsn-recipient-private.h"
#include "dsn-status.h"
#include "dsn-verdict.h"

#include "test-message.h"

#include <string.h>

#define BLOCKED "Client host [192.0.2.1] blocked using zen.spamhaus.org"
#define LIST "spamhaus-zen"

static const DsnContext no_context = { NULL, NULL };

static const struct TrailCase {
  const char *name;
  DsnAction action;
  DsnCode status;
  DsnCode diagnostic;
  guint reply;
  const char *text;
  const char *category;
  const char *against; /* "by code, by code" */
  const char *list;
} cases[] = {
  { "wording-over-status",
    DSN_ACTION_FAILED,
    { 5, 1, 1 },
    { 0 },
    550,
    "550 " BLOCKED,
    "sender-blocked",
    "status 5.1.1",
    LIST },
  { "wording-over-both",
    DSN_ACTION_FAILED,
    { 5, 1, 1 },
    { 5, 1, 2 },
    550,
    "550 5.1.2 " BLOCKED,
    "sender-blocked",
    "diagnostic-status 5.1.2, status 5.1.1",
    LIST },
  { "wording-agrees",
    DSN_ACTION_FAILED,
    { 5, 7, 1 },
    { 5, 7, 1 },
    550,
    "550 5.7.1 " BLOCKED,
    "sender-blocked",
    "",
    LIST },
  { "other-class",
    DSN_ACTION_FAILED,
    { 4, 7, 1 },
    { 0 },
    550,
    "550 " BLOCKED,
    "sender-blocked",
    "",
    LIST },
  { "general-code",
    DSN_ACTION_FAILED,
    { 5, 1, 0 },
    { 5, 0, 0 },
    550,
    "550 " BLOCKED,
    "sender-blocked",
    "",
    LIST },
  { "code-over-code",
    DSN_ACTION_FAILED,
    { 5, 1, 1 },
    { 5, 4, 4 },
    550,
    "550 5.4.4 qq",
    "no-mail-hosts",
    "status 5.1.1",
    NULL },
  { "unregistered",
    DSN_ACTION_FAILED,
    { 5, 1, 99 },
    { 0 },
    0,
    NULL,
    "unclassified",
    "",
    NULL },
  { "success",
    DSN_ACTION_DELIVERED,
    { 2, 1, 5 },
    { 2, 0, 0 },
    250,
    "250 " BLOCKED,
    "delivered",
    "",
    NULL },
  /* a recipient's cause: the list in the words is none of it */
  { "recipient",
    DSN_ACTION_FAILED,
    { 5, 1, 1 },
    { 5, 1, 1 },
    550,
    "550 5.1.1 The email account that you tried to reach does not exist. (SpamCop)",
    "user-unknown",
    "",
    NULL },
};

static char *
describe_against (const DsnVerdict *verdict)
{
  GString *out = g_string_new (NULL);
  char code[DSN_CODE_TEXT_SIZE];

  for (guint i = 0; i < DSN_VERDICT_AGAINST_MAX; i++) {
    const DsnBeatenCode *against = &verdict->evidence_against[i];

    if (against->code.klass != 0)
      g_string_append_printf (out, "%s%s %s", i > 0 ? ", " : "",
                              dsn_evidence_by_to_string (against->by),
                              dsn_code_to_text (against->code, code));
  }
  return g_string_free (out, FALSE);
}

static void
test_case (gconstpointer data)
{
  const struct TrailCase *c = data;
  DsnStrings *strings = dsn_strings_new (64);
  g_autofree char *against = NULL;
  DsnRecipient recipient;
  DsnVerdict got;

  dsn_recipient_init (&recipient);
  recipient.action = c->action;
  recipient.status = c->status;
  recipient.diagnostic_status = c->diagnostic;
  recipient.reply_code = c->reply;
  recipient.diagnostic_text = c->text;
  dsn_verdict_decide (&recipient, &no_context, &got, strings);
  against = describe_against (&got);
  g_assert_cmpstr (got.category, ==, c->category);
  g_assert_cmpstr (against, ==, c->against);
  g_assert_cmpstr (got.blocklist.id, ==, c->list);
  dsn_recipient_clear (&recipient);
  dsn_strings_free (strings);
}

/* Whatever a verdict tells lives as long as its strings do, and no longer than them. */
static void
test_copy (void)
{
  DsnStrings *strings = dsn_strings_new (64), *others = dsn_strings_new (64);
  const char *rules_text =
      "[[wording]]\nid = \"mine\"\nvendor = \"any\"\ntext = \"zorble\"\n"
      "category = \"sender-blocked\"\ncode = \"5.7.1\"\nsource = \"s\"\nwitness = "
      "\"w\"\nscope = \"message\"\n"
      "[[wording]]\nid = \"beaten\"\nvendor = \"any\"\ntext = \"fnord\"\n"
      "category = \"user-unknown\"\ncode = \"5.1.1\"\nsource = \"s\"\nwitness = "
      "\"w\"\n";
  DsnRules *rules =
      dsn_rules_new_from_text (rules_text, strlen (rules_text), "test", NULL, NULL);
  DsnContext context = { .rules = rules };
  DsnRecipient recipient;
  DsnVerdict verdict, copy;

  g_assert_nonnull (rules);
  dsn_recipient_init (&recipient);
  recipient.action = DSN_ACTION_FAILED;
  recipient.diagnostic_text =
      "zorble fnord listed at rbl.example.net, http://rbl.example.net/why";
  dsn_verdict_decide (&recipient, &context, &verdict, strings);
  dsn_rules_unref (rules);
  copy = dsn_verdict_copy (&verdict, others);
  dsn_strings_free (strings);
  g_assert_cmpstr (copy.evidence_wording, ==, "mine");
  g_assert_cmpint (copy.scope, ==,
                   DSN_SCOPE_MESSAGE); /* the row's, not the category's */
  g_assert_cmpstr (copy.evidence_text, ==, "zorble");
  g_assert_cmpstr (copy.evidence_over[0].wording, ==, "beaten");
  g_assert_cmpstr (copy.evidence_over[0].category, ==, "user-unknown");
  g_assert_null (copy.blocklist.id);
  g_assert_cmpstr (copy.blocklist.name, ==, "rbl.example.net");
  g_assert_cmpstr (copy.blocklist.lookup, ==, "http://rbl.example.net/why");
  dsn_recipient_clear (&recipient);
  dsn_strings_free (others);
}

/* A code that tells a cause of failure, and that the registry knows. */
static gboolean
is_specific (DsnCode code)
{
  return code.klass > 2 && code.subject != 0 && code.detail != 0 &&
         dsn_status_rule_find (code) != NULL;
}

static gboolean
differs (DsnCode a, DsnCode b)
{
  return a.subject != b.subject || a.detail != b.detail;
}

static gboolean
is_against (const DsnVerdict *verdict, DsnCode code, DsnEvidenceBy by)
{
  for (guint i = 0; i < DSN_VERDICT_AGAINST_MAX; i++)
    if (verdict->evidence_against[i].by == by &&
        verdict->evidence_against[i].code.klass == code.klass &&
        !differs (verdict->evidence_against[i].code, code))
      return TRUE;
  return FALSE;
}

/* A reply makes a vague code more precise, but names no other subject. */
static gboolean
is_refined (const DsnVerdict *verdict, DsnCode code)
{
  return verdict->evidence_by == DSN_EVIDENCE_REPLY_CODE &&
         verdict->status.subject == code.subject &&
         dsn_status_rule_is_vague (dsn_status_rule_find (code));
}

/* The verdict never contradicts a specific status of the report without a wording that
 * says why; of two such codes it follows one. What it does not follow is told. */
static void
assert_trail (const DsnRecipient *recipient, const DsnVerdict *verdict, gsize count)
{
  const DsnCode codes[] = { dsn_recipient_get_diagnostic_status (recipient),
                            dsn_recipient_get_status (recipient) };
  const DsnEvidenceBy places[] = { DSN_EVIDENCE_DIAGNOSTIC_STATUS,
                                   DSN_EVIDENCE_STATUS };
  guint specific = 0, lost = 0;

  if (strcmp (verdict->category, "delivered") == 0)
    return;
  for (gsize i = 0; i < count; i++) {
    if (!is_specific (codes[i]))
      continue;
    if (i == 1 && is_specific (codes[0]) && !differs (codes[0], codes[1]))
      continue; /* the same code again, or a Status that was made from it */
    specific++;
    if (!differs (codes[i], verdict->status))
      continue;
    g_assert_true (is_against (verdict, codes[i], places[i]));
    lost += !is_refined (verdict, codes[i]);
  }
  if (lost > 0 && lost == specific) {
    g_assert_cmpint (verdict->evidence_by, ==, DSN_EVIDENCE_WORDING);
    g_assert_nonnull (verdict->evidence_wording);
    g_assert_nonnull (verdict->evidence_text);
  }
}

static void
test_message (gconstpointer path)
{
  g_autoptr (GBytes) bytes = test_load (path);
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
  /* Of a format without a Status field the status is what the words have come to. */
  gsize count = g_strcmp0 (dsn_report_get_format (report), "rfc3464") == 0 ? 2 : 1;

  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    assert_trail (recipient, dsn_recipient_get_verdict (recipient), count);
  }
}

/* The same for each pair of codes, with each reply, with and without words. */
static void
test_pairs (void)
{
  static const guint replies[] = {
    0, 421, 450, 452, 521, 530, 535, 550, 552, 554, 556
  };
  static const char *const texts[] = { "qq", BLOCKED, "mailbox full", "undeliverable" };
  DsnStrings *strings = dsn_strings_new (4096);
  guint seen = 0;

  for (guint a = 0; a < 8 * 12 * 2; a++)
    for (guint b = a % 5; b < 8 * 12; b += 5)
      for (gsize i = 0; i < G_N_ELEMENTS (replies); i++) {
        DsnRecipient recipient;
        DsnVerdict verdict;

        dsn_recipient_init (&recipient);
        recipient.action = DSN_ACTION_FAILED;
        recipient.status = (DsnCode){ a % 2 == 0 ? 5 : 4, a / 2 / 12, a / 2 % 12 };
        recipient.diagnostic_status = (DsnCode){ 5, b / 12, b % 12 };
        recipient.reply_code = replies[i];
        recipient.diagnostic_text = texts[(a + b + i) % G_N_ELEMENTS (texts)];
        dsn_verdict_decide (&recipient, &no_context, &verdict, strings);
        assert_trail (&recipient, &verdict, 2);
        seen++;
        dsn_recipient_clear (&recipient);
      }
  g_assert_cmpuint (seen, >, 10000);
  dsn_strings_free (strings);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = NULL;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/trail/case/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/trail/copy", test_copy);
  g_test_add_func ("/trail/pairs", test_pairs);
  paths = test_find_messages ("corpus");
  g_assert_cmpuint (paths->len, >=, 12);
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *name = g_strconcat (
        "/trail/corpus", strstr (g_ptr_array_index (paths, i), "/corpus/"), NULL);

    g_test_add_data_func (name, g_ptr_array_index (paths, i), test_message);
  }
  return g_test_run ();
}
