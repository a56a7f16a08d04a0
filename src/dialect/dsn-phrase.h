/* dsn-phrase.h: which phrase of a list a line begins with, or holds. */
#pragma once

#include "dsn-notice.h"

G_BEGIN_DECLS

/**
 * dsn_phrase_strip:
 * @line: one line
 *
 * Returns: @line without what it is decorated with in front; empty if that is all
 */
DsnSpan dsn_phrase_strip (DsnSpan line);

/* For dsn_phrase_match_bare(): what is not empty, and a list that is there. */
const char *dsn_phrase_match_any (DsnSpan bare, const char *const *phrases,
                                  DsnSpan *rest);

/**
 * dsn_phrase_match_bare:
 * @bare: one line as dsn_phrase_strip() gives it, which is compared several times
 *
 * Returns: as dsn_phrase_match()
 */
static inline const char *
dsn_phrase_match_bare (DsnSpan bare, const char *const *phrases, DsnSpan *rest)
{
  /* Of the lists that a line is compared with many are not there. */
  return phrases != NULL && bare.len > 0 ? dsn_phrase_match_any (bare, phrases, rest)
                                         : NULL;
}

/**
 * dsn_phrase_match:
 * @line: one line
 * @phrases: (nullable): a list as in #DsnBlockRules
 * @rest: (out) (optional): set on success only: what stands behind the phrase
 *
 * Returns: (nullable): the phrase that @line begins with or, of one with `*`, holds
 */
const char *dsn_phrase_match (DsnSpan line, const char *const *phrases, DsnSpan *rest);

/* So many phrases a list may have that the two below are given. */
#define DSN_PHRASES_MAX 100

/**
 * dsn_notice_choose_phrases:
 * @notice: a notice
 * @phrases: a list as in #DsnBlockRules
 * @likely: (out caller-allocates): room for %DSN_PHRASES_MAX and a %NULL; those of
 *   @phrases that @notice may hold, which ends with %NULL
 *
 * To be called once where all lines are compared with the same phrases.
 *
 * Returns: how many they are
 */
gsize dsn_notice_choose_phrases (const DsnNotice *notice, const char *const *phrases,
                                 const char **likely);

/**
 * dsn_notice_find_phrase:
 * @notice: a notice
 * @count: how many lines to look at
 * @phrases: a list as in #DsnBlockRules
 *
 * Returns: (nullable): the phrase that the first line has which one of them fits
 */
const char *dsn_notice_find_phrase (const DsnNotice *notice, guint count,
                                    const char *const *phrases);

G_END_DECLS
