/* dsn-repeats.h: fields that may stand several times -> lists of the record. */
#pragma once

#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * DsnRepeats:
 * @report: takes the lists, and the finding that one is full
 * @max: how many texts a list may have
 * @lists: scratch
 *
 * Lists while they are collected: those of a record are read-only.
 */
typedef struct {
  DsnReport *report;
  guint max;
  GArray *lists;
} DsnRepeats;

/**
 * dsn_repeats_init:
 *
 * Begins to collect; end with dsn_repeats_close().
 */
void dsn_repeats_init (DsnRepeats *repeats, DsnReport *report, guint max);

/**
 * dsn_repeats_add:
 * @place: a list of the report, which tells the lists apart
 * @text: a text that lives as long as the report
 *
 * Adds a text; past the ceiling it is dropped, and that is a finding.
 */
void dsn_repeats_add (DsnRepeats *repeats, const char *const **place, const char *text);

/**
 * dsn_repeats_close:
 *
 * Sets the lists of the report, each ended by %NULL; those with no text stay %NULL.
 */
void dsn_repeats_close (DsnRepeats *repeats);

G_END_DECLS
