/* dsn-json.h: a JSON writer, one line a value, nothing about mail (RFC 8259). */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnJson:
 * @out: where to write
 * @comma: whether a member or element stands before the next one
 *
 * Writes JSON from the outside in. Text is UTF-8; what is none becomes U+FFFD.
 */
typedef struct {
  GString *out;
  gboolean comma;
} DsnJson;

/**
 * dsn_json_open:
 * @key: (nullable): the member's name, a word of the code that needs no escape; %NULL
 *   in an array and at the top
 * @bracket: `{` or `[`
 *
 * Opens an object or an array.
 */
static inline void dsn_json_open (DsnJson *json, const char *key, char bracket);

/**
 * dsn_json_close:
 * @bracket: `}` or `]`
 *
 * Closes what was opened last.
 */
void dsn_json_close (DsnJson *json, char bracket);

/**
 * dsn_json_string:
 * @value: (nullable): text; a member whose value is %NULL is left out
 */
static inline void dsn_json_string (DsnJson *json, const char *key, const char *value);

/**
 * dsn_json_word:
 * @word: (nullable): as dsn_json_string(); printable ASCII in which nothing needs an
 *   escape, such as words of the code
 */
static inline void dsn_json_word (DsnJson *json, const char *key, const char *word);

/**
 * dsn_json_span:
 * @value: any bytes; written even when empty
 */
static inline void dsn_json_span (DsnJson *json, const char *key, DsnSpan value);

/**
 * dsn_json_int:
 */
static inline void dsn_json_int (DsnJson *json, const char *key, gint64 value);

/**
 * dsn_json_bool:
 */
void dsn_json_bool (DsnJson *json, const char *key, gboolean value);

/* The same with a @key whose length is known: the compiler counts words of the code. */
void dsn_json_member_open (DsnJson *json, DsnSpan key, char bracket);
void dsn_json_member (DsnJson *json, DsnSpan key, DsnSpan value);
void dsn_json_member_word (DsnJson *json, DsnSpan key, DsnSpan word);
void dsn_json_member_int (DsnJson *json, DsnSpan key, gint64 value);

static inline void
dsn_json_open (DsnJson *json, const char *key, char bracket)
{
  dsn_json_member_open (json, dsn_span_of_string (key), bracket);
}

static inline void
dsn_json_span (DsnJson *json, const char *key, DsnSpan value)
{
  dsn_json_member (json, dsn_span_of_string (key), value);
}

static inline void
dsn_json_string (DsnJson *json, const char *key, const char *value)
{
  if (value != NULL)
    dsn_json_span (json, key, dsn_span_of_string (value));
}

static inline void
dsn_json_word (DsnJson *json, const char *key, const char *word)
{
  if (word != NULL)
    dsn_json_member_word (json, dsn_span_of_string (key), dsn_span_of_string (word));
}

static inline void
dsn_json_int (DsnJson *json, const char *key, gint64 value)
{
  dsn_json_member_int (json, dsn_span_of_string (key), value);
}

G_END_DECLS
