/* dsn-json.c: a JSON writer, one line a value, nothing about mail (RFC 8259). */
#include "dsn-json.h"

#include "dsn-safe.h"

#include <string.h>

#define KEY_MAX_LEN 60

/* quotation-mark, reverse-solidus and control characters must be escaped; DEL, C1
 * controls and what is invisible or changes the direction of text are too, for those
 * who print JSON. */
static gboolean
needs_escape (gunichar c)
{
  static const guint escaped = 1u << G_UNICODE_CONTROL | 1u << G_UNICODE_FORMAT |
                               1u << G_UNICODE_PRIVATE_USE | 1u << G_UNICODE_SURROGATE |
                               1u << G_UNICODE_LINE_SEPARATOR |
                               1u << G_UNICODE_PARAGRAPH_SEPARATOR;

  if (c < 0x80)
    return c < 0x20 || c == '"' || c == '\\' || c == 0x7f;
  return (escaped >> g_unichar_type (c) & 1) != 0;
}

static void
append_escape (GString *out, gunichar c)
{
  switch (c) {
  case '"':
    g_string_append (out, "\\\"");
    break;
  case '\\':
    g_string_append (out, "\\\\");
    break;
  case '\n':
    g_string_append (out, "\\n");
    break;
  case '\t':
    g_string_append (out, "\\t");
    break;
  default:
    if (c > 0xffff) { /* RFC 8259 §7: a pair of surrogates */
      g_string_append_printf (out, "\\u%04x", 0xd7c0 + (c >> 10));
      c = 0xdc00 + (c & 0x3ff);
    }
    g_string_append_printf (out, "\\u%04x", c);
    break;
  }
}

/* What most text is: ASCII without anything to escape, taken as it is. */
static gboolean
is_plain (DsnSpan text)
{
  guint8 other = 0;

  /* Without a way out, so that the compiler can take many bytes at a time. */
  for (gsize i = 0; i < text.len; i++) {
    guint8 c = text.data[i];

    other |= (guint8) ((c < 0x20) | (c >= 0x7f) | (c == '"') | (c == '\\'));
  }
  return other == 0;
}

static void
append_text (GString *out, DsnSpan text)
{
  g_autoptr (GString) valid = NULL;
  const char *p, *end, *run;

  if (!dsn_span_is_utf8 (text)) {
    valid = g_string_new (NULL);
    dsn_safe_append_utf8 (valid, text);
    text = (DsnSpan){ (const guint8 *) valid->str, valid->len };
  }
  run = p = (const char *) text.data;
  end = text.len > 0 ? p + text.len : p;
  g_string_append_c (out, '"');
  while (p < end) {
    gunichar c = (guint8) *p < 0x80 ? (guint8) *p : g_utf8_get_char (p);
    const char *next = g_utf8_next_char (p);

    if (needs_escape (c)) {
      g_string_append_len (out, run, p - run);
      append_escape (out, c);
      run = next;
    }
    p = next;
  }
  g_string_append_len (out, run, end - run);
  g_string_append_c (out, '"');
}

/* Writes what stands before a value, and makes room for the value; gives where. */
static char *
begin (DsnJson *json, const char *key, gsize value_len)
{
  gsize key_len = key != NULL ? strlen (key) : 0, old = json->out->len;
  char *at;

  /* Keys are words of the code. */
  g_assert (key_len <= KEY_MAX_LEN);
  g_string_set_size (json->out,
                     old + json->comma + (key != NULL ? key_len + 3 : 0) + value_len);
  at = json->out->str + old;
  if (json->comma)
    *at++ = ',';
  json->comma = TRUE;
  if (key != NULL) {
    *at++ = '"';
    /* The string has its NUL behind all of it. */
    memcpy (at, key, key_len); /* NOLINT(bugprone-not-null-terminated-result) */
    at += key_len;
    *at++ = '"';
    *at++ = ':';
  }
  return at;
}

void
dsn_json_open (DsnJson *json, const char *key, char bracket)
{
  *begin (json, key, 1) = bracket;
  json->comma = FALSE;
}

void
dsn_json_close (DsnJson *json, char bracket)
{
  g_string_append_c (json->out, bracket);
  json->comma = TRUE;
}

void
dsn_json_string (DsnJson *json, const char *key, const char *value)
{
  if (value != NULL)
    dsn_json_span (json, key, dsn_span_of_string (value));
}

void
dsn_json_span (DsnJson *json, const char *key, DsnSpan value)
{
  char *at;

  if (!is_plain (value)) {
    begin (json, key, 0);
    append_text (json->out, value);
    return;
  }
  at = begin (json, key, value.len + 2);
  *at++ = '"';
  if (value.len > 0)
    memcpy (at, value.data, value.len);
  at[value.len] = '"';
}

void
dsn_json_int (DsnJson *json, const char *key, gint64 value)
{
  char digits[20], *at = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  gsize len;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--at = '-';
  len = (gsize) (digits + sizeof digits - at);
  memcpy (begin (json, key, len), at, len);
}

void
dsn_json_bool (DsnJson *json, const char *key, gboolean value)
{
  begin (json, key, 0);
  g_string_append (json->out, value ? "true" : "false");
}
