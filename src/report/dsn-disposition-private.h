/* dsn-disposition-private.h: the text of a Disposition field (RFC 8098 §3.2.6). */
#pragma once

#include "dsn-disposition.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/* Words behind the type that are kept. */
#define DSN_DISPOSITION_MODIFIERS_MAX 8

/**
 * DsnDispositionText:
 * @type: what became of the message
 * @action_mode: (nullable): `manual` or `automatic`
 * @sending_mode: (nullable): `manual` or `automatic`
 * @modifiers: the words behind the type; they borrow from the text
 * @modifier_count: how many there are
 * @odd: it is not written as RFC 8098 wants
 */
typedef struct {
  DsnDispositionType type;
  const char *action_mode;
  const char *sending_mode;
  DsnSpan modifiers[DSN_DISPOSITION_MODIFIERS_MAX];
  guint modifier_count;
  gboolean odd;
} DsnDispositionText;

/**
 * dsn_disposition_read:
 * @text: the text of a Disposition field, one line
 * @disposition: (out caller-allocates): every member is set
 *
 * Reads a Disposition. Comments may stand between any two words; modes that are missing
 * or swapped, and a type alone, are read as what they mean.
 *
 * Returns: whether a known type stands there
 */
gboolean dsn_disposition_read (DsnSpan text, DsnDispositionText *disposition);

G_END_DECLS
