/* dsn-recipient.h: what a report says of one recipient, and what we conclude. */
#pragma once

#include "dsn-code.h"

G_BEGIN_DECLS

/**
 * DsnAction:
 * @DSN_ACTION_UNKNOWN: the report does not say
 * @DSN_ACTION_FAILED: given up
 * @DSN_ACTION_DELAYED: not delivered yet; still being tried
 * @DSN_ACTION_DELIVERED: delivered to the recipient
 * @DSN_ACTION_RELAYED: handed to a system that sends no success reports
 * @DSN_ACTION_EXPANDED: delivered to an alias or list, and sent on from there
 *
 * What the reporting MTA did (RFC 3464 §2.3.3).
 */
typedef enum {
  DSN_ACTION_UNKNOWN,
  DSN_ACTION_FAILED,
  DSN_ACTION_DELAYED,
  DSN_ACTION_DELIVERED,
  DSN_ACTION_RELAYED,
  DSN_ACTION_EXPANDED,
} DsnAction;

/**
 * DsnDiagnosticBy:
 * @DSN_DIAGNOSTIC_BY_REPORTER: the words are the reporting MTA's own
 * @DSN_DIAGNOSTIC_BY_REMOTE: the words are those of a remote MTA
 *
 * Whose words a diagnostic code holds (RFC 3464 §2.3.6).
 */
typedef enum {
  DSN_DIAGNOSTIC_BY_REPORTER,
  DSN_DIAGNOSTIC_BY_REMOTE,
} DsnDiagnosticBy;

/**
 * DsnScope:
 * @DSN_SCOPE_NONE: it was no failure
 * @DSN_SCOPE_ADDRESS: the recipient's address or mailbox
 * @DSN_SCOPE_DOMAIN: the recipient's domain
 * @DSN_SCOPE_RECEIVER: the system that was to take the message
 * @DSN_SCOPE_SENDER: the sender, its system, addresses or name
 * @DSN_SCOPE_MESSAGE: this one message
 * @DSN_SCOPE_NETWORK: the way between the two
 *
 * What a failure is evidence about.
 */
typedef enum {
  DSN_SCOPE_NONE,
  DSN_SCOPE_ADDRESS,
  DSN_SCOPE_DOMAIN,
  DSN_SCOPE_RECEIVER,
  DSN_SCOPE_SENDER,
  DSN_SCOPE_MESSAGE,
  DSN_SCOPE_NETWORK,
} DsnScope;

/**
 * DsnAdvice:
 * @DSN_ADVICE_NONE: nothing to do
 * @DSN_ADVICE_SUPPRESS: send no more mail to the address
 * @DSN_ADVICE_RETRY: try again later
 * @DSN_ADVICE_HOLD: send nothing for now and find out why
 * @DSN_ADVICE_FIX: the cause is on the sender's side: mend it, then send again
 *
 * What to do about a recipient.
 */
typedef enum {
  DSN_ADVICE_NONE,
  DSN_ADVICE_SUPPRESS,
  DSN_ADVICE_RETRY,
  DSN_ADVICE_HOLD,
  DSN_ADVICE_FIX,
} DsnAdvice;

/**
 * DsnConfidence:
 * @DSN_CONFIDENCE_LOW: a class or a reply code alone
 * @DSN_CONFIDENCE_MEDIUM: one specific hint, or hints that do not agree
 * @DSN_CONFIDENCE_HIGH: specific hints that agree; a Status that only repeats the code
 * of the diagnostic is no second hint
 *
 * How sure a verdict is.
 */
typedef enum {
  DSN_CONFIDENCE_LOW,
  DSN_CONFIDENCE_MEDIUM,
  DSN_CONFIDENCE_HIGH,
} DsnConfidence;

