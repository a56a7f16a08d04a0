/* dsn-observe.c: the answers of one server about one domain -> observations. */
#include "dsn-observe.h"

#include "dsn-bogon.h"

#include "dsn-observation-rows.h"

#define TTL_MAX (7 * 24 * 3600)
#define NEGATIVE_TTL_MAX (3 * 3600)
#define HOSTS_MANY 20
#define ADDRESSES_MANY 100

G_STATIC_ASSERT (DSN_OBSERVATION_COUNT <= 64);

const DsnObservationRow *
dsn_observation_get (DsnObservation observation)
{
  g_assert (observation < DSN_OBSERVATION_COUNT);
  return &dsn_observation_rows[observation];
}

static void
note (DsnView *view, DsnObservation observation)
{
  view->observations |= G_GUINT64_CONSTANT (1) << observation;
}

/* What says most, and what it is worth. */
static void
conclude (DsnView *view, DsnObservation observation)
{
  note (view, observation);
  view->main = observation;
  view->state = dsn_observation_get (observation)->state;
}

/* Extended errors (RFC 8914 §4) by what they come to. */
static gboolean
has_error (const DsnReply *reply, const guint16 *codes)
{
  for (guint i = 0; reply->answer != NULL && i < reply->answer->errors->len; i++)
    for (const guint16 *code = codes; *code != 0; code++)
      if (g_array_index (reply->answer->errors, guint16, i) == *code)
        return TRUE;
  return FALSE;
}

static const guint16 stale_errors[] = { 3, 19, 0 };
static const guint16 policy_errors[] = { 4, 15, 16, 17, 0 };
static const guint16 dnssec_errors[] = { 1, 2, 6, 7, 8, 9, 10, 11, 12, 25, 27, 0 };
static const guint16 cached_errors[] = { 13, 0 };
static const guint16 authority_errors[] = { 22, 23, 0 };

/* Whether the answer is what it is on purpose. 18, prohibited, is about the client:
 * with REFUSED, where it belongs (RFC 8914 §4.19), it says no more than REFUSED does.
 */
static gboolean
is_policy (const DsnReply *reply)
{
  static const guint16 prohibited[] = { 18, 0 };

  return has_error (reply, policy_errors) ||
         (has_error (reply, prohibited) && reply->answer->rcode != DSN_RCODE_REFUSED);
}

static void
observe_servfail (DsnView *view)
{
  const DsnAnswer *unchecked = view->unchecked != NULL ? view->unchecked->answer : NULL;

  if (has_error (view->mx, dnssec_errors) ||
      (unchecked != NULL && (unchecked->rcode == DSN_RCODE_NOERROR ||
                             unchecked->rcode == DSN_RCODE_NXDOMAIN)))
    conclude (view, DSN_OBSERVATION_DNSSEC_BOGUS);
  else if (has_error (view->mx, authority_errors))
    conclude (view, DSN_OBSERVATION_NO_AUTHORITY);
  else if (has_error (view->mx, cached_errors))
    conclude (view, DSN_OBSERVATION_CACHED_ERROR);
  else
    conclude (view, DSN_OBSERVATION_SERVFAIL);
}

/* What a set of addresses is worth. */
typedef struct {
  guint count;
  guint usable;
  guint bogon;
  guint v4;
  gboolean own;
} Addresses;

static void
count_addresses (const DsnReply *reply, const DsnHere *here, Addresses *found)
{
  guint position = 0;
  const char *address;

  while ((address = dsn_reply_next_address (reply, &position)) != NULL) {
    found->count++;
    found->v4 += strchr (address, ':') == NULL;
    if (dsn_bogon_find (address) != NULL)
      found->bogon++;
    else
      found->usable++;
    if (here->addresses != NULL && g_strv_contains (here->addresses, address))
      found->own = TRUE;
  }
}

static gboolean
is_alias (const DsnReply *reply)
{
  return reply != NULL && reply->answer != NULL &&
         dsn_answer_find (reply->answer, DSN_SECTION_ANSWER, DSN_TYPE_CNAME, 0, NULL) !=
             NULL;
}

