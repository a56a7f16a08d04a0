/* dsn-grams.h: which three bytes stand somewhere in a text, one after the other. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

#define DSN_GRAM_BITS 12

/**
 * DsnGrams:
 * @seen: whether three bytes of some hash stand there, ASCII case left out
 *
 * Of hundreds of phrases nearly all are ruled out by one or two of their grams, for
 * less than it costs to look for one. All zero is a text of nothing.
 */
typedef struct {
  guint8 seen[1 << DSN_GRAM_BITS];
} DsnGrams;

#define DSN_GRAM_LEN 3

/* The gram of the lowest three bytes of a word. Five bits of each tell letters apart,
 * and leave their case out. */
static inline guint32
dsn_gram_of_word (guint32 bytes)
{
  return (bytes & 0x1f1f1f) * 0x9e3779b1u >> (32 - DSN_GRAM_BITS);
}

/* The gram of three bytes. */
static inline guint32
dsn_gram_at (const guint8 *at)
{
  return dsn_gram_of_word (at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16);
}

/* For dsn_grams_may_hold(): other grams of @phrase. */
gboolean dsn_grams_has_others (const DsnGrams *grams, DsnSpan phrase);

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
static inline gboolean
dsn_grams_may_hold (const DsnGrams *grams, DsnSpan phrase)
{
  /* From the end: many phrases begin alike, "the message ...". */
  return phrase.len < DSN_GRAM_LEN ||
         (grams->seen[dsn_gram_at (phrase.data + phrase.len - DSN_GRAM_LEN)] != 0 &&
          dsn_grams_has_others (grams, phrase));
}

G_END_DECLS
