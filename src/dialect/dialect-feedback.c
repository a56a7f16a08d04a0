/* dialect-feedback.c: feedback reports: complaints (RFC 5965), and reports of a failed
 * authentication (RFC 6591).
 *
 * Shape: a part of type message/feedback-report, as a rule the second of a
 * multipart/report with report-type=feedback-report, with an explanation before it and
 * the message, or its header, behind it. The recipient is often blotted out (RFC 6590):
 * then what the message's own header says of its delivery is asked. */
#include "dsn-dialect.h"

#include "dsn-clue.h"
#include "dsn-container.h"
#include "dsn-finish.h"
#include "dsn-locate.h"
#include "dsn-member.h"
#include "dsn-whom.h"

static const char *const subtypes[] = { "feedback-report", NULL };
static const char *const report_types[] = { "feedback-report", "feedback", NULL };
static const DsnContainerType type = { subtypes, report_types };

static guint
find_part (DsnMessage *message)
{
  guint part = dsn_container_find (message, &type);

  if (part != DSN_PART_NONE)
    return part;
  return dsn_container_find_unlabelled (message, &type, dsn_member_is_feedback);
}

static guint
bid (DsnHand *hand, guint others G_GNUC_UNUSED)
{
  if (!dsn_hand_may_have_report (hand))
    return 0;
  return dsn_container_bid (hand->message, find_part (hand->message));
}

/* RFC 5965 §3.1: what has to be there. */
static void
check_required (DsnMessage *message, const DsnPart *part, DsnReport *report)
{
  const struct {
    const char *name;
    const char *value;
  } required[] = {
    { "Feedback-Type", report->feedback.type },
    { "User-Agent", report->feedback.user_agent },
    { "Version", report->feedback.version },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (required); i++)
    if (required[i].value == NULL)
      dsn_defects_add (report->defects, DSN_DEFECT_MISSING_FEEDBACK_FIELD,
                       dsn_message_get_offset (message, part->body.data),
                       dsn_span_of_string (required[i].name));
}

static void
read (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  guint part = find_part (message);
  g_autoptr (GArray) fields = NULL;

  report->kind = DSN_KIND_FEEDBACK;
  dsn_container_check (message, part, &type, report);
  dsn_member_read_part (message, part, DSN_MEMBER_OF_FEEDBACK, limits, report);
  check_required (message, dsn_message_get_part (message, part), report);
  fields = dsn_container_read_original (
      message, dsn_locate_find_original (message, part), limits, report);
  if (report->recipients->len == 0 && fields != NULL)
    dsn_whom_add_guess (message, fields, report);
  dsn_finish_report (report, 0);
}

const DsnDialect dsn_dialect_feedback = { "rfc5965", bid, read };
