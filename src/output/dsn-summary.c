/* dsn-summary.c: counts over many messages, as text and as JSON. */
#include "dsn-summary.h"

#include "dsn-emit-json.h"
#include "dsn-safe.h"

#include <string.h>

#define SHOWN_MAX 10
#define NAME_SHOWN_MAX 60

/* What is counted, in the order of the output. */
typedef enum {
  BY_KIND,
  BY_ACTION,
  BY_ADVICE,
  BY_CATEGORY,
  BY_STATUS,
  BY_DOMAIN,
  BY_GENERATOR,
  SORTS
} Sort;

static const struct {
  const char *key;
  const char *title;
} sorts[SORTS] = {
  [BY_KIND] = { "kinds", "reports by kind" },
  [BY_ACTION] = { "actions", "recipients by what became of the mail" },
  [BY_ADVICE] = { "verdict_actions", "recipients by what to do" },
  [BY_CATEGORY] = { "categories", "recipients by cause" },
  [BY_STATUS] = { "statuses", "recipients by status" },
  [BY_DOMAIN] = { "domains", "recipients by domain" },
  [BY_GENERATOR] = { "generators", "reports by who wrote them" },
};

struct _DsnSummary {
  guint64 recipients;
  GHashTable *counts[SORTS]; /* name -> Count */
};

typedef struct {
  const char *name;
  guint64 count;
} Count;

DsnSummary *
dsn_summary_new (void)
{
  DsnSummary *summary = g_new0 (DsnSummary, 1);

  for (Sort sort = 0; sort < SORTS; sort++)
    summary->counts[sort] =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return summary;
}

void
dsn_summary_free (DsnSummary *summary)
{
  if (summary == NULL)
    return;
  for (Sort sort = 0; sort < SORTS; sort++)
    g_hash_table_unref (summary->counts[sort]);
  g_free (summary);
}

/* A letter for the sort, the name, a NUL. What has no name is counted as such. */
static void
add_fact (GString *facts, Sort sort, const char *name)
{
  g_string_append_c (facts, (char) ('a' + sort));
  g_string_append (facts, name != NULL ? name : "");
  g_string_append_c (facts, '\0');
}

static void
add_recipient (GString *facts, const DsnRecipient *recipient)
{
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);
  const char *address = dsn_recipient_get_address (recipient);
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  char code[DSN_CODE_TEXT_SIZE];

  add_fact (facts, BY_ACTION,
            dsn_action_to_string (dsn_recipient_get_action (recipient)));
  add_fact (facts, BY_ADVICE, dsn_advice_to_string (verdict->advice));
  add_fact (facts, BY_CATEGORY, verdict->category);
  add_fact (facts, BY_STATUS,
            verdict->status.klass != 0 ? dsn_code_to_text (verdict->status, code)
                                       : NULL);
  add_fact (facts, BY_DOMAIN, at != NULL ? at + 1 : NULL);
}

void
dsn_summary_facts (const DsnReport *report, const DsnFilter *filter, GString *facts)
{
  add_fact (facts, BY_KIND, dsn_kind_to_string (dsn_report_get_kind (report)));
  add_fact (facts, BY_GENERATOR, dsn_report_get_generator (report));
  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    if (dsn_filter_takes_recipient (filter, report, recipient))
      add_recipient (facts, recipient);
  }
}

static void
count_name (DsnSummary *summary, Sort sort, const char *name, guint64 times)
{
  GHashTable *counts = summary->counts[sort];
  Count *count;

  if (g_hash_table_size (counts) >= DSN_SUMMARY_NAMES_MAX &&
      !g_hash_table_contains (counts, name))
    name = "";
  count = g_hash_table_lookup (counts, name);
  if (count == NULL) {
    char *key = g_strdup (name);

    count = g_new0 (Count, 1);
    count->name = key;
    g_hash_table_insert (counts, key, count);
  }
  count->count += MIN (times, G_MAXUINT64 - count->count);
  if (sort == BY_CATEGORY)
    summary->recipients += MIN (times, G_MAXUINT64 - summary->recipients);
}

void
dsn_summary_count (DsnSummary *summary, DsnSpan facts)
{
  gsize len;

  while (dsn_span_find_byte (facts, '\0', &len) && len > 0 && facts.data[0] >= 'a' &&
         facts.data[0] < 'a' + SORTS) {
    count_name (summary, (Sort) (facts.data[0] - 'a'), (const char *) facts.data + 1,
                1);
    facts = dsn_span_slice (facts, len + 1, G_MAXSIZE);
  }
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const Count *one = *(const Count *const *) a, *other = *(const Count *const *) b;

  if (one->count != other->count)
    return one->count < other->count ? 1 : -1;
  return strcmp (one->name, other->name);
}

