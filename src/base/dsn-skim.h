/* dsn-skim.h: whether a text may hold one of many phrases, found without folding it. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnSkimPhrase:
 * @text: lower case, single blanks
 * @at: where in it the piece begins that is looked for, without a blank before it
 * @lead: how many blanks of any kind the piece has before that: none or one
 * @last: whether it is the last of those whose pieces end in the same two bytes
 */
typedef struct {
  DsnSpan text;
  guint8 at;
  guint8 lead;
  gboolean last;
} DsnSkimPhrase;

#define DSN_SKIM_STEP_COUNT 1024

/* Of a step: not how far to go, but the number of the first phrase to compare with. */
#define DSN_SKIM_PHRASE 0x80

/**
 * DsnSkim:
 * @phrases: what is looked for
 * @steps: (array fixed-size=1024): for two bytes of text, the second of which may end a
 *   piece: how many bytes further the next may, or %DSN_SKIM_PHRASE and a number
 * @len: bytes of each piece, 3 or more
 *
 * Tables that rules/compile.py makes of a list of phrases (the algorithm of Wu and
 * Manber): most bytes of a text are not even looked at.
 */
typedef struct {
  const DsnSkimPhrase *phrases;
  const guint8 *steps;
  guint len;
} DsnSkim;

/**
 * dsn_skim_may_hold:
 * @text: ASCII, or with no phrase that is not in it byte by byte
 *
 * Compares without ASCII case. A blank of a phrase stands for any number of blanks and
 * line ends, and for lines between them that begin with `>`, which may be left out; but
 * in a piece, where it is one as it is.
 *
 * Returns: %FALSE where none of the phrases stands in @text
 */
gboolean dsn_skim_may_hold (const DsnSkim *skim, DsnSpan text);

/**
 * dsn_skim_holds:
 * @skim: one whose pieces are what its phrases begin with
 * @text: any bytes
 *
 * Returns: whether one of the phrases stands in @text byte by byte, but for ASCII case
 */
gboolean dsn_skim_holds (const DsnSkim *skim, DsnSpan text);

/**
 * dsn_skim_begins:
 * @skim: one whose pieces are what its phrases begin with
 * @text: any bytes
 *
 * Hardly ever takes more than one look.
 *
 * Returns: whether @text begins with one of the phrases, as dsn_skim_holds() compares
 */
gboolean dsn_skim_begins (const DsnSkim *skim, DsnSpan text);

G_END_DECLS
