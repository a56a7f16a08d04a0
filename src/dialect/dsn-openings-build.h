/* dsn-openings-build.h: lists of phrases -> what dsn_openings_find () reads. */
#pragma once

#include "dsn-openings.h"

G_BEGIN_DECLS

/**
 * DsnOpeningsBuild:
 *
 * A table in the making; @openings is it once dsn_openings_build_end() was called. The
 * texts are borrowed from the lists.
 */
typedef struct {
  DsnOpenings openings;
  GArray *begins;
  GArray *inside;
  guint16 starts[DSN_OPENING_SLOT_COUNT + 1];
  guint8 none[DSN_OPENING_ROWS_MAX];
} DsnOpeningsBuild;

/** dsn_openings_build_init: @build: (out caller-allocates): a table of nothing */
void dsn_openings_build_init (DsnOpeningsBuild *build);

/**
 * dsn_openings_build_add:
 * @row: the number of a row
 * @phrases: (nullable): what it is known by, a list as in #DsnBlockRules
 * @open: it may bid where none of @phrases stands
 */
void dsn_openings_build_add (DsnOpeningsBuild *build, guint row,
                             const char *const *phrases, gboolean open);

/** dsn_openings_build_end: makes the table */
void dsn_openings_build_end (DsnOpeningsBuild *build);

/** dsn_openings_build_clear: drops what @build owns */
void dsn_openings_build_clear (DsnOpeningsBuild *build);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnOpeningsBuild, dsn_openings_build_clear)

G_END_DECLS
