/* dsn-reply.h: SMTP replies in diagnostic text (RFC 5321 §4.2, RFC 2034 §4). */
#pragma once

#include "dsn-code-private.h"

G_BEGIN_DECLS

/**
 * DsnReply:
 * @code: the reply code, 200 to 599, or 0 where the text holds none
 * @status: the enhanced code that goes with it; its class is 0 where there is none
 * @at: where @code stands in the text, in bytes
 *
 * What a diagnostic says in numbers.
 */
typedef struct {
  guint code;
  DsnCode status;
  gsize at;
} DsnReply;

/**
 * dsn_reply_find:
 * @text: diagnostic text, one line
 *
 * Finds the reply that a diagnostic quotes, at its start or inside: `550 5.1.1 no`,
 * `host mx said: 450-4.2.1 ...`, `<mx #5.7.1 smtp;550 5.7.1 ...>`. A number that is
 * not in a reply's place (a size, a port, a time) is none.
 *
 * Returns: what was found
 */
DsnReply dsn_reply_find (DsnSpan text);

/**
 * dsn_reply_find_code:
 * @text: diagnostic text
 * @reply: (out): set on success only
 *
 * The same for who wants no code without a reply: text that has none costs less.
 *
 * Returns: whether there is a reply code
 */
gboolean dsn_reply_find_code (DsnSpan text, DsnReply *reply);

/**
 * dsn_reply_append_joined:
 * @out: where to add
 * @text: diagnostic text, one line
 *
 * Adds @text with the codes of a multi-line reply's further lines taken out: `550-5.1.1
 * no such 550 5.1.1 user` becomes `550 5.1.1 no such user` (RFC 5321 §4.2.1).
 */
void dsn_reply_append_joined (GString *out, DsnSpan text);

G_END_DECLS
