/* dsn-automaton-build.h: literal pieces -> the tables that find them. */
#pragma once

#include "dsn-automaton.h"

G_BEGIN_DECLS

/**
 * DsnAutomatonTables:
 * @heads: (element-type DsnAutomatonHead)
 * @filter: one byte for each head
 * @shift: as in #DsnAutomaton
 * @shorter: (array fixed-size=256)
 * @seconds: (array fixed-size=256)
 * @nodes: all nodes
 *
 * Tables that are owned, as dsn_automaton_build() makes them.
 */
typedef struct {
  GArray *heads;
  GByteArray *filter;
  guint shift;
  guint32 shorter[256];
  guint8 seconds[256];
  GByteArray *nodes;
} DsnAutomatonTables;

/**
 * dsn_automaton_build:
 * @pieces: (element-type GString): pieces, all different, none empty, none of which
 *   begins with a blank
 *
 * Makes the tables. A piece's number is its index.
 *
 * Returns: (transfer full): the tables
 */
DsnAutomatonTables *dsn_automaton_build (const GPtrArray *pieces);

/**
 * dsn_automaton_tables_free:
 * @tables: (nullable) (transfer full): tables
 */
void dsn_automaton_tables_free (DsnAutomatonTables *tables);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnAutomatonTables, dsn_automaton_tables_free)

/**
 * dsn_automaton_tables_get:
 *
 * Returns: an automaton that borrows @tables
 */
DsnAutomaton dsn_automaton_tables_get (const DsnAutomatonTables *tables);

G_END_DECLS
