/* dsn-redact-text.h: text -> the same text about other people and hosts. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnKeepHosts:
 * @DSN_KEEP_HOSTS_NONE: every host gets another name
 * @DSN_KEEP_HOSTS_OTHERS: what rules know of a name stays, unless it is that of an
 *   address
 * @DSN_KEEP_HOSTS_KNOWN: what rules know of a name stays
 *
 * Which names of hosts stay.
 */
typedef enum {
  DSN_KEEP_HOSTS_NONE,
  DSN_KEEP_HOSTS_OTHERS,
  DSN_KEEP_HOSTS_KNOWN,
} DsnKeepHosts;

/**
 * DsnRedactor:
 * @key: what pseudonyms follow from
 * @secrets: words, in lower case, that name somebody or something in this message
 * @domains: the domains of its addresses, in lower case
 * @keep_secrets: words that rules know stay although they are among @secrets
 * @keep_hosts: which names of hosts stay
 * @flat: returned messages are no more than other text
 * @kept: takes what stayed because of @keep_secrets and @keep_hosts
 *
 * How one message is redacted. All words in trees: their sender chose them.
 */
typedef struct {
  DsnSpan key;
  GTree *secrets;
  GTree *domains;
  gboolean keep_secrets;
  DsnKeepHosts keep_hosts;
  gboolean flat;
  GTree *kept;
} DsnRedactor;

/**
 * DsnRedactFlags:
 * @DSN_REDACT_STRICT: no word stays, not even those that rules know
 * @DSN_REDACT_HTML: names of elements and attributes stay, and entities
 * @DSN_REDACT_TYPES: names with dots are words, and `=` begins no escape
 *
 * What kind of text it is.
 */
typedef enum {
  DSN_REDACT_STRICT = 1 << 0,
  DSN_REDACT_HTML = 1 << 1,
  DSN_REDACT_TYPES = 1 << 2,
} DsnRedactFlags;

/**
 * dsn_redact_text:
 * @out: where to add
 * @text: any bytes; what is no UTF-8 becomes `?`
 * @flags: of #DsnRedactFlags
 *
 * Adds @text with other words, hosts, addresses and numbers. What is neither letter nor
 * digit stays, and so do codes, short numbers, and words that rules know.
 */
void dsn_redact_text (GString *out, DsnRedactor *redactor, DsnSpan text, guint flags);

G_END_DECLS
