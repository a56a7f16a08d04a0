/* dsn-decode.c: one bounded value -> GMime -> text. Nothing here sees a whole message.
 */
#include "dsn-decode.h"

#include "dsn-charset.h"
#include "dsn-date.h"
#include "dsn-field.h"
#include "dsn-gmime.h"
#include "dsn-scan.h"

#include <string.h>

/* GMime needs quadratic time for words that are not closed: it gets whole encoded words
 * only, a bounded run of them at a time. */
#define WORD_MAX_LEN 1024
#define RUN_MAX_LEN 4096
#define DATE_MAX_LEN 128

/* encoded-word = "=?" charset ["*" language] "?" encoding "?" encoded-text "?="
 * (RFC 2047 §2, RFC 2231 §5). TOLERATED: blanks in the text, any length to 1 KiB
 * (corpus/tolerated/unclosed-quotes.eml). */
static gboolean
scan_word (DsnScan *scan, DsnConverters *converters)
{
  DsnScan s = *scan;
  DsnSpan charset;
  gsize close, star;

  if (!dsn_scan_byte (&s, '=') || !dsn_scan_byte (&s, '?'))
    return FALSE;
  s.end = s.at + MIN (dsn_scan_left (&s), WORD_MAX_LEN);
  if (!dsn_scan_until (&s, '?', &charset) || !dsn_scan_byte (&s, '?'))
    return FALSE;
  if (dsn_span_find_byte (charset, '*', &star))
    charset.len = star;
  if (strchr ("bBqQ", dsn_scan_peek (&s)) == NULL || dsn_scan_at_end (&s))
    return FALSE;
  s.at++;
  if (!dsn_scan_byte (&s, '?') ||
      !dsn_span_find_nocase (dsn_scan_rest (&s), DSN_SPAN_LIT ("?="), &close))
    return FALSE;
  if (!dsn_charset_is_known (charset))
    return FALSE;
  dsn_converters_keep (converters, charset);
  scan->at = s.at + close + 2;
  return TRUE;
}

/* As many words as only blanks part: a character may begin in one and end in the next.
 * Behind one in base64 that ends in padding none does, and GMime loses what follows. */
static gboolean
scan_run (DsnScan *scan, DsnConverters *converters)
{
  DsnScan s = *scan, blanks;
  const guint8 *stop = s.at + MIN (dsn_scan_left (&s), RUN_MAX_LEN);

  if (!scan_word (&s, converters))
    return FALSE;
  for (;;) {
    *scan = s;
    blanks = s;
    while (dsn_scan_peek (&blanks) == ' ' || dsn_scan_peek (&blanks) == '\t')
      blanks.at++;
    if (s.at[-3] == '=' || !scan_word (&blanks, converters) || blanks.at > stop)
      return TRUE;
    s = blanks;
  }
}

/* Blanks between two encoded words are none of the text (RFC 2047 §6.2), and so where
 * one run of them is cut from the next. */
static void
skip_blanks_between (DsnScan *scan)
{
  DsnScan next = *scan;
  const guint8 *at;

  while (dsn_scan_peek (&next) == ' ' || dsn_scan_peek (&next) == '\t')
    next.at++;
  at = next.at;
  if (scan_word (&next, NULL))
    scan->at = at;
}

static void
decode_words (GString *out, DsnSpan text, DsnConverters *converters)
{
  DsnScan scan = dsn_scan_over (text);
  DsnSpan before;

  while (dsn_scan_until (&scan, '=', &before)) {
    const guint8 *from = scan.at;

    g_string_append_len (out, (const char *) before.data, (gssize) before.len);
    if (scan_run (&scan, converters)) {
      g_autofree char *run = g_strndup ((const char *) from, (gsize) (scan.at - from));
      g_autofree char *plain = NULL;

      dsn_gmime_init ();
      plain = g_mime_utils_header_decode_text (NULL, run);
      g_string_append (out, plain != NULL ? plain : run);
      skip_blanks_between (&scan);
    } else {
      g_string_append_c (out, (char) *scan.at++);
    }
  }
  before = dsn_scan_rest (&scan);
  g_string_append_len (out, (const char *) before.data, (gssize) before.len);
}

