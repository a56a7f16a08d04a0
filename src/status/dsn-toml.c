/* dsn-toml.c: the part of TOML that rule files are written in. */
#include "dsn-toml.h"

#include "dsn-scan.h"

#include <string.h>

/* Arrays stand in arrays nowhere in a rule file. */
#define STRING_MAX_LEN 4096
#define ITEMS_MAX 256
#define NAME_MAX_LEN 64

typedef struct {
  DsnScan scan;
  guint line;
} Reader;

static void
free_value (gpointer data)
{
  DsnTomlValue *value = data;

  g_free (value->text);
  g_clear_pointer (&value->items, g_ptr_array_unref);
  g_free (value);
}

static char *
fault (const char *what)
{
  return g_strdup (what);
}

static void
skip_blanks (Reader *reader)
{
  while (dsn_scan_peek (&reader->scan) == ' ' || dsn_scan_peek (&reader->scan) == '\t')
    reader->scan.at++;
}

static void
skip_comment (Reader *reader)
{
  if (dsn_scan_peek (&reader->scan) != '#')
    return;
  while (!dsn_scan_at_end (&reader->scan) && *reader->scan.at != '\n')
    reader->scan.at++;
}

/* The end of a line, or of the file; a comment may stand before it. */
static gboolean
take_line_end (Reader *reader)
{
  skip_blanks (reader);
  skip_comment (reader);
  dsn_scan_byte (&reader->scan, '\r');
  if (dsn_scan_at_end (&reader->scan))
    return TRUE;
  if (!dsn_scan_byte (&reader->scan, '\n'))
    return FALSE;
  reader->line++;
  return TRUE;
}

static void
skip_lines (Reader *reader)
{
  while (!dsn_scan_at_end (&reader->scan)) {
    Reader mark = *reader;

    if (!take_line_end (reader)) {
      *reader = mark;
      skip_blanks (reader);
      return;
    }
  }
}

static char *
take_name (Reader *reader)
{
  const guint8 *from = reader->scan.at;

  while (!dsn_scan_at_end (&reader->scan) &&
         (g_ascii_isalnum (*reader->scan.at) || *reader->scan.at == '-' ||
          *reader->scan.at == '_'))
    reader->scan.at++;
  if (reader->scan.at == from || reader->scan.at - from > NAME_MAX_LEN)
    return NULL;
  return g_strndup ((const char *) from, (gsize) (reader->scan.at - from));
}

/* \uXXXX or \UXXXXXXXX: a Unicode scalar value. */
static gboolean
take_unicode (Reader *reader, guint digits, GString *out)
{
  gunichar c = 0;

  for (guint i = 0; i < digits; i++) {
    int digit = g_ascii_xdigit_value (dsn_scan_peek (&reader->scan));

    if (digit < 0)
      return FALSE;
    c = c * 16 + (gunichar) digit;
    reader->scan.at++;
  }
  if (c == 0 || !g_unichar_validate (c))
    return FALSE;
  g_string_append_unichar (out, c);
  return TRUE;
}

static gboolean
take_escape (Reader *reader, GString *out)
{
  static const char from[] = "btnfre\"\\", to[] = "\b\t\n\f\r\033\"\\";
  guint8 c = dsn_scan_peek (&reader->scan);
  const char *at = c != 0 ? strchr (from, c) : NULL;

  if (dsn_scan_at_end (&reader->scan))
    return FALSE;
  reader->scan.at++;
  if (c == 'u' || c == 'U')
    return take_unicode (reader, c == 'u' ? 4 : 8, out);
  if (at == NULL)
    return FALSE;
  g_string_append_c (out, to[at - from]);
  return TRUE;
}

/* "basic" with escapes, or 'literal' without. */
static char *
take_string (Reader *reader, DsnTomlValue *value)
{
  guint8 quote = *reader->scan.at++;
  g_autoptr (GString) out = g_string_new (NULL);

  for (;;) {
    guint8 c = dsn_scan_peek (&reader->scan);

    if (dsn_scan_at_end (&reader->scan) || c == '\n' || c == 0)
      return fault ("a string is not closed on its line");
    if (out->len > STRING_MAX_LEN)
      return fault ("a string is too long");
    reader->scan.at++;
    if (c == quote)
      break;
    if (c == '\\' && quote == '"') {
      if (!take_escape (reader, out))
        return fault ("a backslash is followed by nothing that TOML knows");
    } else {
      g_string_append_c (out, (char) c);
    }
  }
  if (!g_utf8_validate_len (out->str, out->len, NULL))
    return fault ("a string is no valid UTF-8");
  value->kind = DSN_TOML_STRING;
  value->text = g_string_free (g_steal_pointer (&out), FALSE);
  return NULL;
}

