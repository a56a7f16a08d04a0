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
void dsn_json_open (DsnJson *json, const char *key, char bracket);

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
 * dsn_json_span:
 * @value: any bytes; written even when empty
 */
static inline void dsn_json_span (DsnJson *json, const char *key, DsnSpan value);

/**
 * dsn_json_int:
 */
void dsn_json_int (DsnJson *json, const char *key, gint64 value);

/**
 * dsn_json_bool:
 */
void dsn_json_bool (DsnJson *json, const char *key, gboolean value);

/* As dsn_json_span(), with a @key whose length is known: the compiler counts words of
 * the code. */
void dsn_json_member (DsnJson *json, DsnSpan key, DsnSpan value);

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

G_END_DECLS