/**
 * DsnEvidenceBy:
 * @DSN_EVIDENCE_NOTHING: the report holds no hint at all
 * @DSN_EVIDENCE_WORDING: a phrase that some system is known to write
 * @DSN_EVIDENCE_DIAGNOSTIC_STATUS: the enhanced code inside the diagnostic
 * @DSN_EVIDENCE_STATUS: the Status field
 * @DSN_EVIDENCE_REPLY_CODE: the reply code inside the diagnostic
 * @DSN_EVIDENCE_ACTION: the Action field
 *
 * What decided a verdict.
 */
typedef enum {
  DSN_EVIDENCE_NOTHING,
  DSN_EVIDENCE_WORDING,
  DSN_EVIDENCE_DIAGNOSTIC_STATUS,
  DSN_EVIDENCE_STATUS,
  DSN_EVIDENCE_REPLY_CODE,
  DSN_EVIDENCE_ACTION,
} DsnEvidenceBy;

/**
 * DSN_VERDICT_OVER_MAX:
 *
 * How many wordings that did not decide a verdict remembers.
 */
#define DSN_VERDICT_OVER_MAX 4

/**
 * DSN_VERDICT_AGAINST_MAX:
 *
 * How many codes that did not decide a verdict remembers.
 */
#define DSN_VERDICT_AGAINST_MAX 2

/**
 * DsnBeatenWording:
 * @wording: the id of a wording that fits as well
 * @category: the cause that it names, another one
 *
 * A wording that lost to the one that decided.
 */
typedef struct {
  const char *wording;
  const char *category;
} DsnBeatenWording;

/**
 * DsnBeatenCode:
 * @code: a specific code of the report (RFC 3463: subject and detail are not 0)
 * @by: where it stands: %DSN_EVIDENCE_DIAGNOSTIC_STATUS or %DSN_EVIDENCE_STATUS
 *
 * A code that says otherwise than the verdict.
 */
typedef struct {
  DsnCode code;
  DsnEvidenceBy by;
} DsnBeatenCode;

/**
 * DsnBlocklist:
 * @id: (nullable): its id in rules/blocklists.toml; %NULL for one that is not there
 * @name: (nullable): its name, else its zone; %NULL where no list is named
 * @lookup: (nullable): the URL to look it up
 *
 * The list that a refusal names as its reason. All of it is printable ASCII.
 */
typedef struct {
  const char *id;
  const char *name;
  const char *lookup;
} DsnBlocklist;

/**
 * DsnVerdict:
 * @status: the normalised code, of the class that was given; class 0 where the report
 *   holds no hint
 * @category: the cause, a name of rules/categories.toml; never %NULL
 * @hard: whether mail will go on failing whoever sends it
 * @scope: what it is evidence about
 * @advice: what to do
 * @confidence: how sure this is
 * @evidence_by: what decided
 * @evidence_wording: (nullable): the id of the wording that decided
 * @evidence_text: (nullable): the words of the message that decided
 * @evidence_over: the wordings that lost, the best first; the rest is %NULL
 * @evidence_against: the codes that lost; the rest has class 0
 * @blocklist: the list that stands in the way; where the cause lies with the sender or
 *   the message only
 *
 * What we conclude about a recipient. Strings live as long as the report.
 */
typedef struct {
  DsnCode status;
  const char *category;
  gboolean hard;
  DsnScope scope;
  DsnAdvice advice;
  DsnConfidence confidence;
  DsnEvidenceBy evidence_by;
  const char *evidence_wording;
  const char *evidence_text;
  DsnBeatenWording evidence_over[DSN_VERDICT_OVER_MAX];
  DsnBeatenCode evidence_against[DSN_VERDICT_AGAINST_MAX];
  DsnBlocklist blocklist;
} DsnVerdict;

/**
 * dsn_verdict_over_at:
 * @verdict: a verdict
 * @index: 0 for the best
 *
 * Returns: (transfer none) (nullable): a wording that lost to the one that decided;
 *   %NULL behind the last. It lives as long as the verdict
 */
DSN_API const DsnBeatenWording *dsn_verdict_over_at (const DsnVerdict *verdict,
                                                     guint index);

