/* dsn-bindings.c: what C says with structs, for languages that cannot. */
#include "dsn-bindings.h"

DsnParseOptions *
dsn_parse_options_new (const DsnLimits *limits, const DsnRules *rules)
{
  DsnParseOptions *options = g_new0 (DsnParseOptions, 1);

  if (limits != NULL)
    options->limits = g_memdup2 (limits, sizeof *limits);
  if (rules != NULL)
    options->rules = dsn_rules_ref ((DsnRules *) rules);
  return options;
}

DsnParseOptions *
dsn_parse_options_dup (const DsnParseOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);
  return dsn_parse_options_new (options->limits, options->rules);
}

void
dsn_parse_options_free (DsnParseOptions *options)
{
  if (options == NULL)
    return;
  g_free ((DsnLimits *) options->limits);
  dsn_rules_unref ((DsnRules *) options->rules);
  g_free (options);
}

DsnMailReader *
dsn_mail_reader_new_with (const DsnLimits *limits, gboolean flat)
{
  return dsn_mail_reader_new (
      &(DsnMailReaderOptions){ .limits = limits, .flat = flat });
}

static char *
text_of (DsnCode code)
{
  return dsn_code_to_string (&code);
}

char *
dsn_recipient_dup_status (const DsnRecipient *recipient)
{
  return text_of (dsn_recipient_get_status (recipient));
}

char *
dsn_recipient_dup_diagnostic_status (const DsnRecipient *recipient)
{
  return text_of (dsn_recipient_get_diagnostic_status (recipient));
}

char *
dsn_explanation_dup_code (const DsnExplanation *explanation)
{
  return text_of (dsn_explanation_get_code (explanation));
}

char *
dsn_category_dup_status (const DsnCategory *category)
{
  return text_of (dsn_category_get_status (category));
}

const DsnStatusRule *
dsn_status_rule_lookup (const char *code)
{
  DsnCode found;

  g_return_val_if_fail (code != NULL, NULL);
  return dsn_code_from_string (code, &found) ? dsn_status_rule_find (found) : NULL;
}

const DsnStatusRule *
dsn_status_rule_lookup_nearest (const char *code)
{
  DsnCode found;

  g_return_val_if_fail (code != NULL, NULL);
  return dsn_code_from_string (code, &found) ? dsn_status_rule_find_nearest (found)
                                             : NULL;
}

char *
dsn_status_rule_dup_code (const DsnStatusRule *rule, guint klass)
{
  return text_of (dsn_status_rule_get_code (rule, klass));
}

char *
dsn_status_rule_dup_related (const DsnStatusRule *rule, guint klass, guint index)
{
  return text_of (dsn_status_rule_related_at (rule, klass, index));
}

char *
dsn_reply_rule_dup_status (const DsnReplyRule *rule)
{
  return text_of (dsn_reply_rule_get_status (rule));
}
