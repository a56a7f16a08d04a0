/* dsn-paste.h: text as people paste it -> lines and messages that can be read. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnPasteLine:
 * @text: what may be one statement
 * @joined: of how many of the lines before it this is made; 0 for a line by itself
 *
 * A piece of a paste.
 */
typedef struct {
  GString *text;
  guint joined;
} DsnPasteLine;

/**
 * dsn_paste_to_lines:
 * @text: what was pasted: plain text or HTML, quoted or not
 * @complete: (out): whether all of it was cut; a long text is not, beyond 50000 lines
 *
 * Cuts a paste into what may be one statement each: every line without its quoting, the
 * lines of one SMTP reply as one, and every paragraph as one, since replies are
 * wrapped. HTML tags go, and part lines where they part paragraphs; a line of more than
 * 8 KiB is cut short.
 *
 * Returns: (transfer full) (element-type DsnPasteLine): the lines
 */
GPtrArray *dsn_paste_to_lines (DsnSpan text, gboolean *complete);

/**
 * dsn_paste_to_message:
 * @bytes: what was pasted
 *
 * Makes a message of a bounce that was quoted, or of a delivery-status part alone.
 *
 * Returns: (transfer full) (nullable): the message; %NULL where there is no sign of one
 */
GBytes *dsn_paste_to_message (GBytes *bytes);

/**
 * dsn_paste_find_domain:
 * @words: what a failing system said
 * @domain: (out): set on success only: a domain that stands there and is no address's
 *
 * Finds the name that a failure of routing is about, e.g. `no mail hosts for
 * example.com`.
 *
 * Returns: whether there is one
 */
gboolean dsn_paste_find_domain (DsnSpan words, DsnSpan *domain);

/**
 * dsn_paste_is_host:
 * @name: what stands behind the `@` of an address
 *
 * Returns: whether it is a name that a shell or a program takes as one: letters,
 * digits, dots, hyphens and what is no ASCII, and no hyphen in front
 */
gboolean dsn_paste_is_host (DsnSpan name);

G_END_DECLS
