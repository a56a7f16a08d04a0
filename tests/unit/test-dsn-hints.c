/* test-dsn-hints.c: words and codes to a verdict, and the rows that they fit. */
#include "dsn-hints.h"

#include "dsn-found-wording.h"
#include "test-util.h"

static const struct HintCase {
  const char *name;
  DsnHints hints;
  const char *status, *category;
  DsnAdvice advice;
  DsnEvidenceBy by;
} cases[] = {
  { "nothing", { 0 }, "", "unclassified", DSN_ADVICE_RETRY, DSN_EVIDENCE_NOTHING },
  { "words",
    { .text = "550 No such user here" },
    "5.1.1",
    "user-unknown",
    DSN_ADVICE_SUPPRESS,
    DSN_EVIDENCE_WORDING },
  { "words-of-class-4",
    { .text = "450 No such user here" },
    "4.1.1",
    "user-unknown",
    DSN_ADVICE_RETRY,
    DSN_EVIDENCE_WORDING },
  { "code-in-the-text",
    { .text = "550 5.2.2 zzz" },
    "5.2.2",
    "mailbox-full",
    DSN_ADVICE_RETRY,
    DSN_EVIDENCE_DIAGNOSTIC_STATUS },
  { "status-beside",
    { .text = "zzz", .status = { 5, 2, 2 } },
    "5.2.2",
    "mailbox-full",
    DSN_ADVICE_RETRY,
    DSN_EVIDENCE_STATUS },
  { "vendor-s-own",
    { .text = "550 5.4.1 Recipient address rejected: Access denied",
      .generator = "exchange-online" },
    "5.1.1",
    "user-unknown",
    DSN_ADVICE_SUPPRESS,
    DSN_EVIDENCE_WORDING },
  { "action-alone",
    { .action = DSN_ACTION_DELAYED },
    "4.0.0",
    "transient-failure",
    DSN_ADVICE_RETRY,
    DSN_EVIDENCE_ACTION },
  { "no-utf-8",
    { .text = "552 \xff\xfe Mailbox full" },
    "5.2.2",
    "mailbox-full",
    DSN_ADVICE_RETRY,
    DSN_EVIDENCE_WORDING },
};

static void
assert_verdict (const DsnVerdict *verdict, const struct HintCase *row)
{
  char code[DSN_CODE_TEXT_SIZE];

  g_assert_cmpstr (verdict->status.klass != 0 ? dsn_code_to_text (verdict->status, code)
                                              : "",
                   ==, row->status);
  g_assert_cmpstr (verdict->category, ==, row->category);
  g_assert_cmpint (verdict->advice, ==, row->advice);
  g_assert_cmpint (verdict->evidence_by, ==, row->by);
  g_assert_true (verdict->evidence_text == NULL ||
                 g_utf8_validate (verdict->evidence_text, -1, NULL));
  g_assert_true ((verdict->evidence_wording != NULL) ==
                 (row->by == DSN_EVIDENCE_WORDING));
}

/* A copy says the same when what it was copied from is gone. */
static void
test_hints (gconstpointer data)
{
  const struct HintCase *row = data;
  g_autoptr (DsnVerdict) copy = NULL;
  DsnVerdict *verdict = dsn_verdict_new (&row->hints, NULL);

  assert_verdict (verdict, row);
  copy = dsn_verdict_dup (verdict);
  dsn_verdict_free (verdict);
  assert_verdict (copy, row);
  if (row->hints.text != NULL && row->hints.status.klass == 0 &&
      row->hints.generator == NULL) {
    g_autoptr (DsnVerdict) alone = dsn_normalise_text (row->hints.text, NULL);

    assert_verdict (alone, row);
  }
}

/* The trail names the row that decided, and the cause that it beat. */
static void
test_trail (void)
{
  g_autoptr (DsnVerdict) verdict = dsn_normalise_text (
      "550 5.2.2 <a@example.com>: user unknown; mailbox is full", NULL);
  g_autoptr (GPtrArray) found = dsn_wordings_find_all (
      "550 5.2.2 <a@example.com>: user unknown; mailbox is full", NULL, NULL);
  const DsnFoundWording *first;
  gboolean beaten = FALSE;

  g_assert_cmpuint (found->len, >, 1);
  first = g_ptr_array_index (found, 0);
  g_assert_null (first->lost);
  g_assert_cmpstr (verdict->evidence_wording, ==, first->id);
  g_assert_cmpstr (verdict->category, ==, first->category);
  for (guint i = 1; i < found->len; i++) {
    const DsnFoundWording *row = g_ptr_array_index (found, i);

    g_assert_nonnull (row->lost);
    g_assert_cmpuint (row->from, <, row->to);
    beaten |= g_strcmp0 (row->id, verdict->evidence_over[0].wording) == 0;
  }
  g_assert_true (beaten);
}

/* A user's row stands before ours; what was found outlives the rules. */
static void
test_rules (void)
{
  static const char text[] = "[[wording]]\n"
                             "id = \"my-row\"\n"
                             "vendor = \"any\"\n"
                             "text = \"the plumbing is blocked\"\n"
                             "category = \"mailbox-full\"\n"
                             "source = \"the plumber\"\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (DsnVerdict) verdict = NULL;
  g_autoptr (DsnFoundWording) copy = NULL;
  DsnRules *rules =
      dsn_rules_new_from_text (text, strlen (text), "mine.toml", NULL, &error);
  DsnParseOptions options = { .rules = rules };

  g_assert_no_error (error);
  found = dsn_wordings_find_all ("550 The plumbing is blocked.", NULL, &options);
  verdict = dsn_normalise_text ("550 The plumbing is blocked.", &options);
  dsn_rules_unref (rules);
  g_assert_cmpuint (found->len, ==, 1);
  copy = dsn_found_wording_dup (g_ptr_array_index (found, 0));
  g_ptr_array_set_size (found, 0);
  g_assert_cmpstr (copy->id, ==, "my-row");
  g_assert_cmpstr (copy->phrase, ==, "the plumbing is blocked");
  g_assert_cmpstr (copy->source, ==, "the plumber");
  g_assert_cmpuint (copy->from, ==, strlen ("550 "));
  g_assert_cmpuint (copy->to, ==, strlen ("550 The plumbing is blocked"));
  g_assert_cmpstr (verdict->evidence_wording, ==, "my-row");
  g_assert_cmpstr (verdict->category, ==, "mailbox-full");
}

static void
test_no_wording (void)
{
  g_autoptr (GPtrArray) found = dsn_wordings_find_all ("zzz", NULL, NULL);

  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/hints", cases, test_hints);
  g_test_add_func ("/hints/trail", test_trail);
  g_test_add_func ("/found-wording/rules", test_rules);
  g_test_add_func ("/found-wording/none", test_no_wording);
  return g_test_run ();
}
