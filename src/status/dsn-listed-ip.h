/* dsn-listed-ip.h: the IP address that a refusal says is listed. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_listed_ip_find:
 * @text: what a failing system said
 * @name: where in it a blocklist is named
 *
 * Looks for an IPv4 or IPv6 address: first in the URL that @name stands in, then before
 * @name, the nearest, then behind it. Loopback addresses, which are a list's answers,
 * and the address of the host whose reply follows ("[192.0.2.1]: 550") are none.
 *
 * Returns: the address; empty if there is none
 */
DsnSpan dsn_listed_ip_find (DsnSpan text, DsnSpan name);

G_END_DECLS
