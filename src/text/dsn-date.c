/* dsn-date.c: moments as RFC 3339 writes them. */
#include "dsn-date.h"

#include "dsn-scan.h"

#include <string.h>

#define DAY ((gint64) 24 * 60 * 60)
/* 1970-01-01, counted from 0000-03-01: leap days come last in a year that begins in
 * March. */
#define EPOCH_DAYS 719468
#define FIRST_DAYS 306    /* 0001-01-01 */
#define LAST_DAYS 3652364 /* 9999-12-31 */

/* Days in four centuries, in one, and in four years. */
#define DAYS_400 146097
#define DAYS_100 36524
#define DAYS_4 1461

/* A number below 100, and what stands behind it. */
static inline char *
put_two (char *at, guint number, char after)
{
  at[0] = (char) ('0' + number / 10);
  at[1] = (char) ('0' + number % 10);
  at[2] = after;
  return at + 3;
}

/* The date of a day that is counted from 0000-03-01. GDate takes three times as long.
 */
static char *
put_date (char *at, guint days)
{
  guint of_400 = days % DAYS_400;
  guint years =
      (of_400 - of_400 / (DAYS_4 - 1) + of_400 / DAYS_100 - of_400 / (DAYS_400 - 1)) /
      365;
  guint of_year = of_400 - (years * 365 + years / 4 - years / 100);
  guint month = (of_year * 5 + 2) / 153; /* five months in turn have 153 days */
  guint day = of_year - (month * 153 + 2) / 5 + 1;
  guint year = days / DAYS_400 * 400 + years + (month >= 10);

  at = put_two (at, year / 100, '0') - 1;
  at = put_two (at, year % 100, '-');
  at = put_two (at, month < 10 ? month + 3 : month - 9, '-');
  return put_two (at, day, 'T');
}

/* The other way: @month from 0. */
static guint
count_days (guint year, guint month, guint day)
{
  guint since_march = (month + 10) % 12;
  guint years = year - (month < 2);

  return years * 365 + years / 4 - years / 100 + years / 400 +
         (since_march * 153 + 2) / 5 + day - 1;
}

const char *
dsn_date_to_text (gint64 seconds, char *text)
{
  gint64 days = seconds / DAY, rest = seconds % DAY;
  char *at = text;
  guint time;

  if (rest < 0) {
    rest += DAY;
    days--;
  }
  if (days < FIRST_DAYS - EPOCH_DAYS || days > LAST_DAYS - EPOCH_DAYS)
    return NULL;
  at = put_date (at, (guint) (days + EPOCH_DAYS));
  time = (guint) rest;
  at = put_two (at, time / 3600, ':');
  at = put_two (at, time / 60 % 60, ':');
  at = put_two (at, time % 60, 'Z');
  *at = '\0';
  return text;
}

gboolean
dsn_date_read_iso (DsnSpan text, gint64 *seconds)
{
  g_autoptr (GDateTime) date = NULL;
  char iso[40];

  text = dsn_span_trim (text);
  if (text.len < 16 || text.len >= sizeof iso || !dsn_span_is_ascii (text) ||
      text.data[4] != '-')
    return FALSE;
  memcpy (iso, text.data, text.len);
  iso[text.len] = '\0';
  if (iso[10] == ' ')
    iso[10] = 'T';
  date = g_date_time_new_from_iso8601 (iso, NULL);
  if (date == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (date);
  return TRUE;
}

/* The place of three letters in a row of such names, or @count. */
static guint
scan_name (DsnScan *scan, const char *names, guint count)
{
  if (dsn_scan_left (scan) < 3)
    return count;
  for (guint i = 0; i < count; i++)
    if (memcmp (scan->at, names + (gsize) 3 * i, 3) == 0) {
      scan->at += 3;
      return i;
    }
  return count;
}

/* Exactly @digits digits. */
static gboolean
scan_number (DsnScan *scan, guint digits, guint *number)
{
  guint found = 0;

  if (dsn_scan_left (scan) < digits)
    return FALSE;
  for (guint i = 0; i < digits; i++) {
    if (!g_ascii_isdigit (scan->at[i]))
      return FALSE;
    found = found * 10 + (guint) (scan->at[i] - '0');
  }
  if (dsn_scan_left (scan) > digits && g_ascii_isdigit (scan->at[digits]))
    return FALSE;
  scan->at += digits;
  *number = found;
  return TRUE;
}

/* time-of-day = hour ":" minute ":" second */
static gboolean
scan_time (DsnScan *scan, gint64 *seconds)
{
  guint hour, minute, second;

  if (!scan_number (scan, 2, &hour) || !dsn_scan_byte (scan, ':') ||
      !scan_number (scan, 2, &minute) || !dsn_scan_byte (scan, ':') ||
      !scan_number (scan, 2, &second) || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *seconds = ((gint64) hour * 60 + minute) * 60 + second;
  return TRUE;
}

/* zone = ("+" / "-") 4DIGIT / "GMT", and a comment behind it */
static gboolean
scan_zone (DsnScan *scan, gint64 *offset)
{
  gboolean east = dsn_scan_peek (scan) == '+';
  guint zone = 0;
  DsnSpan comment;

  if (scan_name (scan, "GMT", 1) == 1) {
    if (!east && dsn_scan_peek (scan) != '-')
      return FALSE;
    scan->at++;
    if (!scan_number (scan, 4, &zone) || zone > 1400 || zone % 100 > 59)
      return FALSE;
  }
  *offset = ((gint64) zone / 100 * 60 + zone % 100) * (east ? 60 : -60);
  if (!dsn_scan_byte (scan, ' '))
    return TRUE;
  return dsn_scan_byte (scan, '(') && dsn_scan_until (scan, ')', &comment) &&
         !dsn_span_find_byte (comment, '(', NULL) &&
         !dsn_span_find_byte (comment, '\\', NULL) && dsn_scan_byte (scan, ')');
}

gboolean
dsn_date_read_mail (DsnSpan text, gint64 *seconds)
{
  DsnScan s = dsn_scan_over (dsn_span_trim (text));
  guint day, month, year;
  gint64 time, offset;

  if (scan_name (&s, "MonTueWedThuFriSatSun", 7) < 7) {
    if (!dsn_scan_byte (&s, ',') || !dsn_scan_byte (&s, ' '))
      return FALSE;
    dsn_scan_byte (&s, ' '); /* as if the day had its first digit */
  }
  if (!dsn_scan_uint (&s, 2, &day) || !dsn_scan_byte (&s, ' '))
    return FALSE;
  month = scan_name (&s, "JanFebMarAprMayJunJulAugSepOctNovDec", 12);
  if (month == 12 || !dsn_scan_byte (&s, ' ') || !scan_number (&s, 4, &year) ||
      !dsn_scan_byte (&s, ' ') || !scan_time (&s, &time) || !dsn_scan_byte (&s, ' ') ||
      !scan_zone (&s, &offset) || !dsn_scan_at_end (&s))
    return FALSE;
  if (year < 1970 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) (month + 1), (GDateYear) year))
    return FALSE;
  *seconds =
      ((gint64) count_days (year, month, day) - EPOCH_DAYS) * DAY + time - offset;
  return TRUE;
}
