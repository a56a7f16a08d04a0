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

#define DSN_GRAM_LEN 3
/* Five bits a byte: they tell letters apart, and leave their case out. */
#define DSN_GRAM_BYTE_BITS 5
#define DSN_GRAM_MASK ((1 << DSN_GRAM_LEN * DSN_GRAM_BYTE_BITS) - 1)

/* The gram of the last bytes up to @c; @gram is that of the bytes up to the one before.
 */
static inline guint
dsn_gram_push (guint gram, guint8 c)
{
  return (gram << DSN_GRAM_BYTE_BITS | (c & ((1 << DSN_GRAM_BYTE_BITS) - 1))) &
         DSN_GRAM_MASK;
}

/* Whether the gram of the bytes at @at is there. */
static inline gboolean
dsn_grams_has (const DsnGrams *grams, const guint8 *at)
{
  guint gram = dsn_gram_push (dsn_gram_push (dsn_gram_push (0, at[0]), at[1]), at[2]);

  return (grams->bits[gram / 64] >> gram % 64 & 1) != 0;
}

/* For dsn_grams_may_hold(): all grams of @phrase. */
gboolean dsn_grams_has_all (const DsnGrams *grams, DsnSpan phrase);

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
         (dsn_grams_has (grams, phrase.data + phrase.len - DSN_GRAM_LEN) &&
          dsn_grams_has_all (grams, phrase));
}

G_END_DECLS
