/* test-dsn-filter.c: which reports and recipients a filter lets through. */
#include "dsn-filter.h"

#include "dsn-parse.h"

#include <string.h>

#define NOW 1741072532 /* 2025-03-04T07:15:32Z */
#define MAIL(date)                                                                     \
  "From: mailer-daemon@mx.example\n" date                                              \
  "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"        \
  "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"   \
  "Final-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.1.1\n"          \
  "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"                                  \
  "Final-Recipient: rfc822; bob@example.com\nAction: delayed\nStatus: 4.2.2\n"         \
  "Diagnostic-Code: smtp; 452 4.2.2 Mailbox full\n\n--b--\n"

static DsnReport *
report_of (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return dsn_parse_bytes (bytes, NULL);
}

static const struct TimeCase {
  const char *text;
  gint64 since, until; /* 0: it is no time */
} times[] = {
  { "2025-03-04", 1741046400, 1741132799 },
  { "2025-03-04T07:15:32Z", NOW, NOW },
  { "2025-03-04t07:15:32z", NOW, NOW },
  { "2025-03-04T08:15:32+01:00", NOW, NOW },
  { "2025-03-04T07:15:32.25Z", NOW, NOW },
  { "0s", NOW, NOW },
  { "90s", NOW - 90, NOW - 90 },
  { "15m", NOW - 900, NOW - 900 },
  { "12h", NOW - 43200, NOW - 43200 },
  { "7d", NOW - 604800, NOW - 604800 },
  { "2w", NOW - 1209600, NOW - 1209600 },
  { "2025-02-29", 0, 0 },
  { "2025-13-01", 0, 0 },
  { "2025-3-4", 0, 0 },
  { "2025-03-04T07:15:32", 0, 0 },
  { "2025-03-04T07:15Z", 0, 0 },
  { "2025-03-04T25:15:32Z", 0, 0 },
  { "2025-W10-2", 0, 0 },
  { "yesterday", 0, 0 },
  { "7", 0, 0 },
  { "d", 0, 0 },
  { "-7d", 0, 0 },
  { "7days", 0, 0 },
  { "7 d", 0, 0 },
  { "1234567d", 0, 0 },
  { "7y", 0, 0 },
  { "", 0, 0 },
};

/* The bound is where letting through begins or ends. */
static void
check_bound (const char *text, gint64 bound, gboolean last)
{
  for (int off = -1; off <= 1; off++) {
    g_autoptr (DsnFilter) filter = dsn_filter_new ();
    g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (bound + off);
    g_autofree char *date =
        g_date_time_format (moment, "Date: %a, %d %b %Y %H:%M:%S +0000\n");
    g_autofree char *mail = g_strconcat (date, MAIL (""), NULL);
    g_autoptr (DsnReport) report = report_of (mail);

    g_assert_true (last ? dsn_filter_set_until (filter, text, NOW)
                        : dsn_filter_set_since (filter, text, NOW));
    g_assert_cmpint (dsn_filter_takes (filter, report), ==, last ? off <= 0 : off >= 0);
  }
}

static void
test_time (gconstpointer data)
{
  const struct TimeCase *c = data;
  g_autoptr (DsnFilter) filter = dsn_filter_new ();

  if (c->since != 0) {
    check_bound (c->text, c->since, FALSE);
    check_bound (c->text, c->until, TRUE);
    return;
  }
  g_assert_false (dsn_filter_set_since (filter, c->text, NOW));
  g_assert_false (dsn_filter_set_until (filter, c->text, NOW));
}

static void
test_dates (void)
{
  g_autoptr (DsnFilter) filter = dsn_filter_new ();
  g_autoptr (DsnReport) undated = report_of (MAIL (""));
  g_autoptr (DsnReport) letter = report_of (
      "Date: Tue, 04 Mar 2025 07:15:32 +0000\nFrom: ann@example.com\n\nhello\n");

  g_assert_true (dsn_filter_set_since (filter, "2025-03-05", NOW));
  g_assert_true (dsn_filter_takes (filter, undated));
  g_assert_false (dsn_filter_takes (filter, letter));
  g_assert_false (dsn_filter_is_empty_span (filter));
  g_assert_true (dsn_filter_set_until (filter, "2025-03-05", NOW));
  g_assert_false (dsn_filter_is_empty_span (filter));
  g_assert_true (dsn_filter_set_until (filter, "2025-03-04", NOW));
  g_assert_true (dsn_filter_is_empty_span (filter));
}

static const struct WordCase {
  const char *words;
  gboolean ann, bob, report;
} words[] = {
  { "", TRUE, TRUE, TRUE },
  { "user-unknown", TRUE, FALSE, TRUE },
  { "mailbox-full", FALSE, TRUE, TRUE },
  { "suppress", TRUE, FALSE, TRUE },
  { "retry", FALSE, TRUE, TRUE },
  { "failed", TRUE, FALSE, TRUE },
  { "delayed", FALSE, TRUE, TRUE },
  { "delivery-status", TRUE, TRUE, TRUE },
  { "failed delayed", TRUE, TRUE, TRUE },
  { "relayed", FALSE, FALSE, FALSE },
  { "feedback", FALSE, FALSE, FALSE },
  { "fix hold none", FALSE, FALSE, FALSE },
};

static void
test_words (gconstpointer data)
{
  const struct WordCase *c = data;
  g_autoptr (DsnFilter) filter = dsn_filter_new ();
  g_autoptr (DsnReport) report = report_of (MAIL (""));
  g_autoptr (DsnReport) letter = report_of ("From: ann@example.com\n\nhello\n");
  g_auto (GStrv) list = g_strsplit (c->words, " ", -1);

  for (char **word = list; *word != NULL; word++)
    g_assert_true (dsn_filter_add (filter, *word));
  g_assert_cmpint (
      dsn_filter_takes_recipient (filter, report, dsn_report_get_recipient (report, 0)),
      ==, c->ann);
  g_assert_cmpint (
      dsn_filter_takes_recipient (filter, report, dsn_report_get_recipient (report, 1)),
      ==, c->bob);
  g_assert_cmpint (dsn_filter_takes (filter, report), ==, c->report);
  g_assert_cmpint (dsn_filter_takes (filter, letter), ==, list[0] == NULL);
}

static void
test_unknown_words (void)
{
  g_autoptr (DsnFilter) filter = dsn_filter_new ();
  g_autofree const char **known = dsn_filter_words ();

  g_assert_false (dsn_filter_add (filter, ""));
  g_assert_false (dsn_filter_add (filter, "User-Unknown"));
  g_assert_false (dsn_filter_add (filter, "user-unknow"));
  for (const char **word = known; *word != NULL; word++)
    g_assert_true (dsn_filter_add (filter, *word));
  g_assert_true (g_strv_contains (known, "auto-reply"));
  g_assert_true (g_strv_contains (known, "expanded"));
  g_assert_true (g_strv_contains (known, "fix"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *path = g_strdup_printf ("/filter/time/at-%s", times[i].text);

    g_test_add_data_func (path, &times[i], test_time);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *path = g_strdup_printf ("/filter/words/all-%s", words[i].words);

    g_test_add_data_func (path, &words[i], test_words);
  }
  g_test_add_func ("/filter/dates", test_dates);
  g_test_add_func ("/filter/unknown-words", test_unknown_words);
  return g_test_run ();
}
