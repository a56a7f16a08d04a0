/* dsn-automaton.h: many literal pieces found in one pass over a text. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

#define DSN_AUTOMATON_NONE G_MAXUINT32

/**
 * DsnAutomatonState:
 * @label: where in @labels the bytes stand that lead here, behind the first
 * @children: the first of the states that follow, which stand side by side
 * @piece: the piece that ends here, or %DSN_AUTOMATON_NONE
 * @label_len: how many bytes @label has
 * @child_count: how many states follow
 *
 * A place where pieces part or end. What no two pieces share is one label, so that a
 * text touches few states, and few lines of the cache.
 */
typedef struct {
  guint32 label;
  guint32 children;
  guint32 piece;
  guint16 label_len;
  guint16 child_count;
} DsnAutomatonState;

/**
 * DsnAutomaton:
 * @root: for each byte, the state that it leads to from the start of a word, or 0
 * @states: all states, level by level, so that those which most texts touch stand close
 *   together; state 0 is none
 * @bytes: for each state, the byte that leads to it
 * @labels: the bytes of all labels
 *
 * Constant tables: made at build time for our own wordings, at run time for a user's.
 */
typedef struct {
  const guint32 *root;
  const DsnAutomatonState *states;
  const guint8 *bytes;
  const guint8 *labels;
} DsnAutomaton;

/**
 * DsnAutomatonFound:
 * @piece: the index of a piece
 * @from: where it begins in the text
 * @end: one past its last byte
 *
 * Called for each piece that stands in a text, by ascending start.
 */
typedef void (*DsnAutomatonFound) (guint32 piece, gsize from, gsize end,
                                   gpointer user_data);

/**
 * dsn_automaton_run:
 * @text: folded text
 * @found: called for each piece
 *
 * Finds all pieces that begin where a word begins, in one pass: from the start of each
 * word the tables are followed as far as they go. In scripts without blanks each
 * character begins a word. Time depends on the text, not on how many pieces there are.
 */
void dsn_automaton_run (const DsnAutomaton *automaton, DsnSpan text,
                        DsnAutomatonFound found, gpointer user_data);

G_END_DECLS
