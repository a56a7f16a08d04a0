/* dsn-charset.c: names of charsets, and bytes in them -> UTF-8. */
#include "dsn-charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

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

/* What mail is written in and every iconv knows, or GMime: to ask has the C library
 * load what converts it, and forget it again. */
static gboolean
is_usual (DsnSpan name)
{
  static const DsnSpan usual[] = {
    DSN_SPAN_LIT ("utf-8"),        DSN_SPAN_LIT ("us-ascii"),
    DSN_SPAN_LIT ("iso-8859-1"),   DSN_SPAN_LIT ("iso-8859-2"),
    DSN_SPAN_LIT ("iso-8859-15"),  DSN_SPAN_LIT ("windows-1250"),
    DSN_SPAN_LIT ("windows-1251"), DSN_SPAN_LIT ("windows-1252"),
    DSN_SPAN_LIT ("koi8-r"),       DSN_SPAN_LIT ("iso-2022-jp"),
    DSN_SPAN_LIT ("shift_jis"),    DSN_SPAN_LIT ("euc-jp"),
    DSN_SPAN_LIT ("euc-kr"),       DSN_SPAN_LIT ("ks_c_5601-1987"),
    DSN_SPAN_LIT ("gb2312"),       DSN_SPAN_LIT ("gbk"),
    DSN_SPAN_LIT ("gb18030"),      DSN_SPAN_LIT ("big5"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (dsn_span_equal_nocase (name, usual[i]))
      return TRUE;
  return FALSE;
}

gboolean
dsn_charset_is_known (DsnSpan name)
{
  char text[DSN_CHARSET_NAME_MAX_LEN + 1];
  iconv_t cd;

  if (is_usual (name))
    return TRUE;
  if (name.len == 0 || name.len > DSN_CHARSET_NAME_MAX_LEN)
    return FALSE;
  for (gsize i = 0; i < name.len; i++)
    if (name.data[i] == 0 ||
        (!g_ascii_isalnum (name.data[i]) && strchr ("-_.:+", name.data[i]) == NULL))
      return FALSE;
  memcpy (text, name.data, name.len);
  text[name.len] = '\0';
  cd = iconv_open ("UTF-8", text);
  if (cd == (iconv_t) -1)
    return FALSE;
  iconv_close (cd);
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
dsn_charset_open (DsnSpan name, GIConv *cd)
{
  DsnSpan known = dsn_charset_resolve (name);
  g_autofree char *text = NULL;
  GIConv opened;

  if (!dsn_charset_is_known (known))
    return FALSE;
  text = g_strndup ((const char *) known.data, known.len);
  opened = g_iconv_open ("UTF-8", text);
  if (opened == (GIConv) -1) /* NOLINT(performance-no-int-to-ptr) */
    return FALSE;
  *cd = opened;
  return TRUE;
}

gboolean
dsn_charset_convert (GString *out, DsnSpan text, DsnSpan charset, gsize *bad)
{
  GIConv cd;

  if (!dsn_charset_open (charset, &cd))
    return FALSE;
  *bad = convert (out, text, cd, unit_of (dsn_charset_resolve (charset)));
  g_iconv_close (cd);
  return TRUE;
}
