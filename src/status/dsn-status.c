/* dsn-status.c: what codes and causes mean. */
#include "dsn-status-private.h"

#include "dsn-category-table.h"
#include "dsn-code-table.h"
#include "dsn-reply-table.h"
#include "dsn-text-table.h"

#include <stdlib.h>
#include <string.h>

G_STATIC_ASSERT (G_N_ELEMENTS (dsn_categories) == DSN_CATEGORY_COUNT);
G_STATIC_ASSERT (DSN_CATEGORY_COUNT <= G_MAXUINT8);
G_STATIC_ASSERT (G_N_ELEMENTS (dsn_category_texts) == DSN_CATEGORY_COUNT);
G_STATIC_ASSERT (G_N_ELEMENTS (dsn_status_texts) == G_N_ELEMENTS (dsn_status_rules));

const char *
dsn_severity_to_string (DsnSeverity severity)
{
  switch (severity) {
  case DSN_SEVERITY_INFO:
    return "info";
  case DSN_SEVERITY_LOW:
    return "low";
  case DSN_SEVERITY_MEDIUM:
    return "medium";
  case DSN_SEVERITY_HIGH:
    return "high";
  case DSN_SEVERITY_CRITICAL:
    return "critical";
  }
  g_return_val_if_reached (NULL);
}

guint
dsn_texts_get_count (const DsnTexts *texts)
{
  g_return_val_if_fail (texts != NULL, 0);
  return texts->count;
}

const char *
dsn_texts_at (const DsnTexts *texts, guint index)
{
  g_return_val_if_fail (texts != NULL && index < texts->count, NULL);
  return &dsn_text_pool[dsn_text_places[texts->first + index]];
}

static int
compare_names (gconstpointer key, gconstpointer row)
{
  const DsnCategory *category = row;

  return strcmp (key, category->id);
}

const DsnCategory *
dsn_category_find (const char *name)
{
  if (name == NULL)
    return NULL;
  return bsearch (name, dsn_categories, G_N_ELEMENTS (dsn_categories),
                  sizeof dsn_categories[0], compare_names);
}

guint
dsn_category_get_count (void)
{
  return G_N_ELEMENTS (dsn_categories);
}

const DsnCategory *
dsn_category_at (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (dsn_categories), NULL);
  return &dsn_categories[index];
}

const char *
dsn_category_get_name (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, NULL);
  return category->id;
}

const char *
dsn_category_get_title (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, NULL);
  return category->title;
}

const char *
dsn_category_get_meaning (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, NULL);
  return category->meaning;
}

const char *
dsn_category_get_advice_text (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, NULL);
  return category->advice;
}

DsnCode
dsn_category_get_status (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, (DsnCode){ 0 });
  return category->status;
}

DsnScope
dsn_category_get_scope (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, DSN_SCOPE_NONE);
  return category->scope;
}

DsnAdvice
dsn_category_get_advice (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, DSN_ADVICE_NONE);
  return category->action;
}

gboolean
dsn_category_is_hard (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, FALSE);
  return category->hard;
}

DsnSeverity
dsn_category_get_severity (const DsnCategory *category)
{
  g_return_val_if_fail (category != NULL, DSN_SEVERITY_INFO);
  return category->severity;
}

const DsnTexts *
dsn_category_get_texts (const DsnCategory *category, DsnTextKind kind)
{
  g_return_val_if_fail (category != NULL && kind < DSN_TEXT_KINDS, NULL);
  return &dsn_text_lists[dsn_category_texts[category - dsn_categories][kind]];
}

static gboolean
is_class (guint klass)
{
  return klass == 2 || klass == 4 || klass == 5;
}

static int
compare_codes (gconstpointer key, gconstpointer row)
{
  const DsnCode *code = key;
  const DsnStatusRule *rule = row;

  if (code->subject != rule->subject)
    return code->subject < rule->subject ? -1 : 1;
  return (code->detail > rule->detail) - (code->detail < rule->detail);
}

const DsnStatusRule *
dsn_status_rule_find (DsnCode code)
{
  if (!is_class (code.klass))
    return NULL;
  return bsearch (&code, dsn_status_rules, G_N_ELEMENTS (dsn_status_rules),
                  sizeof dsn_status_rules[0], compare_codes);
}

const DsnStatusRule *
dsn_status_rule_find_nearest (DsnCode code)
{
  const DsnStatusRule *rule = dsn_status_rule_find (code);

  if (rule == NULL)
    rule = dsn_status_rule_find ((DsnCode){ code.klass, code.subject, 0 });
  if (rule == NULL)
    rule = dsn_status_rule_find ((DsnCode){ code.klass, 0, 0 });
  return rule;
}

DsnCode
dsn_status_rule_get_code (const DsnStatusRule *rule, guint klass)
{
  g_return_val_if_fail (rule != NULL && is_class (klass), (DsnCode){ 0 });
  return (DsnCode){ (guint16) klass, rule->subject, rule->detail };
}

