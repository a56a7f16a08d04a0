/* dsn-html.h: HTML -> plain text, with the place that each line came from. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnHtmlMark:
 * @out: where a line begins in the text that was made
 * @in: where its first words stand in the HTML
 */
typedef struct {
  gsize out;
  gsize in;
} DsnHtmlMark;

/**
 * dsn_html_append_text:
 * @out: where to add
 * @span: HTML in UTF-8, or any bytes
 * @marks: (nullable) (element-type DsnHtmlMark): gets a mark for each line that holds
 *   anything, in order
 *
 * Adds what a reader sees: tags dropped, paragraphs and table rows on lines of their
 * own (an empty line between paragraphs), entities decoded, blanks run together,
 * comments, styles and scripts left out. `<ann@example.com>` is no tag. No element has
 * to be closed, none is remembered: time and memory are linear in @span, and @out grows
 * by less than twice its length.
 */
void dsn_html_append_text (GString *out, DsnSpan span, GArray *marks);

G_END_DECLS
