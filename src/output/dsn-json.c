/* dsn-json.c: a JSON writer, one line a value, nothing about mail (RFC 8259). */
#include "dsn-json.h"

#include "dsn-safe.h"
#include "dsn-wide.h"

#include <string.h>

#define KEY_MAX_LEN 60

/* Two of \uXXXX. */
#define ESCAPE_MAX_LEN 12

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

/* Room for so many bytes behind the text, which gets them by end(). */
static inline char *
reserve (GString *out, gsize len)
{
  gsize old = out->len;

  if (len >= out->allocated_len - old) {
    g_string_set_size (out, old + len);
    out->len = old;
  }
  return out->str + old;
}

static inline void
end (GString *out, char *at)
{
  *at = '\0';
  out->len = (gsize) (at - out->str);
}

static char *
put_unit (char *at, guint unit)
{
  static const char digits[] = "0123456789abcdef";

  *at++ = '\\';
  *at++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4)
    *at++ = digits[unit >> shift & 0xf];
  return at;
}

static char *
put_escape (char *at, gunichar c)
{
  switch (c) {
  case '"':
  case '\\':
    *at++ = '\\';
    *at++ = (char) c;
    return at;
  case '\n':
    *at++ = '\\';
    *at++ = 'n';
    return at;
  case '\t':
    *at++ = '\\';
    *at++ = 't';
    return at;
  default:
    if (c > 0xffff) { /* RFC 8259 §7: a pair of surrogates */
      at = put_unit (at, 0xd7c0 + (c >> 10));
      c = 0xdc00 + (c & 0x3ff);
    }
    return put_unit (at, c);
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

/* The character at @text, and its length in bytes. */
static inline gunichar
get_character (const char *text, gsize *len)
{
  if ((guint8) *text < 0x80) {
    *len = 1;
    return (guint8) *text;
  }
  *len = (gsize) (g_utf8_next_char (text) - text);
  return g_utf8_get_char (text);
}

/* The text in quotation marks. */
static G_GNUC_NO_INLINE void
append_text (GString *out, DsnSpan text)
{
  g_autoptr (GString) valid = NULL;
  gsize run = 0, at = 0, len;
  const char *start;
  char *to;

  if (!dsn_span_is_utf8 (text)) {
    valid = g_string_new (NULL);
    dsn_safe_append_utf8 (valid, text);
    text = (DsnSpan){ (const guint8 *) valid->str, valid->len };
  }
  start = (const char *) text.data;
  to = reserve (out, 1);
  *to = '"';
  end (out, to + 1);
  while ((at = dsn_wide_find (text, at, find_special, is_special)) < text.len) {
    gunichar c = get_character (start + at, &len);

    if (needs_escape (c)) {
      to = reserve (out, at - run + ESCAPE_MAX_LEN);
      memcpy (to, start + run, at - run);
      end (out, put_escape (to + (at - run), c));
      run = at + len;
    }
    at += len;
  }
  to = reserve (out, text.len - run + 1);
  memcpy (to, start + run, text.len - run);
  to += text.len - run;
  *to++ = '"';
  end (out, to);
}

/* Copies words of the code, most of which are short. */
static inline char *
put_word (char *at, DsnSpan word)
{
  gsize half = word.len < 8 ? 4 : 8;

  /* Two halves that overlap. The string has its NUL behind all of it. */
  if (word.len >= 4 && word.len <= 16) {
    if (half == 8) {
      memcpy (at, word.data, 8);
      memcpy (at + word.len - 8, word.data + word.len - 8, 8);
    } else {
      memcpy (at, word.data, 4);
      memcpy (at + word.len - 4, word.data + word.len - 4, 4);
    }
  } else if (word.len > 0) {
    memcpy (at, word.data, word.len); /* NOLINT(bugprone-not-null-terminated-result) */
  }
  return at + word.len;
}

/* Writes what stands before a value, and makes room for the value; gives where. */
static inline char *
begin (DsnJson *json, DsnSpan key, gsize value_len)
{
  char *at = reserve (json->out, key.len + value_len + 4);

  /* Keys are words of the code. */
  g_assert (key.len <= KEY_MAX_LEN);
  *at = ',';
  at += json->comma;
  json->comma = TRUE;
  if (key.data != NULL) {
    *at++ = '"';
    at = put_word (at, key);
    *at++ = '"';
    *at++ = ':';
  }
  return at;
}

void
dsn_json_member_open (DsnJson *json, DsnSpan key, char bracket)
{
  char *at = begin (json, key, 1);

  *at++ = bracket;
  end (json->out, at);
  json->comma = FALSE;
}

void
dsn_json_close (DsnJson *json, char bracket)
{
  char *at = reserve (json->out, 1);

  *at++ = bracket;
  end (json->out, at);
  json->comma = TRUE;
}

void
dsn_json_member_word (DsnJson *json, DsnSpan key, DsnSpan word)
{
  char *at = begin (json, key, word.len + 2);

  *at++ = '"';
  at = put_word (at, word);
  *at++ = '"';
  end (json->out, at);
}

void
dsn_json_member (DsnJson *json, DsnSpan key, DsnSpan value)
{
  if (dsn_wide_find_any (value, find_special)) {
    end (json->out, begin (json, key, 0));
    append_text (json->out, value);
  } else {
    dsn_json_member_word (json, key, value);
  }
}

void
dsn_json_member_int (DsnJson *json, DsnSpan key, gint64 value)
{
  char digits[20], *at = digits + sizeof digits, *to;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  gsize len;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--at = '-';
  len = (gsize) (digits + sizeof digits - at);
  to = begin (json, key, len);
  memcpy (to, at, len);
  end (json->out, to + len);
}

void
dsn_json_bool (DsnJson *json, const char *key, gboolean value)
{
  DsnSpan word = value ? DSN_SPAN_LIT ("true") : DSN_SPAN_LIT ("false");

  end (json->out, put_word (begin (json, dsn_span_of_string (key), word.len), word));
}
