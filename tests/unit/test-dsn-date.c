/* test-dsn-date.c: moments as RFC 3339 writes them. */
#include "dsn-date.h"

#include "test-util.h"

static const struct TextCase {
  const char *name;
  gint64 seconds;
  const char *text; /* NULL: outside of the years that have four digits */
} text_cases[] = {
  { "epoch", 0, "1970-01-01T00:00:00Z" },
  { "before-epoch", -1, "1969-12-31T23:59:59Z" },
  { "leap-day", 1709208000, "2024-02-29T12:00:00Z" },
  { "behind-32-bits", G_GINT64_CONSTANT (4294967296), "2106-02-07T06:28:16Z" },
  { "first", G_GINT64_CONSTANT (-62135596800), "0001-01-01T00:00:00Z" },
  { "before-first", G_GINT64_CONSTANT (-62135596801), NULL },
  { "last", G_GINT64_CONSTANT (253402300799), "9999-12-31T23:59:59Z" },
  { "behind-last", G_GINT64_CONSTANT (253402300800), NULL },
  { "none", DSN_DATE_NONE, NULL },
  { "largest", G_MAXINT64, NULL },
};

static void
test_text (gconstpointer row)
{
  const struct TextCase *c = row;
  g_autofree char *text = g_malloc (DSN_DATE_TEXT_SIZE);
  gint64 seconds;

  memset (text, 0xa5, DSN_DATE_TEXT_SIZE);
  g_assert_true (dsn_date_to_text (c->seconds, text) == (c->text ? text : NULL));
  if (c->text == NULL) {
    g_assert_true (test_is_poison (text, DSN_DATE_TEXT_SIZE));
    return;
  }
  g_assert_cmpstr (text, ==, c->text);
  g_assert_true (dsn_date_read_iso (dsn_span_of_string (text), &seconds));
  g_assert_cmpint (seconds, ==, c->seconds);
}

/* Every day is the one that GDate says. */
static void
test_days (void)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  enum { FIRST = 1, LAST = 3652059, EPOCH = 719163 };
  char text[DSN_DATE_TEXT_SIZE];
  GDate date;

  g_date_clear (&date, 1);
  for (guint days = FIRST; days <= LAST; days++) {
    guint year, month, day;

    if (days == FIRST)
      g_date_set_julian (&date, days);
    else
      g_date_add_days (&date, 1);
    dsn_date_to_text (((gint64) days - EPOCH) * 86400, text);
    year = (guint) g_ascii_strtoull (text, NULL, 10);
    month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
    day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
    if (year != g_date_get_year (&date) || month != (guint) g_date_get_month (&date) ||
        day != g_date_get_day (&date))
      g_error ("%s is day %u", text, days);
    if (year >= 1970) {
      char mail[40];
      gint64 seconds = 0;

      g_snprintf (mail, sizeof mail, "%u %s %04u 00:00:00 +0000", day,
                  months[month - 1], year);
      if (!dsn_date_read_mail (dsn_span_of_string (mail), &seconds) ||
          seconds != ((gint64) days - EPOCH) * 86400)
        g_error ("%s is not read", mail);
    }
  }
}

