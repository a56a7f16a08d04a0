/* test-dsn-emit-text.c: reports for people: in their order, in 80 columns, safe. */
#include "dsn-emit-text.h"

#include "dsn-wrap.h"
#include "test-report.h"

#define HOSTILE "\033[31mred\r\n\302\233x \342\200\256 \a end"

static DsnReport *
make_report (const char *text)
{
  DsnReport *report = dsn_report_new (10);
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  report->kind = DSN_KIND_DELIVERY_STATUS;
  report->reporting_mta.name = text;
  report->generator = "postfix";
  report->has_original = TRUE;
  report->original.subject = report->original.from = report->original.to = text;
  report->original_envelope_id = report->received_from_mta.name = text;
  recipient->address = text;
  recipient->final_recipient = recipient->original_recipient = text;
  recipient->action = DSN_ACTION_FAILED;
  recipient->status = (DsnCode){ 5, 1, 1 };
  recipient->remote_mta.name = text;
  recipient->diagnostic_text = text;
  recipient->diagnostic_by = DSN_DIAGNOSTIC_BY_REMOTE;
  recipient->verdict = (DsnVerdict){ .status = { 5, 1, 1 },
                                     .category = "user-unknown",
                                     .hard = TRUE,
                                     .scope = DSN_SCOPE_ADDRESS,
                                     .advice = DSN_ADVICE_SUPPRESS,
                                     .confidence = DSN_CONFIDENCE_HIGH,
                                     .evidence_by = DSN_EVIDENCE_STATUS,
                                     .evidence_text = text };
  dsn_report_add_extension (report, &recipient->extensions, DSN_SPAN_LIT ("X-A"),
                            dsn_span_of_string (text), 0);
  dsn_report_add_extension (report, &report->extensions, DSN_SPAN_LIT ("X-B"),
                            dsn_span_of_string (text), 0);
  dsn_defects_add (report->defects, DSN_DEFECT_BARE_CR, 7, dsn_span_of_string (text));
  return report;
}

static char *
emit (const DsnReport *report, gboolean color, gboolean verbose)
{
  GString *out = g_string_new (NULL);

  dsn_emit_text (report, &(DsnEmitOptions){ .source = "a.eml" },
                 &(DsnTextOptions){ .color = color, .verbose = verbose }, out);
  return g_string_free (out, FALSE);
}

/* Each of @words behind the one before it. */
static void
assert_order (const char *text, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++) {
    const char *found = strstr (text, words[i]);

    if (found == NULL)
      g_error ("'%s' is not in, or stands too early in:\n%s", words[i], text);
    text = found + strlen (words[i]);
  }
}

static void
test_order (void)
{
  g_autoptr (DsnReport) report = make_report ("who@b.example");
  g_autofree char *text = emit (report, FALSE, FALSE);
  static const char *const words[] = {
    "a.eml: delivery report for 1 recipient\n",
    "who@b.example: not delivered\n",
    "why ",
    "user-unknown, 5.1.1, hard",
    "do ",
    "suppress: ",
    "evidence ",
    "who@b.example said:",
    "sure? ",
    "high confidence, by the Status field",
    "the message\n",
    "subject ",
    "the report\n",
    "who@b.example (postfix)",
    "1 thing is odd in the message (--verbose tells)\n",
    NULL
  };

  assert_order (text, words);
  g_assert_null (strstr (text, "bare-cr"));
  g_assert_null (strstr (text, "X-A"));
  g_assert_true (g_str_has_suffix (text, ")\n\n"));
}

static void
test_verbose (void)
{
  g_autoptr (DsnReport) report = make_report ("who@b.example");
  g_autofree char *text = emit (report, FALSE, TRUE);
  static const char *const words[] = { "status ",
                                       "5.1.1",
                                       "final ",
                                       "original ",
                                       "X-A: who@b.example",
                                       "came from ",
                                       "envid ",
                                       "X-B: who@b.example",
                                       "+7",
                                       "bare-cr: ",
                                       "[who@b.example]",
                                       NULL };

  assert_order (text, words);
}

static const struct ActionCase {
  const char *name;
  DsnAction action;
  DsnAdvice advice;
  const char *words, *not ;
} action_cases[] = {
  { "failed", DSN_ACTION_FAILED, DSN_ADVICE_SUPPRESS, ": not delivered\n", "delayed" },
  { "delayed", DSN_ACTION_DELAYED, DSN_ADVICE_RETRY, ": delayed, still being tried\n",
    "not delivered" },
  { "delivered", DSN_ACTION_DELIVERED, DSN_ADVICE_NONE, ": delivered\n", "  do " },
  { "relayed", DSN_ACTION_RELAYED, DSN_ADVICE_NONE, ": relayed to a system", "  do " },
  { "expanded", DSN_ACTION_EXPANDED, DSN_ADVICE_NONE, ": delivered to an alias",
    "  do " },
  { "unknown", DSN_ACTION_UNKNOWN, DSN_ADVICE_HOLD, ": outcome unknown\n",
    "delivered" },
};

