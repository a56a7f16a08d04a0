/* dsn-generator.c: which MTA or service wrote a report. */
#include "dsn-generator.h"

#include "dsn-field.h"

/* Where a row looks. */
typedef enum {
  DSN_GENERATOR_IN_HEADER,
  DSN_GENERATOR_IN_STATUS,
} DsnGeneratorPlace;

#include "dsn-generator-table.h"

/* The first row below @best that a field fits; @best if there is none. */
static gsize
match (DsnGeneratorPlace place, DsnSpan name, DsnSpan value, gsize best)
{
  for (gsize i = 0; i < best; i++) {
    const struct DsnGeneratorRule *rule = &dsn_generator_rules[i];

    if (rule->place == place && rule->name.len == name.len &&
        dsn_span_equal_nocase (name, rule->name) &&
        (rule->contains.len == 0 || dsn_span_find_nocase (value, rule->contains, NULL)))
      return i;
  }
  return best;
}

static gsize
match_extensions (const GArray *extensions, gsize best)
{
  for (guint i = 0; extensions != NULL && i < extensions->len; i++) {
    const DsnExtension *extension = &g_array_index (extensions, DsnExtension, i);

    best = match (DSN_GENERATOR_IN_STATUS, dsn_span_of_string (extension->name),
                  dsn_span_of_string (extension->value), best);
  }
  return best;
}

static gsize
match_header (const GArray *fields, gsize best)
{
  for (guint i = 0; i < fields->len; i++) {
    const DsnField *field = &g_array_index (fields, DsnField, i);

    if ((DSN_GENERATOR_NAMES & dsn_field_name_bit (field->name)) != 0)
      best = match (DSN_GENERATOR_IN_HEADER, field->name, field->body, best);
  }
  return best;
}

const char *
dsn_generator_find (const GArray *fields, const DsnReport *report)
{
  gsize best = G_N_ELEMENTS (dsn_generator_rules);

  best = match_extensions (report->extensions, best);
  if (report->reporting_mta.name != NULL)
    best = match (DSN_GENERATOR_IN_STATUS, DSN_SPAN_LIT ("Reporting-MTA"),
                  dsn_span_of_string (report->reporting_mta.name), best);
  if (report->recipients->len > 0) {
    const DsnRecipient *recipient =
        &g_array_index (report->recipients, DsnRecipient, 0);

    best = match_extensions (recipient->extensions, best);
    if (recipient->diagnostic_type != NULL)
      best = match (DSN_GENERATOR_IN_STATUS, DSN_SPAN_LIT ("Diagnostic-Code"),
                    dsn_span_of_string (recipient->diagnostic_type), best);
  }
  best = match_header (fields, best);
  return best < G_N_ELEMENTS (dsn_generator_rules) ? dsn_generator_rules[best].id
                                                   : NULL;
}
