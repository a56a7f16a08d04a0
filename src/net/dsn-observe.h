/* dsn-observe.h: the answers of one server about one domain -> observations. */
#pragma once

#include "dsn-view.h"

G_BEGIN_DECLS

/**
 * DsnHere:
 * @addresses: (nullable): the addresses of this machine
 * @no_ipv6: there is no way to the internet over IPv6
 *
 * What must be known of this machine to judge an answer.
 */
typedef struct {
  const char *const *addresses;
  gboolean no_ipv6;
} DsnHere;

/**
 * dsn_observe:
 * @view: a view whose replies are there; gets its observations, main one and state
 * @here: where the answers are to be used
 *
 * Depends on the replies alone.
 */
void dsn_observe (DsnView *view, const DsnHere *here);

/**
 * dsn_observe_together:
 * @views: (element-type DsnView): all servers' views of one domain, each observed
 *
 * Adds what shows only when views are compared: what is missing only here, a hijacked
 * name, authorities that disagree or are lame.
 */
void dsn_observe_together (const GPtrArray *views);

/**
 * dsn_view_has:
 *
 * Returns: whether @view has an observation
 */
static inline gboolean
dsn_view_has (const DsnView *view, DsnObservation observation)
{
  return (view->observations >> observation & 1) != 0;
}

G_END_DECLS
