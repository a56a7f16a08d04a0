/* dsn-decode.c: one bounded value -> GMime -> text. Nothing here sees a whole message.
 */
#include "dsn-decode.h"

#include "dsn-date.h"
#include "dsn-scan.h"

#include <gmime/gmime.h>
#include <iconv.h>
#include <string.h>

/* GMime takes a charset's name onto its stack, and needs quadratic time for words that
 * are not closed: it gets whole encoded words only, a bounded run of them at a time. */
#define CHARSET_MAX_LEN 40
#define WORD_MAX_LEN 1024
#define RUN_MAX_LEN 4096
#define DATE_MAX_LEN 128

static void
init (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done)) {
    g_mime_init ();
    g_once_init_leave (&done, 1);
  }
}

/* GMime keeps each charset's name that it ever saw: it gets those that iconv knows. */
static gboolean
is_known_charset (DsnSpan name)
{
  char text[CHARSET_MAX_LEN + 1];
  iconv_t cd;

  if (dsn_span_equal_nocase (name, DSN_SPAN_LIT ("utf-8")) ||
      dsn_span_equal_nocase (name, DSN_SPAN_LIT ("us-ascii")))
    return TRUE;
  if (name.len == 0 || name.len > CHARSET_MAX_LEN)
    return FALSE;
  for (gsize i = 0; i < name.len; i++)
    if (!g_ascii_isalnum (name.data[i]) &&
        strchr ("-_.:+", (char) name.data[i]) == NULL)
      return FALSE;
  memcpy (text, name.data, name.len);
  text[name.len] = '\0';
  cd = iconv_open ("UTF-8", text);
  if (cd == (iconv_t) -1)
    return FALSE;
  iconv_close (cd);
  return TRUE;
}

/* encoded-word = "=?" charset ["*" language] "?" encoding "?" encoded-text "?="
 * (RFC 2047 §2, RFC 2231 §5). TOLERATED: blanks in the text, any length to 1 KiB. */
static gboolean
scan_word (DsnScan *scan)
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
  if (!is_known_charset (charset))
    return FALSE;
  scan->at = s.at + close + 2;
  return TRUE;
}

/* As many words as only blanks part: a character may begin in one and end in the next.
 */
static gboolean
scan_run (DsnScan *scan)
{
  DsnScan s = *scan, blanks;
  const guint8 *stop = s.at + MIN (dsn_scan_left (&s), RUN_MAX_LEN);

  if (!scan_word (&s))
    return FALSE;
  for (;;) {
    *scan = s;
    blanks = s;
    while (dsn_scan_peek (&blanks) == ' ' || dsn_scan_peek (&blanks) == '\t')
      blanks.at++;
    if (!scan_word (&blanks) || blanks.at > stop)
      return TRUE;
    s = blanks;
  }
}

void
dsn_decode_text (GString *out, DsnSpan text)
{
  DsnScan scan = dsn_scan_over (text);
  DsnSpan before;

  while (dsn_scan_until (&scan, '=', &before)) {
    const guint8 *from = scan.at;

    g_string_append_len (out, (const char *) before.data, (gssize) before.len);
    if (scan_run (&scan)) {
      g_autofree char *run = g_strndup ((const char *) from, (gsize) (scan.at - from));
      g_autofree char *plain = NULL;

      init ();
      plain = g_mime_utils_header_decode_text (NULL, run);
      g_string_append (out, plain != NULL ? plain : run);
    } else {
      g_string_append_c (out, (char) *scan.at++);
    }
  }
  before = dsn_scan_rest (&scan);
  g_string_append_len (out, (const char *) before.data, (gssize) before.len);
}

gboolean
dsn_decode_charset (GString *out, DsnSpan text, DsnSpan charset)
{
  g_autofree char *name = NULL, *plain = NULL;
  iconv_t cd;

  /* ESC $ and ESC ( switch the character set: 7-bit text that is no ASCII. */
  if (dsn_span_find_nocase (text, DSN_SPAN_LIT ("\033$"), NULL))
    charset = DSN_SPAN_LIT ("iso-2022-jp");
  else if (dsn_span_is_ascii (text))
    return FALSE;
  if (!is_known_charset (charset) ||
      dsn_span_equal_nocase (charset, DSN_SPAN_LIT ("us-ascii")))
    return FALSE;
  init ();
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

gboolean
dsn_decode_date (DsnSpan text, gint64 *seconds)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *copy = NULL;

  text = dsn_span_trim (text);
  if (text.len == 0 || text.len > DATE_MAX_LEN || dsn_span_find_byte (text, 0, NULL))
    return FALSE;
  if (dsn_date_read_iso (text, seconds))
    return TRUE;
  init ();
  copy = g_strndup ((const char *) text.data, text.len);
  date = g_mime_utils_header_decode_date (copy);
  if (date == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (date);
  return TRUE;
}

char *
dsn_decode_param (DsnSpan body, const char *name)
{
  g_autofree char *copy = g_strndup ((const char *) body.data, body.len);
  GMimeContentType *type;
  char *value = NULL;

  init ();
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

GBytes *
dsn_decode_body (DsnSpan body, DsnEncoding encoding, gsize max_size, gboolean *cut)
{
  g_autofree char *out = NULL;
  GMimeEncoding state;
  gsize len;

  /* Neither encoding gives more bytes than it takes. */
  *cut = body.len > max_size;
  if (*cut)
    body.len = max_size;
  init ();
  g_mime_encoding_init_decode (&state, to_gmime (encoding));
  out = g_malloc (g_mime_encoding_outlen (&state, body.len) + 1);
  len = g_mime_encoding_flush (&state, (const char *) body.data, body.len, out);
  return g_bytes_new_take (g_steal_pointer (&out), len);
}
