/* dsn-feedback.h: what a complaint or an authentication failure report says (RFC 5965,
 * RFC 6591). */
#pragma once

#include "dsn-api.h"

G_BEGIN_DECLS

/**
 * DsnFeedback:
 * @type: (nullable): the Feedback-Type in lower case: `abuse`, `fraud`, `virus`,
 *   `not-spam`, `other`, `auth-failure` or a word of the sender's own; `opt-out` for a
 *   mail by which a recipient unsubscribes
 * @user_agent: (nullable): the program that made the report
 * @version: (nullable): the version of the format that it names
 * @source_ip: (nullable): the IP address that the message came from
 * @source_port: its port, or 0
 * @mail_from: (nullable): the sender of the message's envelope, without angle brackets;
 *   "" for the empty one
 * @incidents: how many reports this one stands for, or 0 where it does not say
 * @reported_domains: (nullable) (array zero-terminated=1): domains that the complaint
 * is about
 * @reported_uris: (nullable) (array zero-terminated=1): URIs that it is about
 * @authentication_results: (nullable) (array zero-terminated=1): what checks of SPF,
 * DKIM and DMARC gave (RFC 8601)
 * @auth_failure: (nullable): what failed, in lower case: `dmarc`, `spf`, `signature`,
 * ...
 * @delivery_result: (nullable): what became of the message, in lower case: `delivered`,
 *   `spam`, `policy`, `reject`, `other`
 * @identity_alignment: (nullable): which names were in alignment (RFC 7489 §7.3.1)
 * @dkim_domain: (nullable): the d= of the signature
 * @dkim_identity: (nullable): the i= of the signature
 * @dkim_selector: (nullable): the s= of the signature
 * @spf_dns: (nullable) (array zero-terminated=1): the SPF records that were used
 *
 * The fields of a feedback report. Whom it is about stands in the report's recipients.
 * Text is valid UTF-8 and lives as long as the report.
 */
typedef struct {
  const char *type;
  const char *user_agent;
  const char *version;
  const char *source_ip;
  guint source_port;
  const char *mail_from;
  guint incidents;
  const char *const *reported_domains;
  const char *const *reported_uris;
  const char *const *authentication_results;
  const char *auth_failure;
  const char *delivery_result;
  const char *identity_alignment;
  const char *dkim_domain;
  const char *dkim_identity;
  const char *dkim_selector;
  const char *const *spf_dns;
} DsnFeedback;

G_END_DECLS
