/* dsn-normalise.c: all hints of a recipient -> one status and one cause. */
#include "dsn-normalise.h"

#include "dsn-exit.h"
#include "dsn-said.h"
#include "dsn-status-private.h"

#include <string.h>

/* One hint that tells of a failure. */
typedef struct {
  DsnEvidenceBy by;
  guint klass;               /* 4 or 5; 0: the report holds no such hint */
  const DsnStatusRule *rule; /* the registered code that it is, or that stands for it */
  const DsnCategory *category; /* the cause that it names */
  gboolean vague;
} Hint;

typedef struct {
  Hint diagnostic; /* the enhanced code inside the diagnostic */
  Hint status;     /* the Status field */
  Hint reply;      /* the reply code inside the diagnostic */
  guint reply_code;
  gboolean status_is_guess; /* Status only restates the reply */
  guint klass;              /* 4 or 5, the class that was given; 0: nobody says */
} Hints;

static guint
depth (const Hint *hint)
{
  return hint->klass != 0 ? dsn_status_rule_get_depth (hint->rule) : 0;
}

static gboolean
same_subject (const Hint *a, const Hint *b)
{
  return dsn_status_rule_get_code (a->rule, a->klass).subject ==
         dsn_status_rule_get_code (b->rule, b->klass).subject;
}

static Hint
hint_of_code (DsnCode code, DsnEvidenceBy by)
{
  const DsnStatusRule *rule = dsn_status_rule_find_nearest (code);

  /* Success is no hint about a failure: `Action: failed` with 2.0.0 is seen. */
  if (rule == NULL || code.klass == 2)
    return (Hint){ .by = by };
  return (Hint){ by, code.klass, rule, dsn_status_rule_get_category (rule, code.klass),
                 dsn_status_rule_is_vague (rule) };
}

static Hint
hint_of_reply (guint reply)
{
  const DsnReplyRule *rule = dsn_reply_rule_find (reply);
  Hint hint;

  if (rule == NULL)
    return hint_of_code ((DsnCode){ (guint16) (reply / 100), 0, 0 },
                         DSN_EVIDENCE_REPLY_CODE);
  hint = hint_of_code (dsn_reply_rule_get_status (rule), DSN_EVIDENCE_REPLY_CODE);
  hint.category = dsn_reply_rule_get_category (rule);
  hint.vague = dsn_reply_rule_is_vague (rule);
  return hint;
}

/* Whether Status says no more than the reply, which came without a code: sendmail
 * writes 5.1.1 for a bare 550, whatever its words are about. */
static gboolean
is_guess (const Hints *hints)
{
  const DsnReplyRule *rule = dsn_reply_rule_find (hints->reply_code);

  return rule != NULL && hints->status.klass != 0 && depth (&hints->diagnostic) == 0 &&
         dsn_reply_rule_guesses (rule, hints->status.rule);
}

/* The class that was given: the reply's digit says what was done, a code beside it only
 * why (RFC 5321 §4.2.1). Without a reply, the failing system's own code comes first. */
static guint
given_class (const Hints *hints, DsnAction action)
{
  if (hints->reply.klass != 0)
    return hints->reply.klass;
  if (hints->diagnostic.klass != 0)
    return hints->diagnostic.klass;
  if (hints->status.klass != 0)
    return hints->status.klass;
  switch (action) {
  case DSN_ACTION_FAILED:
    return 5;
  case DSN_ACTION_DELAYED:
    return 4;
  case DSN_ACTION_UNKNOWN:
  case DSN_ACTION_DELIVERED:
  case DSN_ACTION_RELAYED:
  case DSN_ACTION_EXPANDED:
    return 0;
  }
  g_return_val_if_reached (0);
}

static void
set_class (Hint *hint, guint klass)
{
  if (hint->klass != 0 && hint->by != DSN_EVIDENCE_REPLY_CODE)
    hint->category = dsn_status_rule_get_category (hint->rule, klass);
}

static Hints
collect (const DsnRecipient *recipient)
{
  Hints hints = {
    .diagnostic = hint_of_code (dsn_recipient_get_diagnostic_status (recipient),
                                DSN_EVIDENCE_DIAGNOSTIC_STATUS),
    .status = hint_of_code (dsn_recipient_get_status (recipient), DSN_EVIDENCE_STATUS),
    .reply_code = dsn_recipient_get_reply_code (recipient),
  };

  hints.reply = hint_of_reply (hints.reply_code);
  hints.status_is_guess = is_guess (&hints);
  hints.klass = given_class (&hints, dsn_recipient_get_action (recipient));
  set_class (&hints.diagnostic, hints.klass);
  set_class (&hints.status, hints.klass);
  return hints;
}

