/* tool-message.c: messages that were made -> stdout, an mbox, or files. */
#include "tool-message.h"

#include "tool-output.h"

#include "dsn-span.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct _ToolMessages {
  char *folder;
  GBytes *first; /* held back until it shows whether it is the only one */
  guint count;
};

ToolMessages *
tool_messages_new (const char *folder)
{
  ToolMessages *messages = g_new0 (ToolMessages, 1);

  messages->folder = g_strdup (folder);
  return messages;
}

void
tool_messages_free (ToolMessages *messages)
{
  if (messages == NULL)
    return;
  g_clear_pointer (&messages->first, g_bytes_unref);
  g_free (messages->folder);
  g_free (messages);
}

static gboolean
write_all (int file, const char *data, gsize size)
{
  while (size > 0) {
    gssize count = write (file, data, size);

    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return FALSE;
    data += count;
    size -= (gsize) count;
  }
  return TRUE;
}

/* A new file; never the place of a link, and never one that was there. */
static gboolean
write_file (const ToolMessages *messages, GBytes *message)
{
  g_autofree char *name = g_strdup_printf ("%06u.eml", messages->count);
  g_autofree char *path = g_build_filename (messages->folder, name, NULL);
  int file = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  gsize size;
  const char *data = g_bytes_get_data (message, &size);
  gboolean good = file >= 0 && write_all (file, data, size);
  int number = errno;

  if (file >= 0 && close (file) != 0 && good) {
    number = errno;
    good = FALSE;
  }
  if (!good)
    tool_message ("cannot write '%s': %s", path, g_strerror (number));
  return good;
}

/* mboxrd: a line of any number of `>` and then `From ` gets one more. */
static gboolean
is_from_line (DsnSpan line)
{
  while (line.len > 0 && line.data[0] == '>')
    line = dsn_span_slice (line, 1, G_MAXSIZE);
  return line.len >= 5 && memcmp (line.data, "From ", 5) == 0;
}

static gboolean
write_to_mbox (GBytes *message)
{
  DsnSpan rest = dsn_span_of_bytes (message);
  g_autoptr (GString) out =
      g_string_new ("From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n");

  while (rest.len > 0) {
    gsize len;

    if (!dsn_span_find_byte (rest, '\n', &len))
      len = rest.len;
    if (is_from_line (dsn_span_slice (rest, 0, len)))
      g_string_append_c (out, '>');
    g_string_append_len (out, (const char *) rest.data, (gssize) len);
    g_string_append_c (out, '\n');
    rest = dsn_span_slice (rest, len + 1, G_MAXSIZE);
  }
  g_string_append_c (out, '\n');
  return tool_output_write (out);
}

gboolean
tool_messages_add (ToolMessages *messages, GBytes *message)
{
  messages->count++;
  if (messages->folder != NULL)
    return write_file (messages, message);
  if (messages->count == 1) {
    messages->first = g_bytes_ref (message);
    return TRUE;
  }
  if (messages->first != NULL) {
    g_autoptr (GBytes) first = g_steal_pointer (&messages->first);

    if (!write_to_mbox (first))
      return FALSE;
  }
  return write_to_mbox (message);
}

guint
tool_messages_get_count (const ToolMessages *messages)
{
  return messages->count;
}

gboolean
tool_messages_end (ToolMessages *messages)
{
  g_autoptr (GString) out = NULL;
  gsize size;
  const char *data;

  if (messages->first == NULL)
    return TRUE;
  data = g_bytes_get_data (messages->first, &size);
  out = g_string_new_len (data, (gssize) size);
  return tool_output_write (out);
}
