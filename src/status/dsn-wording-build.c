/* dsn-wording-build.c: rows of wordings -> a set that is ready to be matched. */
#include "dsn-wording-build.h"

#include "dsn-fold.h"
#include "dsn-status.h"

#include <string.h>

/* What remains of a row that spares the address for no cause that it names ("try again
 * later"): whatever names one, and keeps the address, is to win. */
#define SPARING_SHARE 4

typedef struct {
  DsnWordingTables *tables;
  GPtrArray *pieces;       /* GString */
  GHashTable *piece_index; /* text -> index + 1 */
  GPtrArray *piece_steps;  /* GArray of DsnWordingStep, one for each piece */
  GHashTable *step_index;  /* where a piece leads from a place: Step */
  GArray *row_ends;        /* guint32: the place where each row ends */
  GHashTable *keys;        /* text and conditions of the rows so far */
} Build;

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static void
free_array (gpointer array)
{
  g_array_unref (array);
}

/* A key of @step_index, and its own value. */
typedef struct {
  guint64 from; /* the place, and the piece in the lower half */
  guint32 to;
} Step;

static guint
hash_step (gconstpointer step)
{
  guint64 from = ((const Step *) step)->from;

  return (guint) (from >> 32) * 0x9e3779b1u + (guint) from;
}

static gboolean
equal_steps (gconstpointer a, gconstpointer b)
{
  return ((const Step *) a)->from == ((const Step *) b)->from;
}

static guint32
get_piece (Build *build, const char *text)
{
  gsize known = GPOINTER_TO_SIZE (g_hash_table_lookup (build->piece_index, text));

  if (known == 0) {
    GString *piece = g_string_new (text);

    g_ptr_array_add (build->pieces, piece);
    g_ptr_array_add (build->piece_steps,
                     g_array_new (FALSE, FALSE, sizeof (DsnWordingStep)));
    known = build->pieces->len;
    g_hash_table_insert (build->piece_index, piece->str, GSIZE_TO_POINTER (known));
  }
  return (guint32) known - 1;
}

/* The place that a piece leads to from @place. */
static guint32
get_place (Build *build, guint32 place, const char *text)
{
  guint32 piece = get_piece (build, text);
  Step wanted = { (guint64) place << 32 | piece, build->tables->places->len };
  DsnWordingStep step = { place, wanted.to };
  DsnWordingPlace next = { 0, FALSE };
  const Step *known = g_hash_table_lookup (build->step_index, &wanted);

  if (known != NULL)
    return known->to;
  g_hash_table_add (build->step_index, g_memdup2 (&wanted, sizeof wanted));
  g_array_append_val (g_ptr_array_index (build->piece_steps, piece), step);
  g_array_index (build->tables->places, DsnWordingPlace, place).goes_on = TRUE;
  g_array_append_val (build->tables->places, next);
  return wanted.to;
}