void
dsn_decode_text (GString *out, DsnSpan text)
{
  decode_words (out, text, NULL);
}

gboolean
dsn_decode_charset (GString *out, DsnSpan text, DsnSpan charset,
                    DsnConverters *converters)
{
  g_autofree char *name = NULL, *plain = NULL;
  iconv_t cd;

  /* TOLERATED: ISO-2022-JP that no charset names
   * (corpus/tolerated/eight-bit-headers.eml): ESC $ switches the character set of 7-bit
   * text. */
  if (dsn_span_find_nocase (text, DSN_SPAN_LIT ("\033$"), NULL))
    charset = DSN_SPAN_LIT ("iso-2022-jp");
  else if (dsn_span_is_ascii (text))
    return FALSE;
  charset = dsn_charset_resolve (charset);
  /* GMime gives a string without its length: a NUL would cut it. */
  if (!dsn_charset_is_known (charset) || dsn_span_find_byte (text, 0, NULL) ||
      dsn_span_equal_nocase (charset, DSN_SPAN_LIT ("us-ascii")))
    return FALSE;
  dsn_gmime_init ();
  dsn_converters_keep (converters, charset);
  name = g_strndup ((const char *) charset.data, charset.len);
  cd = g_mime_iconv_open ("utf-8", name);
  if (cd == (iconv_t) -1)
    return FALSE;
  plain = g_mime_iconv_strndup (cd, (const char *) text.data, text.len);
  g_mime_iconv_close (cd);
  if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
    return FALSE;
  g_string_append (out, plain);
  return TRUE;
}

/* UTF-8 without an escape that would switch to another charset. */
static gboolean
is_plain_utf8 (DsnSpan text)
{
  return dsn_span_is_utf8 (text) && !dsn_span_find_byte (text, '\033', NULL);
}

void
dsn_decode_field (GString *out, DsnSpan body, DsnSpan charset,
                  DsnConverters *converters)
{
  g_autoptr (GString) line = NULL, words = NULL;
  gsize from = out->len;
  gboolean encoded;
  DsnSpan text;

  dsn_field_unfold (out, body);
  text = (DsnSpan){ (const guint8 *) out->str + from, out->len - from };
  encoded = dsn_span_find_nocase (text, DSN_SPAN_LIT ("=?"), NULL);
  if (!encoded && is_plain_utf8 (text))
    return;
  line = g_string_new_len ((const char *) text.data, (gssize) text.len);
  g_string_truncate (out, from);
  text = (DsnSpan){ (const guint8 *) line->str, line->len };
  if (encoded) {
    words = g_string_sized_new (256);
    decode_words (words, text, converters);
    text = (DsnSpan){ (const guint8 *) words->str, words->len };
  }
  if (is_plain_utf8 (text) || !dsn_decode_charset (out, text, charset, converters))
    g_string_append_len (out, (const char *) text.data, (gssize) text.len);
}

gboolean
dsn_decode_date (DsnSpan text, gint64 *seconds)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *copy = NULL;

  text = dsn_span_trim (text);
  if (text.len == 0 || text.len > DATE_MAX_LEN || dsn_span_find_byte (text, 0, NULL))
    return FALSE;
  if (dsn_date_read_mail (text, seconds) || dsn_date_read_iso (text, seconds))
    return TRUE;
  dsn_gmime_init ();
  copy = g_strndup ((const char *) text.data, text.len);
  date = g_mime_utils_header_decode_date (copy);
  if (date == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (date);
  return TRUE;
}

/* What ends a token (RFC 2045 §5.1), and the quote that ends a charset's name. */
static gboolean
ends_token (guint8 c)
{
  return c <= ' ' || strchr ("()<>@,;:\\\"/[]?='", c) != NULL;
}

/* The charset's name that @quote ends in charset'language'text (RFC 2231 §4); empty for
 * the quote behind the language. */
static DsnSpan
charset_before (DsnSpan body, gsize quote)
{
  gsize from = quote;

  while (from > 0 && !ends_token (body.data[from - 1]))
    from--;
  return from > 0 && body.data[from - 1] == '\''
             ? (DsnSpan){ NULL, 0 }
             : dsn_span_slice (body, from, quote - from);
}

