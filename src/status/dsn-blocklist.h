/* dsn-blocklist.h: which blocklist a refusal names, and where to look it up. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnBlocklistHit:
 * @id: (nullable): the list's id in rules/blocklists.toml; %NULL for one that is not
 *   there
 * @title: (nullable): its name, likewise
 * @page: (nullable): the page of who runs it
 * @lookup: (nullable): the same for one address, `{ip}`, where there is such a page
 * @zone: the zone, of a list that is not there
 * @url: the first URL of the text, of a list that is not there; may be empty
 * @address: the IP address that is listed, as far as the text tells; may be empty
 *
 * A list that stands in a text. Strings are constant; spans borrow from the text and
 * hold printable ASCII without blanks.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *page;
  const char *lookup;
  DsnSpan zone;
  DsnSpan url;
  DsnSpan address;
} DsnBlocklistHit;

/**
 * dsn_blocklist_find:
 * @text: what a failing system said
 * @hit: (out): set on success only
 *
 * Finds the list that @text names: the zone behind "blocked using" or "listed at" and
 * their like, known or not; else the longest name that is known, a zone or host, the
 * begin of a URL, or words. Time depends on the text; it is bounded.
 *
 * Returns: whether one is named
 */
gboolean dsn_blocklist_find (DsnSpan text, DsnBlocklistHit *hit);

/**
 * dsn_blocklist_append_lookup:
 * @hit: a list
 * @out: where to add
 *
 * Adds the URL to look the list up: for the address where list and text have one, else
 * the list's page; nothing where there is neither.
 */
void dsn_blocklist_append_lookup (const DsnBlocklistHit *hit, GString *out);

G_END_DECLS
