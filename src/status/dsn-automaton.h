/* dsn-automaton.h: many literal pieces found in one pass over a text. */
#pragma once

#include "dsn-fold.h"

#include <string.h>

G_BEGIN_DECLS

/* How many bytes a head has. Shorter pieces are few, and have tables of their own. */
#define DSN_AUTOMATON_HEAD_LEN 4

/* The first byte of a node: the length of its label, and whether a piece ends there. */
#define DSN_AUTOMATON_LABEL_MAX 0x7f
#define DSN_AUTOMATON_ENDS 0x80

/**
 * DsnAutomatonHead:
 * @bytes: the first bytes of some pieces, as dsn_automaton_load() has them
 * @node: where in @nodes stands what follows them; 0 for a slot that is free
 */
typedef struct {
  guint32 bytes;
  guint32 node;
} DsnAutomatonHead;

/**
 * DsnAutomaton:
 * @heads: the heads by their hash, a power of two of slots; one whose slot is taken
 *   stands in the next that is free
 * @filter: for each slot eight bits by what follows in the hash: a head without its bit
 *   is not there, which is true of most words
 * @shift: how far the hash is shifted to have the slot
 * @shorter: for each byte, the node of the pieces without a head that begin with it,
 *   or 0
 * @seconds: for each byte, bits by the lowest three of the byte behind it: without its
 *   bit no such piece is there
 * @nodes: places where pieces part or end, those behind one head next to each other:
 *   a text touches few lines of the cache. One has a byte (%DSN_AUTOMATON_ENDS), the
 *   label, which is all that its pieces share, the number of the piece that ends, if
 *   one does, then how many nodes follow, the byte that leads to each, and where each
 *   stands. Numbers have four bytes
 *
 * Constant tables: made at build time for our own wordings, at run time for a user's.
 */
typedef struct {
  const DsnAutomatonHead *heads;
  const guint8 *filter;
  guint shift;
  const guint32 *shorter;
  const guint8 *seconds;
  const guint8 *nodes;
} DsnAutomaton;

/* A number in a node, or the first bytes of a word. */
static inline guint32
dsn_automaton_load (const guint8 *at)
{
  guint32 number;

  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_LE (number);
}

static inline guint32
dsn_automaton_hash (guint32 head)
{
  return head * 0x9e3779b1u;
}

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
 * @folded: a text
 * @found: called for each piece
 *
 * Finds all pieces that begin where a word begins, in one pass: from the start of each
 * word the tables are followed as far as they go. In scripts without blanks each
 * character begins a word. Time depends on the text, not on how many pieces there are.
 */
void dsn_automaton_run (const DsnAutomaton *automaton, const DsnFolded *folded,
                        DsnAutomatonFound found, gpointer user_data);

G_END_DECLS
