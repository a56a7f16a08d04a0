/* dsn-bindings.h: what C says with structs, for languages that cannot: codes as text,
 * and options as arguments.
 *
 * In those languages a call that is there for another has its name: a recipient's
 * get_status() gives "5.1.1" or nothing. C has no need of them. */
#pragma once

#include "dsn-explain.h"
#include "dsn-mail-reader.h"

G_BEGIN_DECLS

/**
 * dsn_parse_options_new: (constructor)
 * @limits: (nullable): ceilings; copied. %NULL for the defaults
 * @rules: (nullable): wordings that stand before ours; counted
 *
 * Returns: (transfer full): options that own what they point to; free with
 *   dsn_parse_options_free()
 */
DSN_API DsnParseOptions *dsn_parse_options_new (const DsnLimits *limits,
                                                const DsnRules *rules);

/**
 * dsn_parse_options_dup:
 * @options: options, maybe of the caller's own making
 *
 * Returns: (transfer full): a copy that owns what it points to; free with
 *   dsn_parse_options_free()
 */
DSN_API DsnParseOptions *dsn_parse_options_dup (const DsnParseOptions *options);

/**
 * dsn_parse_options_free:
 * @options: (nullable) (transfer full): what dsn_parse_options_new() or
 *   dsn_parse_options_dup() gave
 *
 * Frees options and what they own.
 */
DSN_API void dsn_parse_options_free (DsnParseOptions *options);

/**
 * dsn_mail_reader_new_with: (constructor) (rename-to dsn_mail_reader_new)
 * @limits: (nullable): ceilings; copied. %NULL for the defaults
 * @flat: do not go into folders below a folder
 *
 * Returns: (transfer full): a reader without input; unref it with
 *   dsn_mail_reader_unref()
 */
DSN_API DsnMailReader *dsn_mail_reader_new_with (const DsnLimits *limits,
                                                 gboolean flat);

/**
 * dsn_recipient_dup_status: (rename-to dsn_recipient_get_status)
 * @recipient: a recipient
 *
 * Returns: (transfer full) (nullable): dsn_recipient_get_status() as text; %NULL where
 *   there is none (RFC 3464 §2.3.4)
 */
DSN_API char *dsn_recipient_dup_status (const DsnRecipient *recipient);

/**
 * dsn_recipient_dup_diagnostic_status: (rename-to dsn_recipient_get_diagnostic_status)
 * @recipient: a recipient
 *
 * Returns: (transfer full) (nullable): dsn_recipient_get_diagnostic_status() as text;
 *   %NULL where there is none (RFC 2034 §4)
 */
DSN_API char *dsn_recipient_dup_diagnostic_status (const DsnRecipient *recipient);

/**
 * dsn_explanation_dup_code: (rename-to dsn_explanation_get_code)
 * @explanation: an explanation
 *
 * Returns: (transfer full) (nullable): dsn_explanation_get_code() as text; %NULL where
 *   none was written
 */
DSN_API char *dsn_explanation_dup_code (const DsnExplanation *explanation);

/**
 * dsn_category_dup_status: (rename-to dsn_category_get_status)
 * @category: a category
 *
 * Returns: (transfer full) (nullable): dsn_category_get_status() as text; %NULL for
 * what is no bounce
 */
DSN_API char *dsn_category_dup_status (const DsnCategory *category);

/**
 * dsn_status_rule_lookup:
 * @code: a code as text, e.g. "5.1.1" (RFC 3463 §2)
 *
 * Returns: (transfer none) (nullable): what dsn_status_rule_find() gives; %NULL for
 * what is no code
 */
DSN_API const DsnStatusRule *dsn_status_rule_lookup (const char *code);

/**
 * dsn_status_rule_lookup_nearest:
 * @code: a code as text, e.g. "5.1.1" (RFC 3463 §2)
 *
 * Returns: (transfer none) (nullable): what dsn_status_rule_find_nearest() gives; %NULL
 *   for what is no code
 */
DSN_API const DsnStatusRule *dsn_status_rule_lookup_nearest (const char *code);

/**
 * dsn_status_rule_dup_code: (rename-to dsn_status_rule_get_code)
 * @rule: a row of the registry
 * @klass: 2, 4 or 5
 *
 * Returns: (transfer full): dsn_status_rule_get_code() as text
 */
DSN_API char *dsn_status_rule_dup_code (const DsnStatusRule *rule, guint klass);

/**
 * dsn_status_rule_dup_related: (rename-to dsn_status_rule_related_at)
 * @rule: a row of the registry
 * @klass: 2, 4 or 5
 * @index: below dsn_status_rule_get_related_count()
 *
 * Returns: (transfer full): dsn_status_rule_related_at() as text
 */
DSN_API char *dsn_status_rule_dup_related (const DsnStatusRule *rule, guint klass,
                                           guint index);

/**
 * dsn_reply_rule_dup_status: (rename-to dsn_reply_rule_get_status)
 * @rule: a row of the reply codes
 *
 * Returns: (transfer full): dsn_reply_rule_get_status() as text
 */
DSN_API char *dsn_reply_rule_dup_status (const DsnReplyRule *rule);

G_END_DECLS
