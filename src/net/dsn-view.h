/* dsn-view.h: what one server says about one domain: its mail hosts and addresses. */
#pragma once

#include "dsn-ask.h"
#include "dsn-observation.h"

G_BEGIN_DECLS

/**
 * DSN_VIEW_MAX_HOSTS:
 *
 * Mail hosts whose addresses are asked for; more are an observation.
 */
#define DSN_VIEW_MAX_HOSTS 10

/* Whose side a server is on. */
typedef enum {
  DSN_ROLE_LOCAL,
  DSN_ROLE_INDEPENDENT,
  DSN_ROLE_AUTHORITY,
} DsnRole;
#define DSN_ROLES 3

/**
 * DsnHost:
 * @name: its name
 * @preference: of its MX
 * @ttl: of its MX, seconds
 * @a: (nullable): what was answered for its IPv4 addresses
 * @aaaa: (nullable): likewise IPv6
 *
 * A mail host as one server names it.
 */
typedef struct {
  char *name;
  guint preference;
  guint32 ttl;
  const DsnReply *a;
  const DsnReply *aaaa;
} DsnHost;

/**
 * DsnView:
 * @role: whose side the server is on
 * @server: the server
 * @host: (nullable): of an authority, its name
 * @zone: (nullable): of an authority, what it speaks for
 * @mx: what was answered for the domain's MX
 * @unchecked: (nullable): the same without DNSSEC
 * @a: (nullable): for the domain's own IPv4 addresses
 * @aaaa: (nullable): likewise IPv6
 * @root: (nullable): for the root's name servers
 * @hosts: (element-type DsnHost): the mail hosts, best first; without a null MX
 * @null_mx: whether there is a null MX
 * @observations: a bit for each #DsnObservation
 * @main: what says most
 * @state: what it is worth in a comparison
 *
 * What one server says about one domain. Replies are borrowed.
 */
typedef struct {
  DsnRole role;
  const DsnServer *server;
  char *host;
  char *zone;
  const DsnReply *mx;
  const DsnReply *unchecked;
  const DsnReply *a;
  const DsnReply *aaaa;
  const DsnReply *root;
  GPtrArray *hosts;
  gboolean null_mx;
  guint64 observations;
  DsnObservation main;
  DsnState state;
} DsnView;

/**
 * dsn_view_new:
 * @role: whose side the server is on
 * @server: who is asked; must outlive the view
 * @host: (nullable): its name
 *
 * Returns: (transfer full): a view of nothing yet
 */
DsnView *dsn_view_new (DsnRole role, const DsnServer *server, const char *host);

/**
 * dsn_view_free:
 *
 * Frees a view.
 */
void dsn_view_free (DsnView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnView, dsn_view_free)

/**
 * dsn_view_take_mx:
 * @view: a view
 * @reply: what was answered for the domain's MX
 *
 * Fills the mail hosts, following aliases inside the answer.
 */
void dsn_view_take_mx (DsnView *view, const DsnReply *reply);

/**
 * dsn_reply_follow:
 * @reply: a reply
 *
 * Returns: the name that the question's name is an alias of in the end, or that name
 *   itself; %NULL where aliases go round in circles
 */
const char *dsn_reply_follow (const DsnReply *reply);

/**
 * dsn_reply_find_soa:
 * @reply: (nullable): a reply
 *
 * Returns: (nullable): the SOA that vouches for a negative answer
 */
const DsnRecord *dsn_reply_find_soa (const DsnReply *reply);

/**
 * dsn_reply_is_negative:
 * @reply: (nullable): a reply
 *
 * Returns: whether it says that there is no such record: NXDOMAIN, or no record of the
 *   type and a SOA that vouches for it
 */
gboolean dsn_reply_is_negative (const DsnReply *reply);

/**
 * dsn_reply_next_address:
 * @reply: (nullable): a reply to a question for addresses
 * @position: (inout): where to go on; 0 at first
 *
 * Returns: (nullable): the next address
 */
const char *dsn_reply_next_address (const DsnReply *reply, guint *position);

G_END_DECLS