static void
test_action (gconstpointer data)
{
  const struct ActionCase *c = data;
  g_autoptr (DsnReport) report = make_report ("a@b.example");
  DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, 0);
  g_autofree char *text = NULL, *advice = NULL;

  recipient->action = c->action;
  recipient->verdict.advice = c->advice;
  text = emit (report, FALSE, FALSE);
  advice = g_strconcat (" ", dsn_advice_to_string (c->advice), ": ", NULL);
  g_assert_nonnull (strstr (text, c->words));
  g_assert_null (strstr (text, c->not ));
  g_assert_cmpint (strstr (text, advice) != NULL, ==, c->advice != DSN_ADVICE_NONE);
}

/* Whose words they are, where names are missing as well. */
static const struct SaidCase {
  const char *name;
  const char *remote, *reporter, *diagnostic;
  DsnDiagnosticBy by;
  const char *words;
} said_cases[] = {
  { "remote", "mx.b", "mx.a", "550 no", DSN_DIAGNOSTIC_BY_REMOTE, "mx.b said:\n" },
  { "reporter", "mx.b", "mx.a", "550 no", DSN_DIAGNOSTIC_BY_REPORTER, "mx.a said:\n" },
  { "no-remote", NULL, "mx.a", "550 no", DSN_DIAGNOSTIC_BY_REMOTE,
    "the remote system said:\n" },
  { "no-reporter", NULL, NULL, "550 no", DSN_DIAGNOSTIC_BY_REPORTER,
    "the reporting system said:\n" },
  { "no-words", "mx.b", "mx.a", NULL, DSN_DIAGNOSTIC_BY_REPORTER, "remote    mx.b\n" },
  { "joined", "mx.b", "mx.a", "550-5.1.1 no 550 5.1.1 such user",
    DSN_DIAGNOSTIC_BY_REMOTE, "550 5.1.1 no such user\n" },
};

static void
test_said (gconstpointer data)
{
  const struct SaidCase *c = data;
  g_autoptr (DsnReport) report = make_report ("a@b.example");
  DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, 0);
  g_autofree char *text = NULL;

  recipient->remote_mta.name = c->remote;
  report->reporting_mta.name = c->reporter;
  recipient->diagnostic_text = c->diagnostic;
  recipient->diagnostic_by = c->by;
  text = emit (report, FALSE, FALSE);
  g_assert_nonnull (strstr (text, c->words));
  g_assert_cmpint (strstr (text, "said:") != NULL, ==, c->diagnostic != NULL);
}

static void
assert_safe (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_assert_true (c == '\n' || g_unichar_isprint (c));
  }
}

static void
test_hostile (gconstpointer verbose)
{
  g_autoptr (DsnReport) report = make_report (HOSTILE);
  g_autofree char *text = emit (report, FALSE, verbose != NULL);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_nonnull (strstr (text, "\\x1b[31mred\\x0d\\x0a\\xc2\\x9bx \\xe2\\x80\\xae"));
  assert_safe (text);
}

/* Our own escapes, and none that came with the mail. */
static void
test_color (void)
{
  g_autoptr (DsnReport) report = make_report (HOSTILE);
  g_autofree char *plain = emit (report, FALSE, TRUE);
  g_autofree char *text = emit (report, TRUE, TRUE);
  g_autoptr (GString) bare = g_string_new (NULL);

  g_assert_nonnull (strstr (text, "\033["));
  for (const char *p = text; *p != '\0'; p++) {
    if (*p != '\033') {
      g_string_append_c (bare, *p);
      continue;
    }
    g_assert_true (p[1] == '[');
    for (p += 2; *p != 'm'; p++)
      g_assert_true (g_ascii_isdigit (*p) || *p == ';');
  }
  g_assert_cmpstr (bare->str, ==, plain);
}

static void
test_width (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (DsnReport) report = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (words, "some words and averyveryverylongone ");
  report = make_report (words->str);
  g_array_index (report->recipients, DsnRecipient, 0).address = "a@b.example";
  text = emit (report, FALSE, TRUE);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (strlen (lines[i]), <=, DSN_WRAP_WIDTH);
}

static void
test_other (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (10);
  g_autoptr (GString) out = g_string_new (NULL);

  report->headers.subject = "hello\033";
  dsn_emit_text (report, &(DsnEmitOptions){ .in_mbox = TRUE, .offset = 17 }, NULL, out);
  g_assert_cmpstr (out->str, ==,
                   "-:+17: no delivery report\n    subject   hello\\x1b\n\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/emit-text/order", test_order);
  g_test_add_func ("/emit-text/verbose", test_verbose);
  TEST_ADD_ROWS ("/emit-text/action", action_cases, test_action);
  TEST_ADD_ROWS ("/emit-text/said", said_cases, test_said);
  g_test_add_data_func ("/emit-text/hostile", NULL, test_hostile);
  g_test_add_data_func ("/emit-text/hostile-verbose", "", test_hostile);
  g_test_add_func ("/emit-text/color", test_color);
  g_test_add_func ("/emit-text/width", test_width);
  g_test_add_func ("/emit-text/other", test_other);
  return g_test_run ();
}