/* The code that tells more; of two that tell as much, the failing system's own. */
static const Hint *
choose_code (const Hints *hints)
{
  const Hint *diagnostic = &hints->diagnostic;
  const Hint *status = &hints->status;

  if (diagnostic->klass == 0)
    return status;
  if (status->klass == 0)
    return diagnostic;
  return depth (status) > depth (diagnostic) ? status : diagnostic;
}

/* A reply comes after the codes, unless the code is general and the reply tells more:
 * `530 5.7.0` asks for a login (RFC 4954), `521 5.3.2` takes no mail (RFC 7504). */
static const Hint *
choose (const Hints *hints)
{
  const Hint *code = choose_code (hints);
  const Hint *reply = &hints->reply;

  if (code->klass == 0 || reply->klass == 0)
    return code->klass != 0 ? code : reply;
  if (code->vague && depth (reply) > 0 &&
      (depth (code) == 0 || (!reply->vague && same_subject (code, reply))))
    return reply;
  return code;
}

/* The cause when there is a class at the most. */
static const DsnCategory *
category_of_class (guint klass)
{
  const DsnStatusRule *undefined = dsn_status_rule_find ((DsnCode){ 5, 0, 0 });

  return dsn_status_rule_get_category (undefined, klass == 4 ? 4 : 5);
}

/* Whether a hint that did not decide names a cause of its own that counts. */
static gboolean
has_say (const Hint *other, const Hint *chosen, const Hints *hints)
{
  if (depth (other) == 0 || other->category == category_of_class (hints->klass))
    return FALSE;
  if (other->by == DSN_EVIDENCE_REPLY_CODE)
    return !dsn_status_rule_goes_with (chosen->rule, hints->reply_code);
  /* Vague words on the same subject add nothing. */
  if (other->vague && same_subject (other, chosen))
    return FALSE;
  /* The reporter's own code has a say only when it is specific. */
  return other->by != DSN_EVIDENCE_STATUS ||
         (depth (other) == 2 && !hints->status_is_guess);
}

static void
compare (const Hint *other, const Hint *chosen, const Hints *hints,
         DsnNormalised *result)
{
  gboolean is_hard = dsn_category_is_hard (chosen->category);

  if (is_hard && other->klass == 4 && hints->klass == 5)
    result->doubted = TRUE;
  /* A Status is copied from the reply as a rule: what is the same code adds nothing. */
  if (other == chosen || other->klass == 0 ||
      (other->by == DSN_EVIDENCE_STATUS && other->rule == chosen->rule))
    return;
  if (other->category == chosen->category && !other->vague) {
    if (result->agreement == DSN_AGREEMENT_ALONE)
      result->agreement = DSN_AGREEMENT_SAME;
    return;
  }
  if (!has_say (other, chosen, hints) || other->category == chosen->category)
    return;
  if (is_hard && !dsn_category_is_hard (other->category))
    result->doubted = TRUE;
  /* 552 casts a doubt on 5.1.1, but is too vague to name another cause. */
  if (!(other->by == DSN_EVIDENCE_REPLY_CODE && other->vague))
    result->agreement = DSN_AGREEMENT_DIFFERENT;
}

static void
judge (const Hints *hints, const Hint *chosen, DsnNormalised *result)
{
  const Hint *others[] = { &hints->diagnostic, &hints->status, &hints->reply };

  result->specific = !chosen->vague;
  if (chosen == &hints->status && hints->status_is_guess)
    result->specific = FALSE;
  /* A reply is specific only beside a code that it makes more precise. */
  if (chosen == &hints->reply && depth (choose_code (hints)) == 0)
    result->specific = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    compare (others[i], chosen, hints, result);
  if (chosen->klass != hints->klass)
    result->agreement = DSN_AGREEMENT_DIFFERENT;
}

/* Which hint says that this is a success, if any does. */
static gboolean
succeeded (const DsnRecipient *recipient, DsnNormalised *result)
{
  DsnAction action = dsn_recipient_get_action (recipient);
  DsnCode status = dsn_recipient_get_status (recipient);
  DsnCode diagnostic = dsn_recipient_get_diagnostic_status (recipient);
  DsnCode code = status.klass == 2 ? status : diagnostic;

  switch (action) {
  case DSN_ACTION_FAILED:
  case DSN_ACTION_DELAYED:
    return FALSE;
  case DSN_ACTION_UNKNOWN:
    if (code.klass != 2 || status.klass > 2 || diagnostic.klass > 2 ||
        dsn_recipient_get_reply_code (recipient) != 0)
      return FALSE;
    result->by =
        status.klass == 2 ? DSN_EVIDENCE_STATUS : DSN_EVIDENCE_DIAGNOSTIC_STATUS;
    break;
  case DSN_ACTION_DELIVERED:
  case DSN_ACTION_RELAYED:
  case DSN_ACTION_EXPANDED:
    result->by = DSN_EVIDENCE_ACTION;
    if (status.klass > 2 || diagnostic.klass > 2)
      result->agreement = DSN_AGREEMENT_DIFFERENT;
    else if (code.klass == 2)
      result->agreement = DSN_AGREEMENT_SAME;
    break;
  }
  result->status = code.klass == 2 ? code : (DsnCode){ 2, 0, 0 };
  result->category = dsn_category_find ("delivered");
  result->specific = TRUE;
  return TRUE;
}

