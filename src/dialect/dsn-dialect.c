/* dsn-dialect.c: asks every dialect for a bid on a message, and runs the best. */
#include "dsn-dialect.h"

#include "dsn-locate.h"
#include "dsn-pose.h"

static const DsnFamily *const families[] = {
  &dsn_family_rfc3464, /* first: it bids on structure alone */
  &dsn_family_qmail,    &dsn_family_exim,      &dsn_family_sendmail,
  &dsn_family_exchange, &dsn_family_tnef,      &dsn_family_domino,
  &dsn_family_windows,  &dsn_family_messaging, &dsn_family_program,
  &dsn_family_list,     &dsn_family_small,     &dsn_family_filter,
  &dsn_family_google,   &dsn_family_provider,  &dsn_family_service,
  &dsn_family_event,    &dsn_family_generic,
};

/* What is no delivery status. */
static const DsnDialect *const others[] = {
  &dsn_dialect_feedback, &dsn_dialect_disposition, &dsn_dialect_tlsrpt,
  &dsn_dialect_dmarc,    &dsn_dialect_complaint,   &dsn_dialect_challenge,
  &dsn_dialect_receipt,  &dsn_dialect_auto_reply,
};

const DsnNotice *
dsn_candidate_get_notice (DsnCandidate *candidate)
{
  if (candidate->notice == NULL)
    candidate->notice = dsn_notice_new (candidate->message, candidate->limits,
                                        candidate->report->defects);
  return candidate->notice;
}

static gboolean
has_other_report (const DsnMessage *message)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->messages == 0 && dsn_locate_is_other_report (part))
      return TRUE;
  }
  return FALSE;
}

/* Reads the header, once it is known that it matters. */
static void
weigh (DsnCandidate *candidate)
{
  candidate->weighed = TRUE;
  candidate->signs = dsn_signs_read (dsn_message_get_fields (candidate->message));
  candidate->other = has_other_report (candidate->message);
  candidate->open = candidate->hand.thorough || dsn_candidate_is_system (candidate);
  candidate->found = dsn_weigh_find (&candidate->hand) & DSN_SIGNS_BY_ANY;
}

static guint
bid_of (DsnCandidate *candidate, const DsnRow *row)
{
  return row->bid != NULL ? row->bid (candidate, row) : dsn_row_bid (candidate, row);
}

/* The best row of a family that bids more than @most. */
static const DsnRow *
find_in_family (DsnCandidate *candidate, const DsnFamily *family, guint *most)
{
  const DsnRow *best = NULL;

  for (const DsnRow *row = family->rows; row < family->rows + family->count; row++) {
    guint limit = row->weight + DSN_ROW_BONUS_MAX, bid;

    if (!family->structure && !candidate->open && (candidate->found & row->header) == 0)
      continue;
    if (limit <= *most) /* whatever the message says, it cannot win */
      continue;
    bid = bid_of (candidate, row);
    g_assert (bid <= limit);
    if (bid > *most) {
      *most = bid;
      best = row;
    }
  }
  return best;
}

/* Ordinary mail has no sign that a row asks for: then the families are passed as they
 * are. */
static const DsnRow *
find_best (DsnCandidate *candidate, gsize first, guint *most)
{
  const DsnRow *best = NULL;

  *most = 0;
  for (gsize i = first; i < G_N_ELEMENTS (families); i++) {
    const DsnRow *row;

    if (i > 0 && *most >= DSN_ROW_BID_MAX)
      break;
    if (i > 0 && !candidate->weighed)
      weigh (candidate);
    if (!families[i]->structure && !candidate->open && candidate->found == 0)
      continue;
    row = find_in_family (candidate, families[i], most);
    g_assert (i == 0 || *most <= DSN_ROW_BID_MAX);
    best = row != NULL ? row : best;
  }
  return best;
}

const DsnRow *
dsn_dialect_find_text_row (DsnCandidate *candidate)
{
  guint bid;

  return find_best (candidate, 1, &bid);
}

/* The best of the readers of what is no delivery status that bids more than @most. */
static const DsnDialect *
find_other (DsnCandidate *candidate, guint most)
{
  const DsnDialect *best = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    guint bid = others[i]->bid (&candidate->hand, most);

    if (bid > most) {
      most = bid;
      best = others[i];
    }
  }
  return best;
}

static void
read_as_row (DsnCandidate *candidate, const DsnRow *row)
{
  candidate->report->kind = DSN_KIND_DELIVERY_STATUS;
  candidate->report->format = row->format;
  candidate->report->generator = row->generator;
  if (row->read != NULL)
    row->read (candidate, row);
  else
    dsn_row_read (candidate, row);
}

static void
read_as_other (DsnCandidate *candidate, const DsnDialect *other)
{
  other->read (candidate->message, candidate->limits, candidate->report);
  candidate->report->format = other->format;
}

static void
clear_candidate (DsnCandidate *candidate)
{
  dsn_hand_clear (&candidate->hand);
  g_free (candidate->first_lines);
  dsn_notice_free (candidate->notice);
}

static void
read_best (DsnCandidate *candidate)
{
  const DsnDialect *other;
  const DsnRow *row;
  guint most;

  row = find_best (candidate, 0, &most);
  other = find_other (candidate, most);
  if (other != NULL)
    read_as_other (candidate, other);
  else if (row != NULL)
    read_as_row (candidate, row);
  else
    dsn_pose_check (candidate);
}

/* The hand is most of its bytes, and is set up by itself. */
static void
init_candidate (DsnCandidate *candidate, DsnMessage *message, const DsnLimits *limits,
                DsnReport *report)
{
  candidate->message = message;
  candidate->limits = limits;
  candidate->report = report;
  candidate->weighed = candidate->other = candidate->open = FALSE;
  candidate->signs = (DsnSigns){ 0 };
  candidate->found = 0;
  candidate->notice = NULL;
  candidate->first_lines = NULL;
  dsn_hand_init (&candidate->hand, message, dsn_message_get_fields (message));
}

void
dsn_dialect_read (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  DsnCandidate candidate;

  init_candidate (&candidate, message, limits, report);
  read_best (&candidate);
  clear_candidate (&candidate);
}

void
dsn_dialect_read_thoroughly (DsnMessage *message, const DsnLimits *limits,
                             DsnReport *report)
{
  DsnCandidate candidate;

  init_candidate (&candidate, message, limits, report);
  candidate.hand.thorough = TRUE;
  read_best (&candidate);
  clear_candidate (&candidate);
}

/* The first reader from @from on that bids; its number, or that behind the last. */
static guint
read_first (DsnCandidate *candidate, guint from)
{
  guint number = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    for (gsize k = 0; k < families[i]->count; k++, number++)
      if (number >= from && bid_of (candidate, &families[i]->rows[k]) > 0) {
        read_as_row (candidate, &families[i]->rows[k]);
        return number;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++, number++)
    if (number >= from && others[i]->bid (&candidate->hand, 0) > 0) {
      read_as_other (candidate, others[i]);
      return number;
    }
  return DSN_DIALECT_NONE - 1;
}

guint
dsn_dialect_read_alone (guint from, DsnMessage *message, const DsnLimits *limits,
                        DsnReport *report)
{
  DsnCandidate candidate;
  guint number;

  init_candidate (&candidate, message, limits, report);
  weigh (&candidate);
  number = read_first (&candidate, from);
  clear_candidate (&candidate);
  return number + 1;
}
