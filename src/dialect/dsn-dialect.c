/* dsn-dialect.c: asks every dialect for a bid on a message, and runs the best. */
#include "dsn-dialect.h"

#include "dsn-locate.h"
#include "dsn-pose.h"
#include "dsn-wide.h"

/* What is no delivery status. */
static const DsnDialect *const others[] = {
  &dsn_dialect_feedback, &dsn_dialect_disposition, &dsn_dialect_tlsrpt,
  &dsn_dialect_dmarc,    &dsn_dialect_complaint,   &dsn_dialect_challenge,
  &dsn_dialect_receipt,  &dsn_dialect_auto_reply,
};

const DsnNotice *
dsn_candidate_get_notice (DsnCandidate *candidate)
{
  if (!candidate->has_notice)
    dsn_notice_read (&candidate->notice, candidate->message, candidate->limits,
                     candidate->report->defects);
  candidate->has_notice = TRUE;
  return &candidate->notice;
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
  candidate->other = dsn_hand_may_have_report (&candidate->hand) &&
                     has_other_report (candidate->message);
  candidate->open = candidate->hand.thorough || dsn_candidate_is_system (candidate);
  candidate->found = dsn_weigh_find (&candidate->hand) & DSN_SIGNS_BY_ANY;
}

/* @number: that of @row */
static guint
bid_of (DsnCandidate *candidate, const DsnRow *row, guint number)
{
  candidate->asked = number;
  return row->bid != NULL ? row->bid (candidate, row) : dsn_row_bid (candidate, row);
}

/* The first row from @number on, before @end, that is not ruled out because the phrases
 * that it is known by were looked for and are not there. Most rows are. */
static inline guint
next_row (const DsnCandidate *candidate, guint number, guint end)
{
  const guint8 *openings = candidate->openings;

  if (!candidate->has_openings)
    return number;
  while (number + 8 <= end &&
         dsn_wide_load (openings + number) == DSN_WIDE (DSN_OPENING_NONE))
    number += 8;
  while (number < end && openings[number] == DSN_OPENING_NONE)
    number++;
  return number;
}

/* The best row of a family that bids more than @most; @number is that of its first. */
static const DsnRow *
find_in_family (DsnCandidate *candidate, const DsnFamily *family, guint number,
                guint *most)
{
  gboolean always = family->structure || candidate->open;
  guint end = number + (guint) family->count;
  const DsnRow *best = NULL;

  for (guint at = next_row (candidate, number, end); at < end;
       at = next_row (candidate, at + 1, end)) {
    const DsnRow *row = &family->rows[at - number];
    guint limit = row->weight + DSN_ROW_BONUS_MAX, bid;

    if (limit <= *most) /* whatever the message says, it cannot win */
      continue;
    if (!always && (candidate->found & row->header) == 0)
      continue;
    bid = bid_of (candidate, row, at);
    g_assert (bid <= limit);
    if (bid > *most) {
      *most = bid;
      best = row;
    }
  }
  return best;
}

/* The best row of the families behind the first that bids more than @most. Ordinary
 * mail has no sign that a row asks for: then they are passed as they are. */
static const DsnRow *
find_behind (DsnCandidate *candidate, guint *most)
{
  const DsnRow *best = NULL;
  guint number = (guint) dsn_families[0]->count;
  gboolean silent;

  if (*most >= DSN_ROW_BID_MAX)
    return NULL;
  if (!candidate->weighed)
    weigh (candidate);
  silent = !candidate->open && candidate->found == 0;
  for (gsize i = 1; i < DSN_FAMILY_COUNT && *most < DSN_ROW_BID_MAX; i++) {
    const DsnFamily *family = dsn_families[i];
    guint first = number;
    const DsnRow *row;

    number += (guint) family->count;
    if (silent && !family->structure)
      continue;
    row = find_in_family (candidate, family, first, most);
    g_assert (*most <= DSN_ROW_BID_MAX);
    best = row != NULL ? row : best;
  }
  return best;
}

static const DsnRow *
find_best (DsnCandidate *candidate, guint *most)
{
  const DsnRow *first, *behind;

  *most = 0;
  first = find_in_family (candidate, dsn_families[0], 0, most);
  behind = find_behind (candidate, most);
  return behind != NULL ? behind : first;
}

const DsnRow *
dsn_dialect_find_text_row (DsnCandidate *candidate)
{
  guint most = 0;

  return find_behind (candidate, &most);
}

/* The best of the readers of what is no delivery status that bids more than @most. */
static const DsnDialect *
find_other (DsnCandidate *candidate, guint most)
{
  const DsnDialect *best = NULL;

  /* Beside a delivery status of the message itself none of them bids as much. */
  if (most > 0 && !candidate->hand.thorough &&
      dsn_locate_has_outer_report (candidate->message))
    return NULL;
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
  if (candidate->has_notice)
    dsn_notice_clear (&candidate->notice);
}

static void
read_best (DsnCandidate *candidate)
{
  const DsnDialect *other;
  const DsnRow *row;
  guint most;

  row = find_best (candidate, &most);
  other = find_other (candidate, most);
  if (other != NULL)
    read_as_other (candidate, other);
  else if (row != NULL)
    read_as_row (candidate, row);
  else
    dsn_pose_check (candidate);
}

/* Hand, notice and openings are most of its bytes, and are set up by themselves. */
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
  candidate->has_notice = candidate->has_openings = FALSE;
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

  for (gsize i = 0; i < DSN_FAMILY_COUNT; i++)
    for (gsize k = 0; k < dsn_families[i]->count; k++, number++) {
      const DsnRow *row = &dsn_families[i]->rows[k];

      if (number >= from && bid_of (candidate, row, number) > 0) {
        read_as_row (candidate, row);
        return number;
      }
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
