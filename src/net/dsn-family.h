/* dsn-family.h: which provider handles the mail of a domain. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnFamily:
 * @id: its name
 * @large: it is a large provider of mailboxes: its addresses are never given up on DNS
 *   evidence
 * @domains: (array zero-terminated=1): its domains; `.*` at the end stands for one or
 *   two labels
 * @mx: (array zero-terminated=1): its mail hosts; `*` stands for anything
 *
 * A row of rules/domain-families.toml.
 */
typedef struct {
  const char *id;
  gboolean large;
  const char *const *domains;
  const char *const *mx;
} DsnFamily;

/**
 * dsn_family_of_domain:
 * @domain: a domain in lower case, with A-labels
 *
 * Returns: (nullable): the family that names it, by its own name before a pattern
 */
const DsnFamily *dsn_family_of_domain (const char *domain);

/**
 * dsn_family_of_host:
 * @host: a mail host in lower case
 *
 * Returns: (nullable): the family whose mail hosts are called so
 */
const DsnFamily *dsn_family_of_host (const char *host);

/**
 * dsn_family_foreach_domain:
 * @func: called with each domain of all families that is no pattern, and @user_data
 */
void dsn_family_foreach_domain (GFunc func, gpointer user_data);

G_END_DECLS
