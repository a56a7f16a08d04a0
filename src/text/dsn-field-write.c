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

/* A field on its way out. */
typedef struct {
  GString *out;
  gsize column;
  gsize left; /* bytes that its body may still have, with CR LF at each fold */
} Line;

static Line
begin_line (GString *out, const char *name, gsize max_len)
{
  g_string_append_printf (out, "%s:", name);
  return (Line){ .out = out, .column = strlen (name) + 1, .left = max_len };
}

/* Returns: whether there was room for it. */
static gboolean
add_word (Line *line, const char *word, gsize len, gboolean fold)
{
  gsize blanks = fold ? strlen ("\r\n ") : 1;

  if (line->left < blanks + len)
    return FALSE;
  if (fold) {
    g_string_append_c (line->out, '\n');
    line->column = 0;
  }
  g_string_append_c (line->out, ' ');
  g_string_append_len (line->out, word, (gssize) len);
  line->column += 1 + len;
  line->left -= blanks + len;
  return TRUE;
}

/* Returns: what there was no room for. */
static const char *
write_plain (Line *line, const char *text)
{
  const char *from = text;

  while (*from != '\0') {
    const char *to = from + 1;
    gsize len;

    while (*to != '\0' && !is_fold_place (to))
      to++;
    len = (gsize) (to - from);
    if (!add_word (line, from, len,
                   from > text && line->column + 1 + len > FOLD_COLUMN))
      break;
    from = *to == ' ' ? to + 1 : to;
  }
  return from;
}

/* Blanks between two encoded words are none of the text.
 * Returns: what there was no room for. */
static const char *
write_encoded (Line *line, const char *text)
{
  const char *from = text;

  while (*from != '\0') {
    const char *to = from;
    g_autofree char *base64 = NULL, *word = NULL;

    while (*to != '\0' && g_utf8_next_char (to) - from <= ENCODED_MAX_LEN)
      to = g_utf8_next_char (to);
    base64 = g_base64_encode ((const guchar *) from, (gsize) (to - from));
    word = g_strdup_printf ("=?utf-8?b?%s?=", base64);
    if (!add_word (line, word, strlen (word),
                   from > text || line->column + 1 + strlen (word) > FOLD_COLUMN))
      break;
    from = to;
  }
  return from;
}

void
dsn_field_write (GString *out, const char *name, const char *type, const char *text,
                 gboolean utf8, gsize max_len)
{
  g_autofree char *clean = g_strdelimit (g_strdup (text), "\r\n", ' ');
  gsize begin = out->len, len;

  g_strstrip (clean);
  do {
    Line line = begin_line (g_string_truncate (out, begin), name, max_len);

    if (type != NULL) {
      g_autofree char *word = g_strdup_printf ("%s;", type);

      add_word (&line, word, strlen (word), FALSE);
    }
    len = (gsize) ((is_plain (clean, utf8) ? write_plain (&line, clean)
                                           : write_encoded (&line, clean)) -
                   clean);
    clean[len] = '\0';
    g_strchomp (clean); /* a cut may leave blanks at the end */
  } while (clean[0] != '\0' && strlen (clean) < len);
  g_string_append_c (out, '\n');
}

void
dsn_field_write_ready (GString *out, const char *name, const char *text, gsize max_len)
{
  Line line = begin_line (out, name, max_len);

  write_plain (&line, text);
  g_string_append_c (out, '\n');
}
