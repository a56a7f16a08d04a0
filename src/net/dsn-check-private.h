/* dsn-check-private.h: what a check is made of, for what fills it and what writes it.
 */
#pragma once

#include "dsn-affected.h"
#include "dsn-auth.h"
#include "dsn-check.h"
#include "dsn-compare.h"
#include "dsn-connect.h"
#include "dsn-family.h"
#include "dsn-observe.h"
#include "dsn-pattern.h"
#include "dsn-signers.h"
#include "dsn-suggest.h"

G_BEGIN_DECLS

/**
 * DsnCheckRun:
 * @ref_count: the checks that need it, and who runs it
 * @options: how it is run
 * @servers: (element-type DsnServer): all that are asked
 * @asker: the questions and their replies
 * @here: this machine
 * @root: (element-type DsnReply): what each named server said about the root
 * @own_addresses: what @here borrows
 * @roots: (nullable): where the walk from the root begins
 * @port: where servers listen whose port is not told
 * @signers: (nullable): who signed the messages that bounced; there while it asks
 *
 * What all checks of one run share. Replies live as long as it does.
 */
typedef struct {
  gint ref_count;
  DsnCheckOptions options;
  GPtrArray *servers;
  GPtrArray *local;
  GPtrArray *independent;
  DsnAsker *asker;
  DsnHere here;
  GPtrArray *root;
  char **own_addresses;
  char **roots;
  guint16 port;
  const DsnSigners *signers;
} DsnCheckRun;

struct _DsnCheck {
  gint ref_count;
  DsnCheckRun *run;
  char *domain;
  char *ascii;    /* NULL: not a name that can be asked for */
  gint64 started; /* microseconds of the calendar */
  GPtrArray *views;
  struct _DsnTrace *trace;
  gint special; /* an observation about the name itself, or -1 */
  DsnComparison comparison;
  DsnCheckAction action;
  const DsnFamily *family;
  DsnSuggestion suggestion; /* offered where the domain fails, or is a known slip */
  const DsnWindow *window;
  GPtrArray *siblings;    /* other domains of the family; DsnCheck */
  guint64 patterns;       /* a bit for each DsnPattern */
  DsnAuth *auth;          /* NULL: not asked */
  GPtrArray *connections; /* DsnConnection */
  DsnAffected *affected;  /* NULL unless reports led to it */
  DsnSigner *signer;      /* NULL unless it signed what bounced */
};

/**
 * dsn_check_domains_of_reports:
 * @signers: (nullable): who signed the messages that bounced
 *
 * As dsn_check_domains(); with %DsnCheckOptions.auth the keys of @signers are looked
 * for.
 */
GPtrArray *dsn_check_domains_of_reports (const char *const *domains,
                                         const DsnCheckOptions *options,
                                         const DsnSigners *signers,
                                         GCancellable *cancellable, GError **error);

/**
 * dsn_check_new:
 * @run: what it is a part of
 * @text: a domain or an address
 *
 * Returns: (transfer full): a check of its domain that nothing is known of yet
 */
DsnCheck *dsn_check_new (DsnCheckRun *run, const char *text);

/**
 * dsn_check_ask:
 * @check: a check whose run has its servers
 *
 * Adds the questions about its domain to the asker of its run.
 */
void dsn_check_ask (DsnCheck *check);

/**
 * dsn_check_conclude:
 * @check: a check whose questions are through
 *
 * Makes a conclusion of the replies, and of what else is known.
 */
void dsn_check_conclude (DsnCheck *check);

/**
 * dsn_check_run_unref:
 *
 * Frees @run when nobody needs it any more.
 */
void dsn_check_run_unref (DsnCheckRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnCheckRun, dsn_check_run_unref)

/**
 * dsn_check_add_siblings:
 * @check: a check
 *
 * Adds checks of the other domains of its family, and asks for them.
 */
void dsn_check_add_siblings (DsnCheck *check);

/**
 * dsn_check_judge:
 * @check: a check with its comparison
 *
 * Weighs what is known beside the answers: the family and how its other domains fare,
 * what was probably meant, how long it has lasted; and decides on the action.
 */
void dsn_check_judge (DsnCheck *check);

/**
 * dsn_check_compare:
 * @check: a check whose questions are through
 *
 * Makes observations of the replies, and compares them; with what connections came to,
 * where there were any.
 */
void dsn_check_compare (DsnCheck *check);

/**
 * dsn_check_connect_all:
 * @checks: (element-type DsnCheck): checks, compared
 * @first: index of the first that is not connected yet
 * @cancellable: (nullable): ends it early
 * @error: (nullable): %G_IO_ERROR_CANCELLED
 *
 * Connects to the mail hosts of all at the same time.
 *
 * Returns: whether it was not cancelled
 */
gboolean dsn_check_connect_all (const GPtrArray *checks, guint first,
                                GCancellable *cancellable, GError **error);

/**
 * dsn_check_is_unconnected:
 *
 * Returns: whether connections were tried, and no mail host greets
 */
gboolean dsn_check_is_unconnected (const DsnCheck *check);

/**
 * dsn_check_explain_connections:
 * @check: a check
 * @checks: (element-type DsnCheck): all of them
 *
 * Adds the patterns that its connections show, beside those of the others.
 */
void dsn_check_explain_connections (DsnCheck *check, const GPtrArray *checks);

/**
 * dsn_check_decide:
 * @check: a check that was judged
 *
 * Finds out how long it has lasted, by what the reports or the caller say, and decides
 * on the action.
 */
void dsn_check_decide (DsnCheck *check);

/**
 * dsn_check_find_other_cause:
 *
 * Returns: (nullable): what the reports show about a domain that has a route, and whose
 *   mail did not fail for the want of one
 */
const DsnPatternRow *dsn_check_find_other_cause (const DsnCheck *check);

/**
 * dsn_check_is_special:
 * @ascii: a domain
 *
 * Returns: whether it is reserved for tests, examples or local use
 */
gboolean dsn_check_is_special (const char *ascii);

G_END_DECLS
