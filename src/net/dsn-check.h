/* dsn-check.h: where routing fails: DNS evidence about domains from several resolvers.
 */
#pragma once

#include "dsn-api.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DSN_CHECK_TIMEOUT_MSEC:
 *
 * How long all questions about a domain may take, where nothing else is wished.
 */
#define DSN_CHECK_TIMEOUT_MSEC 5000

/**
 * DsnCheckAction:
 * @DSN_CHECK_NONE: nothing follows for the addresses
 * @DSN_CHECK_RETRY: send again, keep the addresses
 * @DSN_CHECK_HOLD: wait, and check again before sending
 * @DSN_CHECK_SUPPRESS: give all addresses of the domain up
 * @DSN_CHECK_ESCALATE: keep the addresses, and take it to who has to act
 *
 * What to do with the addresses of a domain.
 */
typedef enum {
  DSN_CHECK_NONE,
  DSN_CHECK_RETRY,
  DSN_CHECK_HOLD,
  DSN_CHECK_SUPPRESS,
  DSN_CHECK_ESCALATE,
} DsnCheckAction;

/**
 * DsnCheckProgress:
 * @done: questions that are through
 * @all: questions so far; it grows, as answers lead to more
 */
typedef void (*DsnCheckProgress) (guint done, guint all, gpointer user_data);

/**
 * DsnCheckOptions:
 * @local: (nullable) (array zero-terminated=1): the resolvers that the mail server
 * uses, as `ADDRESS` or `ADDRESS#PORT`
 * @independent: (nullable) (array zero-terminated=1): resolvers to compare them with
 * @trace: walk from the root to the domain's own servers, and ask each of them
 * @root_hints: (nullable): the text of a file of root hints, to begin there
 * @port: where servers listen whose port is not told; 0: 53
 * @timeout_msec: how long all questions about a domain may take;
 *   0: %DSN_CHECK_TIMEOUT_MSEC
 * @tcp: ask over TCP only
 * @no_edns: ask without EDNS
 * @special_names: ask for names that are reserved for tests and local use, too
 * @local_unnamed: nobody has named @local, so that they are not asked for such names
 * @auth: ask the first server for what the domain publishes for mail, too: SPF, DMARC,
 *   MTA-STS, TLS-RPT, DKIM, DANE
 * @selectors: (nullable) (array zero-terminated=1): selectors of DKIM to look for
 * @connect: connect to the mail hosts, wait for their greeting, and say QUIT; as long
 *   again as the questions may take
 * @connect_port: where; 0: 25
 * @family: ask for other domains of the same provider, too, if it is a known one
 * @since: when it began, in seconds of the calendar; 0: not known
 * @progress: (nullable): called while answers come in, in the calling thread
 * @progress_data: its last argument
 *
 * How to check. All zero asks nobody.
 */
typedef struct {
  const char *const *local;
  const char *const *independent;
  gboolean trace;
  const char *root_hints;
  guint16 port;
  guint timeout_msec;
  gboolean tcp;
  gboolean no_edns;
  gboolean special_names;
  gboolean local_unnamed;
  gboolean auth;
  const char *const *selectors;
  gboolean connect;
  guint16 connect_port;
  gboolean family;
  gint64 since;
  DsnCheckProgress progress;
  gpointer progress_data;
} DsnCheckOptions;

/**
 * DsnCheck:
 *
 * What was found out about one domain. Counted and immutable: any thread may read it.
 */
typedef struct _DsnCheck DsnCheck;

/**
 * dsn_check_domains:
 * @domains: (array zero-terminated=1): domains, or addresses whose domains are meant
 * @options: whom to ask, and how
 * @cancellable: (nullable): ends it early
 * @error: (nullable): where to put why it failed
 *
 * Asks all servers about all domains at the same time, and concludes. It ends within
 * the timeout; of more than 32 domains each 32 have that time. Nothing is shared
 * between two calls: threads may check at the same time.
 *
 * Fails with %DSN_ERROR_READ where a server is no address, or with
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer container) (element-type DsnCheck) (nullable): a check for each
 *   domain, in their order; free with g_ptr_array_unref(); %NULL on error
 */
DSN_API GPtrArray *dsn_check_domains (const char *const *domains,
                                      const DsnCheckOptions *options,
                                      GCancellable *cancellable, GError **error);

