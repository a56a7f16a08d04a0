/* dsn-generator.c: which MTA or service wrote a report. */
#include "dsn-generator.h"

#include "dsn-field.h"
#include "dsn-skim.h"

/* Where a row looks. */
typedef enum {
  DSN_GENERATOR_IN_HEADER,
  DSN_GENERATOR_IN_STATUS,
} DsnGeneratorPlace;

/* A row of rules/generators.toml; of two that fit the one of the lower rank counts. */
typedef struct {
  const char *id;
  guint rank;
  DsnSpan contains;
} DsnGeneratorRule;

/* The rows of a field of some name, by rank: those before @to; @skim, where it is
 * there, says that none of them fits. */
typedef struct {
  DsnSpan name;
  guint from, to;
  const DsnSkim *skim;
} DsnGeneratorField;

#include "dsn-generator-table.h"

/* The rows of a field; %NULL if it has none. */
static inline const DsnGeneratorField *
find_field (DsnGeneratorPlace place, DsnSpan name)
{
  const guint8 *start = dsn_generator_field_starts + dsn_field_name_place (place, name);

  for (guint i = start[0]; i < start[1]; i++)
    if (dsn_span_equal_nocase (dsn_generator_fields[i].name, name))
      return &dsn_generator_fields[i];
  return NULL;
}

/* The first row that a field fits, if it comes before @best; else @best. */
static const DsnGeneratorRule *
match (DsnGeneratorPlace place, DsnSpan name, DsnSpan value,
       const DsnGeneratorRule *best)
{
  const DsnGeneratorField *field = find_field (place, name);

  if (field == NULL || (field->skim != NULL && !dsn_skim_may_hold (field->skim, value)))
    return best;
  for (guint i = field->from; i < field->to; i++) {
    const DsnGeneratorRule *rule = &dsn_generator_rules[i];

    if (best != NULL && rule->rank > best->rank)
      return best;
    if (rule->contains.len == 0 || dsn_span_find_nocase (value, rule->contains, NULL))
      return rule;
  }
  return best;
}

static const DsnGeneratorRule *
match_status (const char *name, const char *value, const DsnGeneratorRule *best)
{
  if (name == NULL || name[0] == '\0' || value == NULL)
    return best;
  return match (DSN_GENERATOR_IN_STATUS, dsn_span_of_string (name),
                dsn_span_of_string (value), best);
}

static const DsnGeneratorRule *
match_extensions (const GArray *extensions, const DsnGeneratorRule *best)
{
  for (guint i = 0; extensions != NULL && i < extensions->len; i++) {
    const DsnExtension *extension = &g_array_index (extensions, DsnExtension, i);

    best = match_status (extension->name, extension->value, best);
  }
  return best;
}

const char *
dsn_generator_find (const GArray *fields, const DsnReport *report)
{
  const DsnGeneratorRule *best = match_extensions (report->extensions, NULL);

  best = match_status ("Reporting-MTA", report->reporting_mta.name, best);
  if (report->recipients->len > 0) {
    const DsnRecipient *recipient =
        &g_array_index (report->recipients, DsnRecipient, 0);

    best = match_extensions (recipient->extensions, best);
    best = match_status ("Diagnostic-Code", recipient->diagnostic_type, best);
  }
  for (guint i = 0; i < fields->len; i++) {
    const DsnField *field = &g_array_index (fields, DsnField, i);

    best = match (DSN_GENERATOR_IN_HEADER, field->name, field->body, best);
  }
  return best != NULL ? best->id : NULL;
}
