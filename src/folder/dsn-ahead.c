/* dsn-ahead.c: small files, read one behind the other before they are asked for. */
#include "dsn-ahead.h"

#include "dsn-mbox.h"
#include "dsn-unpack.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define NO_FOLDER (-1)

/* It fits into the processor's cache. */
#define ROOM_SIZE ((gsize) 256 << 10)
#define FILE_ALIGN ((gsize) 64)

typedef struct {
  const char *path;
  DsnSpan bytes;
} File;

struct _DsnAhead {
  guint8 *room;
  gsize used;
  File files[DSN_AHEAD_FILES];
  guint count;
  guint taken; /* files that are taken or passed over */
  int folder;  /* of the file that was read last, and */
  GString *folder_path;
};

DsnAhead *
dsn_ahead_new (void)
{
  DsnAhead *ahead = g_new0 (DsnAhead, 1);

  ahead->folder = NO_FOLDER;
  ahead->folder_path = g_string_new (NULL);
  return ahead;
}

static void
leave_folder (DsnAhead *ahead)
{
  if (ahead->folder != NO_FOLDER)
    close (ahead->folder);
  ahead->folder = NO_FOLDER;
  g_string_truncate (ahead->folder_path, 0);
}

void
dsn_ahead_free (DsnAhead *ahead)
{
  if (ahead == NULL)
    return;
  leave_folder (ahead);
  g_string_free (ahead->folder_path, TRUE);
  g_free (ahead->room);
  g_free (ahead);
}

void
dsn_ahead_forget (DsnAhead *ahead)
{
  leave_folder (ahead);
  ahead->used = 0;
  ahead->count = ahead->taken = 0;
}

/* From its folder, which many files share: so the system looks up one name a file, and
 * not those of all folders above. */
static int
open_file (DsnAhead *ahead, const char *path)
{
  const char *slash = strrchr (path, '/');
  gsize len = slash != NULL ? (gsize) (slash - path) + 1 : 0;

  if (len == 0)
    return open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (len != ahead->folder_path->len ||
      memcmp (path, ahead->folder_path->str, len) != 0) {
    leave_folder (ahead);
    g_string_append_len (ahead->folder_path, path, (gssize) len);
    ahead->folder =
        open (ahead->folder_path->str, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NONBLOCK);
  }
  if (ahead->folder == NO_FOLDER)
    return -1;
  return openat (ahead->folder, path + len,
                 O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

/* All of the file, or nothing. What is no file has no place to read from, or does not
 * end; and where a file ends it tells by itself: to ask takes longer. */
static DsnSpan
read_whole (DsnAhead *ahead, int file)
{
  gsize room = ROOM_SIZE - ahead->used, len = 0;
  guint8 *to = ahead->room + ahead->used;
  gssize count;

  do {
    count = pread (file, to + len, room - len, (off_t) len);
    len += (gsize) MAX (count, 0);
  } while (count > 0 && len < room);
  return count == 0 ? (DsnSpan){ to, len } : (DsnSpan){ NULL, 0 };
}

void
dsn_ahead_read (DsnAhead *ahead, const char *path)
{
  DsnSpan bytes;
  int file;

  if (ahead->count == DSN_AHEAD_FILES || ahead->used == ROOM_SIZE)
    return;
  file = open_file (ahead, path);
  if (file < 0)
    return;
  if (ahead->room == NULL)
    ahead->room = g_malloc (ROOM_SIZE);
  bytes = read_whole (ahead, file);
  close (file);
  if (bytes.len == 0 || dsn_mbox_is_mbox (bytes) ||
      dsn_packing_find (dsn_span_slice (bytes, 0, DSN_PACKING_MAGIC)) !=
          DSN_PACKING_NONE)
    return;
  ahead->files[ahead->count++] = (File){ path, bytes };
  ahead->used +=
      MIN ((bytes.len + FILE_ALIGN - 1) & ~(FILE_ALIGN - 1), ROOM_SIZE - ahead->used);
}

gboolean
dsn_ahead_take (DsnAhead *ahead, const char *path, DsnSpan *bytes)
{
  for (guint i = ahead->taken; i < ahead->count; i++)
    if (ahead->files[i].path == path) {
      *bytes = ahead->files[i].bytes;
      ahead->taken = i + 1;
      return TRUE;
    }
  return FALSE;
}
