/* dsn-emit-auth.h: what a domain publishes for mail, as JSON and as lines of text. */
#pragma once

#include "dsn-auth.h"
#include "dsn-json.h"

G_BEGIN_DECLS

/**
 * dsn_emit_auth:
 * @auth: (nullable): what was asked
 *
 * Writes the member `auth`, if there is something.
 */
void dsn_emit_auth (DsnJson *json, const DsnAuth *auth);

/**
 * DsnAuthLine:
 * @text: one line, with whatever a server said in it
 */
typedef void (*DsnAuthLine) (const char *text, gpointer user_data);

/**
 * dsn_emit_auth_lines:
 * @auth: (nullable): what was asked
 * @line: called for each line
 */
void dsn_emit_auth_lines (const DsnAuth *auth, DsnAuthLine line, gpointer user_data);

/**
 * dsn_emit_keys:
 * @auth: (nullable): what was found
 * @out: where to add
 *
 * Adds in a few words which of the keys that were named, or that messages were signed
 * with, are published.
 */
void dsn_emit_keys (const DsnAuth *auth, GString *out);

G_END_DECLS
