/* dsn-safe.c: bytes to text that is safe to show. */
#include "dsn-safe.h"

/* The length of the valid character at @p, 0 where there is none. */
static gsize
valid_len (const guint8 *p, const guint8 *end, gunichar *c)
{
  *c = g_utf8_get_char_validated ((const char *) p, end - p);
  if (*c == (gunichar) -1 || *c == (gunichar) -2 || *c == 0)
    return 0;
  return (gsize) g_unichar_to_utf8 (*c, NULL);
}

/* Cf is not printable for GLib, so direction marks and zero-width characters show. */
static gboolean
is_showable (gunichar c)
{
  return g_unichar_isprint (c) && c != 0x2028 && c != 0x2029;
}

void
dsn_safe_append (GString *out, DsnSpan text)
{
  const guint8 *p = text.data;
  const guint8 *end = text.len > 0 ? p + text.len : p; /* NULL + 0 is undefined */

  while (p < end) {
    const guint8 *plain = p; /* what most text is: ASCII as it stands */
    gunichar c;
    gsize len;

    while (p < end && *p >= ' ' && *p < 0x7f)
      p++;
    g_string_append_len (out, (const char *) plain, p - plain);
    if (p == end)
      return;
    len = valid_len (p, end, &c);
    if (len > 0 && is_showable (c)) {
      g_string_append_len (out, (const char *) p, (gssize) len);
      p += len;
      continue;
    }
    for (const guint8 *stop = p + MAX (len, 1); p < stop; p++)
      g_string_append_printf (out, "\\x%02x", *p);
  }
}

void
dsn_safe_append_bounded (GString *out, DsnSpan text, gsize max_len)
{
  gsize cut = max_len;

  if (text.len <= max_len) {
    dsn_safe_append (out, text);
    return;
  }
  /* Not inside a character: step back over its continuation bytes. */
  while (cut > 0 && max_len - cut < 4 && (text.data[cut] & 0xc0) == 0x80)
    cut--;
  dsn_safe_append (out, dsn_span_slice (text, 0, cut));
  g_string_append (out, "...");
}

gboolean
dsn_safe_append_utf8 (GString *out, DsnSpan text)
{
  const guint8 *p = text.data;
  const guint8 *end = text.len > 0 ? p + text.len : p;
  gboolean valid = TRUE;

  if (text.len > 0 && dsn_span_is_ascii (text)) { /* the quicker test */
    g_string_append_len (out, (const char *) p, (gssize) text.len);
    return TRUE;
  }
  while (p < end) {
    const char *stop;

    if (g_utf8_validate_len ((const char *) p, (gsize) (end - p), &stop)) {
      g_string_append_len (out, (const char *) p, end - p);
      break;
    }
    /* validate_len stops at a NUL as well as at an invalid byte. */
    g_string_append_len (out, (const char *) p, stop - (const char *) p);
    g_string_append (out, "\xef\xbf\xbd");
    p = (const guint8 *) stop + 1;
    valid = FALSE;
  }
  return valid;
}
