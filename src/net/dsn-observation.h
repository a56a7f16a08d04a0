/* dsn-observation.h: what the answer of a name server shows, and what that means. */
#pragma once

#include "dsn-observation-table.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * DsnState:
 *
 * What a server's answer is worth when it is compared with others; the words of `state`
 * in rules/dns-observations.toml, and some that come of comparing.
 */
typedef enum {
  DSN_STATE_NONE,
  DSN_STATE_USABLE,
  DSN_STATE_NULL_MX,
  DSN_STATE_NODATA,
  DSN_STATE_NXDOMAIN,
  DSN_STATE_HIJACK,
  DSN_STATE_EMPTY,
  DSN_STATE_USELESS,
  DSN_STATE_BOGON,
  DSN_STATE_STALE,
  DSN_STATE_SERVFAIL,
  DSN_STATE_BOGUS,
  DSN_STATE_TIMEOUT,
  DSN_STATE_REFUSED,
  DSN_STATE_POLICY,
  DSN_STATE_TRUNCATED,
  DSN_STATE_LAME,
} DsnState;

/* Whom an observation is about. */
typedef enum {
  DSN_SIDE_GOOD,
  DSN_SIDE_PERMANENT,
  DSN_SIDE_TRANSIENT,
  DSN_SIDE_SENDER,
  DSN_SIDE_RECIPIENT,
  DSN_SIDE_NOTE,
} DsnSide;

/**
 * DsnObservationRow:
 * @id: `O-05`
 * @name: its name in kebab-case
 * @title: a few words
 * @meaning: a sentence
 * @advice: (nullable): what to do about it
 * @side: whom it is about
 * @state: what the answer is worth; %DSN_STATE_NONE where it only adds to another
 *
 * A row of rules/dns-observations.toml.
 */
typedef struct {
  const char *id;
  const char *name;
  const char *title;
  const char *meaning;
  const char *advice;
  DsnSide side;
  DsnState state;
} DsnObservationRow;

/**
 * dsn_observation_get:
 *
 * Returns: (transfer none): what is known of an observation
 */
const DsnObservationRow *dsn_observation_get (DsnObservation observation);

G_END_DECLS
