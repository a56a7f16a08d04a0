/* test-json.h: a strict reader of JSON (RFC 8259), to check what was written. */
#pragma once

#include "dsn-scan.h"

#include <string.h>

#define TEST_JSON_MAX_DEPTH 16

static inline gboolean test_json_value (DsnScan *scan, guint depth);

static inline gboolean
test_json_word (DsnScan *scan, const char *word)
{
  gsize len = strlen (word);

  if (dsn_scan_left (scan) < len || memcmp (scan->at, word, len) != 0)
    return FALSE;
  scan->at += len;
  return TRUE;
}

/* %x5C and one of "\/bfnrt, or u and four digits */
static inline gboolean
test_json_escape (DsnScan *scan)
{
  guint8 c = dsn_scan_peek (scan);

  if (c == 0 || strchr ("\"\\/bfnrtu", c) == NULL)
    return FALSE;
  scan->at++;
  for (guint i = 0; c == 'u' && i < 4; i++, scan->at++)
    if (!g_ascii_isxdigit (dsn_scan_peek (scan)))
      return FALSE;
  return TRUE;
}

/* A string; @raw is what stands between its quotes. */
static inline gboolean
test_json_string (DsnScan *scan, DsnSpan *raw)
{
  const guint8 *from = scan->at + 1;

  if (!dsn_scan_byte (scan, '"'))
    return FALSE;
  while (!dsn_scan_at_end (scan)) {
    guint8 c = *scan->at++;

    if (c == '"') {
      *raw = dsn_span_between (from, scan->at - 1);
      return TRUE;
    }
    if (c < 0x20 || (c == '\\' && !test_json_escape (scan)))
      return FALSE;
  }
  return FALSE;
}

/* Whole numbers are all that we write. */
static inline gboolean
test_json_integer (DsnScan *scan)
{
  const guint8 *from;

  dsn_scan_byte (scan, '-');
  from = scan->at;
  while (g_ascii_isdigit (dsn_scan_peek (scan)))
    scan->at++;
  return scan->at > from && (*from != '0' || scan->at == from + 1);
}

/* Members whose names differ. */
static inline gboolean
test_json_object (DsnScan *scan, guint depth)
{
  g_autoptr (GHashTable) names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  DsnSpan name;

  if (!dsn_scan_byte (scan, '{'))
    return FALSE;
  if (dsn_scan_byte (scan, '}'))
    return TRUE;
  do {
    if (!test_json_string (scan, &name) || name.len == 0 ||
        !g_hash_table_add (names, g_strndup ((const char *) name.data, name.len)) ||
        !dsn_scan_byte (scan, ':') || !test_json_value (scan, depth))
      return FALSE;
  } while (dsn_scan_byte (scan, ','));
  return dsn_scan_byte (scan, '}');
}

static inline gboolean
test_json_array (DsnScan *scan, guint depth)
{
  if (!dsn_scan_byte (scan, '['))
    return FALSE;
  if (dsn_scan_byte (scan, ']'))
    return TRUE;
  do {
    if (!test_json_value (scan, depth))
      return FALSE;
  } while (dsn_scan_byte (scan, ','));
  return dsn_scan_byte (scan, ']');
}

static inline gboolean
test_json_value (DsnScan *scan, guint depth)
{
  DsnSpan raw;

  if (depth > TEST_JSON_MAX_DEPTH)
    return FALSE;
  switch (dsn_scan_peek (scan)) {
  case '{':
    return test_json_object (scan, depth + 1);
  case '[':
    return test_json_array (scan, depth + 1);
  case '"':
    return test_json_string (scan, &raw);
  case 't':
    return test_json_word (scan, "true");
  case 'f':
    return test_json_word (scan, "false");
  default:
    return test_json_integer (scan);
  }
}

/* Whether @text is one object without blanks around its tokens, in valid UTF-8. */
static inline gboolean
test_json_is_object (const char *text, gsize len)
{
  DsnScan scan = dsn_scan_over ((DsnSpan){ (const guint8 *) text, len });

  return g_utf8_validate_len (text, len, NULL) && dsn_scan_peek (&scan) == '{' &&
         test_json_value (&scan, 0) && dsn_scan_at_end (&scan);
}

/* Whether @text is that and a newline, and no other newline. */
static inline gboolean
test_json_is_line (const GString *text)
{
  return text->len > 0 && text->str[text->len - 1] == '\n' &&
         strlen (text->str) == text->len &&
         test_json_is_object (text->str, text->len - 1);
}
