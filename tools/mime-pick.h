/* mime-pick.h: an input -> the one message of it that dsn mime is about. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MimePick:
 * @source: the input as given
 * @bytes: the message; %NULL if there is none
 * @offset: where it begins in its mbox, in bytes; -1 if it is in none
 * @more: another message follows, and nobody has chosen
 * @why: (nullable): what could not be read, and why
 *
 * A message that was picked, or why there is none: @why, or else nothing begins at the
 * offset that was asked for.
 */
typedef struct {
  const char *source;
  GBytes *bytes;
  gint64 offset;
  gboolean more;
  char *why;
} MimePick;

/**
 * mime_pick:
 * @path: a file, an mbox, compressed or not; `-` for standard input
 * @offset: where the message begins in its mbox; -1 for the first one
 * @pick: (out caller-allocates): end with mime_pick_clear()
 *
 * Reads as `dsn parse` does, by the same limits, one message.
 */
void mime_pick (const char *path, gint64 offset, MimePick *pick);

/**
 * mime_pick_clear:
 *
 * Frees what was picked.
 */
void mime_pick_clear (MimePick *pick);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MimePick, mime_pick_clear)

G_END_DECLS
