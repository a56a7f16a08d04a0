/* dsn-turns.h: which question begins next: each server has its turn. */
#pragma once

#include "dsn-query.h"

G_BEGIN_DECLS

/**
 * DsnTurns:
 *
 * Questions that wait for their turn, in a row for each server. A server that says
 * nothing gets a few at a time only, so that it cannot keep the others waiting.
 */
typedef struct _DsnTurns DsnTurns;

/**
 * dsn_turns_new:
 *
 * Returns: (transfer full): one where nothing waits
 */
DsnTurns *dsn_turns_new (void);

/**
 * dsn_turns_free:
 *
 * Frees it; the questions are not its own.
 */
void dsn_turns_free (DsnTurns *turns);

/**
 * dsn_turns_add:
 * @query: a question that has not begun
 *
 * Puts it at the end of its server's row, or of those that can wait.
 */
void dsn_turns_add (DsnTurns *turns, DsnQuery *query);

/**
 * dsn_turns_next:
 * @all: whether it does not matter how many are under way
 *
 * Returns: (transfer none) (nullable): the question that begins next; %NULL where none
 *   waits, or none may begin
 */
DsnQuery *dsn_turns_next (DsnTurns *turns, gboolean all);

/**
 * dsn_turns_end:
 * @query: a question that began and is through
 *
 * Makes room for another to its server.
 */
void dsn_turns_end (DsnTurns *turns, const DsnQuery *query);

/**
 * dsn_turns_is_empty:
 *
 * Returns: whether nothing waits
 */
gboolean dsn_turns_is_empty (const DsnTurns *turns);

G_END_DECLS