/* Notes what is wrong with a mail host; says whether mail could be sent to it. What is
 * not known does not count against it. */
static gboolean
observe_host (DsnView *view, const DsnHost *host, const DsnHere *here, Addresses *all)
{
  Addresses own = { 0 };

  if (g_hostname_is_ip_address (host->name)) {
    note (view, DSN_OBSERVATION_MX_IP_LITERAL);
    return FALSE;
  }
  if (is_alias (host->a) || is_alias (host->aaaa))
    note (view, DSN_OBSERVATION_MX_CNAME);
  count_addresses (host->a, here, &own);
  count_addresses (host->aaaa, here, &own);
  all->count += own.count;
  all->usable += own.usable;
  all->bogon += own.bogon;
  all->v4 += own.v4;
  if (own.own)
    note (view, DSN_OBSERVATION_MX_LOOP);
  if (own.bogon > 0)
    note (view, DSN_OBSERVATION_MX_BOGON);
  if (own.count > 0)
    return own.usable > 0;
  if (!dsn_reply_is_negative (host->a) || !dsn_reply_is_negative (host->aaaa))
    return TRUE;
  note (view, DSN_OBSERVATION_MX_DANGLING);
  return FALSE;
}

static void
observe_hosts (DsnView *view, const DsnHere *here)
{
  Addresses all = { 0 };
  guint usable = 0;

  conclude (view, DSN_OBSERVATION_MX);
  if (view->null_mx)
    note (view, DSN_OBSERVATION_NULL_MX_MIXED);
  for (guint i = 0; i < view->hosts->len; i++) {
    const DsnHost *host = g_ptr_array_index (view->hosts, i);

    usable += observe_host (view, host, here, &all);
    if (host->ttl == 0 || host->ttl > TTL_MAX)
      note (view, DSN_OBSERVATION_TTL_ODD);
  }
  if (view->hosts->len > HOSTS_MANY || all.count > ADDRESSES_MANY)
    note (view, DSN_OBSERVATION_MX_MANY);
  if (here->no_ipv6 && all.usable > 0 && all.v4 == 0)
    note (view, DSN_OBSERVATION_V6_ONLY);
  if (usable > 0)
    return;
  if (dsn_view_has (view, DSN_OBSERVATION_MX_BOGON))
    view->main = DSN_OBSERVATION_MX_BOGON;
  else if (dsn_view_has (view, DSN_OBSERVATION_MX_DANGLING))
    view->main = DSN_OBSERVATION_MX_DANGLING;
  else
    view->main = DSN_OBSERVATION_MX_IP_LITERAL;
  view->state =
      view->main == DSN_OBSERVATION_MX_BOGON ? DSN_STATE_BOGON : DSN_STATE_USELESS;
}

/* A negative answer may be kept for min (TTL of the SOA, its MINIMUM) seconds
 * (RFC 2308 §5). */
static void
observe_negative (DsnView *view, DsnObservation observation)
{
  const DsnRecord *soa = dsn_reply_find_soa (view->mx);

  if (soa == NULL) {
    conclude (view, DSN_OBSERVATION_EMPTY_NO_SOA);
    return;
  }
  conclude (view, observation);
  if (MIN (soa->ttl, soa->minimum) > NEGATIVE_TTL_MAX)
    note (view, DSN_OBSERVATION_TTL_ODD);
  /* The zone that denies the name is a top-level domain, or the root. */
  if (observation == DSN_OBSERVATION_NXDOMAIN && strchr (soa->owner, '.') == NULL)
    note (view, DSN_OBSERVATION_DOMAIN_GONE);
  if (observation == DSN_OBSERVATION_NXDOMAIN && strcmp (soa->owner, ".") == 0)
    note (view, DSN_OBSERVATION_DOMAIN_GONE);
}

