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
 *
 * Returns: (transfer none): its name in kebab-case
 */
DSN_API const char *dsn_category_get_name (const DsnCategory *category);

/**
 * dsn_category_get_title:
 *
 * Returns: (transfer none): a few words of plain English, e.g. `no such mailbox`
 */
DSN_API const char *dsn_category_get_title (const DsnCategory *category);

/**
 * dsn_category_get_meaning:
 *
 * Returns: (transfer none): one sentence for a postmaster
 */
DSN_API const char *dsn_category_get_meaning (const DsnCategory *category);

/**
 * dsn_category_get_advice_text:
 *
 * Returns: (transfer none): one sentence on what a sender should do; holds whether the
 *   failure is temporary or permanent
 */
DSN_API const char *dsn_category_get_advice_text (const DsnCategory *category);

/**
 * dsn_category_get_status:
 *
 * Returns: the enhanced code that stands for the cause; its class is 0 for what is no
 *   bounce
 */
DSN_API DsnCode dsn_category_get_status (const DsnCategory *category);

/**
 * dsn_category_get_scope:
 *
 * Returns: what a failure of this cause is evidence about
 */
DSN_API DsnScope dsn_category_get_scope (const DsnCategory *category);

/**
 * dsn_category_get_advice:
 *
 * Returns: what to do about a permanent failure of this cause that is beyond doubt
 */
DSN_API DsnAdvice dsn_category_get_advice (const DsnCategory *category);

/**
 * dsn_category_is_hard:
 *
 * Returns: whether a permanent failure of this cause goes on whoever sends
 */
DSN_API gboolean dsn_category_is_hard (const DsnCategory *category);

/**
 * dsn_status_rule_find:
 * @code: a code
 *
 * Returns: (transfer none) (nullable): its row; %NULL for a code that is not registered
 *   or whose class is not 2, 4 or 5
 */
DSN_API const DsnStatusRule *dsn_status_rule_find (DsnCode code);

/**
 * dsn_status_rule_find_nearest:
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
 * @klass: 2, 4 or 5
 *
 * Returns: the row's code with a class
 */
DSN_API DsnCode dsn_status_rule_get_code (const DsnStatusRule *rule, guint klass);

/**
 * dsn_status_rule_get_category:
 * @klass: 2, 4 or 5
 *
 * Returns: (transfer none): the cause that the code of this class names best
 */
DSN_API const DsnCategory *dsn_status_rule_get_category (const DsnStatusRule *rule,
                                                         guint klass);

/**
 * dsn_status_rule_get_title:
 * dsn_status_rule_get_meaning:
 * dsn_status_rule_get_source:
 *
 * Returns: (transfer none): a few words of plain English; one sentence; the RFC
 */
DSN_API const char *dsn_status_rule_get_title (const DsnStatusRule *rule);
DSN_API const char *dsn_status_rule_get_meaning (const DsnStatusRule *rule);
DSN_API const char *dsn_status_rule_get_source (const DsnStatusRule *rule);

/**
 * dsn_status_rule_allows:
 * @klass: 2, 4 or 5
 *
 * Returns: whether the code is meant to occur with this class
 */
DSN_API gboolean dsn_status_rule_allows (const DsnStatusRule *rule, guint klass);

/**
 * dsn_status_rule_is_vague:
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
 *
 * Returns: the enhanced code that the reply stands for at best, of its class; 4.0.0 or
 *   5.0.0 where it names no cause
 */
DSN_API DsnCode dsn_reply_rule_get_status (const DsnReplyRule *rule);

/**
 * dsn_reply_rule_get_category:
 *
 * Returns: (transfer none): the cause that the reply names best
 */
DSN_API const DsnCategory *dsn_reply_rule_get_category (const DsnReplyRule *rule);

/**
 * dsn_reply_rule_get_title:
 * dsn_reply_rule_get_meaning:
 * dsn_reply_rule_get_source:
 *
 * Returns: (transfer none): a few words of plain English; one sentence; the RFC or who
 *   writes it
 */
DSN_API const char *dsn_reply_rule_get_title (const DsnReplyRule *rule);
DSN_API const char *dsn_reply_rule_get_meaning (const DsnReplyRule *rule);
DSN_API const char *dsn_reply_rule_get_source (const DsnReplyRule *rule);

/**
 * dsn_reply_rule_is_vague:
 *
 * Returns: whether the reply is used for so much that it cannot make a code more
 * precise
 */
DSN_API gboolean dsn_reply_rule_is_vague (const DsnReplyRule *rule);

G_END_DECLS
