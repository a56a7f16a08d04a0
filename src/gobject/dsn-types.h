/* dsn-types.h: the records as boxed types of GObject, for bindings and properties.
 *
 * g_boxed_copy() counts a record once more where records are counted, and copies it
 * with its text where they are not; rows of the tables are constant and stay what they
 * are. All of these may be called from any thread. */
#pragma once

#include "dsn-bindings.h"
#include "dsn-found-wording.h"
#include "dsn-hints.h"
#include "dsn-mail-reader.h"
#include "dsn-mime.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DSN_TYPE_REPORT:
 *
 * The boxed type of #DsnReport.
 */
#define DSN_TYPE_REPORT (dsn_report_get_type ())

/**
 * dsn_report_get_type:
 *
 * Returns: the type of #DsnReport, registered by the first call
 */
DSN_API GType dsn_report_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_RECIPIENT:
 *
 * The boxed type of #DsnRecipient.
 */
#define DSN_TYPE_RECIPIENT (dsn_recipient_get_type ())

/**
 * dsn_recipient_get_type:
 *
 * Returns: the type of #DsnRecipient, registered by the first call
 */
DSN_API GType dsn_recipient_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_MAIL:
 *
 * The boxed type of #DsnMail.
 */
#define DSN_TYPE_MAIL (dsn_mail_get_type ())

/**
 * dsn_mail_get_type:
 *
 * Returns: the type of #DsnMail, registered by the first call
 */
DSN_API GType dsn_mail_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_MAIL_READER:
 *
 * The boxed type of #DsnMailReader.
 */
#define DSN_TYPE_MAIL_READER (dsn_mail_reader_get_type ())

/**
 * dsn_mail_reader_get_type:
 *
 * Returns: the type of #DsnMailReader, registered by the first call
 */
DSN_API GType dsn_mail_reader_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_MIME:
 *
 * The boxed type of #DsnMime.
 */
#define DSN_TYPE_MIME (dsn_mime_get_type ())

/**
 * dsn_mime_get_type:
 *
 * Returns: the type of #DsnMime, registered by the first call
 */
DSN_API GType dsn_mime_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_MIME_PART:
 *
 * The boxed type of #DsnMimePart.
 */
#define DSN_TYPE_MIME_PART (dsn_mime_part_get_type ())

/**
 * dsn_mime_part_get_type:
 *
 * Returns: the type of #DsnMimePart, registered by the first call
 */
DSN_API GType dsn_mime_part_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_RULES:
 *
 * The boxed type of #DsnRules.
 */
#define DSN_TYPE_RULES (dsn_rules_get_type ())

/**
 * dsn_rules_get_type:
 *
 * Returns: the type of #DsnRules, registered by the first call
 */
DSN_API GType dsn_rules_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_EXPLANATION:
 *
 * The boxed type of #DsnExplanation.
 */
#define DSN_TYPE_EXPLANATION (dsn_explanation_get_type ())

/**
 * dsn_explanation_get_type:
 *
 * Returns: the type of #DsnExplanation, registered by the first call
 */
DSN_API GType dsn_explanation_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_PARSE_OPTIONS:
 *
 * The boxed type of #DsnParseOptions.
 */
#define DSN_TYPE_PARSE_OPTIONS (dsn_parse_options_get_type ())

/**
 * dsn_parse_options_get_type:
 *
 * Returns: the type of #DsnParseOptions, registered by the first call
 */
DSN_API GType dsn_parse_options_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_VERDICT:
 *
 * The boxed type of #DsnVerdict.
 */
#define DSN_TYPE_VERDICT (dsn_verdict_get_type ())

/**
 * dsn_verdict_get_type:
 *
 * Returns: the type of #DsnVerdict, registered by the first call
 */
DSN_API GType dsn_verdict_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_FOUND_WORDING:
 *
 * The boxed type of #DsnFoundWording.
 */
#define DSN_TYPE_FOUND_WORDING (dsn_found_wording_get_type ())

/**
 * dsn_found_wording_get_type:
 *
 * Returns: the type of #DsnFoundWording, registered by the first call
 */
DSN_API GType dsn_found_wording_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_HEADERS:
 *
 * The boxed type of #DsnHeaders.
 */
