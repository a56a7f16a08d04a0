/* dsn-notice.h: what a message says to people, line by line, up to the message that it
 * returns. */
#pragma once

#include "dsn-grams.h"
#include "dsn-message.h"

G_BEGIN_DECLS

/**
 * DsnNoticeLine:
 * @text: the line in UTF-8 (or as it came), blanks taken off on both sides; empty for
 * an empty line
 * @indent: how many columns of blanks stand before it; tabs go to the next eighth
 * @offset: where it stands in the message; of text that was decoded or converted from
 *   HTML as near as can be told
 */
typedef struct {
  DsnSpan text;
  guint indent;
  gsize offset;
} DsnNoticeLine;

/**
 * DsnNotice:
 * @lines: (element-type DsnNoticeLine): the text parts, one after the other with an
 *   empty line between them, up to where the returned message begins
 * @first_count: how many of them are of the first part
 * @original: the header of the returned message, where it is pasted into the text; else
 *   empty
 * @original_part: the part that holds the returned message or its header, or
 *   %DSN_PART_NONE
 * @grams: what the lines may hold
 *
 * The text for people. Spans live as long as the message.
 */
typedef struct {
  GArray *lines;
  guint first_count;
  DsnSpan original;
  guint original_part;
  DsnGrams grams;
} DsnNotice;

/**
 * dsn_notice_read:
 * @notice: (out caller-allocates): the notice; cleared with dsn_notice_clear()
 * @message: a message
 * @limits: resolved limits; `notice_size` bounds the text that is read
 * @defects: takes the findings
 *
 * Reads the plain text of a message and of its parts, without that of messages inside
 * of it; HTML as text where no plain text names an address. Transfer encodings and
 * charsets are taken off. Linear in what is read.
 */
void dsn_notice_read (DsnNotice *notice, DsnMessage *message, const DsnLimits *limits,
                      DsnDefects *defects);

/** dsn_notice_clear: drops what @notice owns */
void dsn_notice_clear (DsnNotice *notice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DsnNotice, dsn_notice_clear)

/**
 * dsn_notice_get_line:
 * @index: below the number of lines
 */
static inline const DsnNoticeLine *
dsn_notice_get_line (const DsnNotice *notice, guint index)
{
  return &g_array_index (notice->lines, DsnNoticeLine, index);
}

/**
 * dsn_notice_strip_marks:
 * @line: one line
 * @count: (out) (optional): set to how many characters were taken off
 *
 * Takes off what lines are decorated with: `-----`, `***`, `===`, `|`, quotes' `>`.
 *
 * Returns: what is left
 */
DsnSpan dsn_notice_strip_marks (DsnSpan line, gsize *count);

/**
 * dsn_notice_is_original_mark:
 * @line: one line
 *
 * Returns: whether @line says that the returned message follows
 */
gboolean dsn_notice_is_original_mark (DsnSpan line);

/**
 * dsn_notice_begins_header:
 * @text: text from the beginning of a line on
 *
 * Returns: whether a message's header is pasted in here: a field of transport, and a
 *   further field behind it
 */
gboolean dsn_notice_begins_header (DsnSpan text);

G_END_DECLS
