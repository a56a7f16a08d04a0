/* dsn-mime-private.h: what a part of a message is made of. */
#pragma once

#include "dsn-message.h"
#include "dsn-mime.h"

G_BEGIN_DECLS

/**
 * DsnMimePart:
 * @mime: its message, which is not counted
 * @at: its node of the tree
 * @parent, @child, @next: (nullable): the parts around it
 * @last_child: (nullable): the last of its children
 * @number: its place among those of its parent, from 1 on
 *
 * The rest is what the public getters give.
 */
struct _DsnMimePart {
  const DsnMime *mime;
  DsnPart at;
  const DsnMimePart *parent;
  const DsnMimePart *child;
  const DsnMimePart *next;
  DsnMimePart *last_child;
  guint number;
  const char *path;
  const char *content_type;
  const char *charset;
  const char *encoding;
  const char *disposition;
  const char *name;
  const char *description;
  const char *content_id;
};

/**
 * DsnMime:
 * @tree: the parts as they were found
 * @parts: those of the tree, each before its children
 * @count: how many
 * @strings: owns what the parts say
 */
struct _DsnMime {
  int refs;
  DsnLimits limits;
  DsnDefects *defects;
  DsnMessage *tree;
  DsnMimePart *parts;
  guint count;
  GStringChunk *strings;
};

/**
 * dsn_mime_describe:
 * @part: a part whose place in the tree is known
 *
 * Reads what its header says of its content.
 */
void dsn_mime_describe (DsnMime *mime, DsnMimePart *part);

G_END_DECLS
