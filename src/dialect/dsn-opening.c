/* dsn-opening.c: the first words of a message's text, folded so that they compare. */
#include "dsn-opening.h"

#include "dsn-decode.h"
#include "dsn-lines.h"

/* What is looked at: automatic mail says at once what it is. */
#define READ_MAX_LEN 8192
#define OPENING_MAX_LEN 3072

/* How many bytes of a blank stand there: one in ASCII, U+00A0 of web pages, U+3000 of
 * East Asia; 0 for none. */
static gsize
blank_len (DsnSpan text)
{
  if (text.data[0] < 0x80)
    return g_ascii_isspace (text.data[0]) ? 1 : 0;
  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("\302\240")))
    return 2;
  return dsn_span_starts_nocase (text, DSN_SPAN_LIT ("\343\200\200")) ? 3 : 0;
}

static char *
drop_case (DsnSpan text)
{
  if (!dsn_span_is_ascii (text) && dsn_span_is_utf8 (text))
    return g_utf8_casefold ((const char *) text.data, (gssize) text.len);
  return g_ascii_strdown (text.len > 0 ? (const char *) text.data : "",
                          (gssize) text.len);
}

void
dsn_opening_fold (GString *out, DsnSpan text)
{
  g_autofree char *folded = drop_case (text);
  DsnSpan rest = dsn_span_of_string (folded); /* up to a NUL, if there is one */
  gsize start = out->len;
  gboolean pending = FALSE;

  while (rest.len > 0) {
    gsize blank = blank_len (rest);

    if (blank == 0) {
      if (pending && out->len > start)
        g_string_append_c (out, ' ');
      g_string_append_c (out, (char) rest.data[0]);
    }
    pending = blank > 0;
    rest = dsn_span_slice (rest, MAX (blank, 1), G_MAXSIZE);
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

void
dsn_opening_read (DsnMessage *message, GString *out)
{
  guint index = find_text (message);
  g_autoptr (GString) converted = NULL, unquoted = NULL;
  DsnSpan text, charset = { NULL, 0 };
  const DsnPart *part;

  if (index == DSN_PART_NONE)
    return;
  text = take_lines (dsn_message_get_body (message, index));
  part = dsn_message_get_part (message, index);
  dsn_content_type_find_param (part->content.params, "charset", &charset);
  converted = g_string_new (NULL);
  unquoted = g_string_new (NULL);
  if ((!dsn_span_is_utf8 (text) || dsn_span_find_byte (text, '\033', NULL)) &&
      dsn_decode_charset (converted, text, charset))
    text = (DsnSpan){ (const guint8 *) converted->str, converted->len };
  append_unquoted (unquoted, text);
  dsn_opening_fold (out, (DsnSpan){ (const guint8 *) unquoted->str, unquoted->len });
}
