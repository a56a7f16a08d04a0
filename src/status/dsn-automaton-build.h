/* dsn-automaton-build.h: literal pieces -> the tables that find them. */
#pragma once

#include "dsn-automaton.h"

G_BEGIN_DECLS

/**
 * DsnAutomatonTables:
 * @root: (array fixed-size=256)
 * @states: (element-type DsnAutomatonState)
 * @bytes: one for each state
 * @labels: the bytes of all labels
 *
 * Tables that are owned, as dsn_automaton_build() makes them.
 */
typedef struct {
  guint32 root[256];
  GArray *states;
  GByteArray *bytes;
  GByteArray *labels;
} DsnAutomatonTables;

/**
 * dsn_automaton_build:
 * @pieces: (element-type GString): pieces, all different, none empty
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
