/* dsn-json.c: a JSON writer, one line a value, nothing about mail (RFC 8259). */
#include "dsn-json.h"

#include "dsn-safe.h"
#include "dsn-wide.h"

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

/* What is not taken as it is. Most text is ASCII without anything to escape. */
static guint64
find_special (guint64 bytes)
{
  /* A quotation mark, with its bit 2 the other way round, stands next to the controls.
   */
  return bytes | dsn_wide_below (bytes ^ DSN_WIDE (0x02), 0x21) |
         dsn_wide_is (bytes, '\\') | dsn_wide_is (bytes, 0x7f);
}

static gboolean
is_special (guint8 byte)
{
  return byte >= 0x80 || needs_escape (byte);
}

static G_GNUC_NO_INLINE void
append_text (GString *out, DsnSpan text)
{
  g_autoptr (GString) valid = NULL;
  const char *start;
  gsize run = 0, at = 0;

  if (!dsn_span_is_utf8 (text)) {
    valid = g_string_new (NULL);
    dsn_safe_append_utf8 (valid, text);
    text = (DsnSpan){ (const guint8 *) valid->str, valid->len };
  }
  start = (const char *) text.data;
  g_string_append_c (out, '"');
  while ((at = dsn_wide_find (text, at, find_special, is_special)) < text.len) {
    gunichar c = g_utf8_get_char (start + at);
    gsize next = (gsize) (g_utf8_next_char (start + at) - start);

    if (needs_escape (c)) {
      g_string_append_len (out, start + run, (gssize) (at - run));
      append_escape (out, c);
      run = next;
    }
    at = next;
  }
  g_string_append_len (out, start + run, (gssize) (text.len - run));
  g_string_append_c (out, '"');
}

/* Makes the text longer by @len bytes, to be written; gives where. */
static inline char *
extend (GString *out, gsize len)
{
  gsize old = out->len;

  if (len < out->allocated_len - old) {
    out->len = old + len;
    out->str[out->len] = '\0';
  } else {
    g_string_set_size (out, old + len);
  }
  return out->str + old;
}

/* Writes what stands before a value, and makes room for the value; gives where. */
static inline char *
begin (DsnJson *json, DsnSpan key, gsize value_len)
{
  char *at;

  /* Keys are words of the code. */
  g_assert (key.len <= KEY_MAX_LEN);
  at = extend (json->out,
               json->comma + (key.data != NULL ? key.len + 3 : 0) + value_len);
  if (json->comma)
    *at++ = ',';
  json->comma = TRUE;
  if (key.data != NULL) {
    *at++ = '"';
    /* The string has its NUL behind all of it. */
    memcpy (at, key.data, key.len); /* NOLINT(bugprone-not-null-terminated-result) */
    at += key.len;
    *at++ = '"';
    *at++ = ':';
  }
  return at;
}

void
dsn_json_open (DsnJson *json, const char *key, char bracket)
{
  *begin (json, dsn_span_of_string (key), 1) = bracket;
  json->comma = FALSE;
}

void
dsn_json_close (DsnJson *json, char bracket)
{
  g_string_append_c (json->out, bracket);
  json->comma = TRUE;
}

void
dsn_json_member (DsnJson *json, DsnSpan key, DsnSpan value)
{
  char *at;

  if (dsn_wide_find_any (value, find_special)) {
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
  memcpy (begin (json, dsn_span_of_string (key), len), at, len);
}

void
dsn_json_bool (DsnJson *json, const char *key, gboolean value)
{
  begin (json, dsn_span_of_string (key), 0);
  g_string_append (json->out, value ? "true" : "false");
}
