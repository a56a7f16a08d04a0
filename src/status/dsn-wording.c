/* dsn-wording.c: which phrase a diagnostic holds. */
#include "dsn-wording.h"

#include "dsn-fold.h"
#include "dsn-wording-rank.h"

#include <string.h>

/* A diagnostic says what it says at its start; the rest is advertising and URLs. */
#define TEXT_MAX_LEN 8192

/* What most texts need when they are folded: half a KiB of them. */
#define ROOM_SIZE 16384

/* A `*` stands for a name, an address, a number: not for a paragraph. */
#define GAP_MAX_LEN 300

/* What the pieces so far cover. */
typedef struct {
  guint32 from; /* where the first begins */
  guint32 end;  /* where the last ends; 0 for nothing */
} Stretch;

/* A place that rows of several pieces have come to. Of the two last times one has ended
 * before a further piece begins, as the last pieces of both do not overlap. */
typedef struct {
  guint32 place;
  Stretch last;
  Stretch before;
} Progress;

/* Most texts come to so few places that no memory is asked for. */
#define PROGRESS_OWN 16

typedef struct {
  const DsnWordingSet *set;
  const DsnWordingQuery *query;
  const DsnFolded *folded;
  DsnWordingRanking ranking;
  Progress *progress; /* @own, or what was allocated */
  guint progress_count;
  guint progress_room;
  Progress own[PROGRESS_OWN];
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

static void
take_row (Search *search, guint32 index, Stretch at)
{
  const DsnWordingPlan *plan = &search->set->plans[index];
  const DsnWording *row = &search->set->rows[index];
  DsnWordingCandidate candidate = { index, at.from, at.end, plan->weight, plan->tells };

  if ((plan->flags & DSN_WORDING_OPEN_END) == 0 && !is_edge (search->folded, at.end))
    return;
  if ((plan->flags & DSN_WORDING_CONDITIONS) != 0 &&
      (!fits_replies (row, search->query->reply) ||
       !fits_sent (row, search->query->status)))
    return;
  /* A phrase that lies in a name is not what the system said, but for those that are.
   */
  if ((plan->flags & DSN_WORDING_IN_NAME) == 0 &&
      dsn_folded_is_in_name (search->folded, at.from, at.end))
    return;
  dsn_wording_ranking_add (&search->ranking, &candidate);
}

static void
add_progress (Search *search, guint32 place, Stretch reached)
{
  Progress begun = { place, reached, { 0, 0 } };

  if (search->progress_count == search->progress_room) {
    Progress *grown = g_new (Progress, (gsize) search->progress_room * 2);

    memcpy (grown, search->progress, search->progress_count * sizeof (Progress));
    if (search->progress != search->own)
      g_free (search->progress);
    search->progress = grown;
    search->progress_room *= 2;
  }
  search->progress[search->progress_count++] = begun;
}

/* @from is where the piece begins that led to @place. */
static void
note_progress (Search *search, guint32 place, Stretch reached, gsize from)
{
  for (guint i = 0; i < search->progress_count; i++) {
    Progress *progress = &search->progress[i];

    if (progress->place != place)
      continue;
    if (from < progress->last.end)
      return;
    progress->before = progress->last;
    progress->last = reached;
    return;
  }
  add_progress (search, place, reached);
}

static void
reach (Search *search, guint32 index, Stretch reached, gsize from)
{
  const DsnWordingPlace *place = &search->set->places[index];

  for (guint32 i = place->ends; i < place[1].ends; i++)
    take_row (search, search->set->ends[i], reached);
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

  for (guint i = begins && count == 1 ? 0 : search->progress_count; i > 0; i--) {
    const Progress *progress = &search->progress[i - 1];
    Stretch before = from < progress->last.end ? progress->before : progress->last;
    guint32 to;

    if (before.end == 0 || from - before.end > GAP_MAX_LEN)
      continue;
    to = find_step (steps, count, progress->place);
    if (to != 0)
      reach (search, to, (Stretch){ before.from, (guint32) end }, from);
  }
  if (begins)
    reach (search, steps[0].to, (Stretch){ (guint32) from, (guint32) end }, from);
}

/* From places in the folded text to places in the text. */
static DsnWordingMatch
unfold (const Search *search, const DsnWordingCandidate *candidate)
{
  const DsnFolded *folded = search->folded;

  return (DsnWordingMatch){
    .row = &search->set->rows[candidate->row],
    .from = dsn_folded_get_origin (folded, candidate->from),
    .to = candidate->to < folded->len ? dsn_folded_get_origin (folded, candidate->to)
                                      : MIN (search->query->text.len, TEXT_MAX_LEN),
    .weight = candidate->weight,
    .tells = candidate->tells,
  };
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

static void
add_losers (const Search *search, GArray *losers)
{
  const GArray *all = search->ranking.all;

  for (guint i = 0; i < all->len; i++) {
    const DsnWordingCandidate *loser = &g_array_index (all, DsnWordingCandidate, i);
    DsnWordingMatch match = unfold (search, loser);

    match.lost = dsn_wording_ranking_find_lost (&search->ranking, loser);
    g_array_append_val (losers, match);
  }
}

static gboolean
finish (Search *search, DsnWordingMatch *match, GArray *losers)
{
  DsnWordingRanking *ranking = &search->ranking;

  if (ranking->ranked_count == 0)
    return FALSE;
  dsn_wording_ranking_finish (ranking);
  *match = unfold (search, &ranking->ranked[0]);
  for (guint i = 1; i < ranking->ranked_count; i++)
    dsn_wording_match_add_over (match, &search->set->rows[ranking->ranked[i].row]);
  if (losers != NULL)
    add_losers (search, losers);
  return TRUE;
}

gboolean
dsn_wording_find (const DsnWordingSet *set, const DsnWordingQuery *query,
                  DsnWordingMatch *match, GArray *losers)
{
  guint32 room[ROOM_SIZE / sizeof (guint32)];
  g_auto (DsnFolded) folded = { 0 };
  g_autoptr (GArray) all = NULL;
  Search search;
  gboolean found;

  search.set = set;
  search.query = query;
  search.folded = &folded;
  search.progress = search.own;
  search.progress_count = 0;
  search.progress_room = PROGRESS_OWN;
  dsn_wording_ranking_init (&search.ranking, set, query);
  if (losers != NULL) {
    all = g_array_new (FALSE, FALSE, sizeof (DsnWordingCandidate));
    search.ranking.all = all;
  }
  dsn_fold_within (&folded, dsn_span_slice (query->text, 0, TEXT_MAX_LEN), room,
                   sizeof room);
  dsn_automaton_run (&set->automaton, &folded, found_piece, &search);
  found = finish (&search, match, losers);
  if (search.progress != search.own)
    g_free (search.progress);
  return found;
}
