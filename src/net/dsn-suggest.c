/* dsn-suggest.c: which domain was probably meant. */
#include "dsn-suggest.h"

#include "dsn-family.h"

#include "dsn-typo-table.h"

#define NAME_MAX_LEN 63
#define EDIT 2
#define NEIGHBOUR 1

/* From this length on a name may hold a second slip, of a neighbour's key. */
#define LONG_NAME 8

/* The rows of a keyboard; a neighbour is beside, or above or below and half a key off.
 */
static gboolean
are_neighbours (char a, char b)
{
  static const char *const rows[] = { "1234567890", "qwertyuiop", "asdfghjkl",
                                      "zxcvbnm" };
  int row[2] = { -9, -9 }, column[2] = { 0, 0 };
  const char both[2] = { a, b };

  for (int i = 0; i < 2; i++)
    for (int r = 0; r < (int) G_N_ELEMENTS (rows); r++) {
      const char *at = both[i] != '\0' ? strchr (rows[r], both[i]) : NULL;

      if (at != NULL) {
        row[i] = r;
        column[i] = (int) (at - rows[r]);
      }
    }
  if (row[0] < 0 || row[1] < 0)
    return FALSE;
  if (row[0] == row[1])
    return ABS (column[0] - column[1]) == 1;
  if (row[1] == row[0] + 1) /* the row below stands half a key to the right */
    return column[1] == column[0] || column[1] == column[0] - 1;
  return row[1] == row[0] - 1 && (column[1] == column[0] || column[1] == column[0] + 1);
}

static guint
change (char a, char b)
{
  if (a == b)
    return 0;
  return are_neighbours (a, b) ? NEIGHBOUR : EDIT;
}

guint
dsn_suggest_distance (const char *a, const char *b)
{
  gsize a_len = strlen (a), b_len = strlen (b);
  guint before[NAME_MAX_LEN + 1], last[NAME_MAX_LEN + 1], now[NAME_MAX_LEN + 1];

  if (a_len > NAME_MAX_LEN || b_len > NAME_MAX_LEN)
    return G_MAXUINT;
  for (guint j = 0; j <= b_len; j++)
    last[j] = before[j] = j * EDIT;
  for (guint i = 1; i <= a_len; i++) {
    now[0] = i * EDIT;
    for (guint j = 1; j <= b_len; j++) {
      now[j] = MIN (last[j - 1] + change (a[i - 1], b[j - 1]),
                    MIN (last[j], now[j - 1]) + EDIT);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = MIN (now[j], before[j - 2] + EDIT);
    }
    memcpy (before, last, sizeof before);
    memcpy (last, now, sizeof last);
  }
  return last[b_len];
}

static gboolean
has_suggestion (const DsnSuggestion *found, const char *domain)
{
  for (guint i = 0; i < found->count; i++)
    if (strcmp (found->domains[i], domain) == 0)
      return TRUE;
  return FALSE;
}

static void
suggest (DsnSuggestion *found, char *domain)
{
  if (found->count < DSN_SUGGEST_MAX && !has_suggestion (found, domain))
    found->domains[found->count++] = domain;
  else
    g_free (domain);
}

/* A domain of the list, or one with an end of the list: the longest. */
static void
suggest_known (const char *domain, DsnSuggestion *found)
{
  const struct DsnTypo *best = NULL;
  gsize len = strlen (domain), end;

  for (gsize i = 0; i < G_N_ELEMENTS (dsn_typos); i++) {
    const struct DsnTypo *typo = &dsn_typos[i];

    if (strcmp (typo->typed, domain) == 0) {
      suggest (found, g_strdup (typo->meant));
      found->known = TRUE;
      return;
    }
    end = strlen (typo->typed);
    if (typo->typed[0] == '.' && len > end &&
        strcmp (domain + len - end, typo->typed) == 0 &&
        (best == NULL || end > strlen (best->typed)))
      best = typo;
  }
  if (best != NULL)
    suggest (found, g_strdup_printf ("%.*s%s", (int) (len - strlen (best->typed)),
                                     domain, best->meant));
}

/* The domain of a provider that is nearest, and what it takes. */
typedef struct {
  const char *domain;
  const char *nearest;
  guint distance;
} Nearest;

static void
consider (gpointer data, gpointer user_data)
{
  const char *candidate = data;
  Nearest *nearest = user_data;
  guint distance = dsn_suggest_distance (nearest->domain, candidate);
  const char *dot = strchr (candidate, '.');
  gsize name = dot != NULL ? (gsize) (dot - candidate) : strlen (candidate);

  /* Of a short name one letter makes another name, not a slip. */
  if (name < 4 || distance > (name >= LONG_NAME ? EDIT + NEIGHBOUR : EDIT))
    return;
  if (distance < nearest->distance) {
    nearest->nearest = candidate;
    nearest->distance = distance;
  }
}

DsnSuggestion
dsn_suggest (const char *domain)
{
  DsnSuggestion found = { .count = 0 };
  Nearest nearest = { .domain = domain, .distance = G_MAXUINT };

  suggest_known (domain, &found);
  dsn_family_foreach_domain (consider, &nearest);
  if (nearest.distance == 0 && !found.known)
    dsn_suggestion_clear (&found);
  else if (nearest.nearest != NULL && nearest.distance > 0)
    suggest (&found, g_strdup (nearest.nearest));
  return found;
}

void
dsn_suggestion_clear (DsnSuggestion *suggestion)
{
  for (guint i = 0; i < suggestion->count; i++)
    g_clear_pointer (&suggestion->domains[i], g_free);
  *suggestion = (DsnSuggestion){ .count = 0 };
}
