/* dsn-table.c: reports as lines of a table: CSV, or a template of the user's. */
#include "dsn-table.h"

#include "dsn-safe.h"

#include <string.h>

/* The columns of the CSV. */
static const char *const columns[] = {
  "type",
  "source",
  "offset",
  "kind",
  "format",
  "generator",
  "reporting_mta",
  "report.date",
  "report.message_id",
  "original.message_id",
  "original.subject",
  "original.list_id",
  "recipients.address",
  "recipients.action",
  "recipients.status",
  "recipients.diagnostic_status",
  "recipients.reply_code",
  "recipients.remote_mta",
  "recipients.verdict.status",
  "recipients.verdict.category",
  "recipients.verdict.hard",
  "recipients.verdict.scope",
  "recipients.verdict.action",
  "recipients.verdict.confidence",
  "recipients.diagnostic_code.text",
  "message",
};

/* Words of a template, then a field; the last has none. */
typedef struct {
  char *words;
  guint field;
  gboolean has_field;
} Piece;

struct _DsnTable {
  gboolean csv;
  DsnFields *fields;
  GArray *pieces; /* Piece */
  GString *value;
};

static void
clear_piece (gpointer piece)
{
  g_free (((Piece *) piece)->words);
}

static DsnTable *
table_new (gboolean csv)
{
  DsnTable *table = g_new0 (DsnTable, 1);

  table->csv = csv;
  table->fields = dsn_fields_new ();
  table->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_array_set_clear_func (table->pieces, clear_piece);
  table->value = g_string_new (NULL);
  return table;
}

void
dsn_table_free (DsnTable *table)
{
  if (table == NULL)
    return;
  dsn_fields_free (table->fields);
  g_array_unref (table->pieces);
  g_string_free (table->value, TRUE);
  g_free (table);
}

/* Ends the words that stand before a field, or before the end. */
static gboolean
add_piece (DsnTable *table, GString *words, DsnSpan name)
{
  Piece piece = { .has_field = name.data != NULL };

  if (piece.has_field && !dsn_fields_add (table->fields, name, &piece.field))
    return FALSE;
  g_array_append_val (table->pieces, piece);
  g_array_index (table->pieces, Piece, table->pieces->len - 1).words =
      g_strdup (words->str);
  g_string_truncate (words, 0);
  return TRUE;
}

DsnTable *
dsn_table_new_csv (void)
{
  DsnTable *table = table_new (TRUE);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!add_piece (table, words, dsn_span_of_string (columns[i])))
      g_assert_not_reached ();
  return table;
}

/* What a backslash and a letter stand for; 0 for nothing. */
static char
escaped (char letter)
{
  return letter == 'n' ? '\n' : letter == 't' ? '\t' : letter == '\\' ? '\\' : 0;
}

DsnTable *
dsn_table_new_template (const char *template, char **unknown)
{
  g_autoptr (DsnTable) table = table_new (FALSE);
  g_autoptr (GString) words = g_string_new (NULL);

  *unknown = NULL;
  for (const char *p = template; *p != '\0'; p++) {
    const char *close;

    if ((*p == '{' || *p == '}') && p[1] == *p) {
      g_string_append_c (words, *p++);
    } else if (*p == '{' && (close = strpbrk (p + 1, "{}")) != NULL && *close == '}') {
      DsnSpan name = { (const guint8 *) p + 1, (gsize) (close - p - 1) };

      if (!add_piece (table, words, name)) {
        *unknown = g_strndup (p + 1, name.len);
        return NULL;
      }
      p = close;
    } else if (*p == '\\' && escaped (p[1]) != 0) {
      g_string_append_c (words, escaped (*++p));
    } else if (*p == '{' || *p == '}' || *p == '\\') {
      return NULL; /* NOLINT(clang-analyzer-unix.Malloc): g_autoptr frees */
    } else {
      g_string_append_c (words, *p);
    }
  }
  add_piece (table, words, (DsnSpan){ NULL, 0 });
  return g_steal_pointer (&table);
}

/* RFC 4180 §2: quoted where it holds a comma, a quote or a line end, quotes doubled. A
 * program for tables takes what begins with = + - @ for a formula: an apostrophe before
 * it makes it text. */
static void
append_csv (GString *out, const GString *value)
{
  gboolean quote = strpbrk (value->str, "\",\r\n") != NULL;

  if (quote)
    g_string_append_c (out, '"');
  if (value->len > 1 && strchr ("=+-@", value->str[0]) != NULL)
    g_string_append_c (out, '\'');
  for (const char *p = value->str; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *p);
  }
  if (quote)
    g_string_append_c (out, '"');
}

static void
append_row (DsnTable *table, guint row, GString *out)
{
  for (guint i = 0; i < table->pieces->len; i++) {
    const Piece *piece = &g_array_index (table->pieces, Piece, i);

    g_string_append (out, table->csv && i > 0 ? "," : piece->words);
    if (!piece->has_field)
      continue;
    g_string_truncate (table->value, 0);
    dsn_safe_append (table->value, dsn_fields_get (table->fields, piece->field, row));
    if (table->csv)
      append_csv (out, table->value);
    else
      g_string_append_len (out, table->value->str, (gssize) table->value->len);
  }
  g_string_append (out, table->csv ? "\r\n" : "\n");
}

void
dsn_table_append_head (const DsnTable *table, GString *out)
{
  if (!table->csv)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", columns[i]);
  g_string_append (out, "\r\n");
}

void
dsn_table_append (DsnTable *table, DsnSpan line, const gboolean *wanted, GString *out)
{
  guint rows;

  dsn_fields_read (table->fields, line);
  rows = dsn_fields_get_rows (table->fields);
  if (!dsn_fields_has_recipients (table->fields) || (table->csv && rows == 0)) {
    append_row (table, 0, out);
    return;
  }
  for (guint row = 0; row < rows; row++)
    if (wanted == NULL || wanted[row])
      append_row (table, row, out);
}
