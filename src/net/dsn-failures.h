/* dsn-failures.h: failures of routing out of many reports, checked domain by domain. */
#pragma once

#include "dsn-check.h"

G_BEGIN_DECLS

/**
 * DsnFailure:
 * @address: the recipient
 * @category: the cause that its report tells, `no-mail-hosts`; %NULL where the
 * recipient did not fail
 * @status: (nullable): the enhanced code in its diagnostic, or else its own: `5.4.1`
 * @text: (nullable): its diagnostic
 * @reporting_mta: (nullable): the system that tells
 * @time: when, in seconds of the calendar; 0: not known
 *
 * What became of one recipient, by one report.
 */
typedef struct {
  const char *address;
  const char *category;
  const char *status;
  const char *text;
  const char *reporting_mta;
  gint64 time;
} DsnFailure;

/**
 * DsnFailures:
 *
 * Failures of many reports, by their domains. Counted. One thread at a time may use it;
 * the checks that come of it are anybody's.
 */
typedef struct _DsnFailures DsnFailures;

/**
 * dsn_failures_new:
 *
 * Returns: (transfer full): one without failures
 */
DSN_API DsnFailures *dsn_failures_new (void);

/**
 * dsn_failures_ref:
 * @failures: failures
 *
 * Returns: (transfer full): @failures, counted once more
 */
DSN_API DsnFailures *dsn_failures_ref (DsnFailures *failures);

/**
 * dsn_failures_unref:
 * @failures: (nullable) (transfer full): failures
 *
 * Drops one count; the last frees it. Checks that came of it live on.
 */
DSN_API void dsn_failures_unref (DsnFailures *failures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnFailures, dsn_failures_unref)

/**
 * dsn_failures_add:
 * @failures: where to add
 * @failure: what became of a recipient; copied
 *
 * Adds one. Failures of routing are kept by their domains, and what is taken for one (a
 * directory that refuses with 5.4.1, TLS that fails); of all others only the reporting
 * system matters, to compare with.
 */
DSN_API void dsn_failures_add (DsnFailures *failures, const DsnFailure *failure);

/**
 * dsn_failures_add_signature:
 * @failures: where to add
 * @domain: who signed a message that bounced (RFC 6376)
 * @selector: by which key
 *
 * Adds a signature; what is no domain or no selector is left out.
 */
DSN_API void dsn_failures_add_signature (DsnFailures *failures, const char *domain,
                                         const char *selector);

/**
 * dsn_failures_check:
 * @failures: failures
 * @options: whom to ask, and how
 * @cancellable: (nullable): ends it early
 * @error: (nullable): where to put why it failed
 *
 * Checks each domain once, and joins what is found to the recipients: what the reports
 * say is contradicted where all servers know the route again, and confirmed where they
 * say the same. Looks for what the failures have in common, too. With
 * %DsnCheckOptions.auth the domains that signed most of the messages are checked as
 * well, for their keys.
 *
 * Fails as dsn_check_domains() does.
 *
 * Returns: (transfer container) (element-type DsnCheck) (nullable): a check for each
 *   domain, the most affected first, those that only signed last; %NULL on error
 */
DSN_API GPtrArray *dsn_failures_check (const DsnFailures *failures,
                                       const DsnCheckOptions *options,
                                       GCancellable *cancellable, GError **error);

G_END_DECLS
