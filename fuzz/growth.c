/* growth.c: four times the message may take four times the work, not sixteen. Each row
 * is a message that once did, or that such parsers are known to fall for. */
#include "dsn-parse.h"

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

static const struct GrowthCase {
  const char *name;
  void (*build) (GString *text, guint n);
} growth_cases[] = {
  { "open-boundaries", build_open_boundaries },
  { "encoded-words", build_encoded_words },
  { "open-comments", build_open_comments },
  { "open-quotes", build_open_quotes },
  { "crs", build_crs },
  { "numbers", build_numbers },
  { "digits", build_digits },
  { "recipients", build_recipients },
  { "collisions", build_collisions },
  { "reports", build_reports },
};

/* Seconds of processor time for one message, the best of some runs. */
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
    dsn_report_unref (dsn_parse_bytes (bytes, NULL));
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
