/* dsn-address-check.h: what DNS says of a sending address: its name, and block lists.
 */
#pragma once

#include "dsn-check.h"

G_BEGIN_DECLS

/**
 * DsnAddressCheck:
 *
 * What was found out about one IP address. Counted and immutable: any thread may read
 * it.
 */
typedef struct _DsnAddressCheck DsnAddressCheck;

/**
 * dsn_address_check_run:
 * @address: an IPv4 or IPv6 address
 * @names: look its names up, and whether they lead back to it
 * @lists: look it up in block lists
 * @options: whom to ask, and how: the first server that it names is asked
 * @cancellable: (nullable): ends it early
 * @error: (nullable): where to put why it failed
 *
 * Asks, within the timeout.
 *
 * Fails with %DSN_ERROR_READ where @address or the server is no address, or with
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL on error
 */
DSN_API DsnAddressCheck *dsn_address_check_run (const char *address, gboolean names,
                                                gboolean lists,
                                                const DsnCheckOptions *options,
                                                GCancellable *cancellable,
                                                GError **error);

/**
 * dsn_address_check_ref:
 * @check: a check of an address
 *
 * Returns: (transfer full): @check, counted once more
 */
DSN_API DsnAddressCheck *dsn_address_check_ref (DsnAddressCheck *check);

/**
 * dsn_address_check_unref:
 * @check: a check of an address
 *
 * Frees @check.
 */
DSN_API void dsn_address_check_unref (DsnAddressCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnAddressCheck, dsn_address_check_unref)

/**
 * dsn_address_check_has_fault:
 * @check: a check of an address
 *
 * Returns: whether a list has the address, or no name of it leads back to it
 */
DSN_API gboolean dsn_address_check_has_fault (const DsnAddressCheck *check);

G_END_DECLS
