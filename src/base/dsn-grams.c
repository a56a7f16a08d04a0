/* dsn-grams.c: which three bytes stand somewhere in a text, one after the other. */
#include "dsn-grams.h"

#include "dsn-wide.h"

/* So many grams begin in a word of eight bytes, to be looked at without the next. */
#define GRAMS_IN_WORD 6

void
dsn_grams_add (DsnGrams *grams, DsnSpan text)
{
  gsize i = 0;

  for (; i + 8 <= text.len; i += GRAMS_IN_WORD) {
    guint64 bytes = dsn_wide_load (text.data + i);

    for (guint k = 0; k < GRAMS_IN_WORD; k++)
      grams->seen[dsn_gram_of_word ((guint32) (bytes >> 8 * k))] = 1;
  }
  for (; i + DSN_GRAM_LEN <= text.len; i++)
    grams->seen[dsn_gram_at (text.data + i)] = 1;
}

/* Those that follow each other are much alike: every second one is enough. */
gboolean
dsn_grams_has_others (const DsnGrams *grams, DsnSpan phrase)
{
  for (gsize i = phrase.len; i >= DSN_GRAM_LEN; i -= 2)
    if (grams->seen[dsn_gram_at (phrase.data + i - DSN_GRAM_LEN)] == 0)
      return FALSE;
  return TRUE;
}
