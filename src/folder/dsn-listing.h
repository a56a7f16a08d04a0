/* dsn-listing.h: the entries of a folder, sorted, in little memory. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnEntryKind:
 * @DSN_ENTRY_FILE: a regular file
 * @DSN_ENTRY_FOLDER: a folder
 * @DSN_ENTRY_UNKNOWN: a symbolic link, or what the file system does not tell
 * @DSN_ENTRY_OTHER: a pipe, a device, a socket
 */
typedef enum {
  DSN_ENTRY_FILE,
  DSN_ENTRY_FOLDER,
  DSN_ENTRY_UNKNOWN,
  DSN_ENTRY_OTHER,
} DsnEntryKind;

/**
 * DsnEntry:
 * @name: its name, with `new/` or `cur/` before it where the listing is of a Maildir
 * @kind: what it is
 */
typedef struct {
  const char *name;
  DsnEntryKind kind;
} DsnEntry;

/**
 * DsnListing:
 *
 * The entries of one folder, in their order. Of a folder with very many, some are kept
 * in memory at a time, and it is read again for the next.
 */
typedef struct _DsnListing DsnListing;

/**
 * DSN_LISTING_MEMORY:
 *
 * Bytes to keep for the names of any folder: some 350,000 names.
 */
#define DSN_LISTING_MEMORY ((gsize) 32 << 20)

/**
 * dsn_listing_new:
 * @path: a folder
 * @memory: bytes to keep for names at a time
 * @error: (nullable): why it could not be read
 *
 * Lists a folder. Names that are numbers come first, by value; then the others, by
 * their bytes.
 *
 * Returns: (transfer full) (nullable): the listing; %NULL on error
 */
DsnListing *dsn_listing_new (const char *path, gsize memory, GError **error);

/**
 * dsn_listing_new_maildir:
 * @path: a Maildir
 *
 * Lists `new` and `cur` as one, by unique names, each of them once. What has moved from
 * one to the other meanwhile, or has got other flags, is there.
 */
DsnListing *dsn_listing_new_maildir (const char *path, gsize memory, GError **error);

/**
 * dsn_listing_free:
 */
void dsn_listing_free (DsnListing *listing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnListing, dsn_listing_free)

/**
 * dsn_listing_next:
 * @entry: (out): set on success only; valid until the next call
 * @error: (nullable): why the folder could not be read again
 *
 * Takes the next entry.
 *
 * Returns: whether there was one; %FALSE at the end, and with an error
 */
gboolean dsn_listing_next (DsnListing *listing, DsnEntry *entry, GError **error);

/**
 * dsn_listing_get_share:
 * @part: (out): what one entry is of all, more than 0 and not above 1
 *
 * Returns: how much was taken, from 0 to 1
 */
double dsn_listing_get_share (const DsnListing *listing, double *part);

G_END_DECLS
