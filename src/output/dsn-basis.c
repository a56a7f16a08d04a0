/* dsn-basis.c: the rows that tell what a verdict means, and their texts. */
#include "dsn-basis.h"

DsnBasis
dsn_basis_of (const DsnVerdict *verdict)
{
  DsnBasis basis = { verdict, dsn_category_find (verdict->category), NULL };
  const DsnStatusRule *rule = dsn_status_rule_find_nearest (verdict->status);

  /* A wording may give a cause to a code that means another: then the cause speaks. */
  if (rule != NULL &&
      dsn_status_rule_get_category (rule, verdict->status.klass) == basis.category)
    basis.rule = rule;
  return basis;
}

const DsnTexts *
dsn_basis_texts (const DsnBasis *basis, DsnTextKind kind)
{
  if (basis->rule != NULL)
    return dsn_status_rule_get_texts (basis->rule, basis->verdict->status.klass, kind);
  return dsn_category_get_texts (basis->category, kind);
}

const char *
dsn_basis_title (const DsnBasis *basis)
{
  return basis->rule != NULL && !dsn_status_rule_is_vague (basis->rule)
             ? dsn_status_rule_get_title (basis->rule)
             : dsn_category_get_title (basis->category);
}

const char *
dsn_basis_meaning (const DsnBasis *basis)
{
  return basis->rule != NULL && !dsn_status_rule_is_vague (basis->rule)
             ? dsn_status_rule_get_meaning (basis->rule)
             : dsn_category_get_meaning (basis->category);
}
