/* dsn-normalise.h: all hints of a recipient -> one status and one cause. */
#pragma once

#include "dsn-status.h"
#include "dsn-rule-file-private.h"

G_BEGIN_DECLS

/**
 * DsnContext:
 * @vendor: (nullable): who wrote the report
 * @rules: (nullable): a user's rules, which stand before ours
 *
 * What a verdict rests on beside the record of a recipient.
 */
typedef struct {
  const char *vendor;
  const DsnRules *rules;
} DsnContext;

/**
 * DsnAgreement:
 * @DSN_AGREEMENT_ALONE: no other hint names a cause
 * @DSN_AGREEMENT_SAME: another hint names the same cause, and none names a different
 * one
 * @DSN_AGREEMENT_DIFFERENT: another hint names a different cause or another class
 *
 * What the other hints say about the cause that was found.
 */
typedef enum {
  DSN_AGREEMENT_ALONE,
  DSN_AGREEMENT_SAME,
  DSN_AGREEMENT_DIFFERENT,
} DsnAgreement;

/**
 * DsnNormalised:
 * @status: a registered code, of the class that was given; class 0 where there was no
 * hint
 * @category: the cause
 * @by: which hint decided
 * @specific: whether that hint names one cause, and so more than a class or a subject
 * @doubted: whether another hint speaks for a failure that is temporary or soft
 * @agreement: what the other hints say
 * @wording: (nullable): the row that decided; borrowed from its set
 * @words: where in @text its words stand; borrows from the record
 * @in_prose: whether they are of the sentences around the address
 * @over: the rows that lost to it, the best first; the rest is %NULL
 * @text: what the failing system said, as far as wordings were looked for in it;
 *   borrows from the record
 *
 * One status for whatever was written.
 */
typedef struct {
  DsnCode status;
  const DsnCategory *category;
  DsnEvidenceBy by;
  gboolean specific;
  gboolean doubted;
  DsnAgreement agreement;
  const DsnWording *wording;
  DsnSpan words;
  gboolean in_prose;
  const DsnWording *over[DSN_WORDING_OVER_MAX];
  DsnSpan text;
} DsnNormalised;

/**
 * dsn_normalise:
 * @recipient: a record; its verdict is not looked at
 * @context: what is known beside the record
 * @normalised: (out caller-allocates): always set
 *
 * Weighs the wording of the diagnostic, the code inside the diagnostic, the Status
 * field, the reply code and the action, and takes what tells most.
 */
void dsn_normalise (const DsnRecipient *recipient, const DsnContext *context,
                    DsnNormalised *normalised);

G_END_DECLS
