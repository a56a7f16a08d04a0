/* dsn-words.h: what a notice says of a recipient -> diagnostic, remote host and reply.
 */
#pragma once

#include "dsn-reply.h"

G_BEGIN_DECLS

/**
 * DsnWords:
 * @text: what is the diagnostic: the remote's reply where one is quoted, from its code
 *   on, else all of the words
 * @remote: @text is a remote system's
 * @host: the host that said so, or that could not be reached; may be empty
 * @parent: the address that this one was made from, `(generated from a@b)`; may be
 * empty
 * @reply: the numbers in @text
 *
 * Everything borrows from the words.
 */
typedef struct {
  DsnSpan text;
  gboolean remote;
  DsnSpan host;
  DsnSpan parent;
  DsnReply reply;
} DsnWords;

/**
 * dsn_words_read:
 * @words: words about one recipient, one line
 *
 * Takes apart what all systems write in much the same way: `host H[IP] said: 550 ...`,
 * `Remote host said: 550 ...`, `H [IP] did not like our RCPT TO: 550 ...`, `connect to
 * H[IP]: ...`.
 *
 * Returns: what was found
 */
DsnWords dsn_words_read (DsnSpan words);

G_END_DECLS
