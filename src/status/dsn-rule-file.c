/* dsn-rule-file.c: a user's rule file -> a set of wordings that stands before ours. */
#include "dsn-rule-file-private.h"

#include "dsn-code-private.h"
#include "dsn-error.h"
#include "dsn-status.h"
#include "dsn-toml.h"
#include "dsn-wording-build.h"

#include <string.h>

/* A file of more rows is no file of a user's. */
#define ROWS_MAX 100000

struct _DsnRules {
  gint refs;       /* atomic */
  GArray *rows;    /* DsnWording */
  GArray *lines;   /* guint: where each row begins */
  GPtrArray *nots; /* for each row NULL, or texts that it must not fit */
  GHashTable *ids;
  GHashTable *keys; /* those of the last row */
  guint fault_line; /* where a row begins that lacks something; 0 if none */
  GStringChunk *strings;
  GPtrArray *lists; /* memory of the conditions */
  DsnWordingTables *tables;
  DsnWordingSet set;
  DsnRules *next; /* looked in when none of these rows fits */
};

static void
free_rules (DsnRules *rules)
{
  g_array_unref (rules->rows);
  g_array_unref (rules->lines);
  g_ptr_array_unref (rules->nots);
  g_hash_table_unref (rules->ids);
  g_hash_table_unref (rules->keys);
  g_string_chunk_free (rules->strings);
  g_ptr_array_unref (rules->lists);
  dsn_wording_tables_free (rules->tables);
  g_free (rules);
}

DsnRules *
dsn_rules_ref (DsnRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);
  g_atomic_int_inc (&rules->refs);
  return rules;
}

void
dsn_rules_unref (DsnRules *rules)
{
  while (rules != NULL && g_atomic_int_dec_and_test (&rules->refs)) {
    DsnRules *next = rules->next;

    free_rules (rules);
    rules = next;
  }
}

static DsnWording *
last_row (const DsnRules *rules)
{
  return rules->rows->len > 0
             ? &g_array_index (rules->rows, DsnWording, rules->rows->len - 1)
             : NULL;
}

/* What every row has to say; the rest has a meaning of its own when it is missing. */
static char *
check_row (DsnRules *rules)
{
  const DsnWording *row = last_row (rules);
  const char *missing = NULL;

  if (row == NULL)
    return NULL;
  if (row->id == NULL)
    missing = "id";
  else if (row->text == NULL)
    missing = "text";
  else if (row->category == NULL)
    missing = "category";
  if (missing == NULL)
    return NULL;
  rules->fault_line = g_array_index (rules->lines, guint, rules->lines->len - 1);
  return g_strdup_printf ("this wording has no %s", missing);
}

static char *
take_table (const char *name, guint line, gpointer user_data)
{
  DsnRules *rules = user_data;
  DsnWording row = { .vendor = "any", .hard = -1, .source = "user", .witness = "" };
  char *wrong = check_row (rules);

  if (wrong != NULL)
    return wrong;
  if (strcmp (name, "wording") != 0)
    return g_strdup_printf ("unknown table '%s': only [[wording]] may stand here",
                            name);
  if (rules->rows->len >= ROWS_MAX)
    return g_strdup ("too many rows");
  g_array_append_val (rules->rows, row);
  g_array_append_val (rules->lines, line);
  g_ptr_array_add (rules->nots, NULL);
  g_hash_table_remove_all (rules->keys);
  return NULL;
}

/* Ids are told in output and given to 'dsn rules show'. */
static char *
take_id (DsnRules *rules, const char *id)
{
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_.", *p) == NULL)
      return g_strdup_printf ("id '%s' holds more than letters, digits, - _ and .", id);
  if (*id == '\0')
    return g_strdup ("id is empty");
  if (!g_hash_table_add (rules->ids, (gpointer) id))
    return g_strdup_printf ("id '%s' stands twice in this file", id);
  last_row (rules)->id = id;
  return NULL;
}

static char *
wrong_kind (const char *key, const char *wanted)
{
  return g_strdup_printf ("%s takes %s", key, wanted);
}

static char *
read_code (const char *key, const char *text, DsnCode *code)
{
  DsnScan scan = dsn_scan_over (dsn_span_of_string (text));

  if (!dsn_code_scan (&scan, code) || !dsn_scan_at_end (&scan) || code->klass == 2)
    return g_strdup_printf ("%s '%s' is no enhanced status code of class 4 or 5", key,
                            text);
  return NULL;
}