static char *
take_word (Reader *reader, DsnTomlValue *value)
{
  g_autofree char *word = take_name (reader);

  if (word != NULL && (strcmp (word, "true") == 0 || strcmp (word, "false") == 0)) {
    value->kind = DSN_TOML_BOOLEAN;
    value->number = word[0] == 't';
    return NULL;
  }
  if (word == NULL || strlen (word) > 9 || strspn (word, "0123456789") != strlen (word))
    return fault ("a value is no string in quotes, number, true, false or array");
  value->kind = DSN_TOML_INTEGER;
  value->number = g_ascii_strtoll (word, NULL, 10);
  return NULL;
}

static char *
take_scalar (Reader *reader, DsnTomlValue *value)
{
  guint8 c = dsn_scan_peek (&reader->scan);

  return c == '"' || c == '\'' ? take_string (reader, value)
                               : take_word (reader, value);
}

static char *
take_array (Reader *reader, DsnTomlValue *value)
{
  value->kind = DSN_TOML_ARRAY;
  value->items = g_ptr_array_new_with_free_func (free_value);
  reader->scan.at++;
  for (;;) {
    DsnTomlValue *item;
    char *wrong;

    skip_lines (reader);
    if (dsn_scan_byte (&reader->scan, ']'))
      return NULL;
    if (value->items->len >= ITEMS_MAX)
      return fault ("an array has too many elements");
    item = g_new0 (DsnTomlValue, 1);
    g_ptr_array_add (value->items, item);
    wrong = take_scalar (reader, item);
    if (wrong != NULL)
      return wrong;
    skip_lines (reader);
    if (!dsn_scan_byte (&reader->scan, ',') && dsn_scan_peek (&reader->scan) != ']')
      return fault ("a comma or a closing bracket is missing in an array");
  }
}

static char *
take_table (Reader *reader, const DsnTomlHandler *handler, gpointer user_data)
{
  g_autofree char *name = NULL;
  guint line = reader->line;

  reader->scan.at++;
  if (!dsn_scan_byte (&reader->scan, '['))
    return fault ("tables stand in double brackets here: [[wording]]");
  skip_blanks (reader);
  name = take_name (reader);
  skip_blanks (reader);
  if (name == NULL || !dsn_scan_byte (&reader->scan, ']') ||
      !dsn_scan_byte (&reader->scan, ']'))
    return fault ("a table's name or its closing brackets are missing");
  return handler->table (name, line, user_data);
}

static char *
take_pair (Reader *reader, const DsnTomlHandler *handler, gpointer user_data)
{
  g_autofree char *key = take_name (reader);
  DsnTomlValue *value = g_new0 (DsnTomlValue, 1);
  guint line = reader->line;
  char *wrong = NULL;

  skip_blanks (reader);
  if (key == NULL || !dsn_scan_byte (&reader->scan, '='))
    wrong = fault ("a line is neither `key = value` nor [[table]]");
  skip_blanks (reader);
  if (wrong == NULL)
    wrong = dsn_scan_peek (&reader->scan) == '[' ? take_array (reader, value)
                                                 : take_scalar (reader, value);
  if (wrong == NULL)
    wrong = handler->pair (key, value, line, user_data);
  free_value (value);
  return wrong;
}

char *
dsn_toml_read (DsnSpan text, const DsnTomlHandler *handler, gpointer user_data,
               guint *line)
{
  Reader reader = { dsn_scan_over (text), 1 };

  /* Some editors put a byte order mark in front. */
  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("\xef\xbb\xbf")))
    reader.scan.at += 3;
  skip_lines (&reader);
  while (!dsn_scan_at_end (&reader.scan)) {
    guint start = reader.line;
    char *wrong = *reader.scan.at == '[' ? take_table (&reader, handler, user_data)
                                         : take_pair (&reader, handler, user_data);

    if (wrong == NULL && !take_line_end (&reader))
      wrong = fault ("something stands behind the end of a value");
    if (wrong != NULL) {
      *line = start;
      return wrong;
    }
    skip_lines (&reader);
  }
  return NULL;
}