/* The most frequent first. */
static GPtrArray *
sorted (const DsnSummary *summary, Sort sort)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer count;

  g_hash_table_iter_init (&iter, summary->counts[sort]);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    g_ptr_array_add (list, count);
  g_ptr_array_sort (list, compare_counts);
  return list;
}

void
dsn_summary_save (const DsnSummary *summary, GString *out)
{
  for (Sort sort = 0; sort < SORTS; sort++) {
    g_autoptr (GPtrArray) list = sorted (summary, sort);

    for (guint i = 0; i < list->len; i++) {
      const Count *count = g_ptr_array_index (list, i);
      g_autofree char *name = g_strescape (count->name, NULL);

      g_string_append_printf (out, "%s %" G_GUINT64_FORMAT " %s\n", sorts[sort].key,
                              count->count, name);
    }
  }
}

gboolean
dsn_summary_load (DsnSummary *summary, const char *line)
{
  for (Sort sort = 0; sort < SORTS; sort++) {
    g_autofree char *name = NULL;
    guint64 times;
    char *end;

    if (!g_str_has_prefix (line, sorts[sort].key) ||
        line[strlen (sorts[sort].key)] != ' ')
      continue;
    times = g_ascii_strtoull (line + strlen (sorts[sort].key) + 1, &end, 10);
    if (times == 0 || *end != ' ')
      return FALSE;
    name = g_strcompress (end + 1);
    count_name (summary, sort, name, times);
    return TRUE;
  }
  return FALSE;
}

static void
append_total (GString *out, const char *label, guint64 count)
{
  g_string_append_printf (out, "%-14s%12" G_GUINT64_FORMAT "\n", label, count);
}

static void
append_sort (const DsnSummary *summary, Sort sort, GString *out)
{
  g_autoptr (GPtrArray) list = sorted (summary, sort);
  guint64 rest = 0;

  if (list->len == 0)
    return;
  g_string_append_printf (out, "%s\n", sorts[sort].title);
  for (guint i = 0; i < list->len; i++) {
    const Count *count = g_ptr_array_index (list, i);

    if (i >= SHOWN_MAX) {
      rest += count->count;
      continue;
    }
    g_string_append_printf (out, "%14" G_GUINT64_FORMAT "  ", count->count);
    dsn_safe_append_bounded (
        out, dsn_span_of_string (*count->name != '\0' ? count->name : "(none)"),
        NAME_SHOWN_MAX);
    g_string_append_c (out, '\n');
  }
  if (rest > 0)
    g_string_append_printf (out, "%14" G_GUINT64_FORMAT "  (%u others)\n", rest,
                            list->len - SHOWN_MAX);
}

void
dsn_summary_append_text (const DsnSummary *summary, const DsnTotals *totals,
                         GString *out)
{
  append_total (out, "messages", totals->reports + totals->others + totals->errors);
  append_total (out, "  reports", totals->reports);
  append_total (out, "  others", totals->others);
  append_total (out, "  errors", totals->errors);
  if (totals->left_out > 0)
    append_total (out, "left out", totals->left_out);
  if (totals->skipped > 0)
    append_total (out, "no mail", totals->skipped);
  append_total (out, "recipients", summary->recipients);
  append_total (out, "bytes", totals->bytes);
  for (Sort sort = 0; sort < SORTS; sort++)
    append_sort (summary, sort, out);
}

void
dsn_summary_append_json (const DsnSummary *summary, const DsnTotals *totals,
                         GString *out)
{
  DsnJson json = { .out = out };

  dsn_json_open (&json, NULL, '{');
  dsn_json_string (&json, "type", "summary");
  dsn_json_int (&json, "schema", DSN_JSON_SCHEMA);
  dsn_json_int (&json, "messages",
                (gint64) (totals->reports + totals->others + totals->errors));
  dsn_json_int (&json, "reports", (gint64) totals->reports);
  dsn_json_int (&json, "others", (gint64) totals->others);
  dsn_json_int (&json, "errors", (gint64) totals->errors);
  dsn_json_int (&json, "left_out", (gint64) totals->left_out);
  dsn_json_int (&json, "skipped", (gint64) totals->skipped);
  dsn_json_int (&json, "recipients", (gint64) summary->recipients);
  dsn_json_int (&json, "bytes", (gint64) totals->bytes);
  for (Sort sort = 0; sort < SORTS; sort++) {
    g_autoptr (GPtrArray) list = sorted (summary, sort);

    dsn_json_open (&json, sorts[sort].key, '[');
    for (guint i = 0; i < list->len; i++) {
      const Count *count = g_ptr_array_index (list, i);

      dsn_json_open (&json, NULL, '{');
      if (*count->name != '\0')
        dsn_json_string (&json, "name", count->name);
      dsn_json_int (&json, "count", (gint64) count->count);
      dsn_json_close (&json, '}');
    }
    dsn_json_close (&json, ']');
  }
  dsn_json_close (&json, '}');
  g_string_append_c (out, '\n');
}
