/* dsn-status.h: what codes and causes mean: the registry of enhanced status codes, the
 * SMTP reply codes, and the categories that a verdict may name. All rows are constant,
 * live as long as the program, and come from src/rules. */
#pragma once

#include "dsn-recipient.h"

G_BEGIN_DECLS

/**
 * DsnCategory:
 *
 * A cause of failure, e.g. `user-unknown`: a row of rules/categories.toml.
 */
typedef struct _DsnCategory DsnCategory;

/**
 * DsnStatusRule:
 *
 * An enhanced status code without its class, X.1.1: a row of rules/codes.toml.
 */
typedef struct _DsnStatusRule DsnStatusRule;

/**
 * DsnReplyRule:
 *
 * An SMTP reply code: a row of rules/replies.toml.
 */
typedef struct _DsnReplyRule DsnReplyRule;

/**
 * DsnTexts:
 *
 * A list of plain English sentences of at most 200 ASCII letters each, the likeliest or
 * most useful first. It holds one to five, and no markup.
 */
typedef struct _DsnTexts DsnTexts;

/**
 * DsnTextKind:
 * @DSN_TEXT_CAUSES: what is likely to be behind it
 * @DSN_TEXT_SENDER_FIXES: what those can do who send
 * @DSN_TEXT_RECEIVER_FIXES: what those can do who run the receiving side or own its
 * domain
 * @DSN_TEXT_KINDS: how many kinds there are
 *
 * What a list of sentences is about.
 */
typedef enum {
  DSN_TEXT_CAUSES,
  DSN_TEXT_SENDER_FIXES,
  DSN_TEXT_RECEIVER_FIXES,
  DSN_TEXT_KINDS
} DsnTextKind;

/**
 * DsnSeverity:
 * @DSN_SEVERITY_INFO: no mail is lost, nothing has to be done
 * @DSN_SEVERITY_LOW: one message or recipient has to wait; as a rule it passes by
 * itself
 * @DSN_SEVERITY_MEDIUM: one message, address or domain is not reached
 * @DSN_SEVERITY_HIGH: mail to a whole domain fails, or the cause lies with who sends
 * and will hit others
 * @DSN_SEVERITY_CRITICAL: most of what is sent may be refused, or a system is misused
 *
 * What a failure means for who sends, until somebody acts.
 */
typedef enum {
  DSN_SEVERITY_INFO,
  DSN_SEVERITY_LOW,
  DSN_SEVERITY_MEDIUM,
  DSN_SEVERITY_HIGH,
  DSN_SEVERITY_CRITICAL,
} DsnSeverity;

/**
 * dsn_severity_to_string:
 * @severity: a severity
 *
 * Returns: (transfer none): the word for it, e.g. `high`
 */
DSN_API const char *dsn_severity_to_string (DsnSeverity severity);

/**
 * dsn_texts_get_count:
 * @texts: a list of sentences
 *
 * Returns: how many sentences the list holds, at least one
 */
DSN_API guint dsn_texts_get_count (const DsnTexts *texts);

/**
 * dsn_texts_at:
 * @texts: a list of sentences
 * @index: below dsn_texts_get_count()
 *
 * Returns: (transfer none): one sentence
 */
DSN_API const char *dsn_texts_at (const DsnTexts *texts, guint index);

/**
 * dsn_category_find:
 * @name: (nullable): a category's name, e.g. that of a #DsnVerdict
 *
 * Returns: (transfer none) (nullable): its row
 */
DSN_API const DsnCategory *dsn_category_find (const char *name);

/**
 * dsn_category_get_count:
 *
 * Returns: how many categories there are
 */
DSN_API guint dsn_category_get_count (void);

/**
 * dsn_category_at:
 * @index: below dsn_category_get_count()
 *
 * Returns: (transfer none): one category, in the order of their names
 */
DSN_API const DsnCategory *dsn_category_at (guint index);

/**
 * dsn_category_get_name:
 * @category: a category
 *
 * Returns: (transfer none): its name in kebab-case
 */
DSN_API const char *dsn_category_get_name (const DsnCategory *category);

