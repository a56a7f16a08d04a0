/* dsn-wording.c: which phrase a diagnostic holds. */
#include "dsn-wording.h"

#include "dsn-fold.h"
#include "dsn-status.h"

#include <string.h>

/* A diagnostic says what it says at its start; the rest is advertising and URLs. */
#define TEXT_MAX_LEN 8192

/* A `*` stands for a name, an address, a number: not for a paragraph. */
#define GAP_MAX_LEN 300

/* How many rows are ranked; those behind them are not among the first four that name
 * another cause, as a rule. */
#define RANKED_MAX 8

/* What the pieces so far cover. */
typedef struct {
  gsize from; /* where the first begins */
  gsize end;  /* where the last ends; 0 for nothing */
} Stretch;

/* A place that rows of several pieces have come to. Of the two last times one has ended
 * before a further piece begins, as the last pieces of both do not overlap. */
typedef struct {
  guint32 place;
  Stretch last;
  Stretch before;
} Progress;

typedef struct {
  const DsnWordingSet *set;
  const DsnWordingQuery *query;
  const DsnFolded *folded;
  GArray *progress;
  DsnWordingMatch ranked[RANKED_MAX]; /* the best that fit, each once */
  guint ranked_count;
  DsnWordingMatch kept;    /* the best that does not give the address up */
  DsnWordingMatch other;   /* the best whose cause is not the address at all */
  gboolean spares;         /* a row says that the address may not be given up */
  gboolean is_about_other; /* such a row is about the sender, say, not about time */
  GArray *all;             /* NULL, or all that fit */
  guint all_before;        /* how many were there before */
} Search;

static gboolean
is_word_byte (guint8 c)
{
  return g_ascii_isalnum (c) || c >= 0x80;
}

/* Words are words in scripts that put blanks between them: a pattern does not begin or
 * end inside of one. */
static gboolean
is_edge (const DsnFolded *folded, gsize at)
{
  guint8 before, after;

  if (at == 0 || at == folded->len)
    return TRUE;
  before = (guint8) folded->text[at - 1];
  after = (guint8) folded->text[at];
  return !is_word_byte (before) || !is_word_byte (after) || before >= 0x80 ||
         after >= 0x80;
}

static gboolean
fits_replies (const DsnWording *row, guint reply)
{
  const guint16 *wanted = row->replies;

  if (wanted == NULL)
    return TRUE;
  for (; *wanted != 0; wanted++)
    if (*wanted == reply || (*wanted < 10 && *wanted == reply / 100))
      return TRUE;
  return FALSE;
}

static gboolean
fits_sent (const DsnWording *row, DsnCode code)
{
  const DsnCode *wanted = row->sent;

  if (wanted == NULL)
    return TRUE;
  for (; wanted->klass != 0; wanted++)
    if (wanted->klass == code.klass && wanted->subject == code.subject &&
        wanted->detail == code.detail)
      return TRUE;
  return FALSE;
}

/* A phrase that lies in a name is not what the system said, but for those that are. */
static gboolean
fits_place (const Search *search, const DsnWording *row, gsize from, gsize to)
{
  const guint8 *in_name = search->folded->in_name;

  if (row->in_name)
    return TRUE;
  for (gsize i = from; i < to; i++)
    if (!in_name[i])
      return TRUE;
  return FALSE;
}

static gboolean
is_inside (const DsnWordingMatch *inner, const DsnWordingMatch *outer)
{
  return inner->from >= outer->from && inner->to <= outer->to;
}

/* Whether @one is no more than what came of the other, be it ever so long. */
static gboolean
yields (const DsnWordingMatch *one, const DsnWordingMatch *other)
{
  if (is_inside (one, other) || is_inside (other, one))
    return FALSE;
  return one->tells == DSN_WORDING_TELLS_END
             ? other->tells != DSN_WORDING_TELLS_END
             : one->tells == DSN_WORDING_TELLS_REFUSAL &&
                   other->tells == DSN_WORDING_TELLS_CAUSE;
}

