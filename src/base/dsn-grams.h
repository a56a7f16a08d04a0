/* dsn-grams.h: which three bytes stand somewhere in a text, one after the other. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnGrams:
 * @bits: a bit for each hash of three bytes, ASCII case left out
 *
 * Of hundreds of phrases nearly all are ruled out by their first three bytes, for less
 * than it costs to look for one. All bits zero is a text of nothing.
 */
typedef struct {
  guint64 bits[512];
} DsnGrams;

/**
 * dsn_grams_add:
 * @text: a text, or a further one
 *
 * Notes what stands in @text. Grams across the border of two texts are not noted.
 */
void dsn_grams_add (DsnGrams *grams, DsnSpan text);

/**
 * dsn_grams_may_hold:
 * @phrase: what will be looked for; of less than three bytes anything may be
 *
 * Returns: %FALSE where no text that was noted holds @phrase, in whatever ASCII case
 */
gboolean dsn_grams_may_hold (const DsnGrams *grams, DsnSpan phrase);

G_END_DECLS