const DsnCategory *
dsn_status_rule_get_category (const DsnStatusRule *rule, guint klass)
{
  g_return_val_if_fail (rule != NULL && is_class (klass), NULL);
  if (klass == 2)
    return &dsn_categories[DSN_CATEGORY_DELIVERED];
  return &dsn_categories[klass == 4 ? rule->transient : rule->permanent];
}

const char *
dsn_status_rule_get_title (const DsnStatusRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);
  return rule->title;
}

const char *
dsn_status_rule_get_meaning (const DsnStatusRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);
  return rule->meaning;
}

const char *
dsn_status_rule_get_source (const DsnStatusRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);
  return rule->source;
}

DsnSeverity
dsn_status_rule_get_severity (const DsnStatusRule *rule, guint klass)
{
  g_return_val_if_fail (rule != NULL && is_class (klass), DSN_SEVERITY_INFO);
  if (klass == 2)
    return dsn_categories[DSN_CATEGORY_DELIVERED].severity;
  return klass == 4 ? rule->transient_severity : rule->severity;
}

const DsnTexts *
dsn_status_rule_get_texts (const DsnStatusRule *rule, guint klass, DsnTextKind kind)
{
  g_return_val_if_fail (rule != NULL && is_class (klass) && kind < DSN_TEXT_KINDS,
                        NULL);
  if (klass == 2)
    return dsn_category_get_texts (&dsn_categories[DSN_CATEGORY_DELIVERED], kind);
  return &dsn_text_lists[dsn_status_texts[rule - dsn_status_rules][klass == 4][kind]];
}

guint
dsn_status_rule_get_related_count (const DsnStatusRule *rule)
{
  guint count = 0;

  g_return_val_if_fail (rule != NULL, 0);
  while (rule->related[count][0] != 0)
    count++;
  return count;
}

DsnCode
dsn_status_rule_related_at (const DsnStatusRule *rule, guint klass, guint index)
{
  const guint wanted[] = { klass, 5, 4, 2 };
  DsnCode code = { 5, 0, 0 };
  const DsnStatusRule *related;

  g_return_val_if_fail (rule != NULL && is_class (klass), (DsnCode){ 0 });
  g_return_val_if_fail (index < dsn_status_rule_get_related_count (rule),
                        (DsnCode){ 0 });
  code.subject = rule->related[index][0];
  code.detail = rule->related[index][1];
  related = dsn_status_rule_find (code);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (dsn_status_rule_allows (related, wanted[i]))
      return dsn_status_rule_get_code (related, wanted[i]);
  g_return_val_if_reached (code);
}

gboolean
dsn_status_rule_allows (const DsnStatusRule *rule, guint klass)
{
  g_return_val_if_fail (rule != NULL, FALSE);
  for (gsize i = 0; rule->classes[i] != 0; i++)
    if (rule->classes[i] == klass)
      return TRUE;
  return FALSE;
}

gboolean
dsn_status_rule_is_vague (const DsnStatusRule *rule)
{
  g_return_val_if_fail (rule != NULL, TRUE);
  return rule->vague;
}

guint
dsn_status_rule_get_depth (const DsnStatusRule *rule)
{
  if (rule->detail != 0)
    return 2;
  return rule->subject != 0 ? 1 : 0;
}

gboolean
dsn_status_rule_goes_with (const DsnStatusRule *rule, guint reply)
{
  for (gsize i = 0; rule->replies[i] != 0; i++)
    if (rule->replies[i] == reply)
      return TRUE;
  return FALSE;
}

static int
compare_replies (gconstpointer key, gconstpointer row)
{
  const guint *reply = key;
  const DsnReplyRule *rule = row;

  return (*reply > rule->reply) - (*reply < rule->reply);
}

const DsnReplyRule *
dsn_reply_rule_find (guint reply)
{
  return bsearch (&reply, dsn_reply_rules, G_N_ELEMENTS (dsn_reply_rules),
                  sizeof dsn_reply_rules[0], compare_replies);
}

DsnCode
dsn_reply_rule_get_status (const DsnReplyRule *rule)
{
  g_return_val_if_fail (rule != NULL, (DsnCode){ 0 });
  return (DsnCode){ rule->reply / 100, rule->code[0], rule->code[1] };
}

const DsnCategory *
dsn_reply_rule_get_category (const DsnReplyRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);
  return &dsn_categories[rule->category];
}

const char *
dsn_reply_rule_get_title (const DsnReplyRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);
  return rule->title;
}

const char *
dsn_reply_rule_get_meaning (const DsnReplyRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);
  return rule->meaning;
}

const char *
dsn_reply_rule_get_source (const DsnReplyRule *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);
  return rule->source;
}

gboolean
dsn_reply_rule_is_vague (const DsnReplyRule *rule)
{
  g_return_val_if_fail (rule != NULL, TRUE);
  return rule->vague;
}

gboolean
dsn_reply_rule_guesses (const DsnReplyRule *rule, const DsnStatusRule *status)
{
  for (gsize i = 0; rule->guesses[i][0] != 0; i++)
    if (rule->guesses[i][0] == status->subject && rule->guesses[i][1] == status->detail)
      return TRUE;
  return FALSE;
}
