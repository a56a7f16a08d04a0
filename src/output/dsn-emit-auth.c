/* dsn-emit-auth.c: what a domain publishes for mail, as JSON and as lines of text. */
#include "dsn-emit-auth.h"

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

static void
emit_record (DsnJson *json, const char *key, const char *selector, const char *record,
             const char *fault)
{
  dsn_json_open (json, NULL, '{');
  dsn_json_string (json, "what", key);
  dsn_json_string (json, "selector", selector);
  dsn_json_string (json, "record", record);
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
    const char *text =
        dsn_auth_find (record->reply, dsn_auth_version (record->what), &count);

    emit_record (json, record->what, record->selector, text,
                 fault_of (count, FALSE, FALSE));
  }
  dsn_json_close (json, ']');
  dsn_json_open (json, "dane", '[');
  for (guint i = 0; i < auth->dane->len; i++)
    emit_dane (json, g_ptr_array_index (auth->dane, i));
  dsn_json_close (json, ']');
  dsn_json_close (json, '}');
}

static void
record_line (const char *what, const char *selector, const char *record,
             const char *fault, DsnAuthLine line, gpointer user_data)
{
  g_autoptr (GString) text = g_string_new (what);

  if (selector != NULL)
    g_string_append_printf (text, " %s", selector);
  g_string_append_printf (text, ": %s", record != NULL ? record : "none");
  if (fault != NULL)
    g_string_append_printf (text, " (%s)", fault);
  line (text->str, user_data);
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
  const char *spf;
  guint count;

  if (auth == NULL)
    return;
  spf = dsn_auth_find (auth->spf, dsn_auth_version ("spf"), &count);
  record_line ("spf", NULL, spf, spf_fault (auth, count), line, user_data);
  for (guint i = 0; i < auth->records->len; i++) {
    const DsnAuthRecord *record = g_ptr_array_index (auth->records, i);
    const char *text =
        dsn_auth_find (record->reply, dsn_auth_version (record->what), &count);

    record_line (record->what, record->selector, text, fault_of (count, FALSE, FALSE),
                 line, user_data);
  }
  for (guint i = 0; i < auth->dane->len; i++)
    dane_line (g_ptr_array_index (auth->dane, i), line, user_data);
}
