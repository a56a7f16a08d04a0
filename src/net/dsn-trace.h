/* dsn-trace.h: from the root down to the servers that a domain has of its own. */
#pragma once

#include "dsn-check-private.h"

G_BEGIN_DECLS

/**
 * DsnTrace:
 *
 * The walk for one domain.
 */
typedef struct _DsnTrace DsnTrace;

/**
 * dsn_trace_start:
 * @check: whose domain it is about; gets a view of each server of the zone that the
 *   domain is in
 * @take: takes what such a server answers for the MX; its last argument is the view
 *
 * Asks the root's servers for the MX and follows their referrals. Each level must be
 * nearer to the domain than the one above. Servers that are named without an address
 * are looked up at the local resolvers.
 *
 * Returns: (transfer full): the walk, which must outlive the questions
 */
DsnTrace *dsn_trace_start (DsnCheck *check, DsnReplyFunc take);

/**
 * dsn_trace_free:
 *
 * Frees a walk.
 */
void dsn_trace_free (DsnTrace *trace);

/**
 * dsn_trace_finish:
 * @trace: (nullable): a walk whose questions are through
 *
 * Where the time was over before the domain's servers were found, those that were to be
 * asked last are the authorities that did not answer.
 */
void dsn_trace_finish (DsnTrace *trace);

/**
 * dsn_trace_read_hints:
 * @text: a file of root hints, as a zone file
 *
 * Returns: (transfer full): the addresses that stand in it; free with g_strfreev()
 */
char **dsn_trace_read_hints (const char *text);

G_END_DECLS
