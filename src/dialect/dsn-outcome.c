/* dsn-outcome.c: what a text says was done: failed, delayed, delivered. */
#include "dsn-outcome.h"

#include <string.h>

/* A notice says early what it is; further down others speak. */
#define LINES_MAX 40

/* Phrases by which a notice says that it is a warning only. */
static const char *const delays[] = {
  "*warning message only",
  "*do not need to resend",
  "*don't need to resend",
  "*no action is required on your part",
  "*will continue to be made",
  "*will continue trying",
  "*will continue to try",
  "*will keep trying",
  "*will be retried",
  "*will retry",
  "*delivery attempts will continue",
  "*has not yet been delivered",
  "*has not been delivered yet",
  "*has not been delivered to one or more of its recipients after more than",
  "*have not yet been delivered",
  "*not yet been able to deliver",
  "*delivery has been delayed",
  "*delivery is delayed",
  "*has been delayed",
  "*been postponed",
  "*is still being retried",
  "*still trying to deliver",
  "*still in the queue",
  "*still in queue",
  "*queued for retry",
  "*message delayed",
  "delivery to the following recipients has been delayed",
  "*temporary non-fatal",
  "*transient non-fatal",
  "*delivery temporarily suspended",
  NULL,
};

/* What the first of them that is met says was done. */
static const DsnSection outcomes[] = {
  { "*successfully delivered", DSN_ACTION_DELIVERED },
  { "*successfully relayed", DSN_ACTION_RELAYED },
  { "*had successful delivery", DSN_ACTION_DELIVERED },
  { "*message was relayed", DSN_ACTION_RELAYED },
  { "*message was delivered to", DSN_ACTION_DELIVERED },
  { "*message has been delivered", DSN_ACTION_DELIVERED },
  { "*message has been relayed", DSN_ACTION_RELAYED },
  { "*delivered to a mail gateway", DSN_ACTION_RELAYED },
  { "*recipients has been relayed", DSN_ACTION_RELAYED },
  { "*message delivered to mailbox", DSN_ACTION_DELIVERED },
  { "*delivery acknowledgement", DSN_ACTION_DELIVERED },
  { "*could not", DSN_ACTION_FAILED },
  { "*couldn't", DSN_ACTION_FAILED },
  { "*cannot", DSN_ACTION_FAILED },
  { "*unable to", DSN_ACTION_FAILED },
  { "*not able to", DSN_ACTION_FAILED },
  { "*fail", DSN_ACTION_FAILED },
  { "*undeliver", DSN_ACTION_FAILED },
  { "*error", DSN_ACTION_FAILED },
  { "*reject", DSN_ACTION_FAILED },
  { "*not be delivered", DSN_ACTION_FAILED },
  { NULL, DSN_ACTION_UNKNOWN },
};

static DsnAction
action_of (const char *phrase)
{
  for (const DsnSection *outcome = outcomes; outcome->phrase != NULL; outcome++)
    if (outcome->phrase == phrase)
      return outcome->action;
  return DSN_ACTION_FAILED;
}

static DsnAction
find_outcome (const DsnNotice *notice, guint lines)
{
  const char *phrases[G_N_ELEMENTS (outcomes)];
  gsize count = 0;

  for (const DsnSection *outcome = outcomes; outcome->phrase != NULL; outcome++)
    phrases[count++] = outcome->phrase;
  phrases[count] = NULL;
  return action_of (dsn_notice_find_phrase (notice, lines, phrases));
}

DsnAction
dsn_outcome_find (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  guint lines = MIN (notice->lines->len, LINES_MAX);

  if (row->action != DSN_ACTION_UNKNOWN)
    return row->action;
  if (candidate->signs.delay || dsn_notice_find_phrase (notice, lines, delays) != NULL)
    return DSN_ACTION_DELAYED;
  return find_outcome (notice, lines);
}

/* What stands beside an address that has got its mail. */
static const char *const arrivals[] = {
  "delivery via ", "delivers to ", "delivered to ", "(relayed", "relayed", NULL,
};

DsnAction
dsn_outcome_of_words (const DsnRecipient *recipient, DsnSpan words)
{
  const char *phrase = dsn_phrase_match (words, arrivals, NULL);

  if (phrase == NULL || recipient->reply_code != 0 ||
      recipient->action == DSN_ACTION_DELAYED)
    return recipient->action;
  return strstr (phrase, "relayed") != NULL ? DSN_ACTION_RELAYED : DSN_ACTION_DELIVERED;
}
