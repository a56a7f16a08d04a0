/* dsn-grams.c: which three bytes stand somewhere in a text, one after the other. */
#include "dsn-grams.h"

#define GRAM_LEN 3
/* Five bits a byte: they tell letters apart, and leave their case out. */
#define BYTE_BITS 5
#define GRAM_MASK ((1 << GRAM_LEN * BYTE_BITS) - 1)

static inline guint
push (guint gram, guint8 c)
{
  return (gram << BYTE_BITS | (c & ((1 << BYTE_BITS) - 1))) & GRAM_MASK;
}

void
dsn_grams_add (DsnGrams *grams, DsnSpan text)
{
  guint gram = 0;

  G_STATIC_ASSERT (sizeof grams->bits * 8 == GRAM_MASK + 1);
  for (gsize i = 0; i < text.len; i++) {
    gram = push (gram, text.data[i]);
    if (i >= GRAM_LEN - 1)
      grams->bits[gram / 64] |= (guint64) 1 << gram % 64;
  }
}

gboolean
dsn_grams_may_hold (const DsnGrams *grams, DsnSpan phrase)
{
  /* From the end: many phrases begin alike, "the message ...". */
  for (gsize i = phrase.len; i >= GRAM_LEN; i--) {
    const guint8 *at = phrase.data + i - GRAM_LEN;
    guint gram = push (push (push (0, at[0]), at[1]), at[2]);

    if ((grams->bits[gram / 64] >> gram % 64 & 1) == 0)
      return FALSE;
  }
  return TRUE;
}
