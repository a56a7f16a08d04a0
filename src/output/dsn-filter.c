/* dsn-filter.c: which reports and recipients somebody wants to see. */
#include "dsn-filter.h"

#include "dsn-date.h"
#include "dsn-status.h"

#include <string.h>

#define DAY 86400
#define DIGITS_MAX 6 /* of how long ago: thousands of years, in weeks */

struct _DsnFilter {
  gint64 since, until; /* DSN_DATE_NONE: no such bound */
  GPtrArray *words;
};

DsnFilter *
dsn_filter_new (void)
{
  DsnFilter *filter = g_new0 (DsnFilter, 1);

  filter->since = filter->until = DSN_DATE_NONE;
  filter->words = g_ptr_array_new_with_free_func (g_free);
  return filter;
}

void
dsn_filter_free (DsnFilter *filter)
{
  if (filter == NULL)
    return;
  g_ptr_array_unref (filter->words);
  g_free (filter);
}

static gint64
unit_seconds (char unit)
{
  switch (unit) {
  case 's':
    return 1;
  case 'm':
    return 60;
  case 'h':
    return 3600;
  case 'd':
    return DAY;
  case 'w':
    return (gint64) 7 * DAY;
  default:
    return 0;
  }
}

/* DIGITS UNIT */
static gboolean
read_ago (const char *text, gint64 now, gint64 *seconds)
{
  gint64 count = 0;
  gsize digits = strspn (text, "0123456789");

  if (digits == 0 || digits > DIGITS_MAX || unit_seconds (text[digits]) == 0 ||
      text[digits + 1] != '\0')
    return FALSE;
  for (gsize i = 0; i < digits; i++)
    count = count * 10 + (text[i] - '0');
  *seconds = now - count * unit_seconds (text[digits]);
  return TRUE;
}

/* "2025-03-04": all of it, from its first second. */
static gboolean
read_day (const char *text, gint64 *seconds)
{
  char iso[sizeof "2025-03-04T00:00:00Z"] = "0000-00-00T00:00:00Z";

  if (strlen (text) != 10)
    return FALSE;
  for (gsize i = 0; i < 10; i++)
    if (g_ascii_isdigit (text[i]) != g_ascii_isdigit (iso[i]) ||
        (!g_ascii_isdigit (text[i]) && text[i] != iso[i]))
      return FALSE;
  memcpy (iso, text, 10);
  return dsn_date_read_iso (dsn_span_of_string (iso), seconds);
}

/* date-time of RFC 3339 §5.6: with seconds and a zone; T and Z may be small. */
static gboolean
read_moment (const char *text, gint64 *seconds)
{
  static const char shape[] = "0000-00-00T00:00:00";
  g_autofree char *upper = g_ascii_strup (text, -1);

  for (gsize i = 0; i + 1 < sizeof shape; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (upper[i]) : upper[i] != shape[i])
      return FALSE;
  return dsn_date_read_iso (dsn_span_of_string (upper), seconds);
}

static gboolean
read_time (const char *text, gint64 now, gboolean last, gint64 *seconds)
{
  if (!read_day (text, seconds))
    return read_ago (text, now, seconds) || read_moment (text, seconds);
  *seconds += last ? DAY - 1 : 0;
  return TRUE;
}

gboolean
dsn_filter_set_since (DsnFilter *filter, const char *text, gint64 now)
{
  return read_time (text, now, FALSE, &filter->since);
}

gboolean
dsn_filter_set_until (DsnFilter *filter, const char *text, gint64 now)
{
  return read_time (text, now, TRUE, &filter->until);
}

gboolean
dsn_filter_is_empty_span (const DsnFilter *filter)
{
  return filter->until != DSN_DATE_NONE && filter->since > filter->until;
}

const char **
dsn_filter_words (void)
{
  GPtrArray *words = g_ptr_array_new ();

  for (DsnAction action = DSN_ACTION_UNKNOWN; action <= DSN_ACTION_EXPANDED; action++)
    if (dsn_action_to_string (action) != NULL)
      g_ptr_array_add (words, (gpointer) dsn_action_to_string (action));
  for (DsnAdvice advice = DSN_ADVICE_NONE; advice <= DSN_ADVICE_FIX; advice++)
    g_ptr_array_add (words, (gpointer) dsn_advice_to_string (advice));
  for (DsnKind kind = DSN_KIND_DELIVERY_STATUS; kind <= DSN_KIND_AUTO_REPLY; kind++)
    g_ptr_array_add (words, (gpointer) dsn_kind_to_string (kind));
  for (guint i = 0; i < dsn_category_get_count (); i++)
    g_ptr_array_add (words, (gpointer) dsn_category_get_name (dsn_category_at (i)));
  g_ptr_array_add (words, NULL);
  return (const char **) g_ptr_array_free (words, FALSE);
}

gboolean
dsn_filter_add (DsnFilter *filter, const char *word)
{
  g_autofree const char **words = dsn_filter_words ();

  if (!g_strv_contains (words, word))
    return FALSE;
  g_ptr_array_add (filter->words, g_strdup (word));
  return TRUE;
}

gboolean
dsn_filter_takes_recipient (const DsnFilter *filter, const DsnReport *report,
                            const DsnRecipient *recipient)
{
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);
  const char *have[] = {
    verdict->category,
    dsn_advice_to_string (verdict->advice),
    dsn_action_to_string (dsn_recipient_get_action (recipient)),
    dsn_kind_to_string (dsn_report_get_kind (report)),
  };

  for (guint i = 0; i < filter->words->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (have); j++)
      if (g_strcmp0 (g_ptr_array_index (filter->words, i), have[j]) == 0)
        return TRUE;
  return filter->words->len == 0;
}

static gboolean
takes_date (const DsnFilter *filter, const DsnReport *report)
{
  gint64 date = dsn_report_get_headers (report)->date;

  if (date == DSN_DATE_NONE)
    date = dsn_report_get_arrival_date (report);
  if (date == DSN_DATE_NONE)
    return TRUE;
  return (filter->since == DSN_DATE_NONE || date >= filter->since) &&
         (filter->until == DSN_DATE_NONE || date <= filter->until);
}

/* A report may name no recipient; its kind is known all the same. */
static gboolean
takes_kind (const DsnFilter *filter, const DsnReport *report)
{
  const char *kind = dsn_kind_to_string (dsn_report_get_kind (report));

  for (guint i = 0; i < filter->words->len; i++)
    if (g_strcmp0 (g_ptr_array_index (filter->words, i), kind) == 0)
      return TRUE;
  return filter->words->len == 0;
}

gboolean
dsn_filter_takes (const DsnFilter *filter, const DsnReport *report)
{
  if (!takes_date (filter, report))
    return FALSE;
  if (takes_kind (filter, report))
    return TRUE;
  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++)
    if (dsn_filter_takes_recipient (filter, report,
                                    dsn_report_get_recipient (report, i)))
      return TRUE;
  return FALSE;
}
