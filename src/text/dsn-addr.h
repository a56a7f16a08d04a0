/* dsn-addr.h: one mail address: local part and domain (RFC 5321 §4.1.2, RFC 5890). */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnAddr:
 * @address: the address to use: brackets, route and comments taken off, domain in lower
 *   case and with U-labels; the local part as it was
 * @ascii: (nullable): the same with A-labels; %NULL where @address holds no U-label
 * @has_domain: there is a local part and what may be a domain
 * @odd: something had to be taken off
 * @bad_idn: the domain is no valid IDN and stays as it was written
 *
 * An address as a report names it. Text is valid UTF-8.
 */
typedef struct {
  char *address;
  char *ascii;
  gboolean has_domain;
  gboolean odd;
  gboolean bad_idn;
} DsnAddr;

/**
 * dsn_addr_read:
 * @text: an address, one line; e.g. `<a@b>`, `"a b"@c`, `@route:a@b`, `a@b (Ann)`
 * @addr: (out caller-allocates): set on success only; end with dsn_addr_clear()
 *
 * Reads one address. A text without `@` is a local name and kept as it is.
 *
 * Returns: whether anything was there
 */
gboolean dsn_addr_read (DsnSpan text, DsnAddr *addr);

/**
 * dsn_addr_clear:
 *
 * Frees what dsn_addr_read() has set.
 */
void dsn_addr_clear (DsnAddr *addr);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnAddr, dsn_addr_clear)

/**
 * dsn_domain_read:
 * @text: a domain, or an address whose domain is meant; one line
 * @unicode: (out) (transfer full): the domain in lower case and with U-labels, without
 *   the dot at its end; always set
 * @ascii: (out) (transfer full): the same with A-labels, as it is asked for in DNS; set
 *   on success only
 *
 * Reads a domain that is to be asked for: at most 253 octets, labels of 1 to 63
 * (RFC 1035 §2.3.4), no address literal.
 *
 * Returns: whether it is one
 */
gboolean dsn_domain_read (DsnSpan text, char **unicode, char **ascii);

G_END_DECLS
