/* tool-writer.c: whole records to a file, in large writes, whatever happens to it. */
#include "tool-writer.h"

#include "tool-output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FLUSH_SIZE 65536

struct _ToolWriter {
  int file;
  gsize flush_size;
  GString *held; /* whole records */
  gboolean failed;
};

ToolWriter *
tool_writer_new (int file)
{
  ToolWriter *writer = g_new0 (ToolWriter, 1);

  writer->file = file;
  writer->flush_size = isatty (file) ? 1 : FLUSH_SIZE;
  writer->held = g_string_sized_new (FLUSH_SIZE * 2);
  return writer;
}

void
tool_writer_free (ToolWriter *writer)
{
  if (writer == NULL)
    return;
  g_string_free (writer->held, TRUE);
  g_free (writer);
}

/* What was written of the records that were held ends in the middle of one: the file is
 * cut behind the last whole line. */
static void
cut_line (const ToolWriter *writer, gsize written)
{
  const char *end = g_strrstr_len (writer->held->str, (gssize) written, "\n");
  gsize whole = end != NULL ? (gsize) (end - writer->held->str) + 1 : 0;
  off_t at = lseek (writer->file, 0, SEEK_CUR);

  if (at >= (off_t) (written - whole) && whole < written &&
      ftruncate (writer->file, at - (off_t) (written - whole)) == 0)
    lseek (writer->file, at - (off_t) (written - whole), SEEK_SET);
}

gboolean
tool_writer_flush (ToolWriter *writer)
{
  gsize written = 0;

  while (!writer->failed && written < writer->held->len) {
    gssize count =
        write (writer->file, writer->held->str + written, writer->held->len - written);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0) {
      tool_message ("cannot write the output: %s", g_strerror (errno));
      cut_line (writer, written);
      writer->failed = TRUE;
    } else {
      written += (gsize) count;
    }
  }
  g_string_truncate (writer->held, 0);
  return !writer->failed;
}

gboolean
tool_writer_add (ToolWriter *writer, const char *record, gsize len)
{
  g_string_append_len (writer->held, record, (gssize) len);
  return writer->held->len < writer->flush_size || tool_writer_flush (writer);
}

static gboolean
find_place (const ToolWriter *writer, ToolPlace *place)
{
  struct stat info;

  *place = (ToolPlace){ 0 };
  if (fstat (writer->file, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  *place = (ToolPlace){ (guint64) info.st_dev, (guint64) info.st_ino,
                        (guint64) info.st_size };
  return TRUE;
}

gboolean
tool_writer_sync (ToolWriter *writer, ToolPlace *place)
{
  if (!tool_writer_flush (writer))
    return FALSE;
  if (find_place (writer, place) && fdatasync (writer->file) != 0 && errno != EINVAL) {
    tool_message ("cannot write the output: %s", g_strerror (errno));
    writer->failed = TRUE;
  }
  return !writer->failed;
}

gboolean
tool_writer_return_to (ToolWriter *writer, const ToolPlace *place)
{
  ToolPlace now;

  if (!find_place (writer, &now) || now.device != place->device ||
      now.file != place->file)
    return TRUE;
  return now.size >= place->size &&
         ftruncate (writer->file, (off_t) place->size) == 0 &&
         lseek (writer->file, (off_t) place->size, SEEK_SET) >= 0;
}