/* What makes a row the same as another to all who ask. */
static char *
make_key (const DsnWording *row, const char *folded)
{
  g_autoptr (GString) key = g_string_new (folded);

  g_string_append_printf (key, "\n%s\n", row->vendor);
  for (const guint16 *reply = row->replies; reply != NULL && *reply != 0; reply++)
    g_string_append_printf (key, "%u,", *reply);
  for (const DsnCode *sent = row->sent; sent != NULL && sent->klass != 0; sent++)
    g_string_append_printf (key, " %u.%u.%u", sent->klass, sent->subject, sent->detail);
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* Three letters or digits, or two characters that are no ASCII: less is in every text.
 */
static gboolean
is_enough (const char *text)
{
  guint letters = 0, wide = 0;

  for (const char *p = text; *p != '\0'; p++) {
    letters += g_ascii_isalnum (*p);
    wide += (guint8) *p >= 0xc0;
  }
  return letters >= 3 || wide >= 2;
}

/* A word that no language has: a code (XGEMAIL_0007, TSS04), a dotted keyword, a host.
 */
static gboolean
is_token (const char *word, gsize len)
{
  for (gsize i = 0; i < len; i++)
    if (g_ascii_isdigit (word[i]) || word[i] == '_' ||
        (word[i] == '.' && i + 1 < len && g_ascii_isalnum (word[i + 1])))
      return TRUE;
  return FALSE;
}

/* The bytes of @piece; those of tokens count twice, as they say more than words do. */
static gsize
weigh (const char *piece)
{
  gsize weight = strlen (piece);

  for (const char *word = piece; *word != '\0';) {
    gsize len = strcspn (word, " ");

    if (is_token (word, len))
      weight += len;
    word += len + strspn (word + len, " ");
  }
  return weight;
}

static guint8
what_it_tells (const DsnWording *row, const DsnCategory *category)
{
  if (strcmp (row->category, "message-expired") == 0)
    return DSN_WORDING_TELLS_END;
  if (strcmp (row->category, "policy-violation") == 0 &&
      strcmp (row->vendor, "any") == 0 && !row->spares)
    return DSN_WORDING_TELLS_REFUSAL;
  if (dsn_category_get_advice (category) == DSN_ADVICE_SUPPRESS ||
      dsn_category_is_hard (category) || dsn_wording_names_no_cause (row))
    return DSN_WORDING_TELLS_ADDRESS;
  return DSN_WORDING_TELLS_CAUSE;
}

/* Whether a verdict that rests on @row may be to give the address up, if its category
 * is one of those. */
static gboolean
may_give_up (const DsnWording *row)
{
  return row->hard != 0 &&
         (row->advice == DSN_ADVICE_NONE || row->advice == DSN_ADVICE_SUPPRESS);
}

static guint8
find_flags (const DsnWording *row, const DsnCategory *category, gboolean open_end)
{
  guint flags = open_end ? DSN_WORDING_OPEN_END : 0;
  gboolean about_address = dsn_category_get_advice (category) == DSN_ADVICE_SUPPRESS;

  if (row->replies != NULL || row->sent != NULL)
    flags |= DSN_WORDING_CONDITIONS;
  if (row->in_name)
    flags |= DSN_WORDING_IN_NAME;
  if (about_address)
    flags |= DSN_WORDING_ABOUT_ADDRESS;
  if (about_address && may_give_up (row))
    flags |= DSN_WORDING_GIVES_UP;
  if (row->spares)
    flags |= DSN_WORDING_SPARES;
  if (row->spares && !about_address && strcmp (row->category, "transient-failure") != 0)
    flags |= DSN_WORDING_SPARES_OTHER;
  return (guint8) flags;
}

static char *
add_row (Build *build, const DsnWording *row)
{
  g_auto (DsnFolded) folded = { 0 };
  g_auto (GStrv) parts = NULL;
  const DsnCategory *category = dsn_category_find (row->category);
  DsnWordingPlan plan = { 0 };
  gsize last, weight = 0;
  guint32 place = 0;
  char *key;

  dsn_fold (&folded, dsn_span_of_string (row->text));
  if (!is_enough (folded.text))
    return g_strdup_printf ("the text '%s' is too short to mean anything", row->text);
  key = make_key (row, folded.text);
  if (!g_hash_table_add (build->keys, key))
    return g_strdup_printf (
        "the text '%s' stands in another row, with the same vendor and "
        "conditions",
        row->text);
  parts = g_strsplit (folded.text, "*", -1);
  if (parts[0][0] == '\0')
    return g_strdup_printf (
        "the text '%s' begins with an asterisk, which means nothing", row->text);
  last = g_strv_length (parts) - 1;
  plan.tells = what_it_tells (row, category);
  plan.flags = find_flags (row, category, parts[last][0] == '\0');
  for (gsize i = 0; i <= last; i++) {
    const char *piece = g_strstrip (parts[i]);

    if (piece[0] == '\0')
      continue;
    place = get_place (build, place, piece);
    weight += weigh (piece);
  }
  if (row->spares && dsn_wording_names_no_cause (row))
    weight /= SPARING_SHARE;
  weight += (row->replies != NULL ? DSN_WORDING_REPLY_WEIGHT : 0) +
            (row->sent != NULL ? DSN_WORDING_SENT_WEIGHT : 0);
  plan.weight = (guint16) MIN (weight, G_MAXUINT16);
  g_array_append_val (build->tables->plans, plan);
  g_array_append_val (build->row_ends, place);
  return NULL;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  guint32 x = ((const DsnWordingStep *) a)->from,
          y = ((const DsnWordingStep *) b)->from;

  return (x > y) - (x < y);
}

static void
write_steps (const Build *build)
{
  DsnWordingTables *tables = build->tables;

  for (guint i = 0; i < build->pieces->len; i++) {
    GArray *steps = g_ptr_array_index (build->piece_steps, i);

    g_array_sort (steps, compare_steps);
    g_array_append_val (tables->step_start, tables->steps->len);
    g_array_append_vals (tables->steps, steps->data, steps->len);
  }
  g_array_append_val (tables->step_start, tables->steps->len);
}

/* Sorts the rows by the places where they end, by counting. */
static void
write_ends (const Build *build)
{
  GArray *places = build->tables->places;
  DsnWordingPlace end = { 0, FALSE };
  guint32 sum = 0;

  g_array_set_size (build->tables->ends, build->row_ends->len);
  g_array_append_val (places, end);
  for (guint i = 0; i < build->row_ends->len; i++)
    g_array_index (places, DsnWordingPlace, g_array_index (build->row_ends, guint32, i))
        .ends++;
  for (guint i = 0; i < places->len; i++) {
    sum += g_array_index (places, DsnWordingPlace, i).ends;
    g_array_index (places, DsnWordingPlace, i).ends = sum;
  }
  for (guint i = build->row_ends->len; i > 0; i--) {
    guint32 place = g_array_index (build->row_ends, guint32, i - 1);
    guint32 at = --g_array_index (places, DsnWordingPlace, place).ends;

    g_array_index (build->tables->ends, guint32, at) = i - 1;
  }
}

DsnWordingTables *
dsn_wording_build (const DsnWording *rows, guint32 count, char **fault,
                   guint32 *fault_row)
{
  g_autoptr (DsnWordingTables) tables = g_new0 (DsnWordingTables, 1);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (free_string);
  g_autoptr (GHashTable) piece_index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) piece_steps = g_ptr_array_new_with_free_func (free_array);
  g_autoptr (GHashTable) step_index =
      g_hash_table_new_full (hash_step, equal_steps, g_free, NULL);
  g_autoptr (GArray) row_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) keys =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Build build = {
    tables, pieces, piece_index, piece_steps, step_index, row_ends, keys
  };
  DsnWordingPlace start = { 0, FALSE };

  tables->plans = g_array_new (FALSE, FALSE, sizeof (DsnWordingPlan));
  tables->places = g_array_new (FALSE, FALSE, sizeof (DsnWordingPlace));
  tables->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  tables->step_start = g_array_new (FALSE, FALSE, sizeof (guint32));
  tables->steps = g_array_new (FALSE, FALSE, sizeof (DsnWordingStep));
  g_array_append_val (tables->places, start);
  for (guint32 i = 0; i < count; i++) {
    char *wrong = add_row (&build, &rows[i]);

    if (wrong != NULL) {
      *fault = wrong;
      *fault_row = i;
      g_clear_pointer (&tables, dsn_wording_tables_free);
      return NULL;
    }
  }
  write_steps (&build);
  write_ends (&build);
  tables->automaton = dsn_automaton_build (pieces);
  return g_steal_pointer (&tables);
}

void
dsn_wording_tables_free (DsnWordingTables *tables)
{
  if (tables == NULL)
    return;
  g_clear_pointer (&tables->plans, g_array_unref);
  g_clear_pointer (&tables->places, g_array_unref);
  g_clear_pointer (&tables->ends, g_array_unref);
  g_clear_pointer (&tables->step_start, g_array_unref);
  g_clear_pointer (&tables->steps, g_array_unref);
  dsn_automaton_tables_free (tables->automaton);
  g_free (tables);
}

DsnWordingSet
dsn_wording_tables_get (const DsnWordingTables *tables, const DsnWording *rows,
                        guint32 count)
{
  return (DsnWordingSet){
    .rows = rows,
    .plans = (const DsnWordingPlan *) (gpointer) tables->plans->data,
    .row_count = count,
    .automaton = dsn_automaton_tables_get (tables->automaton),
    .places = (const DsnWordingPlace *) (gpointer) tables->places->data,
    .ends = (const guint32 *) (gpointer) tables->ends->data,
    .step_start = (const guint32 *) (gpointer) tables->step_start->data,
    .steps = (const DsnWordingStep *) (gpointer) tables->steps->data,
  };
}
