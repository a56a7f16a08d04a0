/* dsn-opening.c: the first words of a message's text, folded so that they compare. */
#include "dsn-opening.h"

#include "dsn-decode.h"
#include "dsn-lines.h"

/* What is looked at: automatic mail says at once what it is. */
#define READ_MAX_LEN 8192
#define OPENING_MAX_LEN 3072

/* What has been added to a text so far. */
typedef struct {
  GString *out;
  gsize start;      /* where it began */
  gboolean pending; /* a blank is due before the next word */
} Fold;

/* In a loop of its own, which the compiler makes of a few instructions for many bytes.
 */
static void
drop_case (char *from, const char *to)
{
  for (; from < to; from++)
    *from = (char) dsn_span_lower ((guint8) *from);
}

/* @run: ASCII */
static void
fold_ascii (Fold *fold, DsnSpan run)
{
  GString *out = fold->out;
  gsize start = out->len;
  char *first, *to;

  g_string_set_size (out, start + run.len + 1); /* a blank may be due */
  first = out->str + fold->start;
  to = out->str + start;
  if (fold->pending && to > first)
    *to++ = ' ';
  for (gsize i = 0; i < run.len; i++) {
    char c = (char) run.data[i];

    if (c > ' ' || !g_ascii_isspace (c))
      *to++ = c;
    else if (to > first && to[-1] != ' ')
      *to++ = ' ';
  }
  /* Only a word may follow a blank. */
  fold->pending = to > first && to[-1] == ' ';
  to -= fold->pending;
  drop_case (out->str + start, to);
  g_string_truncate (out, (gsize) (to - out->str));
}

/* How many bytes of a blank stand there: U+00A0 of web pages, U+3000 of East Asia; 0
 * for none. */
static gsize
wide_blank_len (DsnSpan text)
{
  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("\302\240")))
    return 2;
  return dsn_span_starts_nocase (text, DSN_SPAN_LIT ("\343\200\200")) ? 3 : 0;
}

/* @word: no ASCII in it, and no blank */
static void
fold_word (Fold *fold, DsnSpan word, gboolean utf8)
{
  if (word.len == 0)
    return;
  if (fold->pending && fold->out->len > fold->start)
    g_string_append_c (fold->out, ' ');
  fold->pending = FALSE;
  if (utf8) {
    g_autofree char *folded =
        g_utf8_casefold ((const char *) word.data, (gssize) word.len);

    g_string_append (fold->out, folded);
  } else {
    g_string_append_len (fold->out, (const char *) word.data, (gssize) word.len);
  }
}

static void
fold_wide (Fold *fold, DsnSpan run, gboolean utf8)
{
  gsize i = 0;

  while (i < run.len) {
    gsize blank = wide_blank_len (dsn_span_slice (run, i, G_MAXSIZE));

    if (blank == 0) {
      i++;
      continue;
    }
    fold_word (fold, dsn_span_slice (run, 0, i), utf8);
    fold->pending = TRUE;
    run = dsn_span_slice (run, i + blank, G_MAXSIZE);
    i = 0;
  }
  fold_word (fold, run, utf8);
}

void
dsn_opening_fold (GString *out, DsnSpan text)
{
  Fold fold = { out, out->len, FALSE };
  gboolean ascii = dsn_span_is_ascii (text);
  gboolean utf8 = !ascii && dsn_span_is_utf8 (text);
  gsize len;

  if (dsn_span_find_byte (text, '\0', &len))
    text = dsn_span_slice (text, 0, len);
  if (ascii) {
    fold_ascii (&fold, text);
    return;
  }
  while (text.len > 0) {
    gboolean wide = text.data[0] >= 0x80;
    DsnSpan run;

    for (len = 1; len < text.len && (text.data[len] >= 0x80) == wide;)
      len++;
    run = dsn_span_slice (text, 0, len);
    if (wide)
      fold_wide (&fold, run, utf8);
    else
      fold_ascii (&fold, run);
    text = dsn_span_slice (text, len, G_MAXSIZE);
  }
}

/* The first plain text for people. */
static guint
find_text (const DsnMessage *message)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->kind == DSN_PART_LEAF && part->messages == 0 &&
        (part->content.type.len == 0 ||
         dsn_content_type_is (&part->content, "text", "plain")))
      return i;
  }
  return DSN_PART_NONE;
}

/* The first lines of a body, whole ones, for a charset may take several bytes a
 * character. */
static DsnSpan
take_lines (DsnSpan body)
{
  gsize len = MIN (body.len, READ_MAX_LEN);

  while (len < body.len && len > 0 && body.data[len - 1] != '\n' &&
         body.data[len - 1] != '\r')
    len--;
  return dsn_span_slice (body, 0, len > 0 ? len : READ_MAX_LEN);
}

static void
append_unquoted (GString *out, DsnSpan text)
{
  DsnLines lines = dsn_lines_over (text);
  DsnLine line;

  while (out->len < OPENING_MAX_LEN && dsn_lines_next (&lines, &line)) {
    DsnSpan words = dsn_span_trim (line.text);

    if (words.len > 0 && words.data[0] == '>')
      continue;
    g_string_append_len (out, (const char *) words.data, (gssize) words.len);
    g_string_append_c (out, '\n');
  }
}

/* The part that the text is, and its first lines. */
static guint
find_lines (DsnMessage *message, DsnSpan *text)
{
  guint index = find_text (message);

  *text = index != DSN_PART_NONE ? take_lines (dsn_message_get_body (message, index))
                                 : (DsnSpan){ NULL, 0 };
  return index;
}

DsnSpan
dsn_opening_find (DsnMessage *message)
{
  DsnSpan text;

  find_lines (message, &text);
  return text;
}

void
dsn_opening_read (DsnMessage *message, GString *out)
{
  g_autoptr (GString) converted = NULL, unquoted = NULL;
  DsnSpan text, charset = { NULL, 0 };
  guint index = find_lines (message, &text);

  if (index == DSN_PART_NONE)
    return;
  dsn_content_type_find_param (dsn_message_get_part (message, index)->content.params,
                               "charset", &charset);
  converted = g_string_new (NULL);
  unquoted = g_string_new (NULL);
  if ((!dsn_span_is_utf8 (text) || dsn_span_find_byte (text, '\033', NULL)) &&
      dsn_decode_charset (converted, text, charset,
                          dsn_message_get_converters (message)))
    text = (DsnSpan){ (const guint8 *) converted->str, converted->len };
  append_unquoted (unquoted, text);
  dsn_opening_fold (out, (DsnSpan){ (const guint8 *) unquoted->str, unquoted->len });
}
