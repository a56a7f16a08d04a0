/* dsn-date.c: moments as RFC 3339 writes them. */
#include "dsn-date.h"

#include <string.h>

static char *
put_digits (char *at, int number, guint count, char after)
{
  for (guint i = count; i > 0; i--, number /= 10)
    at[i - 1] = (char) ('0' + number % 10);
  at[count] = after;
  return at + count + 1;
}

const char *
dsn_date_to_text (gint64 seconds, char *text)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);
  int year, month, day;
  char *at = text;

  if (date == NULL)
    return NULL;
  g_date_time_get_ymd (date, &year, &month, &day);
  at = put_digits (at, year, 4, '-');
  at = put_digits (at, month, 2, '-');
  at = put_digits (at, day, 2, 'T');
  at = put_digits (at, g_date_time_get_hour (date), 2, ':');
  at = put_digits (at, g_date_time_get_minute (date), 2, ':');
  at = put_digits (at, g_date_time_get_second (date), 2, 'Z');
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