/**
 * dsn_check_ref:
 * @check: a check
 *
 * Returns: (transfer full): @check, counted once more
 */
DSN_API DsnCheck *dsn_check_ref (DsnCheck *check);

/**
 * dsn_check_unref:
 * @check: a check
 *
 * Frees @check when nobody needs it any more.
 */
DSN_API void dsn_check_unref (DsnCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnCheck, dsn_check_unref)

/* The getters below borrow: text is valid UTF-8 and lives as long as the check. */

/**
 * dsn_check_get_domain:
 * @check: a check
 *
 * Returns: the domain in lower case, with U-labels
 */
DSN_API const char *dsn_check_get_domain (const DsnCheck *check);

/**
 * dsn_check_get_domain_ascii:
 * @check: a check
 *
 * Returns: (nullable): the domain as it was asked for, with A-labels; %NULL if it is
 *   none
 */
DSN_API const char *dsn_check_get_domain_ascii (const DsnCheck *check);

/**
 * dsn_check_get_conclusion:
 * @check: a check
 *
 * Returns: (nullable): the row of the table that fits, `C-08`; %NULL where none does or
 *   several may
 */
DSN_API const char *dsn_check_get_conclusion (const DsnCheck *check);

/**
 * dsn_check_get_title:
 * @check: a check
 *
 * Returns: the conclusion in a few words
 */
DSN_API const char *dsn_check_get_title (const DsnCheck *check);

/**
 * dsn_check_get_meaning:
 * @check: a check
 *
 * Returns: the conclusion in a sentence
 */
DSN_API const char *dsn_check_get_meaning (const DsnCheck *check);

/**
 * dsn_check_get_advice:
 * @check: a check
 *
 * Returns: what to do, in a sentence
 */
DSN_API const char *dsn_check_get_advice (const DsnCheck *check);

/**
 * dsn_check_get_action:
 * @check: a check
 *
 * Returns: what to do with the domain's addresses; %DSN_CHECK_SUPPRESS only where the
 *   local, the independent and the domain's own servers agree
 */
DSN_API DsnCheckAction dsn_check_get_action (const DsnCheck *check);

/**
 * dsn_check_get_suggestion:
 * @check: a check
 *
 * Returns: (nullable): the domain that was probably meant; offered where the domain
 *   fails, or is known to be typed for another
 */
DSN_API const char *dsn_check_get_suggestion (const DsnCheck *check);

/**
 * dsn_check_has_route:
 * @check: a check
 *
 * Returns: whether a server that was asked knows a usable mail host, and none of them
 *   says otherwise
 */
DSN_API gboolean dsn_check_has_route (const DsnCheck *check);

/**
 * dsn_check_has_fault:
 * @check: a check
 *
 * Returns: whether something is wrong with what it was checked for: that there is no
 *   route; or, of a domain that is there for the messages that it signed, that one of
 * its keys is not published
 */
DSN_API gboolean dsn_check_has_fault (const DsnCheck *check);

/**
 * dsn_check_is_same:
 * @check: a check
 * @other: another one of the same domain, by the same servers
 *
 * Returns: whether both come to the same: conclusion, observations, mail hosts and
 * their addresses. Times do not matter.
 */
DSN_API gboolean dsn_check_is_same (const DsnCheck *check, const DsnCheck *other);

/**
 * dsn_check_action_to_string:
 * @action: an action
 *
 * Returns: `none`, `retry`, `hold`, `suppress` or `escalate`
 */
DSN_API const char *dsn_check_action_to_string (DsnCheckAction action);

/**
 * dsn_check_read_resolv_conf:
 * @text: what stands in a resolv.conf(5)
 *
 * Returns: (transfer full): the resolvers that it names, three at the most, as the C
 *   library uses them; free with g_strfreev()
 */
DSN_API char **dsn_check_read_resolv_conf (const char *text);

/**
 * dsn_check_get_public_resolvers:
 *
 * Returns: (transfer none) (array zero-terminated=1): resolvers that anybody may ask.
 *   Names of domains leave the machine that asks them.
 */
DSN_API const char *const *dsn_check_get_public_resolvers (void);

G_END_DECLS
