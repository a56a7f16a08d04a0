/* dsn-source.c: an open file or stream -> its bytes, unpacked where it is compressed.
 */
#include "dsn-source.h"

#include "dsn-trouble.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#define PACKED_ROOM ((gsize) 64 << 10)

/* What no read () takes at once. */
#define READ_MAX ((gsize) 1 << 30)

DsnSource
dsn_source_use (int fd)
{
  DsnSource source = { .fd = fd, .size = G_MAXUINT64 };
  struct stat info;
  off_t at = lseek (fd, 0, SEEK_CUR);

  /* A file is read from where it stands: others may have read before us. */
  if (at >= 0 && fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    source.size = (guint64) MAX (info.st_size - at, 0);
  return source;
}

gboolean
dsn_source_open (DsnSource *source, const char *path, gboolean streams, GError **error)
{
  /* Without O_NONBLOCK, a pipe that took a file's place would hold us up for ever. */
  int wait = streams ? 0 : O_NONBLOCK;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | wait);
  struct stat info;

  if (fd < 0) {
    dsn_trouble_set (error, errno);
    return FALSE;
  }
  if (fstat (fd, &info) != 0)
    dsn_trouble_set (error, errno);
  else if (S_ISDIR (info.st_mode))
    dsn_trouble_set (error, EISDIR);
  else if (!S_ISREG (info.st_mode) && !streams)
    dsn_trouble_kind (error);
  else {
    /* What /proc has says that it is empty, whatever can be read from it. */
    gboolean sized = S_ISREG (info.st_mode) && info.st_size > 0;

    *source = (DsnSource){
      .fd = fd,
      .owns_fd = TRUE,
      .is_file = S_ISREG (info.st_mode),
      .seekable = sized,
      .size = sized ? (guint64) info.st_size : G_MAXUINT64,
      .device = info.st_dev,
      .inode = info.st_ino,
    };
    return TRUE;
  }
  close (fd);
  return FALSE;
}

DsnSource
dsn_source_over (DsnSpan memory, gsize block, gboolean seekable)
{
  g_assert (block > 0);
  return (DsnSource){
    .fd = -1, .memory = memory, .block = block, .seekable = seekable, .size = memory.len
  };
}

void
dsn_source_clear (DsnSource *source)
{
  if (source->owns_fd)
    close (source->fd);
  dsn_unpack_free (source->unpack);
  g_free (source->packed);
  *source = (DsnSource){ .fd = -1 };
}

void
dsn_source_unpack (DsnSource *source, DsnPacking packing, DsnSpan taken,
                   gsize free_size)
{
  source->unpack = dsn_unpack_new (packing);
  source->unpack_free = free_size;
  source->packed_room = MAX (taken.len, PACKED_ROOM);
  source->packed = g_malloc (source->packed_room);
  memcpy (source->packed, taken.data, taken.len);
  source->packed_from = 0;
  source->packed_to = taken.len;
  source->packed_count = taken.len;
  source->at = taken.len;
  source->seekable = FALSE;
}

static gssize
read_file (DsnSource *source, guint8 *out, gsize room)
{
  for (;;) {
    gssize got = source->is_file ? pread (source->fd, out, room, (off_t) source->at)
                                 : read (source->fd, out, room);
    struct pollfd wait = { source->fd, POLLIN, 0 };

    if (got >= 0)
      return got;
    /* Standard input may have been made non-blocking by who shares it with us. */
    if (errno == EAGAIN && poll (&wait, 1, -1) < 0 && errno != EINTR)
      return -1;
    if (errno != EINTR && errno != EAGAIN)
      return -1;
  }
}

/* Bytes of the file itself, from @source->at. */
static gboolean
read_raw (DsnSource *source, guint8 *out, gsize room, gsize *count, GError **error)
{
  gssize got;

  *count = 0;
  if (source->at >= source->size)
    return TRUE;
  room = (gsize) MIN (MIN (room, READ_MAX), source->size - source->at);
  if (source->fd < 0) {
    got = (gssize) MIN (room, source->block);
    memcpy (out, source->memory.data + source->at, (gsize) got);
  } else
    got = read_file (source, out, room);
  if (got < 0) {
    dsn_trouble_set (error, errno);
    return FALSE;
  }
  *count = (gsize) got;
  source->at += (guint64) got;
  return TRUE;
}

/* A few bytes can stand for a disk full of them: nobody's mail is that alike. */
static gboolean
check_expansion (const DsnSource *source, GError **error)
{
  if (source->unpacked_count <= source->unpack_free ||
      (source->unpacked_count - source->unpack_free) / DSN_SOURCE_EXPANSION <=
          source->packed_count)
    return TRUE;
  g_set_error_literal (error, DSN_ERROR, DSN_ERROR_TOO_BIG,
                       "its compressed data expands more than " G_STRINGIFY (
                           DSN_SOURCE_EXPANSION) " times");
  return FALSE;
}

static gboolean
read_unpacked (DsnSource *source, DsnUnpackRoom *room, GError **error)
{
  gboolean last = FALSE;

  for (;;) {
    DsnSpan in = { source->packed + source->packed_from,
                   source->packed_to - source->packed_from };
    gboolean ok = dsn_unpack_run (source->unpack, &in, last, room, error);
    gsize got;

    source->packed_from = source->packed_to - in.len;
    source->unpacked_count += room->made;
    if (!ok)
      return FALSE;
    if (room->made > 0)
      return check_expansion (source, error);
    if (last)
      return TRUE;
    if (!read_raw (source, source->packed, source->packed_room, &got, error))
      return FALSE;
    source->packed_from = 0;
    source->packed_to = got;
    source->packed_count += got;
    last = got == 0;
  }
}

gboolean
dsn_source_read (DsnSource *source, guint64 offset, guint8 *out, gsize room,
                 gsize *count, GError **error)
{
  if (source->unpack != NULL) {
    DsnUnpackRoom into = { out, room, 0 };
    gboolean ok = read_unpacked (source, &into, error);

    *count = into.made;
    return ok;
  }
  g_assert (source->seekable || offset == source->at);
  source->at = offset;
  return read_raw (source, out, room, count, error);
}
