/* mime-settings.h: what dsn mime was asked for. */
#pragma once

#include "mime-pick.h"

#include "dsn-emit-mime.h"

G_BEGIN_DECLS

/**
 * MimeSettings:
 * @part: the word of `cat`: a path or a type
 * @parts: (element-type utf8): paths and types
 * @fields: (element-type utf8): names of fields
 * @to: where files go
 * @offset: where the message begins in its mbox, as given
 *
 * The options of all verbs, as given.
 */
typedef struct {
  gboolean json;
  gboolean quiet;
  gboolean raw;
  gboolean keep_charset;
  const char *color;
  const char *to;
  const char *offset;
  const char *part;
  GPtrArray *parts;
  GPtrArray *fields;
} MimeSettings;

/**
 * mime_origin:
 *
 * Returns: where a message came from, for the output
 */
static inline DsnEmitOptions
mime_origin (const MimePick *pick)
{
  return (DsnEmitOptions){ .source = pick->source,
                           .in_mbox = pick->offset >= 0,
                           .offset = (guint64) MAX (pick->offset, 0) };
}

/**
 * mime_find:
 * @word: a path such as `2.1`, or a type such as `text/html`
 * @after: (nullable): of a type: the part behind which to look
 *
 * Returns: (nullable): the part that @word names
 */
static inline const DsnMimePart *
mime_find (const DsnMime *mime, const char *word, const DsnMimePart *after)
{
  if (strchr (word, '/') != NULL)
    return dsn_mime_find_type (mime, word, after);
  return after == NULL ? dsn_mime_find_path (mime, word) : NULL;
}

/**
 * mime_show_tree:
 * mime_show_headers:
 * mime_show_part:
 *
 * Each writes what it is called to stdout.
 *
 * Returns: the exit status
 */
int mime_show_tree (const MimeSettings *settings, const MimePick *pick);
int mime_show_headers (const MimeSettings *settings, const MimePick *pick);
int mime_show_part (const MimeSettings *settings, const MimePick *pick);

/**
 * mime_extract_prepare:
 *
 * Makes the folder for files, and gives up what is not needed to write there and to
 * have a worker. Called before the message is read.
 *
 * Returns: whether there is a folder; says so where not
 */
gboolean mime_extract_prepare (const MimeSettings *settings);

/**
 * mime_extract:
 *
 * Writes parts to files, and what was written to stdout.
 *
 * Returns: the exit status
 */
int mime_extract (const MimeSettings *settings, const MimePick *pick);

G_END_DECLS