/**
 * dsn_category_get_title:
 * @category: a category
 *
 * Returns: (transfer none): a few words of plain English, e.g. `no such mailbox`
 */
DSN_API const char *dsn_category_get_title (const DsnCategory *category);

/**
 * dsn_category_get_meaning:
 * @category: a category
 *
 * Returns: (transfer none): one sentence for a postmaster
 */
DSN_API const char *dsn_category_get_meaning (const DsnCategory *category);

/**
 * dsn_category_get_advice_text:
 * @category: a category
 *
 * Returns: (transfer none): one sentence on what a sender should do; holds whether the
 *   failure is temporary or permanent
 */
DSN_API const char *dsn_category_get_advice_text (const DsnCategory *category);

/**
 * dsn_category_get_status:
 * @category: a category
 *
 * Returns: the enhanced code that stands for the cause; its class is 0 for what is no
 *   bounce
 */
DSN_API DsnCode dsn_category_get_status (const DsnCategory *category);

/**
 * dsn_category_get_scope:
 * @category: a category
 *
 * Returns: what a failure of this cause is evidence about
 */
DSN_API DsnScope dsn_category_get_scope (const DsnCategory *category);

/**
 * dsn_category_get_advice:
 * @category: a category
 *
 * Returns: what to do about a permanent failure of this cause that is beyond doubt
 */
DSN_API DsnAdvice dsn_category_get_advice (const DsnCategory *category);

/**
 * dsn_category_is_hard:
 * @category: a category
 *
 * Returns: whether a permanent failure of this cause goes on whoever sends
 */
DSN_API gboolean dsn_category_is_hard (const DsnCategory *category);

/**
 * dsn_category_get_severity:
 * @category: a category
 *
 * Returns: what a failure of this cause means for who sends
 */
DSN_API DsnSeverity dsn_category_get_severity (const DsnCategory *category);

/**
 * dsn_category_get_texts:
 * @category: a category
 * @kind: what to tell
 *
 * Returns: (transfer none): causes or fixes, right whether the failure is temporary or
 *   permanent
 */
DSN_API const DsnTexts *dsn_category_get_texts (const DsnCategory *category,
                                                DsnTextKind kind);

/**
 * dsn_status_rule_find: (skip)
 * @code: a code
 *
 * Returns: (transfer none) (nullable): its row; %NULL for a code that is not registered
 *   or whose class is not 2, 4 or 5
 */
DSN_API const DsnStatusRule *dsn_status_rule_find (DsnCode code);

/**
 * dsn_status_rule_find_nearest: (skip)
 * @code: a code
 *
 * Looks a code up as RFC 3463 §2 wants: where the detail is not known, the general code
 * of its subject (X.Y.0) stands for it, and where the subject is not known, X.0.0.
 *
 * Returns: (transfer none) (nullable): a row; %NULL when the class is not 2, 4 or 5
 */
DSN_API const DsnStatusRule *dsn_status_rule_find_nearest (DsnCode code);

/**
 * dsn_status_rule_get_code:
 * @rule: a row of the registry
 * @klass: 2, 4 or 5
 *
 * Returns: the row's code with a class
 */
DSN_API DsnCode dsn_status_rule_get_code (const DsnStatusRule *rule, guint klass);

/**
 * dsn_status_rule_get_category:
 * @rule: a row of the registry
 * @klass: 2, 4 or 5
 *
 * Returns: (transfer none): the cause that the code of this class names best
 */
DSN_API const DsnCategory *dsn_status_rule_get_category (const DsnStatusRule *rule,
                                                         guint klass);

/**
 * dsn_status_rule_get_title:
 * @rule: a row of the registry
 *
 * Returns: (transfer none): a few words of plain English
 */
DSN_API const char *dsn_status_rule_get_title (const DsnStatusRule *rule);

/**
 * dsn_status_rule_get_meaning:
 * @rule: a row of the registry
 *
 * Returns: (transfer none): one sentence on what it means
 */
DSN_API const char *dsn_status_rule_get_meaning (const DsnStatusRule *rule);

/**
 * dsn_status_rule_get_source:
 * @rule: a row of the registry
 *
 * Returns: (transfer none): the RFC that defines it
 */