static const struct IsoCase {
  const char *name;
  DsnSpan text;
  const char *utc; /* NULL: no date */
} iso_cases[] = {
  { "utc", SPAN ("2024-02-29T12:00:00Z"), "2024-02-29T12:00:00Z" },
  { "trimmed", SPAN (" 2024-02-29T12:00:00Z\r\n"), "2024-02-29T12:00:00Z" },
  { "blank-for-t", SPAN ("2024-02-29 12:00:00Z"), "2024-02-29T12:00:00Z" },
  { "east", SPAN ("2024-03-01T00:30:00+01:00"), "2024-02-29T23:30:00Z" },
  { "west", SPAN ("2023-12-31T23:00:00-05:30"), "2024-01-01T04:30:00Z" },
  { "zone-without-colon", SPAN ("2024-02-29T12:00:00+0200"), "2024-02-29T10:00:00Z" },
  { "zone-of-hours", SPAN ("2024-02-29T12:00:00+02"), "2024-02-29T10:00:00Z" },
  { "fraction", SPAN ("2024-02-29T12:00:00.987Z"), "2024-02-29T12:00:00Z" },
  { "before-epoch", SPAN ("1969-12-31T23:59:59Z"), "1969-12-31T23:59:59Z" },
  { "year-9999", SPAN ("9999-12-31T23:59:59Z"), "9999-12-31T23:59:59Z" },
  { "no-zone", SPAN ("2024-02-29T12:00:00"), NULL },
  { "no-time", SPAN ("2024-02-29"), NULL },
  { "no-such-day", SPAN ("2023-02-29T12:00:00Z"), NULL },
  { "day-0", SPAN ("2024-02-00T12:00:00Z"), NULL },
  { "month-13", SPAN ("2024-13-01T12:00:00Z"), NULL },
  { "month-0", SPAN ("2024-00-01T12:00:00Z"), NULL },
  { "year-0", SPAN ("0000-01-01T00:00:00Z"), NULL },
  { "hour-25", SPAN ("2024-02-29T25:00:00Z"), NULL },
  { "minute-60", SPAN ("2024-02-29T12:60:00Z"), NULL },
  { "no-hyphens", SPAN ("20240229T120000Z"), NULL },
  { "letters", SPAN ("2024-O2-29T12:00:00Z"), NULL },
  { "signs", SPAN ("2024-+2-29T12:00:00Z"), NULL },
  { "two-digit-year", SPAN ("24-02-29T12:00:00Z"), NULL },
  { "text-behind", SPAN ("2024-02-29T12:00:00Z x"), NULL },
  { "comment-behind", SPAN ("2024-02-29T12:00:00Z (UTC)"), NULL },
  { "nul", SPAN ("2024-02-29T12:00:00\0Z"), NULL },
  { "nul-behind", SPAN ("2024-02-29T12:00:00Z\0"), NULL },
  { "eight-bit", SPAN ("2024-02-29T12:00:00Z\xff"), NULL },
  { "rfc-5322", SPAN ("Thu, 29 Feb 2024 12:00:00 +0000"), NULL },
  { "long-fraction",
    SPAN ("2024-02-29T12:00:00.000000000000000000000000000000000000000Z"), NULL },
  { "nothing", SPAN (""), NULL },
};

static void
check_iso (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct IsoCase *c = row;
  char utc[DSN_DATE_TEXT_SIZE];
  gint64 seconds;
  gboolean ok;

  TEST_POISON (seconds);
  ok = dsn_date_read_iso (text, &seconds);
  if (!ok)
    TEST_ASSERT_POISON (seconds);
  if (!whole)
    return;
  g_assert_cmpint (ok, ==, c->utc != NULL);
  if (ok)
    g_assert_cmpstr (dsn_date_to_text (seconds, utc), ==, c->utc);
}

static void
test_iso (gconstpointer row)
{
  test_cut_everywhere (((const struct IsoCase *) row)->text, check_iso, row);
}

