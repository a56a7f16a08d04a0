/* dsn-bogon.h: which addresses are not of the internet. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * dsn_bogon_find:
 * @address: an IPv4 or IPv6 address as text
 *
 * Returns: (nullable): what block it is of (`private`, `loopback`, ...) if mail over
 * the internet cannot reach it; %NULL for any other
 */
const char *dsn_bogon_find (const char *address);

G_END_DECLS
