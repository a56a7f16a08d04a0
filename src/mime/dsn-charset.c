/* dsn-charset.c: names of charsets, and bytes in them -> UTF-8. */
#include "dsn-charset.h"

#include "dsn-converters.h"

#include <errno.h>
#include <string.h>

/* GMime takes a charset's name onto its stack. */
#define NAME_MAX_LEN 40

/* Names that mail programs write and iconv does not know, and what they mean by them.
 */
static const struct {
  const char *written;
  const char *known;
} charset_aliases[] = {
  { "ks_c_5601-1987", "cp949" },
  { "ks_c_5601", "cp949" },
  { "ksc5601", "cp949" },
  { "x-windows-949", "cp949" },
  { "x-sjis", "cp932" },
  { "x-shift-jis", "cp932" },
  { "x-ms-cp932", "cp932" },
  { "x-euc-jp", "euc-jp" },
  { "iso-2022-jp-ms", "iso-2022-jp" },
  { "x-gbk", "gbk" },
  { "gb_2312-80", "gbk" },
  { "x-x-big5", "big5" },
  { "x-big5", "big5" },
  { "iso-8859-8-i", "iso-8859-8" },
};

DsnSpan
dsn_charset_resolve (DsnSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (charset_aliases); i++)
    if (dsn_span_equal_nocase (name, dsn_span_of_string (charset_aliases[i].written)))
      return dsn_span_of_string (charset_aliases[i].known);
  return name;
}

/* Returns: whether iconv knows it; then @cd is to be ended. */
static gboolean
open_charset (DsnSpan name, GIConv *cd)
{
  char text[NAME_MAX_LEN + 1];

  if (name.len == 0 || name.len > NAME_MAX_LEN)
    return FALSE;
  for (gsize i = 0; i < name.len; i++)
    if (name.data[i] == 0 ||
        (!g_ascii_isalnum (name.data[i]) && strchr ("-_.:+", name.data[i]) == NULL))
      return FALSE;
  memcpy (text, name.data, name.len);
  text[name.len] = '\0';
  *cd = g_iconv_open ("UTF-8", text);
  return *cd != (GIConv) -1; /* NOLINT(performance-no-int-to-ptr) */
}

gboolean
dsn_charset_is_known (DsnSpan name)
{
  GIConv cd;

  /* Nothing has to be loaded for the first two; GMime knows the third itself. */
  if (dsn_span_equal_nocase (name, DSN_SPAN_LIT ("utf-8")) ||
      dsn_span_equal_nocase (name, DSN_SPAN_LIT ("us-ascii")) ||
      dsn_span_equal_nocase (name, DSN_SPAN_LIT ("ks_c_5601-1987")) ||
      dsn_converters_have (name))
    return TRUE;
  if (!open_charset (name, &cd))
    return FALSE;
  dsn_converters_keep (name, cd);
  return TRUE;
}

/* Bytes to pass over where one cannot be read: a unit of the charset, so that what
 * follows is not read out of step. */
static gsize
unit_of (DsnSpan charset)
{
  if (dsn_span_starts_nocase (charset, DSN_SPAN_LIT ("utf-16")) ||
      dsn_span_starts_nocase (charset, DSN_SPAN_LIT ("ucs-2")))
    return 2;
  if (dsn_span_starts_nocase (charset, DSN_SPAN_LIT ("utf-32")) ||
      dsn_span_starts_nocase (charset, DSN_SPAN_LIT ("ucs-4")))
    return 4;
  return 1;
}

/* Each step takes bytes in, or gives some out and the rest of them next time. */
static gsize
convert (GString *out, DsnSpan text, GIConv cd, gsize unit)
{
  char *in = (char *) text.data, room[4096];
  gsize left = text.len, bad = 0;

  while (left > 0) {
    char *to = room;
    gsize free_len = sizeof room;
    gsize done = g_iconv (cd, &in, &left, &to, &free_len);
    int why = errno;

    g_string_append_len (out, room, to - room);
    if (done != (gsize) -1 || why == E2BIG)
      continue;
    g_string_append (out, "\xef\xbf\xbd");
    bad++;
    in += MIN (unit, left);
    left -= MIN (unit, left);
    g_iconv (cd, NULL, NULL, NULL, NULL);
  }
  return bad;
}

gboolean
dsn_charset_convert (GString *out, DsnSpan text, DsnSpan charset, gsize *bad)
{
  GIConv cd;

  charset = dsn_charset_resolve (charset);
  if (!open_charset (charset, &cd))
    return FALSE;
  *bad = convert (out, text, cd, unit_of (charset));
  g_iconv_close (cd);
  return TRUE;
}