/**
 * dsn_verdict_against_at:
 * @verdict: a verdict
 * @index: 0 for the first
 *
 * Returns: (transfer none) (nullable): a code that says otherwise than the verdict;
 *   %NULL behind the last. It lives as long as the verdict
 */
DSN_API const DsnBeatenCode *dsn_verdict_against_at (const DsnVerdict *verdict,
                                                     guint index);

/**
 * DsnExtension:
 * @name: the field's name as written
 * @value: its text, one line of valid UTF-8
 *
 * A field that has no getter of its own: one that RFC 3464 does not define, that stands
 * there twice, that could not be read, or that says more than the getter does.
 */
typedef struct {
  const char *name;
  const char *value;
} DsnExtension;

/**
 * DsnRecipient:
 *
 * One recipient of a report. Immutable: any thread may read it. It belongs to its
 * report and lives as long; dsn_recipient_ref() keeps both.
 */
typedef struct _DsnRecipient DsnRecipient;

/**
 * dsn_recipient_ref:
 * @recipient: a recipient of a report
 *
 * Counts the recipient's report once more.
 *
 * Returns: (transfer full): @recipient, which lives until dsn_recipient_unref()
 */
DSN_API DsnRecipient *dsn_recipient_ref (const DsnRecipient *recipient);

/**
 * dsn_recipient_unref:
 * @recipient: (nullable) (transfer full): a recipient that was counted
 *
 * Drops what dsn_recipient_ref() has counted.
 */
DSN_API void dsn_recipient_unref (DsnRecipient *recipient);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnRecipient, dsn_recipient_unref)

/**
 * dsn_action_to_string:
 * @action: an action
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for the
 *   member that stands for none
 */
DSN_API const char *dsn_action_to_string (DsnAction action);

/**
 * dsn_scope_to_string:
 * @scope: a scope
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for the
 *   member that stands for none
 */
DSN_API const char *dsn_scope_to_string (DsnScope scope);

/**
 * dsn_advice_to_string:
 * @advice: an advice
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for the
 *   member that stands for none
 */
DSN_API const char *dsn_advice_to_string (DsnAdvice advice);

/**
 * dsn_confidence_to_string:
 * @confidence: a confidence
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for the
 *   member that stands for none
 */
DSN_API const char *dsn_confidence_to_string (DsnConfidence confidence);

/**
 * dsn_evidence_by_to_string:
 * @by: what decided
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for the
 *   member that stands for none
 */
DSN_API const char *dsn_evidence_by_to_string (DsnEvidenceBy by);

/**
 * dsn_scope_from_string:
 * @word: a word of the JSON
 *
 * Returns: what it stands for; the member that stands for none if it is unknown
 */
DSN_API DsnScope dsn_scope_from_string (const char *word);

/**
 * dsn_advice_from_string:
 * @word: a word of the JSON
 *
 * Returns: what it stands for; the member that stands for none if it is unknown
 */
DSN_API DsnAdvice dsn_advice_from_string (const char *word);

/* The getters below borrow: text is valid UTF-8 and lives as long as the report. %NULL,
 * 0, a code of class 0 and G_MININT64 stand for what the report does not hold. */

/**
 * dsn_recipient_get_address:
 * @recipient: a recipient
 *
 * The address to act on: the Original-Recipient, which the sender wrote, if it is a
 * mail address and was not expanded as a list; else the Final-Recipient (RFC 3464
 * §2.3.1).
 *
 * Returns: (nullable): that address; its domain in lower case and with U-labels
 */