/* No MX: the domain's own address would do (RFC 5321 §5.1). */
static void
observe_no_mx (DsnView *view, const DsnHere *here)
{
  const DsnAnswer *answer = view->mx->answer;
  Addresses own = { 0 };

  count_addresses (view->a, here, &own);
  count_addresses (view->aaaa, here, &own);
  if (own.count > 0) {
    conclude (view, DSN_OBSERVATION_IMPLICIT_MX);
    if (own.bogon > 0)
      note (view, DSN_OBSERVATION_MX_BOGON);
    if (own.own)
      note (view, DSN_OBSERVATION_MX_LOOP);
    if (here->no_ipv6 && own.usable > 0 && own.v4 == 0)
      note (view, DSN_OBSERVATION_V6_ONLY);
    if (own.usable == 0) {
      view->main = DSN_OBSERVATION_MX_BOGON;
      view->state = DSN_STATE_BOGON;
    }
    return;
  }
  /* An alias that leads out of what the server knows: others have the last word. */
  if (is_alias (view->mx) && dsn_reply_find_soa (view->mx) == NULL &&
      view->role == DSN_ROLE_AUTHORITY) {
    conclude (view, DSN_OBSERVATION_MX_VIA_CNAME);
    return;
  }
  /* A referral: the server answers for others only, or for nobody. */
  if (dsn_reply_find_soa (view->mx) == NULL && !answer->authoritative &&
      dsn_answer_find (answer, DSN_SECTION_AUTHORITY, DSN_TYPE_NS, 0, NULL) != NULL)
    conclude (view, DSN_OBSERVATION_REFUSED);
  else if (dsn_reply_find_soa (view->mx) != NULL &&
           (!dsn_reply_is_negative (view->a) || !dsn_reply_is_negative (view->aaaa)))
    conclude (view, DSN_OBSERVATION_TIMEOUT); /* half an answer proves nothing */
  else
    observe_negative (view, DSN_OBSERVATION_NODATA);
}

/* How the answer came, whatever it says. */
static void
observe_transport (DsnView *view)
{
  const DsnReply *reply = view->mx;

  if (reply->udp_lost)
    note (view, DSN_OBSERVATION_UDP_LOST);
  if (reply->edns_refused)
    note (view, DSN_OBSERVATION_EDNS_BROKEN);
  if (reply->foreign + reply->malformed > 0)
    note (view, DSN_OBSERVATION_SPOOF_SUSPECT);
  if (is_alias (reply))
    note (view, DSN_OBSERVATION_MX_VIA_CNAME);
  if (has_error (reply, stale_errors))
    note (view, DSN_OBSERVATION_STALE);
  if (has_error (reply, cached_errors))
    note (view, DSN_OBSERVATION_CACHED_ERROR);
}

static void
observe_answer (DsnView *view, const DsnHere *here)
{
  const DsnReply *reply = view->mx;

  switch (reply->answer->rcode) {
  case DSN_RCODE_NOERROR:
    if (view->hosts->len > 0)
      observe_hosts (view, here);
    else if (view->null_mx)
      conclude (view, DSN_OBSERVATION_NULL_MX);
    else
      observe_no_mx (view, here);
    break;
  case DSN_RCODE_NXDOMAIN:
    observe_negative (view, DSN_OBSERVATION_NXDOMAIN);
    break;
  case DSN_RCODE_REFUSED:
    conclude (view, DSN_OBSERVATION_REFUSED);
    break;
  case DSN_RCODE_FORMERR:
  case DSN_RCODE_NOTIMP:
  case DSN_RCODE_BADVERS:
    conclude (view, DSN_OBSERVATION_EDNS_BROKEN);
    break;
  default:
    observe_servfail (view);
  }
}

void
dsn_observe (DsnView *view, const DsnHere *here)
{
  const DsnReply *reply = view->mx;

  view->observations = 0;
  if (reply == NULL || reply->answer == NULL)
    conclude (view, DSN_OBSERVATION_TIMEOUT);
  else if (is_policy (reply))
    conclude (view, DSN_OBSERVATION_POLICY);
  else if (reply->tcp_failed)
    conclude (view, DSN_OBSERVATION_TRUNCATED_NO_TCP);
  else
    observe_answer (view, here);
  if (reply != NULL)
    observe_transport (view);
  if (dsn_view_has (view, DSN_OBSERVATION_STALE) && view->state != DSN_STATE_SERVFAIL)
    view->state = DSN_STATE_STALE;
}
