/* dsn-charset.c: names of charsets, and bytes in them -> UTF-8. */
#include "dsn-charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* GMime takes a charset's name onto its stack. */
#define CHARSET_MAX_LEN 40

/* So many charsets stay loaded: mail of one place has few. */
#define HELD_MAX 16

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

/* The C library unloads what it converts a charset with soon after the last handle is
 * closed, and to load it again takes hundreds of times as long as to open it: a handle
 * that nobody converts with keeps it. */
static struct {
  char name[CHARSET_MAX_LEN + 1];
  iconv_t cd;
} held[HELD_MAX];
static guint held_next;
G_LOCK_DEFINE_STATIC (held);

static gboolean
is_held (const char *name)
{
  gboolean found = FALSE;

  G_LOCK (held);
  for (gsize i = 0; i < HELD_MAX && !found; i++)
    found = g_ascii_strcasecmp (held[i].name, name) == 0;
  G_UNLOCK (held);
  return found;
}

/* Takes @cd over; the one that was held longest goes. */
static void
hold (const char *name, iconv_t cd)
{
  iconv_t old = NULL;

  G_LOCK (held);
  if (held[held_next].name[0] != '\0')
    old = held[held_next].cd;
  g_strlcpy (held[held_next].name, name, sizeof held[held_next].name);
  held[held_next].cd = cd;
  held_next = (held_next + 1) % HELD_MAX;
  G_UNLOCK (held);
  if (old != NULL)
    iconv_close (old);
}

gboolean
dsn_charset_is_known (DsnSpan name)
{
  char text[CHARSET_MAX_LEN + 1];
  iconv_t cd;

  if (dsn_span_equal_nocase (name, DSN_SPAN_LIT ("ks_c_5601-1987")))
    return TRUE;
  if (dsn_span_equal_nocase (name, DSN_SPAN_LIT ("utf-8")) ||
      dsn_span_equal_nocase (name, DSN_SPAN_LIT ("us-ascii")))
    return TRUE;
  if (name.len == 0 || name.len > CHARSET_MAX_LEN)
    return FALSE;
  for (gsize i = 0; i < name.len; i++)
    if (name.data[i] == 0 ||
        (!g_ascii_isalnum (name.data[i]) && strchr ("-_.:+", name.data[i]) == NULL))
      return FALSE;
  memcpy (text, name.data, name.len);
  text[name.len] = '\0';
  if (is_held (text))
    return TRUE;
  cd = iconv_open ("UTF-8", text);
  if (cd == (iconv_t) -1)
    return FALSE;
  hold (text, cd);
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
  g_autofree char *name = NULL;
  GIConv cd;

  charset = dsn_charset_resolve (charset);
  if (!dsn_charset_is_known (charset))
    return FALSE;
  name = g_strndup ((const char *) charset.data, charset.len);
  cd = g_iconv_open ("UTF-8", name);
  if (cd == (GIConv) -1) /* NOLINT(performance-no-int-to-ptr) */
    return FALSE;
  *bad = convert (out, text, cd, unit_of (charset));
  g_iconv_close (cd);
  return TRUE;
}