DSN_API const char *dsn_recipient_get_address (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_address_ascii:
 * @recipient: a recipient
 *
 * Returns: (nullable): the same with A-labels, where that differs
 */
DSN_API const char *dsn_recipient_get_address_ascii (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_address_type:
 * @recipient: a recipient
 *
 * Returns: (nullable): the type of the address, e.g. `rfc822` (RFC 3464 §2.1.2)
 */
DSN_API const char *dsn_recipient_get_address_type (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_final_recipient:
 * @recipient: a recipient
 *
 * Returns: (nullable): the Final-Recipient as written, without its type (§2.3.2)
 */
DSN_API const char *dsn_recipient_get_final_recipient (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_original_recipient:
 * @recipient: a recipient
 *
 * Returns: (nullable): the Original-Recipient as written, without its type (§2.3.1)
 */
DSN_API const char *
dsn_recipient_get_original_recipient (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_action:
 * @recipient: a recipient
 *
 * Returns: what was done (§2.3.3)
 */
DSN_API DsnAction dsn_recipient_get_action (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_status:
 * @recipient: a recipient
 *
 * Returns: the Status as reported (§2.3.4)
 */
DSN_API DsnCode dsn_recipient_get_status (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_diagnostic_status:
 * @recipient: a recipient
 *
 * Returns: the enhanced code inside the diagnostic (RFC 2034 §4)
 */
DSN_API DsnCode dsn_recipient_get_diagnostic_status (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_reply_code:
 * @recipient: a recipient
 *
 * Returns: the SMTP reply code inside the diagnostic, 200 to 599 (RFC 5321 §4.2)
 */
DSN_API guint dsn_recipient_get_reply_code (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_remote_mta:
 * @recipient: a recipient
 * @type: (out) (optional) (nullable) (transfer none): set to the type of the name,
 * `dns` as a rule
 *
 * Returns: (nullable): the Remote-MTA's name (§2.3.5)
 */
DSN_API const char *dsn_recipient_get_remote_mta (const DsnRecipient *recipient,
                                                  const char **type);

/**
 * dsn_recipient_get_diagnostic_code:
 * @recipient: a recipient
 * @type: (out) (optional) (nullable) (transfer none): set to its type, e.g. `smtp`
 * @by: (out) (optional): set to whose words they are
 *
 * Returns: (nullable): the Diagnostic-Code's text, one line (§2.3.6)
 */
DSN_API const char *dsn_recipient_get_diagnostic_code (const DsnRecipient *recipient,
                                                       const char **type,
                                                       DsnDiagnosticBy *by);

/**
 * dsn_recipient_get_last_attempt_date:
 * @recipient: a recipient
 *
 * Returns: seconds since 1970-01-01 UTC (§2.3.7)
 */
DSN_API gint64 dsn_recipient_get_last_attempt_date (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_will_retry_until:
 * @recipient: a recipient
 *
 * Returns: seconds since 1970-01-01 UTC (§2.3.9)
 */
DSN_API gint64 dsn_recipient_get_will_retry_until (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_final_log_id:
 * @recipient: a recipient
 *
 * Returns: (nullable): the Final-Log-ID (§2.3.8)
 */
DSN_API const char *dsn_recipient_get_final_log_id (const DsnRecipient *recipient);

/**
 * dsn_recipient_get_extensions: (skip)
 * @recipient: a recipient
 * @count: (out): set to how many there are; not %NULL
 *
 * Returns: (array length=count): the recipient's fields without a getter of their own
 *   (§2.4)
 */
DSN_API const DsnExtension *dsn_recipient_get_extensions (const DsnRecipient *recipient,
                                                          guint *count);

/**
 * dsn_recipient_extension_at:
 * @recipient: a recipient
 * @index: 0 for the first, in the order of the message
 *
 * Returns: (transfer none) (nullable): a field of the recipient without a getter of its
 * own; %NULL behind the last
 */
DSN_API const DsnExtension *dsn_recipient_extension_at (const DsnRecipient *recipient,
                                                        guint index);

/**
 * dsn_recipient_get_verdict:
 * @recipient: a recipient
 *
 * Returns: (transfer none): what we conclude
 */
DSN_API const DsnVerdict *dsn_recipient_get_verdict (const DsnRecipient *recipient);

G_END_DECLS