#define DSN_TYPE_HEADERS (dsn_headers_get_type ())

/**
 * dsn_headers_get_type:
 *
 * Returns: the type of #DsnHeaders, registered by the first call
 */
DSN_API GType dsn_headers_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_FEEDBACK:
 *
 * The boxed type of #DsnFeedback.
 */
#define DSN_TYPE_FEEDBACK (dsn_feedback_get_type ())

/**
 * dsn_feedback_get_type:
 *
 * Returns: the type of #DsnFeedback, registered by the first call
 */
DSN_API GType dsn_feedback_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_DISPOSITION:
 *
 * The boxed type of #DsnDisposition.
 */
#define DSN_TYPE_DISPOSITION (dsn_disposition_get_type ())

/**
 * dsn_disposition_get_type:
 *
 * Returns: the type of #DsnDisposition, registered by the first call
 */
DSN_API GType dsn_disposition_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_BEATEN_WORDING:
 *
 * The boxed type of #DsnBeatenWording.
 */
#define DSN_TYPE_BEATEN_WORDING (dsn_beaten_wording_get_type ())

/**
 * dsn_beaten_wording_get_type:
 *
 * Returns: the type of #DsnBeatenWording, registered by the first call
 */
DSN_API GType dsn_beaten_wording_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_BEATEN_CODE:
 *
 * The boxed type of #DsnBeatenCode.
 */
#define DSN_TYPE_BEATEN_CODE (dsn_beaten_code_get_type ())

/**
 * dsn_beaten_code_get_type:
 *
 * Returns: the type of #DsnBeatenCode, registered by the first call
 */
DSN_API GType dsn_beaten_code_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_EXTENSION:
 *
 * The boxed type of #DsnExtension.
 */
#define DSN_TYPE_EXTENSION (dsn_extension_get_type ())

/**
 * dsn_extension_get_type:
 *
 * Returns: the type of #DsnExtension, registered by the first call
 */
DSN_API GType dsn_extension_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_DEFECT:
 *
 * The boxed type of #DsnDefect.
 */
#define DSN_TYPE_DEFECT (dsn_defect_get_type ())

/**
 * dsn_defect_get_type:
 *
 * Returns: the type of #DsnDefect, registered by the first call
 */
DSN_API GType dsn_defect_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_CODE:
 *
 * The boxed type of #DsnCode.
 */
#define DSN_TYPE_CODE (dsn_code_get_type ())

/**
 * dsn_code_get_type:
 *
 * Returns: the type of #DsnCode, registered by the first call
 */
DSN_API GType dsn_code_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_LIMITS:
 *
 * The boxed type of #DsnLimits.
 */
#define DSN_TYPE_LIMITS (dsn_limits_get_type ())

/**
 * dsn_limits_get_type:
 *
 * Returns: the type of #DsnLimits, registered by the first call
 */
DSN_API GType dsn_limits_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_CATEGORY:
 *
 * The boxed type of #DsnCategory.
 */
#define DSN_TYPE_CATEGORY (dsn_category_get_type ())

/**
 * dsn_category_get_type:
 *
 * Returns: the type of #DsnCategory, registered by the first call
 */
DSN_API GType dsn_category_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_STATUS_RULE:
 *
 * The boxed type of #DsnStatusRule.
 */
#define DSN_TYPE_STATUS_RULE (dsn_status_rule_get_type ())

/**
 * dsn_status_rule_get_type:
 *
 * Returns: the type of #DsnStatusRule, registered by the first call
 */
DSN_API GType dsn_status_rule_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_REPLY_RULE:
 *
 * The boxed type of #DsnReplyRule.
 */
#define DSN_TYPE_REPLY_RULE (dsn_reply_rule_get_type ())

/**
 * dsn_reply_rule_get_type:
 *
 * Returns: the type of #DsnReplyRule, registered by the first call
 */
DSN_API GType dsn_reply_rule_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_TEXTS:
 *
 * The boxed type of #DsnTexts.
 */
#define DSN_TYPE_TEXTS (dsn_texts_get_type ())

/**
 * dsn_texts_get_type:
 *
 * Returns: the type of #DsnTexts, registered by the first call
 */
DSN_API GType dsn_texts_get_type (void) G_GNUC_CONST;

G_END_DECLS
