/* dsn-bare.c: a text -> the value in it, without brackets and comments. */
#include "dsn-bare.h"

DsnSpan
dsn_bare_drop_comment (DsnSpan text)
{
  guint depth = 0;

  if (text.len < 2 || text.data[text.len - 1] != ')')
    return text;
  /* Backwards: one pass is enough to find where the last comment begins. */
  for (gsize i = text.len; i > 0; i--) {
    guint8 c = text.data[i - 1];

    if (i > 1 && text.data[i - 2] == '\\')
      continue;
    if (c == ')')
      depth++;
    else if (c == '(' && --depth == 0)
      return i > 1 ? dsn_span_trim (dsn_span_slice (text, 0, i - 1)) : text;
  }
  return text;
}

DsnSpan
dsn_bare_drop_brackets (DsnSpan text)
{
  gsize open, close;

  if (!dsn_span_find_byte (text, '<', &open))
    return text;
  text = dsn_span_slice (text, open + 1, G_MAXSIZE);
  return dsn_span_find_byte (text, '>', &close)
             ? dsn_span_trim (dsn_span_slice (text, 0, close))
             : text;
}

DsnSpan
dsn_bare_ip (DsnSpan text)
{
  if (text.len > 2 && text.data[0] == '[' && text.data[text.len - 1] == ']')
    text = dsn_span_slice (text, 1, text.len - 2);
  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("IPv6:")))
    text = dsn_span_slice (text, 5, G_MAXSIZE);
  for (gsize i = 0; i < text.len; i++)
    if (!g_ascii_isxdigit (text.data[i]) && text.data[i] != '.' && text.data[i] != ':')
      return (DsnSpan){ NULL, 0 };
  return text.len >= 2 && text.len < 46 ? text : (DsnSpan){ NULL, 0 };
}

gboolean
dsn_bare_is_ip (DsnSpan text)
{
  text = dsn_bare_ip (text);
  return dsn_span_find_byte (text, '.', NULL) || dsn_span_find_byte (text, ':', NULL);
}
