/* dsn-wording-build.h: rows of wordings -> a set that is ready to be matched. */
#pragma once

#include "dsn-automaton-build.h"
#include "dsn-wording.h"

G_BEGIN_DECLS

/**
 * DsnWordingTables:
 * @plans: (element-type DsnWordingPlan)
 * @places: (element-type DsnWordingPlace)
 * @ends: (element-type guint32)
 * @step_start: (element-type guint32)
 * @steps: (element-type DsnWordingStep)
 * @automaton: the tables that find the pieces
 *
 * Tables that are owned, as dsn_wording_build() makes them.
 */
typedef struct {
  GArray *plans;
  GArray *places;
  GArray *ends;
  GArray *step_start;
  GArray *steps;
  DsnAutomatonTables *automaton;
} DsnWordingTables;

/**
 * dsn_wording_build:
 * @rows: rows
 * @count: how many
 * @fault: (out) (transfer full): what is wrong with a row; set on failure only
 * @fault_row: (out): which row; set on failure only
 *
 * Folds the texts of rows, cuts them into pieces and makes the tables that find them.
 * Refuses a text of less than three letters, and one that repeats another's text,
 * vendor and conditions, so that it could never win.
 *
 * Returns: (transfer full) (nullable): the tables; %NULL on failure
 */
DsnWordingTables *dsn_wording_build (const DsnWording *rows, guint32 count,
                                     char **fault, guint32 *fault_row);

/**
 * dsn_wording_tables_free:
 * @tables: (nullable) (transfer full): tables
 */
void dsn_wording_tables_free (DsnWordingTables *tables);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnWordingTables, dsn_wording_tables_free)

/**
 * dsn_wording_tables_get:
 *
 * Returns: a set that borrows @tables and @rows
 */
DsnWordingSet dsn_wording_tables_get (const DsnWordingTables *tables,
                                      const DsnWording *rows, guint32 count);

G_END_DECLS
