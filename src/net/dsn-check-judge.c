/* dsn-check-judge.c: what is known beside the answers -> the action of a check. */
#include "dsn-check-private.h"

#define MINUTE_USEC ((gint64) 60 * G_USEC_PER_SEC)

/* Other domains of a family that are asked for. */
#define MAX_SIBLINGS 6

void
dsn_check_add_siblings (DsnCheck *check)
{
  const DsnFamily *family =
      check->ascii != NULL ? dsn_family_of_domain (check->ascii) : NULL;

  for (guint i = 0; family != NULL && family->domains[i] != NULL &&
                    check->siblings->len < MAX_SIBLINGS;
       i++) {
    DsnCheck *sibling;

    if (strchr (family->domains[i], '*') != NULL ||
        strcmp (family->domains[i], check->ascii) == 0)
      continue;
    sibling = dsn_check_new (check->run, family->domains[i]);
    g_ptr_array_add (check->siblings, sibling);
    dsn_check_ask (sibling);
  }
}

/* By the domain's own name; of what a gateway or a hoster handles, by its mail hosts.
 */
static const DsnFamily *
family_of (const DsnCheck *check)
{
  const DsnFamily *family =
      check->ascii != NULL ? dsn_family_of_domain (check->ascii) : NULL;

  for (guint i = 0; i < check->views->len && family == NULL; i++) {
    const DsnView *view = g_ptr_array_index (check->views, i);

    for (guint j = 0; j < view->hosts->len && family == NULL; j++)
      family = dsn_family_of_host (
          ((const DsnHost *) g_ptr_array_index (view->hosts, j))->name);
  }
  return family;
}

/* How the other domains of the family fare. */
static void
judge_siblings (DsnCheck *check)
{
  guint failing = 0;

  if (check->siblings->len == 0 || dsn_check_has_route (check))
    return;
  for (guint i = 0; i < check->siblings->len; i++)
    failing += !dsn_check_has_route (g_ptr_array_index (check->siblings, i));
  check->patterns |= G_GUINT64_CONSTANT (1)
                     << (failing > 0 ? DSN_PATTERN_ONE_FAMILY : DSN_PATTERN_ONE_DOMAIN);
}

/* Offered where the domain fails; a known slip that has a mail host belongs to somebody
 * else. */
static void
judge_name (DsnCheck *check)
{
  if (check->ascii == NULL)
    return;
  check->suggestion = dsn_suggest (check->ascii);
  if (!check->suggestion.known && dsn_check_has_route (check))
    dsn_suggestion_clear (&check->suggestion);
}

const DsnPatternRow *
dsn_check_find_other_cause (const DsnCheck *check)
{
  const DsnAffected *affected = check->affected;

  if (affected == NULL || affected->routing > 0 || !dsn_check_has_route (check))
    return NULL;
  for (guint i = 0; i < DSN_PATTERN_COUNT; i++)
    if ((affected->patterns >> i & 1) != 0)
      return dsn_pattern_get ((DsnPattern) i);
  return NULL;
}

/* Of several rows that may fit, none decides. A domain is given up only where all sides
 * have said so, and never that of a large provider. */
static DsnCheckAction
action_of (const DsnCheck *check)
{
  const DsnConclusion *row = check->comparison.row;
  const DsnPatternRow *other = dsn_check_find_other_cause (check);

  if (other != NULL)
    return other->action;
  if (row == NULL)
    return check->views->len > 0 ? DSN_CHECK_HOLD : DSN_CHECK_NONE;
  if (row->action == DSN_CHECK_SUPPRESS &&
      (!check->comparison.confirmed || (check->family != NULL && check->family->large)))
    return DSN_CHECK_HOLD;
  if (row->failing && check->window != NULL && check->window->escalate)
    return DSN_CHECK_ESCALATE;
  return row->action;
}

void
dsn_check_decide (DsnCheck *check)
{
  gint64 since = check->run->options.since * G_USEC_PER_SEC;
  const DsnAffected *affected = check->affected;

  /* Reports tell how long it went on; whether it still does is for DNS to say. */
  if (since != 0)
    check->window =
        dsn_window_of_minutes (MAX (check->started - since, 0) / MINUTE_USEC);
  else if (affected != NULL && affected->first != 0)
    check->window = dsn_window_of_minutes ((affected->last - affected->first) / 60);
  check->action = action_of (check);
}

void
dsn_check_judge (DsnCheck *check)
{
  check->family = family_of (check);
  judge_siblings (check);
  judge_name (check);
  dsn_check_decide (check);
}
