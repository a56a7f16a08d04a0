/* fuzz-schema.h: a line of JSON -> parsed back by another hand, and held against the
 * schema of dsn-json(5). */
#pragma once

#include "fuzz.h"

#include <json-glib/json-glib.h>

/**
 * fuzz_schema_read:
 * @path: which object of dsn-json(5) it is: "" for a line of dsn parse, ".explanation"
 * @line: one object and a newline
 *
 * Asserts that @line is valid UTF-8, strict JSON, and has keys that dsn-json(5) names,
 * in its order and of its types.
 *
 * Returns: (transfer full): what json-glib reads
 */
JsonNode *fuzz_schema_read (const char *path, const GString *line);

/**
 * fuzz_schema_has:
 * @key: a key of @object
 * @text: (nullable): what it must hold; %NULL: it must not be there
 *
 * Asserts that a text came back as it was written.
 */
void fuzz_schema_has (JsonObject *object, const char *key, const char *text);