/* A wording that names a cause beats every code; one that only says that something went
 * wrong does not beat a code that says what, or at least where, unless the code would
 * give up an address that the wording spares. */
static gboolean
yields_to_code (const DsnWording *row, const Hint *code)
{
  if (!dsn_wording_names_no_cause (row) || code->klass == 0 ||
      (code->vague && (row->code.subject != 0 || depth (code) == 0)))
    return FALSE;
  return !row->spares ||
         dsn_category_get_advice (code->category) != DSN_ADVICE_SUPPRESS;
}

static void
set_wording (const DsnWordingMatch *match, const Hints *hints, DsnNormalised *result)
{
  const DsnCategory *category = dsn_category_find (match->row->category);
  const Hint *code = choose (hints);

  result->status = match->row->code;
  if (hints->klass != 0)
    result->status.klass = (guint16) hints->klass;
  result->category = category;
  result->by = DSN_EVIDENCE_WORDING;
  result->specific = !dsn_wording_names_no_cause (match->row);
  result->wording = match->row;
  result->words = dsn_span_slice (result->text, match->from, match->to - match->from);
  memcpy (result->over, match->over, sizeof result->over);
  if (code->klass != 0 && code->category == category)
    result->agreement = DSN_AGREEMENT_SAME;
  else if (code->klass != 0 && !code->vague)
    result->agreement = DSN_AGREEMENT_DIFFERENT;
}

static gboolean
use_wording (const DsnRecipient *recipient, const DsnContext *context,
             const Hints *hints, DsnNormalised *result)
{
  DsnWordingMatch match;

  if (!dsn_said_find (recipient, context, &match, &result->text) ||
      yields_to_code (match.row, choose (hints)))
    return FALSE;
  set_wording (&match, hints, result);
  return TRUE;
}

/* Where nothing else names a cause. */
static gboolean
use_prose (const DsnRecipient *recipient, const DsnContext *context, const Hint *chosen,
           const Hints *hints, DsnNormalised *result)
{
  DsnWordingMatch match;

  if ((chosen->klass != 0 && !chosen->vague) ||
      !dsn_said_find_in_prose (recipient, context, &match, &result->text))
    return FALSE;
  set_wording (&match, hints, result);
  result->in_prose = TRUE;
  return TRUE;
}

/* A number that a program left behind says more than a class. */
static gboolean
use_exit (const DsnRecipient *recipient, const Hint *chosen, const Hints *hints,
          DsnNormalised *result)
{
  const char *type = NULL;
  const char *text = dsn_recipient_get_diagnostic_code (recipient, &type, NULL);
  DsnExit means;

  if ((chosen->klass != 0 && !chosen->vague) ||
      !dsn_exit_find (dsn_span_of_string (type), dsn_span_of_string (text), &means))
    return FALSE;
  result->status = means.code;
  if (hints->klass != 0)
    result->status.klass = (guint16) hints->klass;
  result->category = dsn_category_find (means.category);
  result->by = DSN_EVIDENCE_DIAGNOSTIC_STATUS;
  result->specific = TRUE;
  return TRUE;
}

void
dsn_normalise (const DsnRecipient *recipient, const DsnContext *context,
               DsnNormalised *normalised)
{
  DsnNormalised result = { 0 };

  g_assert (recipient != NULL && normalised != NULL);
  if (!succeeded (recipient, &result)) {
    Hints hints = collect (recipient);
    const Hint *chosen = choose (&hints);

    if (use_wording (recipient, context, &hints, &result) ||
        use_exit (recipient, chosen, &hints, &result) ||
        use_prose (recipient, context, chosen, &hints, &result)) {
      *normalised = result;
      return;
    }
    if (chosen->klass != 0) {
      result.status = dsn_status_rule_get_code (chosen->rule, hints.klass);
      result.category = chosen->category;
      result.by = chosen->by;
      judge (&hints, chosen, &result);
    } else {
      result.status.klass = (guint16) hints.klass;
      result.category = category_of_class (hints.klass);
      result.by = hints.klass != 0 ? DSN_EVIDENCE_ACTION : DSN_EVIDENCE_NOTHING;
    }
  }
  *normalised = result;
}
