/* dsn-ahead.h: small files, read one behind the other before they are asked for. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/* So many files at the most: more gain nothing. */
#define DSN_AHEAD_FILES 32

/**
 * DsnAhead:
 *
 * The bytes of some files. To read many at once and then work on all of them is faster
 * than to change from one to the other with each: neither the system nor who reads the
 * messages finds its code and data gone from the processor's caches.
 */
typedef struct _DsnAhead DsnAhead;

/**
 * dsn_ahead_new:
 *
 * Returns: (transfer full): without a file; it takes 256 KiB once it has one
 */
DsnAhead *dsn_ahead_new (void);

/**
 * dsn_ahead_free:
 */
void dsn_ahead_free (DsnAhead *ahead);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnAhead, dsn_ahead_free)

/**
 * dsn_ahead_forget:
 *
 * Forgets all files.
 */
void dsn_ahead_forget (DsnAhead *ahead);

/**
 * dsn_ahead_read:
 * @path: a file; this pointer is its name until it is forgotten
 *
 * Reads a file that is plainly one message. One that is large, an mbox, compressed,
 * that is not there or cannot be read is left to who opens it later and tells why.
 */
void dsn_ahead_read (DsnAhead *ahead, const char *path);

/**
 * dsn_ahead_take:
 * @path: the pointer that dsn_ahead_read() was called with
 * @bytes: (out): set on success only; valid until files are forgotten
 *
 * Takes a file, in the order of reading: those before it are passed over.
 *
 * Returns: whether it was read
 */
gboolean dsn_ahead_take (DsnAhead *ahead, const char *path, DsnSpan *bytes);

G_END_DECLS