static const struct MailCase {
  const char *name;
  DsnSpan text;
  const char *utc; /* NULL: another form, or no date */
} mail_cases[] = {
  { "all", SPAN ("Thu, 29 Feb 2024 12:00:00 +0100 (CET)"), "2024-02-29T11:00:00Z" },
  { "no-comment", SPAN ("Thu, 29 Feb 2024 12:00:00 +0100"), "2024-02-29T11:00:00Z" },
  { "west", SPAN ("Sun, 31 Dec 2023 23:00:00 -0530"), "2024-01-01T04:30:00Z" },
  { "gmt", SPAN ("Thu, 29 Feb 2024 12:00:00 GMT"), "2024-02-29T12:00:00Z" },
  { "no-weekday", SPAN ("29 Feb 2024 12:00:00 +0000"), "2024-02-29T12:00:00Z" },
  { "one-digit", SPAN ("Fri, 1 Mar 2024 00:00:00 +0000"), "2024-03-01T00:00:00Z" },
  { "blank-digit", SPAN ("Fri,  1 Mar 2024 00:00:00 +0000"), "2024-03-01T00:00:00Z" },
  { "trimmed", SPAN (" 1 Mar 2024 00:00:00 +0000\r\n"), "2024-03-01T00:00:00Z" },
  { "unknown-zone", SPAN ("Fri, 1 Mar 2024 00:00:00 -0000"), "2024-03-01T00:00:00Z" },
  { "first", SPAN ("Thu, 1 Jan 1970 00:00:00 +0000"), "1970-01-01T00:00:00Z" },
  { "last", SPAN ("Fri, 31 Dec 9999 23:59:59 +0000"), "9999-12-31T23:59:59Z" },
  { "before-first", SPAN ("Wed, 31 Dec 1969 23:59:59 +0000"), NULL },
  { "year-0", SPAN ("Sat, 1 Jan 0000 00:00:00 +0000"), NULL },
  { "two-digit-year", SPAN ("Thu, 29 Feb 24 12:00:00 +0000"), NULL },
  { "three-digit-hour", SPAN ("Thu, 29 Feb 2024 120:00:00 +0000"), NULL },
  { "no-such-day", SPAN ("Wed, 29 Feb 2023 12:00:00 +0000"), NULL },
  { "day-0", SPAN ("Thu, 0 Feb 2024 12:00:00 +0000"), NULL },
  { "day-32", SPAN ("Thu, 32 Jan 2024 12:00:00 +0000"), NULL },
  { "no-such-month", SPAN ("Thu, 29 Fev 2024 12:00:00 +0000"), NULL },
  { "name-of-two-months", SPAN ("Thu, 29 anF 2024 12:00:00 +0000"), NULL },
  { "month-in-capitals", SPAN ("Thu, 29 FEB 2024 12:00:00 +0000"), NULL },
  { "no-such-weekday", SPAN ("Tho, 29 Feb 2024 12:00:00 +0000"), NULL },
  { "leap-second", SPAN ("Sat, 31 Dec 2016 23:59:60 +0000"), NULL },
  { "hour-24", SPAN ("Thu, 29 Feb 2024 24:00:00 +0000"), NULL },
  { "minute-60", SPAN ("Thu, 29 Feb 2024 12:60:00 +0000"), NULL },
  { "no-seconds", SPAN ("Thu, 29 Feb 2024 12:00 +0000"), NULL },
  { "no-zone", SPAN ("Thu, 29 Feb 2024 12:00:00"), NULL },
  { "other-zone", SPAN ("Thu, 29 Feb 2024 12:00:00 EST"), NULL },
  { "zone-of-no-place", SPAN ("Thu, 29 Feb 2024 12:00:00 +1500"), NULL },
  { "zone-of-no-minutes", SPAN ("Thu, 29 Feb 2024 12:00:00 +0060"), NULL },
  { "short-zone", SPAN ("Thu, 29 Feb 2024 12:00:00 +100"), NULL },
  { "open-comment", SPAN ("Thu, 29 Feb 2024 12:00:00 +0000 (UTC"), NULL },
  { "nested-comment", SPAN ("Thu, 29 Feb 2024 12:00:00 +0000 ((UTC))"), NULL },
  { "words-behind", SPAN ("Thu, 29 Feb 2024 12:00:00 +0000 x"), NULL },
  { "empty", SPAN (""), NULL },
  { "nul", SPAN ("Thu, 29 Feb 2024 12:00:00\0+0000"), NULL },
};

static void
check_mail (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct MailCase *c = row;
  char utc[DSN_DATE_TEXT_SIZE];
  gint64 seconds;
  gboolean found;

  TEST_POISON (seconds);
  found = dsn_date_read_mail (text, &seconds);
  if (!found)
    TEST_ASSERT_POISON (seconds);
  if (!whole)
    return;
  g_assert_cmpint (found, ==, c->utc != NULL);
  if (found)
    g_assert_cmpstr (dsn_date_to_text (seconds, utc), ==, c->utc);
}

static void
test_mail (gconstpointer row)
{
  test_cut_everywhere (((const struct MailCase *) row)->text, check_mail, row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/date/text", text_cases, test_text);
  g_test_add_func ("/date/days", test_days);
  TEST_ADD_ROWS ("/date/iso", iso_cases, test_iso);
  TEST_ADD_ROWS ("/date/mail", mail_cases, test_mail);
  return g_test_run ();
}
