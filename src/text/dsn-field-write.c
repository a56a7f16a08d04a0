/* dsn-field-write.c: a name and its text -> a header field in folded lines. */
#include "dsn-field-write.h"

#include "dsn-span.h"

#include <string.h>

/* RFC 5322 §2.1.1 wants 78 and insists on 998; encoded words must stay within 76. */
#define FOLD_COLUMN 76
#define WORD_MAX_LEN 800
#define NAME_MAX_LEN 100

/* RFC 2047 §2: 75 bytes for a word: "=?utf-8?b?", 60 digits for 45 bytes, "?=". */
#define ENCODED_MAX_LEN 45

gboolean
dsn_field_name_is_good (const char *name)
{
  gsize len = strlen (name);

  if (len == 0 || len > NAME_MAX_LEN)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    if (name[i] <= ' ' || name[i] >= 0x7f || name[i] == ':')
      return FALSE;
  return TRUE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* A blank that a fold may take the place of: reading makes one blank of each fold. */
static gboolean
is_fold_place (const char *at)
{
  return *at == ' ' && !is_blank (at[-1]) && !is_blank (at[1]);
}

/* Whether @text, trimmed, is read again as it is when it is folded at its blanks. */
static gboolean
is_plain (const char *text, gboolean utf8)
{
  gsize word = 0;

  for (const char *at = text; *at != '\0'; at++) {
    guint8 c = (guint8) *at;

    if ((c < ' ' && c != '\t') || c == 0x7f || (c >= 0x80 && !utf8) ||
        (c == '=' && at[1] == '?'))
      return FALSE;
    word = at > text && is_fold_place (at) ? 0 : word + 1;
    if (word > WORD_MAX_LEN)
      return FALSE;
  }
  return TRUE;
}

static void
write_plain (GString *out, gsize column, const char *text)
{
  const char *from = text;

  while (*from != '\0') {
    const char *to = from + 1;

    while (*to != '\0' && !is_fold_place (to))
      to++;
    if (from > text && column + 1 + (gsize) (to - from) > FOLD_COLUMN) {
      g_string_append (out, "\n ");
      column = 1;
    } else {
      g_string_append_c (out, ' ');
      column++;
    }
    g_string_append_len (out, from, to - from);
    column += (gsize) (to - from);
    from = *to == ' ' ? to + 1 : to;
  }
}

/* Blanks between two encoded words are none of the text. */
static void
write_encoded (GString *out, gsize column, const char *text)
{
  const char *from = text;

  while (*from != '\0') {
    const char *to = from;
    g_autofree char *word = NULL;

    while (*to != '\0' && g_utf8_next_char (to) - from <= ENCODED_MAX_LEN)
      to = g_utf8_next_char (to);
    word = g_base64_encode ((const guchar *) from, (gsize) (to - from));
    if (from > text || column + strlen (word) + 13 > FOLD_COLUMN)
      g_string_append (out, "\n");
    g_string_append_printf (out, " =?utf-8?b?%s?=", word);
    from = to;
  }
}

void
dsn_field_write (GString *out, const char *name, const char *type, const char *text,
                 gboolean utf8)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n", ' ');
  gsize begin = out->len;

  g_string_append_printf (out, "%s:", name);
  if (type != NULL)
    g_string_append_printf (out, " %s;", type);
  g_strstrip (line);
  if (is_plain (line, utf8))
    write_plain (out, out->len - begin, line);
  else
    write_encoded (out, out->len - begin, line);
  g_string_append_c (out, '\n');
}

void
dsn_field_write_ready (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "%s:", name);
  write_plain (out, strlen (name) + 1, text);
  g_string_append_c (out, '\n');
}
