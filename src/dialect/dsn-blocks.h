/* dsn-blocks.h: a stretch of lines -> the addresses in it, each with the words that are
 * said of it. */
#pragma once

#include "dsn-notice.h"
#include "dsn-phrase.h"
#include "dsn-recipient.h"

G_BEGIN_DECLS

/**
 * DsnShape:
 * @DSN_SHAPE_ANGLE: `<addr>:` or `<addr>`, words behind it and on the lines below
 * @DSN_SHAPE_COLON: `addr: words`, or `"addr": words`
 * @DSN_SHAPE_ALONE: `addr` and nothing else, words on the lines below; a bullet, quotes
 *   or angle brackets may stand around it, a comma behind it
 * @DSN_SHAPE_BEHIND: `addr words`, `addr (words)`, `addr [words]`, `addr - words`
 * @DSN_SHAPE_DOTS: `addr... words`, with angle brackets or without
 * @DSN_SHAPE_LOCAL: names without a domain count as well: in angle brackets with a
 * colon behind them, or alone in a line that is indented
 * @DSN_SHAPE_LIST: several addresses in a line, `a@b, c@d`
 * @DSN_SHAPE_AFTER_BLANK: the words may stand behind an empty line
 * @DSN_SHAPE_NAME: `Ann Bee <addr>` and `Ann Bee (addr)` are the address alone
 * @DSN_SHAPE_DATED: `addr on Thu, 1 Feb 2024 10:00`, words on the lines below only
 *
 * How recipients stand in a text; a set of bits. An address stands first in its line,
 * but for bullets.
 */
typedef enum {
  DSN_SHAPE_ANGLE = 1 << 0,
  DSN_SHAPE_COLON = 1 << 1,
  DSN_SHAPE_ALONE = 1 << 2,
  DSN_SHAPE_BEHIND = 1 << 3,
  DSN_SHAPE_DOTS = 1 << 4,
  DSN_SHAPE_LOCAL = 1 << 5,
  DSN_SHAPE_LIST = 1 << 6,
  DSN_SHAPE_AFTER_BLANK = 1 << 7,
  DSN_SHAPE_NAME = 1 << 8,
  DSN_SHAPE_DATED = 1 << 9,
} DsnShape;

/**
 * DsnSection:
 * @phrase: what the heading of a section begins with (or holds, with `*`); %NULL ends a
 *   list
 * @action: what was done to the recipients in it
 */
typedef struct {
  const char *phrase;
  DsnAction action;
} DsnSection;

/**
 * DsnBlockRules:
 * @shapes: how addresses stand in the text, of #DsnShape
 * @labels: (nullable): what stands before an address in its line, `Recipient:`; such a
 *   line gives a recipient whatever @shapes is
 * @reasons: (nullable): what stands before the words: `Reason:`, `because:`; the rest
 * of the line and those below it up to an empty one are the words. Before any address
 *   they are of all recipients that have none of their own
 * @skips: (nullable): lines, and what stands behind an address or a label, that are
 *   nobody's words
 * @ends: (nullable): lines behind which there are no more recipients
 * @sections: (nullable): headings that tell what was done to the recipients below them
 * @statements: (nullable): what begins a line that is itself the words, as those of
 *   @reasons are
 *
 * Lists are of phrases that a line begins with, compared without ASCII case and without
 * what the line is decorated with; %NULL ends a list. A phrase that begins with `*` may
 * stand anywhere in the line.
 */
typedef struct {
  guint shapes;
  const char *const *labels;
  const char *const *reasons;
  const char *const *skips;
  const char *const *ends;
  const DsnSection *sections;
  const char *const *statements;
} DsnBlockRules;

/**
 * DsnBlock:
 * @address: as it stands in the text, without brackets and quotes
 * @offset: where it stands in the message
 * @words: (nullable): what is said of it, unfolded into one line; shared by addresses
 *   that stand together
 * @words_offset: where they begin
 * @action: what the section says that it stands in, or %DSN_ACTION_UNKNOWN
 */
typedef struct {
  DsnSpan address;
  gsize offset;
  const GString *words;
  gsize words_offset;
  DsnAction action;
} DsnBlock;

/**
 * DsnBlocks:
 * @list: (element-type DsnBlock): the blocks, in the order of the text
 * @common: words before the first address, those of all recipients; may be empty
 * @common_offset: where they begin
 * @full: the ceiling was met
 */
typedef struct {
  GArray *list;
  const GString *common;
  gsize common_offset;
  gboolean full;
  GPtrArray *words; /* owns them */
} DsnBlocks;

/**
 * dsn_blocks_read:
 * @lines: (element-type DsnNoticeLine): lines of a notice
 * @from: the first line to look at
 * @to: one past the last
 * @rules: what to look for
 * @max: how many blocks there may be at the most
 * @blocks: (out caller-allocates): end with dsn_blocks_clear()
 *
 * Reads the addresses of a stretch of lines. Lines that are indented deeper than the
 * address above them are its words, whatever they look like. Linear in the lines' size.
 */
void dsn_blocks_read (const GArray *lines, guint from, guint to,
                      const DsnBlockRules *rules, guint max, DsnBlocks *blocks);

/**
 * dsn_blocks_init:
 * @blocks: (out caller-allocates): end with dsn_blocks_clear()
 *
 * Begins an empty list, for code that finds addresses in its own way.
 */
void dsn_blocks_init (DsnBlocks *blocks);

/**
 * dsn_blocks_add:
 * @address: an address, without brackets
 * @words: what is said of it; copied
 * @offset: where both stand in the message
 * @max: how many blocks there may be at the most
 *
 * Adds a block.
 */
void dsn_blocks_add (DsnBlocks *blocks, DsnSpan address, DsnSpan words, gsize offset,
                     guint max);

/**
 * dsn_blocks_clear:
 *
 * Frees what dsn_blocks_read() has set.
 */
void dsn_blocks_clear (DsnBlocks *blocks);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnBlocks, dsn_blocks_clear)

/**
 * dsn_address_scan:
 * @text: text that may begin with an address
 * @address: (out): set on success only, without brackets and quotes
 * @rest: (out): set on success only: what follows it, and what closes it
 *
 * Takes an address from the beginning of a text: `a@b`, `<a@b>`, `"a@b"`, `'a@b'`,
 * `mailto:a@b`, `rfc822; a@b`, `SMTP:a@b`, `a@b<mailto:a@b>`.
 *
 * Returns: whether there is one
 */
gboolean dsn_address_scan (DsnSpan text, DsnSpan *address, DsnSpan *rest);

/**
 * dsn_address_find:
 * @text: text
 * @address: (out): set on success only
 * @rest: (out): set on success only: what follows it
 *
 * Finds the first address in a text, wherever it stands.
 */
gboolean dsn_address_find (DsnSpan text, DsnSpan *address, DsnSpan *rest);

G_END_DECLS
