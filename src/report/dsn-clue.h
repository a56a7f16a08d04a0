/* dsn-clue.h: whom a returned message was for, where no field of the report says so. */
#pragma once

#include "dsn-message.h"

G_BEGIN_DECLS

/**
 * DsnClue:
 * @address: the address; brackets and a name may stand around it
 * @source: the name of the field that it was taken from
 * @at: (nullable): where that field stands
 * @sure: the field is there for this purpose; otherwise the address is a guess
 */
typedef struct {
  char *address;
  const char *source;
  const guint8 *at;
  gboolean sure;
} DsnClue;

/**
 * dsn_clue_find:
 * @fields: (element-type DsnField): the header of the returned message
 * @mail_from: (nullable): the sender of its envelope, where the report tells it
 * @clue: (out): set on success only; end with dsn_clue_clear()
 *
 * Looks for the recipient in X-HmXmrOriginalRecipient; then in the sender of the
 * envelope (VERP: `bounces+ann=example.com@list.example`); then in a To with one
 * address that is neither a list's nor the sender's; then in what the header says of
 * the delivery (Delivered-To and its like).
 *
 * Returns: whether there is one
 */
gboolean dsn_clue_find (const GArray *fields, const char *mail_from, DsnClue *clue);

/**
 * dsn_clue_clear:
 *
 * Frees what dsn_clue_find() has set.
 */
void dsn_clue_clear (DsnClue *clue);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnClue, dsn_clue_clear)

/**
 * dsn_clue_is_redacted:
 * @address: an address
 *
 * Returns: whether @address is one that stands where an address was blotted out (RFC
 * 6590): `redacted@example.com`, `undisclosed-recipients`, `xxxxx@example.com`
 */
gboolean dsn_clue_is_redacted (DsnSpan address);

/**
 * dsn_clue_read_verp:
 * @path: the sender of an envelope, without brackets
 *
 * Takes the recipient out of an address that was made for it, with `=` for its `@`:
 * `bounces+ann=example.com@list.example`, `list-return-7-ann=example.com@list.example`.
 * Addresses that other systems have rewritten (SRS, BATV) are none, nor are those that
 * could be cut in two ways.
 *
 * Returns: (transfer full) (nullable): the recipient's address
 */
char *dsn_clue_read_verp (DsnSpan path);

G_END_DECLS
