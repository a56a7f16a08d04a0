/* growth.c: four times the text may take four times the work, not sixteen. Each row is
 * a message, a diagnostic, a rule file or a paste that once did, or that such readers
 * are known to fall for. */
#include "dsn-explain.h"
#include "dsn-wording.h"

#include <string.h>
#include <time.h>

/* 4 is linear and 16 quadratic; the rest is room for caches and for noise. */
#define GROWTH_MAX 9.0
#define RUNS 5

#define RECIPIENT "Final-Recipient: rfc822; u%u@example.com\nAction: failed\n"

static void
repeat (GString *text, const char *piece, guint count)
{
  for (guint i = 0; i < count; i++)
    g_string_append (text, piece);
}

static void
begin_report (GString *text, const char *explanation)
{
  g_string_append (text, "Content-Type: multipart/report; boundary=b\n\n");
  if (explanation != NULL)
    g_string_append_printf (text, "--b\n\n%s\n", explanation);
  g_string_append (text, "--b\nContent-Type: message/delivery-status\n\n");
}

static void
build_open_boundaries (GString *text, guint n)
{
  for (guint i = 0; i < 31; i++)
    g_string_append_printf (
        text, "Content-Type: multipart/mixed; boundary=b%02u\n\n--b%02u\n", i, i);
  g_string_append_c (text, '\n');
  repeat (text, "--b3\n", 40 * n);
}

static void
build_encoded_words (GString *text, guint n)
{
  begin_report (text, NULL);
  g_string_append_printf (text, RECIPIENT "Diagnostic-Code: smtp; ", 1);
  repeat (text, "=?utf-8?q?a ", n);
}

static void
build_open_comments (GString *text, guint n)
{
  g_string_append (text, "Content-Type: multipart/mixed; ");
  repeat (text, "a=( ", 10 * n);
}

static void
build_open_quotes (GString *text, guint n)
{
  begin_report (text, NULL);
  g_string_append (text, "Action: failed\nFinal-Recipient: rfc822; ");
  repeat (text, "\"@<(\\", 4 * n);
}

static void
build_crs (GString *text, guint n)
{
  g_string_append (text, "Subject: x\n");
  repeat (text, "y\r", 40 * n);
  g_string_append (text, "\n\n");
  repeat (text, "\r", 40 * n);
}

/* Numbers, and blanks behind them that only decoding shows. */
static void
build_numbers (GString *text, guint n)
{
  g_autofree char *blanks = g_strnfill (500, '_');

  begin_report (text, NULL);
  g_string_append_printf (text, RECIPIENT "X-Supplementary-Info: ", 1);
  repeat (text, "=450 ", n);
  for (guint i = 0; i < n / 100; i++)
    g_string_append_printf (text, "=?utf-8?q?%s?= ", blanks);
}

static void
build_digits (GString *text, guint n)
{
  begin_report (text, NULL);
  g_string_append_printf (text, RECIPIENT "Diagnostic-Code: smtp; ", 1);
  repeat (text, "5505.1.1 550-", n);
}

static void
build_recipients (GString *text, guint n)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (said, "u%u@example.com: 550 no\n", i);
  begin_report (text, said->str);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, RECIPIENT "X-Supplementary-Info: <mx #5.1.1 smtp;550 5.1.1 no>\n\n", i);
}

/* "a}" and "b\" have the same sum in the hash of g_str_hash(), so all these words do.
 */
static void
append_colliding (GString *text, const char *field, guint number)
{
  g_string_append (text, field);
  for (guint i = 0; i < 14; i++)
    g_string_append (text, (number >> i & 1) != 0 ? "a}" : "b\\");
  g_string_append (text, "@example.com\n");
}

static void
build_collisions (GString *text, guint n)
{
  begin_report (text, "Sorry.");
  for (guint i = 0; i < n; i++) {
    append_colliding (text, "Original-Recipient: rfc822; ", i);
    append_colliding (text, "Final-Recipient: rfc822; ", i);
    g_string_append (text, "Action: failed\n\n");
  }
}

/* Many delivery-status parts with few recipients each. */
static void
build_reports (GString *text, guint n)
{
  begin_report (text, NULL);
  for (guint i = 0; i < n; i++) {
    append_colliding (text, "Original-Recipient: rfc822; ", i);
    g_string_append (text, "Action: failed\n\n");
    if (i % 5 == 0)
      g_string_append (text, "--b\nContent-Type: message/delivery-status\n\n");
  }
}

/* Of a diagnostic some kilobytes are read: so many words are less than that. */
static void
build_beginnings (GString *text, guint n)
{
  repeat (text, "Service unavailable; Client host [", n / 20);
}

static void
build_prefixes (GString *text, guint n)
{
  const DsnWordingSet *set = dsn_wording_builtin ();

  for (guint i = 0; text->len < 2 * n; i++) {
    const char *row = set->rows[i * 7 % set->row_count].text;

    g_string_append_printf (text, "%.*s ", (int) MIN (strlen (row), 12), row);
  }
}

static void
build_pieces (GString *text, guint n)
{
  repeat (text, "[ ] said: ; ) - to for ", n / 12);
}

static void
build_wide (GString *text, guint n)
{
  repeat (text, "\xe5\xae\x9b\xe5\x85\x88", n / 3);
}

static void
build_name (GString *text, guint n)
{
  repeat (text, "a.", n);
}

static void
build_entities (GString *text, guint n)
{
  repeat (text, "&#3550-=2", n / 5);
}

