/* dsn-auth.h: what a domain publishes for mail: SPF, DKIM, DMARC, MTA-STS, TLS-RPT,
 * DANE. */
#pragma once

#include "dsn-view.h"

G_BEGIN_DECLS

/**
 * DSN_AUTH_MAX_LOOKUPS:
 *
 * Look-ups that the check of an SPF record may need (RFC 7208 §4.6.4).
 */
#define DSN_AUTH_MAX_LOOKUPS 10

/**
 * DsnSelectorFrom:
 * @DSN_SELECTOR_GIVEN: who asks has named it
 * @DSN_SELECTOR_OF_REPORT: a message that bounced was signed with it
 * @DSN_SELECTOR_GUESSED: it is a usual one
 *
 * Where a selector of DKIM comes from. They cannot be looked up.
 */
typedef enum {
  DSN_SELECTOR_GIVEN,
  DSN_SELECTOR_OF_REPORT,
  DSN_SELECTOR_GUESSED,
} DsnSelectorFrom;

/**
 * DsnAuthRecord:
 * @what: `dmarc`, `mta_sts`, `tls_rpt` or `dkim`
 * @selector: (nullable): of DKIM
 * @from: where @selector comes from
 * @reply: the TXT records
 */
typedef struct {
  const char *what;
  char *selector;
  DsnSelectorFrom from;
  const DsnReply *reply;
} DsnAuthRecord;

/**
 * DsnAuthDane:
 * @host: a mail host
 * @reply: its TLSA records
 */
typedef struct {
  char *host;
  const DsnReply *reply;
} DsnAuthDane;

/**
 * DsnAuth:
 * @spf: the TXT records of the domain itself
 * @spf_lookups: look-ups that its SPF record needs, those of included ones with it
 * @spf_broken: an included record is not there, or not one
 * @records: (element-type DsnAuthRecord): the others
 * @dane: (element-type DsnAuthDane): of the mail hosts
 */
typedef struct {
  const DsnReply *spf;
  guint spf_lookups;
  gboolean spf_broken;
  GPtrArray *records;
  GPtrArray *dane;
  guint spf_asked;
} DsnAuth;

/**
 * DsnAuthSelectors:
 * @given: (nullable) (array zero-terminated=1): those that were named
 * @of_reports: (nullable) (array zero-terminated=1): those of messages that bounced
 */
typedef struct {
  const char *const *given;
  const char *const *of_reports;
} DsnAuthSelectors;

/**
 * dsn_auth_start:
 * @asker: where to ask
 * @server: whom
 * @domain: about which domain, with A-labels
 * @selectors: of DKIM; where there are none, usual ones are tried
 *
 * Adds the questions.
 *
 * Returns: (transfer full): what comes of it
 */
DsnAuth *dsn_auth_start (DsnAsker *asker, const DsnServer *server, const char *domain,
                         const DsnAuthSelectors *selectors);

/**
 * dsn_auth_ask_dane:
 * @auth: what is asked already
 * @view: a view whose mail hosts are known
 *
 * Adds the questions for TLSA records (RFC 7672 §2.2).
 */
void dsn_auth_ask_dane (DsnAuth *auth, DsnAsker *asker, const DsnView *view);

/**
 * dsn_auth_find:
 * @reply: (nullable): TXT records
 * @version: what the record begins with, `v=spf1`
 * @count: (out) (optional): how many begin so; but one is an error
 *
 * Returns: (nullable): the first such record
 */
const char *dsn_auth_find (const DsnReply *reply, const char *version, guint *count);

/**
 * dsn_auth_find_key:
 * @reply: (nullable): TXT records
 * @count: (out) (optional): how many keys there are; but one is an error
 *
 * Returns: (nullable): the first key of DKIM (RFC 6376 §3.6.1)
 */
const char *dsn_auth_find_key (const DsnReply *reply, guint *count);

/**
 * dsn_auth_is_revoked:
 * @key: a key of DKIM
 *
 * Returns: whether its owner has taken it back: its tag p is empty
 */
gboolean dsn_auth_is_revoked (const char *key);

/**
 * dsn_auth_find_record:
 *
 * Returns: (nullable): the first record of the kind that was asked for, as
 * dsn_auth_find() and dsn_auth_find_key() do
 */
const char *dsn_auth_find_record (const DsnAuthRecord *record, guint *count);

/**
 * dsn_selector_from_to_string:
 *
 * Returns: `option`, `report` or `guess`
 */
const char *dsn_selector_from_to_string (DsnSelectorFrom from);

/**
 * dsn_auth_version:
 * @what: `spf`, `dmarc`, `mta_sts` or `tls_rpt`
 *
 * Returns: what its record begins with
 */
const char *dsn_auth_version (const char *what);

/**
 * dsn_auth_free:
 *
 * Frees it.
 */
void dsn_auth_free (DsnAuth *auth);

G_END_DECLS
