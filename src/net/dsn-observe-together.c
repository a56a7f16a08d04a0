/* dsn-observe-together.c: what shows only when the views of several servers are
 * compared. */
#include "dsn-observe.h"

static void
note (DsnView *view, DsnObservation observation)
{
  view->observations |= G_GUINT64_CONSTANT (1) << observation;
}

/* How many views of a role, or of all others than local, are in a state. */
static guint
count_state (const GPtrArray *views, gboolean local, DsnState state)
{
  guint count = 0;

  for (guint i = 0; i < views->len; i++) {
    const DsnView *view = g_ptr_array_index (views, i);

    count += (view->role == DSN_ROLE_LOCAL) == local && view->state == state;
  }
  return count;
}

static guint32
serial_of (const DsnView *view)
{
  const DsnRecord *soa = dsn_reply_find_soa (view->mx);

  return soa != NULL ? soa->serial : 0;
}

static gboolean
have_same_hosts (const DsnView *a, const DsnView *b)
{
  if (a->hosts->len != b->hosts->len)
    return FALSE;
  for (guint i = 0; i < a->hosts->len; i++) {
    const DsnHost *one = g_ptr_array_index (a->hosts, i);
    const DsnHost *other = g_ptr_array_index (b->hosts, i);

    if (one->preference != other->preference || strcmp (one->name, other->name) != 0)
      return FALSE;
  }
  return TRUE;
}

/* Whether a server of the zone says anything for it. */
static gboolean
speaks (const DsnView *view)
{
  return view->state != DSN_STATE_TIMEOUT && view->state != DSN_STATE_LAME &&
         view->state != DSN_STATE_REFUSED && view->state != DSN_STATE_SERVFAIL;
}

static gboolean
contradict (const DsnView *a, const DsnView *b)
{
  return a->state != b->state || !have_same_hosts (a, b) ||
         serial_of (a) != serial_of (b);
}

/* Authorities: one that has no answer of its own is lame; those that have may differ.
 */
static void
observe_authorities (const GPtrArray *views)
{
  const DsnView *first = NULL;
  gboolean split = FALSE;
  guint speaking = 0;

  for (guint i = 0; i < views->len; i++) {
    DsnView *view = g_ptr_array_index (views, i);

    if (view->role != DSN_ROLE_AUTHORITY)
      continue;
    if (speaks (view) && !view->mx->answer->authoritative)
      view->state = DSN_STATE_LAME;
    if (!speaks (view))
      continue;
    speaking++;
    if (first == NULL)
      first = view;
    split |= contradict (first, view);
  }
  for (guint i = 0; i < views->len; i++) {
    DsnView *view = g_ptr_array_index (views, i);

    if (view->role != DSN_ROLE_AUTHORITY)
      continue;
    if (split && speaks (view))
      note (view, DSN_OBSERVATION_SPLIT_AUTHORITY);
    if (speaking > 0 || view->state == DSN_STATE_TIMEOUT)
      continue;
    note (view, DSN_OBSERVATION_LAME);
    view->observations &= ~(G_GUINT64_CONSTANT (1) << DSN_OBSERVATION_REFUSED);
    view->main = DSN_OBSERVATION_LAME;
    view->state = DSN_STATE_LAME;
  }
}

void
dsn_observe_together (const GPtrArray *views)
{
  guint missing_there, found_there, here_missing;

  observe_authorities (views);
  missing_there = count_state (views, FALSE, DSN_STATE_NXDOMAIN);
  found_there = count_state (views, FALSE, DSN_STATE_USABLE);
  here_missing = count_state (views, TRUE, DSN_STATE_NXDOMAIN);
  for (guint i = 0; i < views->len; i++) {
    DsnView *view = g_ptr_array_index (views, i);

    if (view->role != DSN_ROLE_LOCAL)
      continue;
    if (view->state == DSN_STATE_NXDOMAIN && found_there > 0 && missing_there == 0)
      note (view, DSN_OBSERVATION_NXDOMAIN_LOCAL);
    if (dsn_view_has (view, DSN_OBSERVATION_IMPLICIT_MX) && found_there == 0 &&
        missing_there > 0 && here_missing == 0) {
      note (view, DSN_OBSERVATION_NX_HIJACK);
      view->main = DSN_OBSERVATION_NX_HIJACK;
      view->state = DSN_STATE_HIJACK;
    }
  }
}
