/* bench-work.c: what dsn is measured against, each as the work of a whole process. */
#include "bench-work.h"

#include <fcntl.h>
#include <gmime/gmime.h>
#include <sys/stat.h>
#include <unistd.h>

typedef void (*TakeFile) (const char *text, gsize len, gpointer data);

/* Reads a file into a buffer that the next one uses again. */
static gboolean
read_file (const char *path, GByteArray *buffer)
{
  struct stat info;
  int file = open (path, O_RDONLY | O_CLOEXEC);
  gsize used = 0;
  gssize count = 1;

  if (file < 0)
    return FALSE;
  if (fstat (file, &info) != 0) {
    close (file);
    return FALSE;
  }
  g_byte_array_set_size (buffer, (guint) info.st_size + 1);
  while (count > 0 && used < buffer->len) {
    count = read (file, buffer->data + used, buffer->len - used);
    used += count > 0 ? (gsize) count : 0;
  }
  close (file);
  g_byte_array_set_size (buffer, (guint) used);
  return count >= 0;
}

static int
for_each (const char *list, TakeFile take, gpointer data)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  g_autofree char *names = NULL;
  g_auto (GStrv) paths = NULL;

  if (!g_file_get_contents (list, &names, NULL, NULL))
    return 2;
  paths = g_strsplit (names, "\n", -1);
  for (char **path = paths; *path != NULL; path++) {
    if (**path == '\0')
      continue;
    if (!read_file (*path, buffer))
      return 2;
    take ((const char *) buffer->data, buffer->len, data);
  }
  return 0;
}

static void
take_nothing (const char *text, gsize len, gpointer data)
{
  guint64 *bytes = data;

  *bytes += len + (text != NULL);
}

int
bench_work_read (const char *list)
{
  guint64 bytes = 0;
  int status = for_each (list, take_nothing, &bytes);

  return bytes > 0 ? status : 2;
}

typedef struct {
  GMimeParser *parser;
  guint messages;
} Gmime;

static void
parse_with_gmime (const char *text, gsize len, gpointer data)
{
  Gmime *gmime = data;
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (text, len);
  GMimeMessage *message;

  g_mime_parser_init_with_stream (gmime->parser, stream);
  message = g_mime_parser_construct_message (gmime->parser, NULL);
  if (message != NULL) {
    gmime->messages++;
    g_object_unref (message);
  }
  g_object_unref (stream);
}

int
bench_work_gmime (const char *list)
{
  Gmime gmime = { NULL, 0 };
  int status;

  g_mime_init ();
  gmime.parser = g_mime_parser_new ();
  status = for_each (list, parse_with_gmime, &gmime);
  g_object_unref (gmime.parser);
  g_mime_shutdown ();
  return gmime.messages > 0 ? status : 2;
}
