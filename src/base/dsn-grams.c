/* dsn-grams.c: which three bytes stand somewhere in a text, one after the other. */
#include "dsn-grams.h"

void
dsn_grams_add (DsnGrams *grams, DsnSpan text)
{
  guint gram;

  G_STATIC_ASSERT (sizeof grams->bits * 8 == DSN_GRAM_MASK + 1);
  if (text.len < DSN_GRAM_LEN)
    return;
  gram = dsn_gram_push (dsn_gram_push (0, text.data[0]), text.data[1]);
  for (gsize i = DSN_GRAM_LEN - 1; i < text.len; i++) {
    gram = dsn_gram_push (gram, text.data[i]);
    grams->bits[gram / 64] |= (guint64) 1 << gram % 64;
  }
}

gboolean
dsn_grams_has_all (const DsnGrams *grams, DsnSpan phrase)
{
  for (gsize i = phrase.len; i >= DSN_GRAM_LEN; i--)
    if (!dsn_grams_has (grams, phrase.data + i - DSN_GRAM_LEN))
      return FALSE;
  return TRUE;
}
