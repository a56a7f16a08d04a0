/* dsn-emit-auth.c: what a domain publishes for mail, as JSON and as lines of text. */
#include "dsn-emit-auth.h"

#include "dsn-safe.h"

/* Who takes the lines. */
typedef struct {
  DsnAuthLine line;
  gpointer user_data;
} Sink;

/* What is wrong with the records of a version; NULL where nothing is. */
static const char *
fault_of (guint count, gboolean broken, gboolean many)
{
  if (count > 1)
    return "more than one record";
  if (broken)
    return "an included record is missing";
  return many ? "more than 10 look-ups" : NULL;
}

static const char *
spf_fault (const DsnAuth *auth, guint count)
{
  return fault_of (count, auth->spf_broken, auth->spf_lookups > DSN_AUTH_MAX_LOOKUPS);
}

/* What is wrong with a record that is not SPF. */
static const char *
record_fault (const DsnAuthRecord *record, const char *text, guint count)
{
  if (record->selector != NULL && text != NULL && dsn_auth_is_revoked (text))
    return "the key is revoked";
  return fault_of (count, FALSE, FALSE);
}

/* Usual selectors that nobody has named are told of where they are in use. */
static gboolean
is_told (const DsnAuthRecord *record)
{
  return record->from != DSN_SELECTOR_GUESSED ||
         dsn_auth_find_record (record, NULL) != NULL;
}

/* How many usual selectors were tried; 0 where one of them is in use. */
static guint
count_missed (const DsnAuth *auth)
{
  guint tried = 0;

  for (guint i = 0; i < auth->records->len; i++) {
    const DsnAuthRecord *record = g_ptr_array_index (auth->records, i);

    if (record->from != DSN_SELECTOR_GUESSED)
      continue;
    if (is_told (record))
      return 0;
    tried++;
  }
  return tried;
}

static void
emit_record (DsnJson *json, const char *key, const DsnAuthRecord *record,
             const char *text, const char *fault)
{
  dsn_json_open (json, NULL, '{');
  dsn_json_string (json, "what", key);
  if (record != NULL && record->selector != NULL) {
    dsn_json_string (json, "selector", record->selector);
    dsn_json_string (json, "selector_from", dsn_selector_from_to_string (record->from));
  }
  dsn_json_string (json, "record", text);
  dsn_json_string (json, "fault", fault);
  dsn_json_close (json, '}');
}

static void
emit_dane (DsnJson *json, const DsnAuthDane *dane)
{
  const DsnAnswer *answer = dane->reply->answer;
  const DsnRecord *record;

  dsn_json_open (json, NULL, '{');
  dsn_json_string (json, "host", dane->host);
  dsn_json_open (json, "tlsa", '[');
  for (guint at = 0; (record = dsn_answer_find (answer, DSN_SECTION_ANSWER,
                                                DSN_TYPE_TLSA, at, &at)) != NULL;
       at++)
    dsn_json_string (json, NULL, record->text);
  dsn_json_close (json, ']');
  dsn_json_bool (json, "secure", answer != NULL && answer->authentic);
  dsn_json_close (json, '}');
}

void
dsn_emit_auth (DsnJson *json, const DsnAuth *auth)
{
  const char *spf;
  guint count;

  if (auth == NULL)
    return;
  spf = dsn_auth_find (auth->spf, dsn_auth_version ("spf"), &count);
  dsn_json_open (json, "auth", '{');
  if (spf != NULL)
    dsn_json_int (json, "spf_lookups", auth->spf_lookups);
  dsn_json_open (json, "records", '[');
  emit_record (json, "spf", NULL, spf, spf_fault (auth, count));
  for (guint i = 0; i < auth->records->len; i++) {
    const DsnAuthRecord *record = g_ptr_array_index (auth->records, i);
    const char *text = dsn_auth_find_record (record, &count);

    if (is_told (record))
      emit_record (json, record->what, record, text,
                   record_fault (record, text, count));
  }
  dsn_json_close (json, ']');
  if (count_missed (auth) > 0)
    dsn_json_int (json, "selectors_tried", count_missed (auth));
  dsn_json_open (json, "dane", '[');
  for (guint i = 0; i < auth->dane->len; i++)
    emit_dane (json, g_ptr_array_index (auth->dane, i));
  dsn_json_close (json, ']');
  dsn_json_close (json, '}');
}

static void
record_line (const char *what, const DsnAuthRecord *record, const char *found,
             const char *fault, const Sink *sink)
{
  static const char *const origins[] = { "", ", of a returned message", ", guessed" };
  g_autoptr (GString) text = g_string_new (what);

  if (record != NULL && record->selector != NULL)
    g_string_append_printf (text, " %s%s", record->selector, origins[record->from]);
  g_string_append_printf (text, ": %s", found != NULL ? found : "none");
  if (fault != NULL)
    g_string_append_printf (text, " (%s)", fault);
  sink->line (text->str, sink->user_data);
}

static void
missed_line (const DsnAuth *auth, const Sink *sink)
{
  g_autofree char *text = g_strdup_printf (
      "dkim: none of the %u usual selectors that were tried; others may be in use",
      count_missed (auth));

  if (count_missed (auth) > 0)
    sink->line (text, sink->user_data);
}

static void
dane_line (const DsnAuthDane *dane, DsnAuthLine line, gpointer user_data)
{
  const DsnAnswer *answer = dane->reply->answer;
  g_autoptr (GString) text = g_string_new ("dane ");
  const DsnRecord *record =
      dsn_answer_find (answer, DSN_SECTION_ANSWER, DSN_TYPE_TLSA, 0, NULL);

  g_string_append_printf (text, "%s: %s", dane->host,
                          record != NULL ? record->text : "none");
  if (record != NULL)
    g_string_append (text, answer->authentic
                               ? " (DNSSEC checked)"
                               : " (not checked by DNSSEC: it does not count)");
  line (text->str, user_data);
}

void
dsn_emit_auth_lines (const DsnAuth *auth, DsnAuthLine line, gpointer user_data)
{
  const Sink sink = { line, user_data };
  const char *spf;
  guint count;

  if (auth == NULL)
    return;
  spf = dsn_auth_find (auth->spf, dsn_auth_version ("spf"), &count);
  record_line ("spf", NULL, spf, spf_fault (auth, count), &sink);
  for (guint i = 0; i < auth->records->len; i++) {
    const DsnAuthRecord *record = g_ptr_array_index (auth->records, i);
    const char *text = dsn_auth_find_record (record, &count);

    if (is_told (record))
      record_line (record->what, record, text, record_fault (record, text, count),
                   &sink);
  }
  missed_line (auth, &sink);
  for (guint i = 0; i < auth->dane->len; i++)
    dane_line (g_ptr_array_index (auth->dane, i), line, user_data);
}

void
dsn_emit_keys (const DsnAuth *auth, GString *out)
{
  for (guint i = 0; auth != NULL && i < auth->records->len; i++) {
    const DsnAuthRecord *record = g_ptr_array_index (auth->records, i);
    const char *key = dsn_auth_find_record (record, NULL);

    if (record->selector == NULL || record->from == DSN_SELECTOR_GUESSED)
      continue;
    g_string_append (out, ", dkim ");
    dsn_safe_append (out, dsn_span_of_string (record->selector));
    g_string_append (out, key == NULL                 ? " missing"
                          : dsn_auth_is_revoked (key) ? " revoked"
                                                      : " published");
  }
}
