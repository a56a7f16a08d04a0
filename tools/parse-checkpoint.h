/* parse-checkpoint.h: a file that keeps how far dsn parse has come. */
#pragma once

#include "parse-work.h"
#include "tool-writer.h"

#include "dsn-summary.h"

G_BEGIN_DECLS

/**
 * ParseCheckpoint:
 * @options: parse_settings_digest()
 * @started: when the first run began: what `7d` is counted from
 * @mark: how far it has come
 * @inputs: a digest of the names of all inputs up to that one
 * @name: what the last of them is called
 * @place: where the output stood
 * @headed: the head of a table is written
 * @totals: what was seen
 * @summary: what was counted
 *
 * All that is needed to go on.
 */
typedef struct {
  char *options;
  gint64 started;
  ParseMark mark;
  char *inputs;
  char *name;
  ToolPlace place;
  gboolean headed;
  DsnTotals totals;
  DsnSummary *summary;
} ParseCheckpoint;

/**
 * parse_checkpoint_init:
 *
 * Sets the beginning of all.
 */
void parse_checkpoint_init (ParseCheckpoint *checkpoint);

/**
 * parse_checkpoint_clear:
 */
void parse_checkpoint_clear (ParseCheckpoint *checkpoint);

/**
 * parse_checkpoint_read:
 * @checkpoint: as parse_checkpoint_init() left it
 * @text: what stands in the file; may be %NULL if @len is 0
 * @len: bytes of @text
 *
 * Returns: whether it is all of a checkpoint; if not, what was read of it is in
 *   @checkpoint
 */
gboolean parse_checkpoint_read (ParseCheckpoint *checkpoint, const char *text,
                                gsize len);

/**
 * parse_checkpoint_write:
 *
 * Appends what parse_checkpoint_read() takes.
 */
void parse_checkpoint_write (const ParseCheckpoint *checkpoint, GString *out);

/**
 * parse_checkpoint_load:
 * @path: the file
 *
 * Reads a file of an earlier run, or finds none, which is a new beginning; says what is
 * wrong with it.
 *
 * Returns: whether it is right
 */
gboolean parse_checkpoint_load (ParseCheckpoint *checkpoint, const char *path);

/**
 * parse_checkpoint_save:
 *
 * Writes all of it, or leaves the file as it was and says why.
 *
 * Returns: whether it is written
 */
gboolean parse_checkpoint_save (const ParseCheckpoint *checkpoint, const char *path);

G_END_DECLS
