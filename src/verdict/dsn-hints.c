/* dsn-hints.c: what some system said, in whatever words -> one status and one cause. */
#include "dsn-hints-private.h"

#include "dsn-recipient-private.h"
#include "dsn-safe.h"
#include "dsn-verdict.h"

/* A verdict of its own, with the text that it points to. */
typedef struct {
  DsnVerdict verdict;
  DsnStrings *strings;
} Owned;

static Owned *
new_owned (void)
{
  Owned *owned = g_new0 (Owned, 1);

  owned->strings = dsn_strings_new (128);
  return owned;
}

/* What a failing system did, as far as its code tells. */
static DsnAction
guess_action (const DsnHints *hints, const DsnReply *reply)
{
  guint klass = reply->code != 0 ? reply->code / 100 : reply->status.klass;

  if (hints->action != DSN_ACTION_UNKNOWN)
    return hints->action;
  if (klass == 4)
    return DSN_ACTION_DELAYED;
  if (klass == 2)
    return DSN_ACTION_DELIVERED;
  return klass == 5 ? DSN_ACTION_FAILED : DSN_ACTION_UNKNOWN;
}

void
dsn_hints_conclude (const DsnHints *hints, const DsnReply *reply, const DsnRules *rules,
                    DsnVerdict *verdict, DsnStrings *strings)
{
  DsnContext context = { .vendor = hints->generator, .rules = rules };
  DsnRecipient record;

  dsn_recipient_init (&record);
  record.diagnostic_text = hints->text;
  record.reply_code = reply->code;
  record.diagnostic_status = reply->status;
  record.status = hints->status;
  record.action = guess_action (hints, reply);
  dsn_verdict_decide (&record, &context, verdict, strings);
}

DsnVerdict *
dsn_verdict_new (const DsnHints *hints, const DsnParseOptions *options)
{
  DsnHints clean;
  DsnReply reply = { 0 };
  Owned *owned;

  g_return_val_if_fail (hints != NULL, NULL);
  owned = new_owned ();
  clean = *hints;
  if (hints->text != NULL) {
    g_autoptr (GString) valid = g_string_new (NULL);

    dsn_safe_append_utf8 (valid, dsn_span_of_string (hints->text));
    clean.text = dsn_strings_add (owned->strings, valid->str);
    reply = dsn_reply_find (dsn_span_of_string (clean.text));
  }
  dsn_hints_conclude (&clean, &reply, options != NULL ? options->rules : NULL,
                      &owned->verdict, owned->strings);
  return &owned->verdict;
}

DsnVerdict *
dsn_normalise_text (const char *text, const DsnParseOptions *options)
{
  g_return_val_if_fail (text != NULL, NULL);
  return dsn_verdict_new (&(DsnHints){ .text = text }, options);
}

DsnVerdict *
dsn_verdict_dup (const DsnVerdict *verdict)
{
  Owned *owned;

  g_return_val_if_fail (verdict != NULL, NULL);
  owned = new_owned ();
  owned->verdict = dsn_verdict_copy (verdict, owned->strings);
  return &owned->verdict;
}

void
dsn_verdict_free (DsnVerdict *verdict)
{
  Owned *owned = (Owned *) verdict; /* its first member */

  if (verdict == NULL)
    return;
  dsn_strings_free (owned->strings);
  g_free (owned);
}
