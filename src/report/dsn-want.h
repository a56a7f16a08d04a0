/* dsn-want.h: recipients without a diagnostic, and the best that was found for each. */
#pragma once

#include "dsn-message.h"
#include "dsn-reply.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * DsnWant:
 * @recipient: whose report leaves the reply out, or cuts it
 * @text: (nullable): the best reply so far
 * @reply: its codes
 * @rank: how good it is
 * @remote: the words are a remote's
 * @at: where it stands in the message
 * @words: (nullable): what is said behind the address
 * @words_first: the address stood first in its line
 * @words_at: where it stands in the message
 *
 * What a recipient could do with. Spans that are offered are copied.
 */
typedef struct {
  DsnRecipient *recipient;
  GString *text;
  DsnReply reply;
  guint rank;
  gboolean remote;
  const guint8 *at;
  GString *words;
  gboolean words_first;
  const guint8 *words_at;
} DsnWant;

/**
 * DsnWants:
 * @only: the want of a report's only recipient; its @recipient is %NULL if there are
 * more
 * @list: (element-type DsnWant) (nullable): those of several, in the order of the
 * report
 * @by_address: (nullable): of several: lower-case address -> want; %NULL for who needs
 *   nothing
 * @key: (nullable): scratch: an address to look for
 * @bare: whether an address has no `@`
 */
typedef struct {
  DsnWant only;
  GArray *list;
  GTree *by_address;
  GString *key;
  gboolean bare;
} DsnWants;

/**
 * dsn_want_is_of:
 *
 * Returns: whether a reply is missing among the fields of @recipient, or is cut
 */
gboolean dsn_want_is_of (const DsnRecipient *recipient);

/**
 * dsn_wants_collect:
 * @wants: (out caller-allocates): set on success only; dsn_wants_clear() it
 * @report: a report that gets no more recipients
 *
 * Returns: whether any recipient could do with a reply
 */
gboolean dsn_wants_collect (DsnWants *wants, DsnReport *report);

/**
 * dsn_wants_clear:
 *
 * Frees what was collected.
 */
void dsn_wants_clear (DsnWants *wants);

/**
 * dsn_wants_find:
 * @address: a word, in any case
 * @want: (out) (nullable): set on success only; %NULL for one that needs nothing
 *
 * Returns: whether the report has a recipient of this address
 */
gboolean dsn_wants_find (DsnWants *wants, DsnSpan address, DsnWant **want);

/**
 * dsn_want_offer:
 * @text: a line, or a reply of several in one
 * @remote: whether it is a remote's
 * @at: where it stands
 *
 * Keeps the reply in @text if there is one of class 4 or 5 that is better than what
 * there is.
 */
void dsn_want_offer (DsnWant *want, DsnSpan text, gboolean remote, const guint8 *at);

/**
 * dsn_want_begin_words:
 * @first: the address stands first in its line
 * @at: where the line stands
 *
 * Forgets the words so far for those that come, unless the others are as good.
 *
 * Returns: whether dsn_want_add_words() may follow
 */
gboolean dsn_want_begin_words (DsnWant *want, gboolean first, const guint8 *at);

/**
 * dsn_want_add_words:
 * @text: what is said of the recipient; what is too long is cut
 */
void dsn_want_add_words (DsnWant *want, DsnSpan text);

/**
 * dsn_wants_fill:
 * @text_only: there is nothing but the text, so that it is no defect that all comes
 *   from it
 * @report: the report of dsn_wants_collect()
 *
 * Gives each recipient what was found for it.
 */
void dsn_wants_fill (DsnWants *wants, DsnMessage *message, const DsnLimits *limits,
                     gboolean text_only, DsnReport *report);

G_END_DECLS