/* Whether all charsets that a field's parameters name are known, in RFC 2231's way or
 * as encoded words. Where quotes or backslashes could hide a name it is taken for
 * unknown.
 */
static gboolean
has_known_charsets (DsnSpan body)
{
  gboolean extended = dsn_span_find_byte (body, '*', NULL);
  gboolean quoted = dsn_span_find_byte (body, '"', NULL);
  DsnScan scan = dsn_scan_over (body);
  DsnSpan name;
  gsize star;

  for (gsize i = 0; extended && i < body.len; i++) {
    if (body.data[i] != '\'')
      continue;
    name = charset_before (body, i);
    if (quoted || (name.len > 0 && !dsn_charset_is_known (name)))
      return FALSE;
  }
  if (dsn_span_find_nocase (body, DSN_SPAN_LIT ("\\?"), NULL))
    return FALSE;
  while (dsn_scan_until (&scan, '=', &name)) {
    scan.at++;
    if (!dsn_scan_byte (&scan, '?') || !dsn_scan_until (&scan, '?', &name))
      continue;
    if (dsn_span_find_byte (name, '*', &star))
      name.len = star;
    if (!dsn_charset_is_known (name))
      return FALSE;
  }
  return TRUE;
}

char *
dsn_decode_param (DsnSpan body, const char *name)
{
  g_autofree char *copy = NULL;
  GMimeContentType *type;
  char *value = NULL;

  if (body.len == 0 || !has_known_charsets (body))
    return NULL;
  dsn_gmime_init ();
  copy = g_strndup ((const char *) body.data, body.len);
  type = g_mime_content_type_parse (NULL, copy);
  if (type != NULL) {
    value = g_strdup (g_mime_content_type_get_parameter (type, name));
    g_object_unref (type);
  }
  return value;
}

static GMimeContentEncoding
to_gmime (DsnEncoding encoding)
{
  switch (encoding) {
  case DSN_ENCODING_IDENTITY:
    return GMIME_CONTENT_ENCODING_BINARY;
  case DSN_ENCODING_BASE64:
    return GMIME_CONTENT_ENCODING_BASE64;
  case DSN_ENCODING_QUOTED_PRINTABLE:
    return GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  }
  g_return_val_if_reached (GMIME_CONTENT_ENCODING_BINARY);
}

/* GMime takes "=" at the end of a line for a soft line break only if the line ends in
 * LF: a copy in which each CR is one, for bodies that have no LF. */
static char *
dup_with_lf (DsnSpan body)
{
  char *copy;

  if (body.len == 0 || dsn_span_find_byte (body, '\n', NULL) ||
      !dsn_span_find_byte (body, '\r', NULL))
    return NULL;
  copy = g_memdup2 (body.data, body.len);
  for (gsize i = 0; i < body.len; i++)
    if (copy[i] == '\r')
      copy[i] = '\n';
  return copy;
}

GBytes *
dsn_decode_body (DsnSpan body, DsnEncoding encoding, gsize max_size, gboolean *cut)
{
  static const char padding[] = { '=', '=', '=' };
  g_autofree char *out = NULL;
  g_autofree char *lines = NULL;
  GMimeEncoding state;
  gsize len;

  /* Neither encoding gives more bytes than it takes. */
  *cut = body.len > max_size;
  if (*cut)
    body.len = max_size;
  dsn_gmime_init ();
  if (encoding == DSN_ENCODING_QUOTED_PRINTABLE)
    lines = dup_with_lf (body);
  g_mime_encoding_init_decode (&state, to_gmime (encoding));
  out = g_malloc (g_mime_encoding_outlen (&state, body.len + sizeof padding) + 1);
  len = g_mime_encoding_step (&state, lines != NULL ? lines : (const char *) body.data,
                              body.len, out);
  /* Text that was cut lacks its padding, and GMime would keep the last bytes back. */
  len += g_mime_encoding_flush (
      &state, padding, encoding == DSN_ENCODING_BASE64 ? sizeof padding : 0, out + len);
  return g_bytes_new_take (g_steal_pointer (&out), len);
}
