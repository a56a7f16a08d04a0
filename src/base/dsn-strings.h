/* dsn-strings.h: copies of texts that live and end together. */
#pragma once

#include <glib.h>

#include <string.h>

G_BEGIN_DECLS

typedef struct _DsnStringsBlock DsnStringsBlock;

/**
 * DsnStrings:
 * @at: where the next copy goes
 * @end: where its room ends
 * @blocks: all memory, the newest first
 * @block_size: bytes of a block that holds many
 *
 * As GStringChunk, but that what was made room for once stays when it is cleared.
 */
typedef struct {
  char *at;
  char *end;
  DsnStringsBlock *blocks;
  gsize block_size;
} DsnStrings;

/**
 * dsn_strings_new:
 * @block_size: how many bytes most of the time suffice
 *
 * Returns: (transfer full): nothing yet; end with dsn_strings_free()
 */
DsnStrings *dsn_strings_new (gsize block_size);

/**
 * dsn_strings_clear:
 *
 * Forgets all copies. A first block is kept for those that come.
 */
void dsn_strings_clear (DsnStrings *strings);

/**
 * dsn_strings_free:
 * @strings: (nullable) (transfer full): copies
 */
void dsn_strings_free (DsnStrings *strings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnStrings, dsn_strings_free)

/* Makes room for @len bytes at least. */
void dsn_strings_grow (DsnStrings *strings, gsize len);

/**
 * dsn_strings_add_len:
 * @text: (nullable): bytes; may be %NULL where @len is 0
 *
 * Returns: a copy, ended by a NUL
 */
static inline char *
dsn_strings_add_len (DsnStrings *strings, const char *text, gsize len)
{
  char *copy;

  if (len >= (gsize) (strings->end - strings->at))
    dsn_strings_grow (strings, len + 1);
  copy = strings->at;
  if (len > 0)
    memcpy (copy, text, len); /* NOLINT(bugprone-not-null-terminated-result) */
  copy[len] = '\0';
  strings->at += len + 1;
  return copy;
}

/**
 * dsn_strings_add:
 *
 * Returns: a copy of @text
 */
static inline char *
dsn_strings_add (DsnStrings *strings, const char *text)
{
  return dsn_strings_add_len (strings, text, strlen (text));
}

G_END_DECLS
