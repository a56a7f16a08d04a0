/* dsn-suggest.h: which domain was probably meant. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DSN_SUGGEST_MAX:
 *
 * Suggestions for one domain.
 */
#define DSN_SUGGEST_MAX 3

/**
 * DsnSuggestion:
 * @domains: what was probably meant, best first
 * @count: how many
 * @known: the domain itself is known to be typed for the first of them
 *
 * Free with dsn_suggestion_clear().
 */
typedef struct {
  char *domains[DSN_SUGGEST_MAX];
  guint count;
  gboolean known;
} DsnSuggestion;

/**
 * dsn_suggest:
 * @domain: a domain in lower case, with A-labels
 *
 * Finds what was meant: by the list of what people type, by the end of the name, and by
 * how few keys lie between it and a domain of a known provider: one wrong, missing,
 * additional or exchanged letter, or two of which one is a neighbour's key if the name
 * is long.
 *
 * Returns: what was found; nothing for a domain that a known provider has
 */
DsnSuggestion dsn_suggest (const char *domain);

/**
 * dsn_suggestion_clear:
 *
 * Frees what dsn_suggest() has found.
 */
void dsn_suggestion_clear (DsnSuggestion *suggestion);

/**
 * dsn_suggest_distance:
 * @a: a name
 * @b: another
 *
 * Returns: twice the number of letters to be added, taken away, replaced or exchanged
 *   with the next to make @b of @a; a letter that is replaced by its neighbour on the
 *   keyboard is half of that
 */
guint dsn_suggest_distance (const char *a, const char *b);

G_END_DECLS