/* The rows of who wrote the report come first, those of another system last. */
static guint
vendor_rank (const Search *search, const DsnWording *row)
{
  if (g_strcmp0 (row->vendor, search->query->vendor) == 0)
    return 2;
  return strcmp (row->vendor, "any") == 0 ? 1 : 0;
}

/* Ranks @a before @b (below 0) or behind it. */
static int
compare_matches (gconstpointer a, gconstpointer b, gpointer data)
{
  const DsnWordingMatch *one = a, *other = b;
  const Search *search = data;
  guint ours, theirs;

  if (yields (one, other))
    return 1;
  if (yields (other, one))
    return -1;
  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;
  ours = vendor_rank (search, one->row);
  theirs = vendor_rank (search, other->row);
  if (ours != theirs)
    return ours > theirs ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

/* Whether the cause is one that addresses are given up for. */
static gboolean
is_for_address (const DsnCategory *category)
{
  return dsn_category_get_advice (category) == DSN_ADVICE_SUPPRESS;
}

/* The same of that of @row, even if the row only holds the address. */
static gboolean
is_about_address (const DsnWording *row)
{
  return is_for_address (dsn_category_find (row->category));
}

/* Whether a row for an address may be one to give it up, and not only to hold it. */
static gboolean
may_give_up (const DsnWording *row)
{
  return row->hard != 0 &&
         (row->advice == DSN_ADVICE_NONE || row->advice == DSN_ADVICE_SUPPRESS);
}

/* Whether a verdict that rests on @row may be to give the address up. */
static gboolean
gives_up (const DsnWording *row)
{
  return may_give_up (row) && is_about_address (row);
}

static void
keep_better (Search *search, DsnWordingMatch *kept, const DsnWordingMatch *match)
{
  if (kept->row == NULL || compare_matches (match, kept, search) < 0)
    *kept = *match;
}

static void
note (Search *search, const DsnWordingMatch *match)
{
  for (guint i = search->all_before; i < search->all->len; i++)
    if (g_array_index (search->all, DsnWordingMatch, i).row == match->row)
      return;
  g_array_append_vals (search->all, match, 1);
}

/* Puts @match where it belongs among those that rank best. */
static void
rank (Search *search, const DsnWordingMatch *match)
{
  DsnWordingMatch *ranked = search->ranked;
  guint at, count = search->ranked_count;

  for (guint i = 0; i < count; i++)
    if (ranked[i].row == match->row)
      return;
  if (count == RANKED_MAX && compare_matches (match, &ranked[count - 1], search) > 0)
    return;
  if (count < RANKED_MAX)
    search->ranked_count = ++count;
  for (at = count - 1; at > 0 && compare_matches (match, &ranked[at - 1], search) < 0;
       at--)
    ranked[at] = ranked[at - 1];
  ranked[at] = *match;
}

static DsnWordingTells
what_it_tells (const DsnWording *row, const DsnWordingPlan *plan,
               const DsnCategory *category)
{
  if (plan->tells != DSN_WORDING_TELLS_ADDRESS || is_for_address (category) ||
      dsn_category_is_hard (category) || dsn_wording_names_no_cause (row))
    return plan->tells;
  return DSN_WORDING_TELLS_CAUSE;
}

static void
take_row (Search *search, guint32 index, gsize from, gsize to)
{
  const DsnWording *row = &search->set->rows[index];
  const DsnWordingPlan *plan = &search->set->plans[index];
  DsnWordingMatch match = {
    .row = row, .from = from, .to = to, .weight = plan->weight
  };
  const DsnCategory *category;
  gboolean for_address;

  if (!plan->open_end && !is_edge (search->folded, to))
    return;
  if (!fits_replies (row, search->query->reply) ||
      !fits_sent (row, search->query->status) || !fits_place (search, row, from, to))
    return;
  category = dsn_category_find (row->category);
  for_address = is_for_address (category);
  match.tells = what_it_tells (row, plan, category);
  rank (search, &match);
  if (!for_address || !may_give_up (row)) {
    search->spares |= row->spares;
    keep_better (search, &search->kept, &match);
  }
  if (!for_address) {
    search->is_about_other |=
        row->spares && strcmp (row->category, "transient-failure") != 0;
    keep_better (search, &search->other, &match);
  }
  if (search->all != NULL)
    note (search, &match);
}

/* @from is where the piece begins that led to @place. */
static void
note_progress (Search *search, guint32 place, Stretch reached, gsize from)
{
  Progress begun = { place, reached, { 0, 0 } };

  for (guint i = 0; i < search->progress->len; i++) {
    Progress *progress = &g_array_index (search->progress, Progress, i);

    if (progress->place != place)
      continue;
    if (from < progress->last.end)
      return;
    progress->before = progress->last;
    progress->last = reached;
    return;
  }
  g_array_append_val (search->progress, begun);
}

static void
reach (Search *search, guint32 index, Stretch reached, gsize from)
{
  const DsnWordingPlace *place = &search->set->places[index];

  for (guint32 i = place->ends; i < place[1].ends; i++)
    take_row (search, search->set->ends[i], reached.from, reached.end);
  if (place->goes_on)
    note_progress (search, index, reached, from);
}

/* Where the steps of a piece lead from a place; 0 if none of them begins there. */
static guint32
find_step (const DsnWordingStep *steps, guint32 count, guint32 from)
{
  guint32 low = 0, high = count;

  while (low < high) {
    guint32 middle = (low + high) / 2;

    if (steps[middle].from < from)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && steps[low].from == from ? steps[low].to : 0;
}

/* A piece goes on from the places that were reached, and may begin rows. The last
 * places come first, as a piece does not follow itself; so time depends on what the
 * text holds, not on how many rows hold the piece. */
static void
found_piece (guint32 piece, gsize from, gsize end, gpointer user_data)
{
  Search *search = user_data;
  const DsnWordingSet *set = search->set;
  const DsnWordingStep *steps = &set->steps[set->step_start[piece]];
  guint32 count = set->step_start[piece + 1] - set->step_start[piece];
  gboolean begins = steps[0].from == 0;

  for (guint i = begins && count == 1 ? 0 : search->progress->len; i > 0; i--) {
    const Progress *progress = &g_array_index (search->progress, Progress, i - 1);
    Stretch before = from < progress->last.end ? progress->before : progress->last;
    guint32 to;

    if (before.end == 0 || from - before.end > GAP_MAX_LEN)
      continue;
    to = find_step (steps, count, progress->place);
    if (to != 0)
      reach (search, to, (Stretch){ before.from, end }, from);
  }
  if (begins)
    reach (search, steps[0].to, (Stretch){ from, end }, from);
}

/* From places in the folded text to places in the text. */
static void
unfold (const Search *search, DsnWordingMatch *match)
{
  const DsnFolded *folded = search->folded;

  match->from = folded->origin[match->from];
  match->to = match->to < folded->len ? folded->origin[match->to]
                                      : MIN (search->query->text.len, TEXT_MAX_LEN);
}

/* What the words of a row weigh, without its conditions. */
static guint
weigh_words (const DsnWordingMatch *match)
{
  const DsnWording *row = match->row;

  return match->weight - (row->replies != NULL ? DSN_WORDING_REPLY_WEIGHT : 0) -
         (row->sent != NULL ? DSN_WORDING_SENT_WEIGHT : 0);
}

/* Where a row says that it would be wrong to give the address up: puts the best of the
 * rows that keep it before a winner that would do so; and if that row is about
 * something else, the best that is so, too, before any about the address. */
static void
spare_address (Search *search)
{
  DsnWordingMatch *ranked = search->ranked;
  const DsnWordingMatch *best = NULL;
  guint at = 0;

  if (search->is_about_other && is_about_address (ranked[0].row))
    best = &search->other;
  else if (search->spares && gives_up (ranked[0].row))
    best = &search->kept;
  if (best == NULL)
    return;
  while (at < search->ranked_count && ranked[at].row != best->row)
    at++;
  if (at == search->ranked_count && at < RANKED_MAX)
    search->ranked_count++;
  for (at = MIN (at, RANKED_MAX - 1); at > 0; at--)
    ranked[at] = ranked[at - 1];
  ranked[0] = *best;
}

static DsnWordingLost
find_lost (const Search *search, const DsnWordingMatch *loser)
{
  const DsnWordingMatch *winner = &search->ranked[0];

  if ((search->spares && gives_up (loser->row)) ||
      (search->is_about_other && is_about_address (loser->row)))
    return DSN_WORDING_LOST_SPARED;
  /* A heavier one yielded to a third, which stands behind the winner itself. */
  if (yields (loser, winner) || loser->weight > winner->weight)
    return DSN_WORDING_LOST_SYMPTOM;
  if (winner->weight > loser->weight)
    return weigh_words (winner) > weigh_words (loser) ? DSN_WORDING_LOST_LENGTH
                                                      : DSN_WORDING_LOST_CONDITION;
  /* Of equals, one vendor's rows stand before another's only where a report is his. */
  return winner->row < loser->row ? DSN_WORDING_LOST_ORDER : DSN_WORDING_LOST_VENDOR;
}

const char *
dsn_wording_lost_to_string (DsnWordingLost lost)
{
  switch (lost) {
  case DSN_WORDING_WON:
    return NULL;
  case DSN_WORDING_LOST_SYMPTOM:
    return "symptom";
  case DSN_WORDING_LOST_LENGTH:
    return "length";
  case DSN_WORDING_LOST_CONDITION:
    return "condition";
  case DSN_WORDING_LOST_VENDOR:
    return "vendor";
  case DSN_WORDING_LOST_ORDER:
    return "order";
  case DSN_WORDING_LOST_RULES:
    return "rules";
  case DSN_WORDING_LOST_SPARED:
    return "spared";
  }
  g_return_val_if_reached (NULL);
}

void
dsn_wording_match_add_over (DsnWordingMatch *match, const DsnWording *row)
{
  if (match->over_count < DSN_WORDING_OVER_MAX &&
      strcmp (row->category, match->row->category) != 0)
    match->over[match->over_count++] = row;
}

/* All but the winner, by rank. */
static void
finish_losers (Search *search)
{
  GArray *all = search->all;
  DsnWordingMatch *first =
      (DsnWordingMatch *) (gpointer) all->data + search->all_before;

  g_qsort_with_data (first, (gint) (all->len - search->all_before),
                     sizeof (DsnWordingMatch), compare_matches, search);
  for (guint i = search->all_before; i < all->len; i++)
    if (g_array_index (all, DsnWordingMatch, i).row == search->ranked[0].row) {
      g_array_remove_index (all, i);
      break;
    }
  for (guint i = search->all_before; i < all->len; i++) {
    DsnWordingMatch *loser = &g_array_index (all, DsnWordingMatch, i);

    loser->lost = find_lost (search, loser);
    unfold (search, loser);
  }
}

gboolean
dsn_wording_find (const DsnWordingSet *set, const DsnWordingQuery *query,
                  DsnWordingMatch *match, GArray *losers)
{
  g_auto (DsnFolded) folded = { 0 };
  g_autoptr (GArray) progress = g_array_new (FALSE, FALSE, sizeof (Progress));
  Search search = { .set = set,
                    .query = query,
                    .folded = &folded,
                    .progress = progress,
                    .all = losers,
                    .all_before = losers != NULL ? losers->len : 0 };

  dsn_fold (&folded, dsn_span_slice (query->text, 0, TEXT_MAX_LEN));
  dsn_automaton_run (&set->automaton,
                     (DsnSpan){ (const guint8 *) folded.text, folded.len }, found_piece,
                     &search);
  if (search.ranked_count == 0)
    return FALSE;
  spare_address (&search);
  *match = search.ranked[0];
  unfold (&search, match);
  for (guint i = 1; i < search.ranked_count; i++)
    dsn_wording_match_add_over (match, search.ranked[i].row);
  if (losers != NULL)
    finish_losers (&search);
  return TRUE;
}
