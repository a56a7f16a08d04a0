/* dsn-scanner.h: bytes -> tree of spans: headers, boundaries, parts. */
#pragma once

#include "dsn-defect-private.h"
#include "dsn-limits.h"
#include "dsn-part.h"

G_BEGIN_DECLS

/**
 * DsnScanner:
 * @parts: (element-type DsnPart): the tree that is added to
 * @fields: (element-type DsnField): takes the header fields of part 0
 * @strings: owns boundaries that had to be decoded
 * @limits: resolved limits
 * @defects: takes the findings
 * @base: what offset 0 of the findings is; %NULL where all have offset @offset
 * @offset: offset of text that was decoded
 * @regular: (out): of the root, whether its line ends are (see #DsnLineEnds)
 */
typedef struct {
  GArray *parts;
  GArray *fields;
  GStringChunk *strings;
  const DsnLimits *limits;
  DsnDefects *defects;
  const guint8 *base;
  gsize offset;
  gboolean regular;
} DsnScanner;

/**
 * dsn_scanner_run:
 * @text: a message; outlives the parts
 * @parent: the part whose body @text is, or %DSN_PART_NONE for the root
 *
 * Adds the tree of @text to the parts in one pass: nothing is copied, nothing recurses,
 * and time is linear in the length of @text.
 */
void dsn_scanner_run (DsnScanner *scanner, DsnSpan text, guint parent);

G_END_DECLS
