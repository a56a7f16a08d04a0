/* dsn-ahead.c: small files, read one behind the other before they are asked for. */
#include "dsn-ahead.h"

#include "dsn-mbox.h"
#include "dsn-source.h"

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
};

DsnAhead *
dsn_ahead_new (void)
{
  return g_new0 (DsnAhead, 1);
}

void
dsn_ahead_free (DsnAhead *ahead)
{
  if (ahead == NULL)
    return;
  g_free (ahead->room);
  g_free (ahead);
}

void
dsn_ahead_forget (DsnAhead *ahead)
{
  ahead->used = 0;
  ahead->count = ahead->taken = 0;
}

/* All of the file, or nothing. */
static DsnSpan
read_whole (DsnAhead *ahead, DsnSource *source)
{
  guint8 *to = ahead->room + ahead->used;
  gsize count = 0;

  if (!source->seekable || source->size > ROOM_SIZE - ahead->used ||
      !dsn_source_read (source, 0, to, (gsize) source->size, &count, NULL) ||
      count < source->size)
    return (DsnSpan){ NULL, 0 };
  return (DsnSpan){ to, count };
}

void
dsn_ahead_read (DsnAhead *ahead, const char *path)
{
  DsnSource source;
  DsnSpan bytes;

  if (ahead->count == DSN_AHEAD_FILES || ahead->used == ROOM_SIZE ||
      !dsn_source_open (&source, path, FALSE, NULL))
    return;
  if (ahead->room == NULL)
    ahead->room = g_malloc (ROOM_SIZE);
  bytes = read_whole (ahead, &source);
  dsn_source_clear (&source);
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
