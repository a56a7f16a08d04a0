/* tool-writer.h: whole records to a file, in large writes, whatever happens to it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ToolWriter:
 *
 * Writes records to a descriptor. A disk that is full cuts no record in two.
 */
typedef struct _ToolWriter ToolWriter;

/**
 * ToolPlace:
 * @device: of a regular file, with
 * @file: its identity; both 0 for pipes and terminals
 * @size: bytes that stand in it
 *
 * How far an output has come.
 */
typedef struct {
  guint64 device;
  guint64 file;
  guint64 size;
} ToolPlace;

/**
 * tool_writer_new:
 * @file: a descriptor; stays the caller's
 */
ToolWriter *tool_writer_new (int file);

/**
 * tool_writer_free:
 *
 * Drops what was not flushed.
 */
void tool_writer_free (ToolWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolWriter, tool_writer_free)

/**
 * tool_writer_add:
 * @record: ends in a newline
 *
 * Adds a record. It is written at once to a terminal, else with its like.
 *
 * Returns: FALSE, with a message, when nothing can be written any more
 */
gboolean tool_writer_add (ToolWriter *writer, const char *record, gsize len);

/**
 * tool_writer_flush:
 *
 * Returns: as tool_writer_add()
 */
gboolean tool_writer_flush (ToolWriter *writer);

/**
 * tool_writer_sync:
 * @place: (out): where the output stands
 *
 * Flushes, and has a regular file on the disk before it returns.
 *
 * Returns: as tool_writer_add()
 */
gboolean tool_writer_sync (ToolWriter *writer, ToolPlace *place);

/**
 * tool_writer_return_to:
 * @place: where an output stood
 *
 * Cuts off what was written after @place, if this output is the same regular file.
 *
 * Returns: %FALSE if it is that file and has become shorter, or cannot be cut
 */
gboolean tool_writer_return_to (ToolWriter *writer, const ToolPlace *place);

G_END_DECLS
