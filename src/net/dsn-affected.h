/* dsn-affected.h: the recipients of one domain whose mail failed. */
#pragma once

#include "dsn-check.h"

G_BEGIN_DECLS

/**
 * DsnJoint:
 * @DSN_JOINT_OPEN: DNS neither contradicts nor confirms the report
 * @DSN_JOINT_CONTRADICTED: all servers know the route: it is back
 * @DSN_JOINT_CONFIRMED: DNS says what the report says
 *
 * What a check makes of the reports about a recipient.
 */
typedef enum {
  DSN_JOINT_OPEN,
  DSN_JOINT_CONTRADICTED,
  DSN_JOINT_CONFIRMED,
} DsnJoint;

/**
 * DsnRecipientFailures:
 * @address: the recipient
 * @category: the cause that the last report tells
 * @count: reports about it
 */
typedef struct {
  char *address;
  char *category;
  guint count;
} DsnRecipientFailures;

/**
 * DsnAffected:
 * @domain: their domain, with A-labels
 * @recipients: (element-type DsnRecipientFailures): each once, as they came
 * @mtas: (element-type utf8): the reporting systems
 * @reports: how many reports
 * @routing: how many of them are about routing
 * @patterns: what they show, a bit for each #DsnPattern
 * @first: when the first of @routing failed, 0 where not known
 * @last: likewise the last
 */
typedef struct {
  gatomicrefcount ref_count;
  char *domain;
  GPtrArray *recipients;
  GHashTable *by_address;
  GHashTable *mtas;
  guint reports;
  guint routing;
  guint64 patterns;
  gint64 first;
  gint64 last;
} DsnAffected;

/**
 * dsn_affected_unref:
 *
 * Frees it when nobody needs it any more.
 */
void dsn_affected_unref (DsnAffected *affected);

/**
 * dsn_check_join:
 * @check: a check of a domain whose mail failed
 * @category: the cause that a report tells
 *
 * Returns: what DNS makes of it
 */
DsnJoint dsn_check_join (const DsnCheck *check, const char *category);

/**
 * dsn_joint_to_string:
 *
 * Returns: `open`, `contradicted` or `confirmed`
 */
const char *dsn_joint_to_string (DsnJoint joint);

G_END_DECLS
