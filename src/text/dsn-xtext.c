/* dsn-xtext.c: xtext (RFC 3461 §4) and the address forms of RFC 6533 §3. */
#include "dsn-xtext.h"

#include "dsn-scan.h"

static void
append (GString *out, DsnSpan text)
{
  g_string_append_len (out, (const char *) text.data, (gssize) text.len);
}

/* hexchar = ASCII "+" immediately followed by two upper case hexadecimal digits */
gboolean
dsn_xtext_decode (GString *out, DsnSpan text)
{
  gboolean good = TRUE;

  for (gsize i = 0; i < text.len; i++) {
    int high = i + 2 < text.len ? g_ascii_xdigit_value (text.data[i + 1]) : -1;
    int low = i + 2 < text.len ? g_ascii_xdigit_value (text.data[i + 2]) : -1;

    if (text.data[i] == '=' || text.data[i] <= ' ' || text.data[i] >= 0x7f)
      good = FALSE;
    if (text.data[i] != '+') {
      g_string_append_c (out, (char) text.data[i]);
      continue;
    }
    if (high < 0 || low < 0 || high * 16 + low == 0) {
      good = FALSE;
      g_string_append_c (out, '+');
      continue;
    }
    if (g_ascii_islower (text.data[i + 1]) || g_ascii_islower (text.data[i + 2]))
      good = FALSE;
    g_string_append_c (out, (char) (high * 16 + low));
    i += 2;
  }
  return good;
}

/* HEXPOINT: two to six digits in the shortest form, no surrogate, not over 10FFFF, and
 * in ASCII only what QCHAR leaves out: controls, blank, `\`, `+` and `=`. */
static gboolean
scan_hexpoint (DsnScan *scan, gunichar *c)
{
  DsnScan s = *scan;
  gunichar value = 0;
  guint digits = 0;

  if (!dsn_scan_byte (&s, '\\') || !dsn_scan_byte (&s, 'x') || !dsn_scan_byte (&s, '{'))
    return FALSE;
  for (; g_ascii_isxdigit (dsn_scan_peek (&s)) && digits < 7; digits++)
    value = value * 16 + (gunichar) g_ascii_xdigit_value (*s.at++);
  if (digits < 2 || digits > 6 || !dsn_scan_byte (&s, '}'))
    return FALSE;
  if ((digits > 2 && value < 1u << (4 * (digits - 1))) || !g_unichar_validate (value))
    return FALSE;
  if (value == 0 ||
      (value > ' ' && value < 0x7f && value != '\\' && value != '+' && value != '='))
    return FALSE;
  *c = value;
  *scan = s;
  return TRUE;
}

gboolean
dsn_xtext_decode_unicode (GString *out, DsnSpan text)
{
  DsnScan scan = dsn_scan_over (text);
  gboolean good = TRUE;
  DsnSpan before;
  gunichar c;

  while (dsn_scan_until (&scan, '\\', &before)) {
    append (out, before);
    if (scan_hexpoint (&scan, &c)) {
      g_string_append_unichar (out, c);
      continue;
    }
    good &= !dsn_span_starts_nocase (dsn_scan_rest (&scan), DSN_SPAN_LIT ("\\x{"));
    g_string_append_c (out, (char) *scan.at++);
  }
  append (out, dsn_scan_rest (&scan));
  return good;
}

/* QCHAR = %x21-2a / %x2c-3c / %x3e-5b / %x5d-7e; all else as EmbeddedUnicodeChar. */
void
dsn_xtext_encode_unicode (GString *out, const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  dsn_xtext_decode_unicode (plain, dsn_span_of_string (text));
  for (const char *at = plain->str; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (c > ' ' && c < 0x7f && c != '\\' && c != '+' && c != '=')
      g_string_append_c (out, (char) c);
    else
      g_string_append_printf (out, "\\x{%02X}", c);
  }
}
