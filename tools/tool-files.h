/* tool-files.h: new files in a folder, beside what is there. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * ToolFiles:
 *
 * A folder that gets files. No file that is there is opened, changed or followed, and
 * nothing outside of the folder is touched.
 */
typedef struct _ToolFiles ToolFiles;

/**
 * tool_files_new:
 * @folder: where the files go; it is there
 */
ToolFiles *tool_files_new (const char *folder);

/**
 * tool_files_free:
 */
void tool_files_free (ToolFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolFiles, tool_files_free)

/**
 * tool_files_write:
 * @name: a name without a separator; where it is taken already, a number is added
 * @content: what is in it
 *
 * Writes a new file, whole or not at all, and says what went wrong.
 *
 * Returns: (transfer full) (nullable): the name that it got; %NULL if it could not be
 *   written
 */
char *tool_files_write (ToolFiles *files, const char *name, DsnSpan content);

G_END_DECLS
