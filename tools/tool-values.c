/* tool-values.c: numbers and moments on the command line. */
#include "tool-values.h"

#define MAX_SECONDS 600

/* Seconds, with a fraction or not, to milliseconds. */
gboolean
tool_read_seconds (const char *text, guint *msec)
{
  char *end = NULL;
  double seconds = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(seconds >= 0.001) || seconds > MAX_SECONDS)
    return FALSE;
  *msec = (guint) (seconds * 1000);
  return TRUE;
}

/* A moment, or how long ago it was. */
gboolean
tool_read_since (const char *text, gint64 *since)
{
  static const struct {
    char unit;
    gint64 seconds;
  } units[] = { { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), time = NULL;
  char *end = NULL;
  guint64 number = g_ascii_strtoull (text, &end, 10);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_isdigit (text[0]) && end[0] == units[i].unit && end[1] == '\0' &&
        number <= 100000) {
      *since = g_date_time_to_unix (now) - (gint64) number * units[i].seconds;
      return TRUE;
    }
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    return FALSE;
  *since = g_date_time_to_unix (time);
  return *since > 0;
}

gboolean
tool_read_port (const char *text, guint16 *port)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL))
    return FALSE;
  *port = (guint16) number;
  return TRUE;
}
