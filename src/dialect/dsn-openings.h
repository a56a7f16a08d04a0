/* dsn-openings.h: the phrases that rows are known by, and where a notice has them. */
#pragma once

#include "dsn-phrase.h"

G_BEGIN_DECLS

/* A notice opens with the phrase that it is known by; lines behind these are of the
 * returned message or of people who add to it. */
#define DSN_OPENING_LINES_MAX 40

/* So many rows all families have together at the most. */
#define DSN_OPENING_ROWS_MAX 160

/* The line of a row that has none; and of one that has none, but that may bid. */
#define DSN_OPENING_NONE 0xff
#define DSN_OPENING_OPEN 0xfe

/**
 * DsnOpening:
 * @text: a phrase, compared without ASCII case
 * @row: the number of the row that it is one of
 */
typedef struct {
  DsnSpan text;
  guint8 row;
} DsnOpening;

#define DSN_OPENING_SLOT_COUNT 256

/* What dsn_opening_slot() looks at; no phrase that a line begins with is shorter. */
#define DSN_OPENING_KEY_LEN 7

/**
 * DsnOpenings:
 * @begins: what a line begins with, by the slot of its phrase
 * @starts: (array fixed-size=257): where those of a slot begin
 * @inside: what a line may hold anywhere, of three bytes or more
 * @inside_count: how many they are
 * @none: (array fixed-size=160): the lines of rows where no phrase stands
 *
 * The phrases of all rows, for one pass over the first lines.
 */
typedef struct {
  const DsnOpening *begins;
  const guint16 *starts;
  const DsnOpening *inside;
  guint inside_count;
  const guint8 *none;
} DsnOpenings;

/* Those of all families: the program gen-openings makes the table. */
extern const DsnOpenings dsn_openings;

/* Where what begins as @at is, which has %DSN_OPENING_KEY_LEN bytes. */
static inline guint
dsn_opening_slot (const guint8 *at)
{
  return dsn_gram_at (at + DSN_OPENING_KEY_LEN - DSN_GRAM_LEN) % DSN_OPENING_SLOT_COUNT;
}

/**
 * dsn_openings_find:
 * @openings: phrases
 * @notice: a notice
 * @lines: (out caller-allocates) (array fixed-size=160): for each row the first line
 *   that one of its phrases fits as dsn_phrase_match() has it, or %DSN_OPENING_NONE or
 *   %DSN_OPENING_OPEN, which are behind all lines
 *
 * A line is compared with the phrases of its slot alone, and searched for those that
 * the text may hold. Lines that quote something (`>`) are left out.
 */
void dsn_openings_find (const DsnOpenings *openings, const DsnNotice *notice,
                        guint8 *lines);

G_END_DECLS
