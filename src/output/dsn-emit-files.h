/* dsn-emit-files.h: which parts of a message were written to which files. */
#pragma once

#include "dsn-emit-json.h"
#include "dsn-emit-text.h"

G_BEGIN_DECLS

/**
 * DsnEmitFile:
 * @path: where the part stands in the message
 * @content_type: its type
 * @name: (nullable): the name that its sender gave it
 * @file: the name of the file in the folder
 * @size: bytes that were written
 */
typedef struct {
  char *path;
  char *content_type;
  char *name;
  char *file;
  gsize size;
} DsnEmitFile;

/**
 * dsn_emit_file_free:
 */
void dsn_emit_file_free (DsnEmitFile *file);

/**
 * dsn_emit_files_json:
 * @folder: where the files are
 * @files: (element-type DsnEmitFile): files, in the order of the parts
 * @options: where the message came from
 *
 * Adds one JSON object of type `parts` and a newline.
 */
void dsn_emit_files_json (const char *folder, const GPtrArray *files,
                          const DsnEmitOptions *options, GString *out);

/**
 * dsn_emit_files_text:
 *
 * Adds a line for each file, for people.
 */
void dsn_emit_files_text (const char *folder, const GPtrArray *files,
                          const DsnEmitOptions *origin, const DsnTextOptions *options,
                          GString *out);

G_END_DECLS
