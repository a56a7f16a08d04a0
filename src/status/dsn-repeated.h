/* dsn-repeated.h: codes that a reply repeats on each of its lines. */
#pragma once

#include "dsn-code.h"
#include "dsn-fold.h"

G_BEGIN_DECLS

/**
 * DsnRepeated:
 * @reply: the reply code that the text began with; later ones repeat it
 * @code: likewise the first enhanced code
 *
 * What was seen so far. All zero is nothing.
 */
typedef struct {
  guint reply;
  DsnCode code;
} DsnRepeated;

/**
 * dsn_repeated_may_begin:
 * @rest: text from the start of a word on
 *
 * Returns: whether a reply code or an enhanced code may stand there
 */
static inline gboolean
dsn_repeated_may_begin (DsnSpan rest)
{
  return rest.len > 3 && g_ascii_isdigit (rest.data[0]) &&
         (rest.data[1] == '.' || rest.data[3] == '-' || rest.data[3] <= ' ' ||
          rest.data[3] == 0x7f);
}

/**
 * dsn_repeated_take:
 * @rest: text from the start of a word on
 * @folded: what was folded before it
 *
 * Returns: the length of a code that only repeats one from before, with the blanks
 *   behind it; 0 where none stands
 */
gsize dsn_repeated_take (DsnRepeated *repeated, DsnSpan rest, const DsnFolded *folded);

G_END_DECLS
