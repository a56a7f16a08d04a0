/* dsn-toml.h: the part of TOML that rule files are written in. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnTomlKind:
 *
 * What a value is.
 */
typedef enum {
  DSN_TOML_STRING,
  DSN_TOML_INTEGER,
  DSN_TOML_BOOLEAN,
  DSN_TOML_ARRAY,
} DsnTomlKind;

/**
 * DsnTomlValue:
 * @kind: which member holds
 * @text: a string's text, valid UTF-8
 * @number: an integer, or 0 or 1 for a boolean
 * @items: (element-type DsnTomlValue): the elements of an array
 */
typedef struct _DsnTomlValue DsnTomlValue;
struct _DsnTomlValue {
  DsnTomlKind kind;
  char *text;
  gint64 number;
  GPtrArray *items;
};

/**
 * DsnTomlHandler:
 * @table: a `[[name]]` line was read
 * @pair: a `key = value` line was read; @value is borrowed
 *
 * Called in the order of the file. Each returns %NULL to go on, or (transfer full) what
 * is wrong, which ends the reading.
 */
typedef struct {
  char *(*table) (const char *name, guint line, gpointer user_data);
  char *(*pair) (const char *key, const DsnTomlValue *value, guint line,
                 gpointer user_data);
} DsnTomlHandler;

/**
 * dsn_toml_read:
 * @text: a rule file
 * @handler: what to call
 * @line: (out): the line at fault; set on failure only
 *
 * Reads tables in double brackets, and keys with strings, integers, booleans and arrays
 * of these. Other TOML is refused, not skipped.
 *
 * Returns: (transfer full) (nullable): what is wrong, %NULL if nothing is
 */
char *dsn_toml_read (DsnSpan text, const DsnTomlHandler *handler, gpointer user_data,
                     guint *line);

G_END_DECLS
