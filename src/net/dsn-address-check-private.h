/* dsn-address-check-private.h: what a check of an address is made of. */
#pragma once

#include "dsn-address-check.h"
#include "dsn-ask.h"

G_BEGIN_DECLS

/**
 * DsnDnsbl:
 * @id: its name
 * @title: what people call it
 * @zone: where it is asked
 * @ipv6: it knows IPv6
 *
 * A row of rules/dnsbls.toml.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *zone;
  gboolean ipv6;
} DsnDnsbl;

/**
 * DsnListing:
 * @DSN_LISTING_UNKNOWN: there was no answer
 * @DSN_LISTING_CLEAR: it is not on the list
 * @DSN_LISTING_LISTED: it is
 * @DSN_LISTING_REFUSED: the list does not serve this resolver (127.255.255.0/24)
 * @DSN_LISTING_ODD: the answer is none that a list gives (RFC 5782 §2.1): a made up one
 */
typedef enum {
  DSN_LISTING_UNKNOWN,
  DSN_LISTING_CLEAR,
  DSN_LISTING_LISTED,
  DSN_LISTING_REFUSED,
  DSN_LISTING_ODD,
} DsnListing;

/* One list's word. */
typedef struct {
  const DsnDnsbl *list;
  const DsnReply *a;
  const DsnReply *txt;
} DsnListed;

/* A name of the address, and where it leads. */
typedef struct {
  const char *name;
  const DsnReply *addresses;
} DsnPointer;

struct _DsnAddressCheck {
  gatomicrefcount ref_count;
  char *address;
  gint64 started;
  DsnServer *server;
  DsnAsker *asker;
  const DsnReply *ptr; /* NULL: not asked */
  GPtrArray *pointers; /* DsnPointer */
  GPtrArray *lists;    /* DsnListed; empty: not asked */
};

/**
 * dsn_pointer_is_confirmed:
 *
 * Returns: whether the name leads back to @address
 */
gboolean dsn_pointer_is_confirmed (const DsnPointer *pointer, const char *address);

/**
 * dsn_listed_get:
 *
 * Returns: what the list says
 */
DsnListing dsn_listed_get (const DsnListed *listed);

/**
 * dsn_listing_to_string:
 *
 * Returns: `unknown`, `clear`, `listed`, `refused` or `odd`
 */
const char *dsn_listing_to_string (DsnListing listing);

/**
 * dsn_address_reverse:
 * @address: an IPv4 or IPv6 address
 * @zone: what to put behind; `in-addr.arpa` and `ip6.arpa` are put by %NULL
 *
 * Returns: (transfer full) (nullable): its octets or nibbles in reverse order, with
 * dots, before @zone; %NULL if @address is none
 */
char *dsn_address_reverse (const char *address, const char *zone);

G_END_DECLS
