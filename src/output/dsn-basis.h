/* dsn-basis.h: the rows that tell what a verdict means, and their texts. */
#pragma once

#include "dsn-status.h"

G_BEGIN_DECLS

/**
 * DsnBasis:
 * @verdict: a verdict
 * @category: the row of its category
 * @rule: (nullable): the row of its code; %NULL where the code says nothing of its own
 *
 * What an explanation rests on.
 */
typedef struct {
  const DsnVerdict *verdict;
  const DsnCategory *category;
  const DsnStatusRule *rule;
} DsnBasis;

/**
 * dsn_basis_of:
 *
 * Returns: what @verdict rests on
 */
DsnBasis dsn_basis_of (const DsnVerdict *verdict);

/**
 * dsn_basis_texts:
 * dsn_basis_title:
 * dsn_basis_meaning:
 *
 * Returns: (transfer none): texts of one kind; a few words; a sentence
 */
const DsnTexts *dsn_basis_texts (const DsnBasis *basis, DsnTextKind kind);
const char *dsn_basis_title (const DsnBasis *basis);
const char *dsn_basis_meaning (const DsnBasis *basis);

G_END_DECLS
