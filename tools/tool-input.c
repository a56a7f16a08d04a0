/* tool-input.c: a path or stdin -> bytes, bounded. */
#include "tool-input.h"

#include "dsn-error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_SIZE 65536

static void
set_read_error (GError **error, const char *path, int number)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_READ, "cannot read '%s': %s", path,
               g_strerror (number));
}

/* Room for all of a file that tells its size, and one byte more, so that its end shows.
 */
static gsize
first_chunk (int file, gsize max_size, gboolean *regular)
{
  struct stat info;

  *regular = fstat (file, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > 0;
  if (!*regular)
    return CHUNK_SIZE;
  return MIN ((gsize) info.st_size, max_size) + 1;
}

static GBytes *
read_all (int file, const char *path, gsize max_size, GError **error)
{
  gboolean regular;
  gsize room = first_chunk (file, max_size, &regular), used = 0;
  g_autofree char *buffer = g_malloc (room);

  for (;;) {
    gssize count = read (file, buffer + used, room - used);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0) {
      set_read_error (error, path, errno);
      return NULL;
    }
    if (count == 0)
      return g_bytes_new_take (g_steal_pointer (&buffer), used);
    used += (gsize) count;
    if (regular && used + 1 == room && used <= max_size) /* all that there was to be */
      return g_bytes_new_take (g_steal_pointer (&buffer), used);
    if (used > max_size) {
      g_set_error (error, DSN_ERROR, DSN_ERROR_TOO_BIG,
                   "cannot read '%s': it is larger than %" G_GSIZE_FORMAT " bytes",
                   path, max_size);
      return NULL;
    }
    if (used == room) {
      room += MAX (room / 2, CHUNK_SIZE);
      buffer = g_realloc (buffer, room);
    }
  }
}

GBytes *
tool_input_read (const char *path, gsize max_size, GError **error)
{
  gboolean is_stdin = strcmp (path, "-") == 0;
  int file = is_stdin ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  GBytes *bytes;

  if (file < 0) {
    set_read_error (error, path, errno);
    return NULL;
  }
  bytes = read_all (file, path, max_size, error);
  if (!is_stdin)
    close (file);
  return bytes;
}
