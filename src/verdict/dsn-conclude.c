/* dsn-conclude.c: a report whose facts are all there -> its verdicts. */
#include "dsn-conclude.h"

#include "dsn-status.h"
#include "dsn-verdict.h"

#include <string.h>

/* Formats without a Status field have the code in their text, or none: then it is the
 * one that stands for what the text says. */
static void
complete_status (const DsnReport *report, DsnRecipient *recipient)
{
  if (recipient->status.klass != 0 || strcmp (report->format, "rfc3464") == 0)
    return;
  recipient->status = recipient->diagnostic_status.klass != 0
                          ? recipient->diagnostic_status
                          : recipient->verdict.status;
}

/* The category of what is no delivery status. Whatever a receipt says, the message was
 * delivered before; but for that of a filter by which the recipient refuses it. */
static const char *
category_of (const DsnReport *report)
{
  switch (report->kind) {
  case DSN_KIND_FEEDBACK:
    return "feedback";
  case DSN_KIND_AUTO_REPLY:
    return report->is_challenge ? "challenge-response" : "auto-reply";
  case DSN_KIND_DISPOSITION:
    return report->disposition.refused ? "recipient-refused" : "delivered";
  case DSN_KIND_DELIVERY_STATUS:
  case DSN_KIND_OTHER:
    break;
  }
  g_return_val_if_reached ("unclassified");
}

/* Whether a standard's own part says what the message is, and not its words. */
static gboolean
is_labelled (const DsnReport *report)
{
  return g_strcmp0 (report->format, "rfc5965") == 0 ||
         g_strcmp0 (report->format, "rfc8098") == 0;
}

/* Nothing has bounced, and nothing is hard: not even a complaint is a failure of the
 * address. */
static void
set_verdict (const DsnReport *report, DsnVerdict *verdict)
{
  const DsnCategory *category = dsn_category_find (category_of (report));

  *verdict = (DsnVerdict){
    .category = dsn_category_get_name (category),
    .scope = dsn_category_get_scope (category),
    .advice = dsn_category_get_advice (category),
    .confidence = is_labelled (report) ? DSN_CONFIDENCE_HIGH : DSN_CONFIDENCE_MEDIUM,
  };
}

void
dsn_conclude (DsnReport *report, const DsnRules *rules)
{
  DsnContext context = { .vendor = report->generator, .rules = rules };

  for (guint i = 0; i < report->recipients->len; i++) {
    DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, i);

    if (report->kind != DSN_KIND_DELIVERY_STATUS) {
      set_verdict (report, &recipient->verdict);
      continue;
    }
    dsn_verdict_decide (recipient, &context, &recipient->verdict, report->strings);
    complete_status (report, recipient);
  }
}