static void
build_blanks (GString *text, guint n)
{
  g_string_append (text, "550-a 550");
  repeat (text, " \t", n);
}

static void
build_one_end (GString *text, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "[[wording]]\nid='r%u'\ntext='w%u * said'\ncategory='user-unknown'\n", i,
        i);
}

static void
build_one_beginning (GString *text, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "[[wording]]\nid='r%u'\ntext='host * w%u'\ncategory='user-unknown'\n", i,
        i);
}

static void
build_many_pieces (GString *text, guint n)
{
  for (guint i = 0; i < n / 100; i++) {
    g_string_append_printf (text, "[[wording]]\nid='r%u'\ntext='www%u", i, i);
    repeat (text, " * a", 100);
    g_string_append (text, "'\ncategory='user-unknown'\n");
  }
}

static void
build_comments (GString *text, guint n)
{
  repeat (text, "#\n \t\r\n", n);
  repeat (text, "#", 10 * n);
}

static void
build_replies (GString *text, guint n)
{
  repeat (text, "550 5.1.1 user unknown\n", n);
}

static void
build_one_reply (GString *text, guint n)
{
  repeat (text, "550-user\n", n);
}

static void
build_tags (GString *text, guint n)
{
  g_string_append (text, "<br>");
  repeat (text, "<a", 10 * n);
}

static void
build_quoting (GString *text, guint n)
{
  repeat (text, "> ", 20 * n);
  repeat (text, "> Final-Recipient: rfc822; a\n", n);
}

static void
build_log (GString *text, guint n)
{
  repeat (text,
          "mx postfix/smtp[1]: 4A: to=<a@example.com>, to=<, dsn=5.1.1, "
          "status=bounced (host x said: 550 (in reply to (in reply to\n",
          n);
}

static void
run_parse (GBytes *bytes)
{
  dsn_report_unref (dsn_parse_bytes (bytes, NULL));
}

/* One text takes less time than a clock can tell. */
static void
run_wording (GBytes *bytes)
{
  DsnWordingQuery query = { .text = dsn_span_of_bytes (bytes) };
  DsnWordingMatch match;

  for (guint i = 0; i < 50; i++)
    dsn_wording_find (dsn_wording_builtin (), &query, &match, NULL);
}

static void
run_rules (GBytes *bytes)
{
  DsnSpan text = dsn_span_of_bytes (bytes);
  g_autoptr (GError) error = NULL;
  DsnRules *rules = dsn_rules_new_from_text ((const char *) text.data, text.len,
                                             "growth.toml", NULL, &error);

  g_assert_no_error (error);
  dsn_rules_unref (rules);
}

static void
run_explain (GBytes *bytes)
{
  g_ptr_array_unref (dsn_explain (bytes, NULL, NULL));
}

static const struct GrowthCase {
  const char *name;
  void (*build) (GString *text, guint n);
  void (*run) (GBytes *bytes);
} growth_cases[] = {
  { "open-boundaries", build_open_boundaries, run_parse },
  { "encoded-words", build_encoded_words, run_parse },
  { "open-comments", build_open_comments, run_parse },
  { "open-quotes", build_open_quotes, run_parse },
  { "crs", build_crs, run_parse },
  { "numbers", build_numbers, run_parse },
  { "digits", build_digits, run_parse },
  { "recipients", build_recipients, run_parse },
  { "collisions", build_collisions, run_parse },
  { "reports", build_reports, run_parse },
  { "wording-beginnings", build_beginnings, run_wording },
  { "wording-prefixes", build_prefixes, run_wording },
  { "wording-pieces", build_pieces, run_wording },
  { "wording-wide", build_wide, run_wording },
  { "wording-name", build_name, run_wording },
  { "wording-entities", build_entities, run_wording },
  { "wording-blanks", build_blanks, run_wording },
  { "rules-one-end", build_one_end, run_rules },
  { "rules-one-beginning", build_one_beginning, run_rules },
  { "rules-many-pieces", build_many_pieces, run_rules },
  { "rules-comments", build_comments, run_rules },
  { "explain-replies", build_replies, run_explain },
  { "explain-one-reply", build_one_reply, run_explain },
  { "explain-tags", build_tags, run_explain },
  { "explain-quoting", build_quoting, run_explain },
  { "explain-log", build_log, run_explain },
};

/* Seconds of processor time for one text, the best of some runs. */
static double
measure (const struct GrowthCase *c, guint n)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  double best = G_MAXDOUBLE;

  c->build (text, n);
  bytes = g_string_free_to_bytes (text);
  for (int i = 0; i < RUNS; i++) {
    struct timespec from, to;

    clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &from);
    c->run (bytes);
    clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &to);
    best = MIN (best, (double) (to.tv_sec - from.tv_sec) +
                          (double) (to.tv_nsec - from.tv_nsec) / 1e9);
  }
  return best;
}

static void
test_growth (gconstpointer data)
{
  const struct GrowthCase *c = data;
  double once = measure (c, 1000), four = measure (c, 4000);

  g_test_message ("%.6f s, four times as much %.6f s", once, four);
  g_assert_cmpfloat (four, <, GROWTH_MAX * once);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (growth_cases); i++) {
    g_autofree char *path = g_strconcat ("/growth/", growth_cases[i].name, NULL);

    g_test_add_data_func (path, &growth_cases[i], test_growth);
  }
  return g_test_run ();
}
