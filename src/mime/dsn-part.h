/* dsn-part.h: one node of the MIME tree: a header block and what follows it. */
#pragma once

#include "dsn-content.h"

G_BEGIN_DECLS

/* No part: the parent of the root, the child of a leaf. */
#define DSN_PART_NONE G_MAXUINT

/**
 * DsnPartKind:
 * @DSN_PART_LEAF: a body that holds no parts, or was not looked into
 * @DSN_PART_MULTIPART: its children are its parts
 * @DSN_PART_MESSAGE: its only child is the message inside
 */
typedef enum {
  DSN_PART_LEAF,
  DSN_PART_MULTIPART,
  DSN_PART_MESSAGE,
} DsnPartKind;

/**
 * DsnPart:
 * @kind: what its children are
 * @header: its header block, without the empty line
 * @body: what follows, up to the line end before the next boundary
 * @content: its content type
 * @boundary: of a multipart, its boundary
 * @report_type: of a multipart, its report-type where that is written plainly
 * @encoding: its transfer encoding
 * @depth: how many parts it stands inside of
 * @messages: how many messages it stands inside of; the root is inside of none
 * @parent: index of the part around it
 * @child: index of its first child
 * @last_child: index of its last child
 * @next: index of the next part of the same parent
 *
 * Spans borrow from the message.
 */
typedef struct {
  DsnPartKind kind;
  DsnSpan header;
  DsnSpan body;
  DsnContentType content;
  DsnSpan boundary;
  DsnSpan report_type;
  DsnEncoding encoding;
  guint depth;
  guint messages;
  guint parent;
  guint child;
  guint last_child;
  guint next;
} DsnPart;

G_END_DECLS