DSN_API const char *dsn_status_rule_get_source (const DsnStatusRule *rule);

/**
 * dsn_status_rule_get_severity:
 * @rule: a row of the registry
 * @klass: 2, 4 or 5
 *
 * Returns: what the code of this class means for who sends
 */
DSN_API DsnSeverity dsn_status_rule_get_severity (const DsnStatusRule *rule,
                                                  guint klass);

/**
 * dsn_status_rule_get_texts:
 * @rule: a row of the registry
 * @klass: 2, 4 or 5
 * @kind: what to tell
 *
 * A code that has no texts of its own has those of the general code of its subject
 * (X.Y.0) if that names the same cause, else those of dsn_status_rule_get_category().
 *
 * Returns: (transfer none): causes or fixes
 */
DSN_API const DsnTexts *dsn_status_rule_get_texts (const DsnStatusRule *rule,
                                                   guint klass, DsnTextKind kind);

/**
 * dsn_status_rule_get_related_count:
 * @rule: a row of the registry
 *
 * Returns: how many codes stand near this one in meaning
 */
DSN_API guint dsn_status_rule_get_related_count (const DsnStatusRule *rule);

/**
 * dsn_status_rule_related_at:
 * @rule: a row of the registry
 * @klass: 2, 4 or 5
 * @index: below dsn_status_rule_get_related_count()
 *
 * Returns: one of them, the nearest first; of the class @klass where it is meant to
 * occur with that, else of one that it is
 */
DSN_API DsnCode dsn_status_rule_related_at (const DsnStatusRule *rule, guint klass,
                                            guint index);

/**
 * dsn_status_rule_allows:
 * @rule: a row of the registry
 * @klass: 2, 4 or 5
 *
 * Returns: whether the code is meant to occur with this class
 */
DSN_API gboolean dsn_status_rule_allows (const DsnStatusRule *rule, guint klass);

/**
 * dsn_status_rule_is_vague:
 * @rule: a row of the registry
 *
 * Returns: whether the code is general (X.Y.0), or used for so much that it is no
 * better
 */
DSN_API gboolean dsn_status_rule_is_vague (const DsnStatusRule *rule);

/**
 * dsn_reply_rule_find:
 * @reply: a reply code
 *
 * Returns: (transfer none) (nullable): its row
 */
DSN_API const DsnReplyRule *dsn_reply_rule_find (guint reply);

/**
 * dsn_reply_rule_get_status:
 * @rule: a row of the reply codes
 *
 * Returns: the enhanced code that the reply stands for at best, of its class; 4.0.0 or
 *   5.0.0 where it names no cause
 */
DSN_API DsnCode dsn_reply_rule_get_status (const DsnReplyRule *rule);

/**
 * dsn_reply_rule_get_category:
 * @rule: a row of the reply codes
 *
 * Returns: (transfer none): the cause that the reply names best
 */
DSN_API const DsnCategory *dsn_reply_rule_get_category (const DsnReplyRule *rule);

/**
 * dsn_reply_rule_get_title:
 * @rule: a row of the reply codes
 *
 * Returns: (transfer none): a few words of plain English
 */
DSN_API const char *dsn_reply_rule_get_title (const DsnReplyRule *rule);

/**
 * dsn_reply_rule_get_meaning:
 * @rule: a row of the reply codes
 *
 * Returns: (transfer none): one sentence on what it means
 */
DSN_API const char *dsn_reply_rule_get_meaning (const DsnReplyRule *rule);

/**
 * dsn_reply_rule_get_source:
 * @rule: a row of the reply codes
 *
 * Returns: (transfer none): the RFC that defines it, or who writes it
 */
DSN_API const char *dsn_reply_rule_get_source (const DsnReplyRule *rule);

/**
 * dsn_reply_rule_is_vague:
 * @rule: a row of the reply codes
 *
 * Returns: whether the reply is used for so much that it cannot make a code more
 * precise
 */
DSN_API gboolean dsn_reply_rule_is_vague (const DsnReplyRule *rule);

G_END_DECLS
