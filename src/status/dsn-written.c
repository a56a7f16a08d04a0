/* dsn-written.c: HTML entities and quoted-printable leftovers -> characters. */
#include "dsn-written.h"

#include <string.h>

/* The number behind "&#" or "&#x", and where its semicolon ends. */
static gsize
take_number (DsnSpan rest, gunichar *c)
{
  gboolean hex = rest.len > 2 && (rest.data[2] | 0x20) == 'x';
  gsize at = hex ? 3 : 2, from = at;
  gunichar number = 0;

  for (; at < rest.len && at < from + 6; at++) {
    int digit = hex ? g_ascii_xdigit_value ((char) rest.data[at])
                    : g_ascii_digit_value ((char) rest.data[at]);

    if (digit < 0)
      break;
    number = number * (hex ? 16 : 10) + (gunichar) digit;
  }
  if (at == from || at == rest.len || rest.data[at] != ';' ||
      !g_unichar_validate (number))
    return 0;
  *c = number;
  return at + 1;
}

/* "&lt;", "&#60;", "&#x3c;": few entities stand in replies. */
static gsize
take_entity (DsnSpan rest, gunichar *c)
{
  static const struct {
    const char *name;
    gunichar c;
  } entities[] = { { "&lt;", '<' },   { "&gt;", '>' },    { "&amp;", '&' },
                   { "&quot;", '"' }, { "&apos;", '\'' }, { "&nbsp;", ' ' } };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (dsn_span_starts_nocase (rest, dsn_span_of_string (entities[i].name))) {
      *c = entities[i].c;
      return strlen (entities[i].name);
    }
  return rest.len > 2 && rest.data[1] == '#' ? take_number (rest, c) : 0;
}

/* "=20" and "=3D" in text that was not decoded, "= " where a soft break was. */
static gsize
take_quoted_printable (DsnSpan rest, gunichar *c)
{
  if (rest.len < 3)
    return 0;
  /* Not in "id=20025". */
  if (dsn_span_starts_nocase (rest, DSN_SPAN_LIT ("=20")) &&
      !(rest.len > 3 && g_ascii_isdigit (rest.data[3])))
    *c = ' ';
  else if (dsn_span_starts_nocase (rest, DSN_SPAN_LIT ("=3d")))
    *c = '=';
  else if (dsn_span_starts_nocase (rest, DSN_SPAN_LIT ("=2e")))
    *c = '.';
  else
    return 0;
  return 3;
}

gsize
dsn_written_take (DsnSpan text, gsize at, gunichar *c)
{
  DsnSpan rest = dsn_span_slice (text, at, G_MAXSIZE);

  return text.data[at] == '&' ? take_entity (rest, c) : take_quoted_printable (rest, c);
}