static char *
take_replies (DsnRules *rules, const DsnTomlValue *value)
{
  guint16 *replies = g_new0 (guint16, value->items->len + 1);

  g_ptr_array_add (rules->lists, replies);
  if (value->items->len == 0)
    return g_strdup ("reply is empty, so the row could never win");
  for (guint i = 0; i < value->items->len; i++) {
    const DsnTomlValue *item = g_ptr_array_index (value->items, i);

    if (item->kind != DSN_TOML_INTEGER || item->number < 4 || item->number > 599 ||
        (item->number > 5 && item->number < 400))
      return wrong_kind ("reply", "reply codes (400 to 599) or their first digits");
    replies[i] = (guint16) item->number;
  }
  last_row (rules)->replies = replies;
  return NULL;
}

static char *
take_sent (DsnRules *rules, const DsnTomlValue *value)
{
  DsnCode *sent = g_new0 (DsnCode, value->items->len + 1);

  g_ptr_array_add (rules->lists, sent);
  if (value->items->len == 0)
    return g_strdup ("sent is empty, so the row could never win");
  for (guint i = 0; i < value->items->len; i++) {
    const DsnTomlValue *item = g_ptr_array_index (value->items, i);
    char *wrong;

    if (item->kind != DSN_TOML_STRING)
      return wrong_kind ("sent", "enhanced status codes in quotes");
    wrong = read_code ("sent", item->text, &sent[i]);
    if (wrong != NULL)
      return wrong;
  }
  last_row (rules)->sent = sent;
  return NULL;
}

static char *
take_not (DsnRules *rules, const DsnTomlValue *value)
{
  const char **texts = g_new0 (const char *, value->items->len + 1);

  g_ptr_array_add (rules->lists, texts);
  for (guint i = 0; i < value->items->len; i++) {
    const DsnTomlValue *item = g_ptr_array_index (value->items, i);

    if (item->kind != DSN_TOML_STRING)
      return wrong_kind ("not", "texts in quotes");
    texts[i] = g_string_chunk_insert (rules->strings, item->text);
  }
  g_ptr_array_index (rules->nots, rules->nots->len - 1) = texts;
  return NULL;
}

/* Keys that take a text. */
static char *
take_text (DsnRules *rules, const char *key, const char *text)
{
  DsnWording *row = last_row (rules);
  const char *kept = g_string_chunk_insert (rules->strings, text);

  if (strcmp (key, "id") == 0)
    return take_id (rules, kept);
  if (strcmp (key, "vendor") == 0)
    row->vendor = kept;
  else if (strcmp (key, "text") == 0)
    row->text = kept;
  else if (strcmp (key, "source") == 0)
    row->source = kept;
  else if (strcmp (key, "witness") == 0)
    row->witness = kept;
  else if (strcmp (key, "code") == 0)
    return read_code (key, text, &row->code);
  else if (strcmp (key, "category") == 0) {
    if (dsn_category_find (text) == NULL)
      return g_strdup_printf ("unknown category '%s'", text);
    row->category = kept;
  } else if (strcmp (key, "scope") == 0) {
    row->scope = dsn_scope_from_string (text);
    if (row->scope == DSN_SCOPE_NONE)
      return g_strdup_printf ("unknown scope '%s'", text);
  } else if (strcmp (key, "action") == 0) {
    row->advice = dsn_advice_from_string (text);
    if (row->advice == DSN_ADVICE_NONE)
      return g_strdup_printf ("unknown action '%s'", text);
  } else {
    return g_strdup_printf ("unknown key '%s', or a value of the wrong kind", key);
  }
  return NULL;
}

static char *
take_pair (const char *key, const DsnTomlValue *value, guint line, gpointer user_data)
{
  DsnRules *rules = user_data;
  DsnWording *row = last_row (rules);

  (void) line;
  if (row == NULL)
    return g_strdup ("a key stands before the first [[wording]]");
  if (!g_hash_table_add (rules->keys, g_strdup (key)))
    return g_strdup_printf ("%s stands twice in this wording", key);
  if (value->kind == DSN_TOML_STRING)
    return take_text (rules, key, value->text);
  if (strcmp (key, "reply") == 0 && value->kind == DSN_TOML_ARRAY)
    return take_replies (rules, value);
  if (strcmp (key, "sent") == 0 && value->kind == DSN_TOML_ARRAY)
    return take_sent (rules, value);
  if (strcmp (key, "not") == 0 && value->kind == DSN_TOML_ARRAY)
    return take_not (rules, value);
  if (strcmp (key, "name") == 0 && value->kind == DSN_TOML_BOOLEAN)
    row->in_name = (gboolean) value->number;
  else if (strcmp (key, "spares") == 0 && value->kind == DSN_TOML_BOOLEAN)
    row->spares = (gboolean) value->number;
  else if (strcmp (key, "hard") == 0 && value->kind == DSN_TOML_BOOLEAN)
    row->hard = (gint8) value->number;
  else
    return g_strdup_printf ("unknown key '%s', or a value of the wrong kind", key);
  return NULL;
}

