/* tool-domains.c: what is given as domains -> domains, those of stdin among them. */
#include "tool-domains.h"

#include "tool-input.h"
#include "tool-output.h"

#include <string.h>

#define INPUT_MAX_SIZE ((gsize) 64 << 20)

static void
add_domain (GPtrArray *domains, const char *text, gsize len)
{
  g_autofree char *copy = g_strstrip (g_strndup (text, len));
  const char *open = strrchr (copy, '<');
  const char *close = open != NULL ? strchr (open, '>') : NULL;

  if (close != NULL)
    g_ptr_array_add (domains, g_strndup (open + 1, (gsize) (close - open) - 1));
  else if (copy[0] != '\0')
    g_ptr_array_add (domains, g_steal_pointer (&copy));
}

static gboolean
read_stdin (GPtrArray *domains)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tool_input_read ("-", INPUT_MAX_SIZE, &error);
  const char *at, *end;
  gsize size;

  if (bytes == NULL) {
    tool_message ("%s", error->message);
    return FALSE;
  }
  at = g_bytes_get_data (bytes, &size);
  end = at != NULL ? at + size : NULL;
  while (at < end) {
    const char *newline = memchr (at, '\n', (gsize) (end - at));
    gsize len = (gsize) ((newline != NULL ? newline : end) - at);

    if (*at != '#')
      add_domain (domains, at, len);
    at += len + 1;
  }
  return TRUE;
}

gboolean
tool_domains_read (const GPtrArray *words, gboolean use_stdin, GPtrArray *domains)
{
  for (guint i = 0; i < words->len; i++) {
    const char *word = g_ptr_array_index (words, i);

    if (strcmp (word, "-") != 0)
      add_domain (domains, word, strlen (word));
    else if (!read_stdin (domains))
      return FALSE;
  }
  return !use_stdin || read_stdin (domains);
}