/* What a row does not say follows from its category. */
static void
complete_rows (DsnRules *rules)
{
  for (guint i = 0; i < rules->rows->len; i++) {
    DsnWording *row = &g_array_index (rules->rows, DsnWording, i);

    if (row->code.klass == 0)
      row->code = dsn_category_get_status (dsn_category_find (row->category));
  }
}

static char *
read_rows (DsnRules *rules, DsnSpan text, guint *line)
{
  static const DsnTomlHandler handler = { take_table, take_pair };
  char *wrong = dsn_toml_read (text, &handler, rules, line);
  guint32 row = 0;

  if (wrong == NULL)
    wrong = check_row (rules);
  if (rules->fault_line > 0)
    *line = rules->fault_line;
  if (wrong != NULL)
    return wrong;
  complete_rows (rules);
  rules->tables = dsn_wording_build ((const DsnWording *) (gpointer) rules->rows->data,
                                     rules->rows->len, &wrong, &row);
  if (rules->tables == NULL) {
    *line = g_array_index (rules->lines, guint, row);
    return wrong;
  }
  return NULL;
}

DsnRules *
dsn_rules_new_from_text (const char *text, gsize len, const char *name, DsnRules *next,
                         GError **error)
{
  g_autoptr (DsnRules) rules = g_new0 (DsnRules, 1);
  g_autofree char *wrong = NULL;
  guint line = 1;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);
  rules->refs = 1;
  rules->rows = g_array_new (FALSE, FALSE, sizeof (DsnWording));
  rules->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  rules->nots = g_ptr_array_new ();
  rules->ids = g_hash_table_new (g_str_hash, g_str_equal);
  rules->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rules->strings = g_string_chunk_new (1024);
  rules->lists = g_ptr_array_new_with_free_func (g_free);
  rules->next = next != NULL ? dsn_rules_ref (next) : NULL;
  wrong = read_rows (rules, (DsnSpan){ (const guint8 *) text, len }, &line);
  if (wrong != NULL) {
    g_set_error (error, DSN_ERROR, DSN_ERROR_RULES, "%s:%u: %s", name, line, wrong);
    return NULL;
  }
  rules->set = dsn_wording_tables_get (
      rules->tables, (const DsnWording *) (gpointer) rules->rows->data,
      rules->rows->len);
  return g_steal_pointer (&rules);
}

const DsnWordingSet *
dsn_rules_get_set (const DsnRules *rules, const DsnRules **next)
{
  *next = rules->next;
  return &rules->set;
}

/* Those of later rules lose to a row of earlier ones, however specific they are. */
static void
add_beaten (DsnWordingMatch *match, const DsnWordingMatch *beaten, GArray *losers,
            guint before)
{
  dsn_wording_match_add_over (match, beaten->row);
  for (guint i = 0; i < beaten->over_count; i++)
    dsn_wording_match_add_over (match, beaten->over[i]);
  if (losers == NULL)
    return;
  g_array_insert_vals (losers, before, beaten, 1);
  for (guint i = before; i < losers->len; i++)
    g_array_index (losers, DsnWordingMatch, i).lost = DSN_WORDING_LOST_RULES;
}

guint
dsn_rules_get_line (const DsnRules *rules, guint row)
{
  return g_array_index (rules->lines, guint, row);
}

const char *const *
dsn_rules_get_not (const DsnRules *rules, guint row)
{
  return g_ptr_array_index (rules->nots, row);
}

gboolean
dsn_rules_find (const DsnRules *rules, const DsnWordingQuery *query,
                DsnWordingMatch *match, GArray *losers)
{
  const DsnWordingSet *set;
  gboolean found = FALSE;

  do {
    guint before = losers != NULL ? losers->len : 0;
    DsnWordingMatch next;

    set = rules != NULL ? &rules->set : dsn_wording_builtin ();
    if (dsn_wording_find (set, query, &next, losers)) {
      if (found)
        add_beaten (match, &next, losers, before);
      else
        *match = next;
      found = TRUE;
    }
    rules = rules != NULL ? rules->next : NULL;
  } while (set != dsn_wording_builtin ());
  return found;
}

guint
dsn_rules_weigh (const DsnRules *rules, const DsnWordingQuery *query)
{
  DsnWordingMatch match;

  if (!dsn_rules_find (rules, query, &match, NULL))
    return 0;
  /* A row may be there to keep others from being believed: it tells no cause. */
  if (strcmp (match.row->category, "unclassified") == 0)
    return 1;
  return 1 + (guint) (match.to - match.from);
}
