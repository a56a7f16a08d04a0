/* dsn-names.c: a list of names in a file -> the names, one after the other. */
#include "dsn-names.h"

#include <unistd.h>

/* No system takes a longer path. */
#define NAME_MAX_LEN ((gsize) 64 << 10)

struct _DsnNames {
  char *path;
  char separator;
  gboolean begun;
  gboolean failed; /* and that was told */
  DsnStream stream;
  guint64 at;
  GString *name;
};

DsnNames *
dsn_names_new (const char *path, char separator)
{
  DsnNames *names = g_new0 (DsnNames, 1);

  names->path = g_strdup (path);
  names->separator = separator;
  names->name = g_string_new (NULL);
  return names;
}

void
dsn_names_free (DsnNames *names)
{
  if (names == NULL)
    return;
  dsn_stream_clear (&names->stream);
  g_string_free (names->name, TRUE);
  g_free (names->path);
  g_free (names);
}

static gboolean
begin (DsnNames *names, GError **error)
{
  DsnSource source;

  names->begun = TRUE;
  if (g_str_equal (names->path, "-"))
    source = dsn_source_use (STDIN_FILENO);
  else if (!dsn_source_open (&source, names->path, TRUE, error)) {
    names->failed = TRUE;
    return FALSE;
  }
  dsn_stream_begin (&names->stream, source);
  return TRUE;
}

/* Takes the bytes up to the next separator; of a long name, no more than shows that.
 * The list ends where there are none. */
static gboolean
take (DsnNames *names)
{
  g_string_truncate (names->name, 0);
  for (gboolean any = FALSE;; any = TRUE) {
    DsnSpan text = dsn_stream_get (&names->stream, names->at, 1), part;
    gsize end;
    gboolean ended = dsn_span_find_byte (text, (guint8) names->separator, &end);

    if (text.len == 0)
      return any && names->stream.error == NULL;
    part = dsn_span_slice (text, 0, ended ? end : text.len);
    g_string_append_len (
        names->name, (const char *) part.data,
        (gssize) MIN (part.len,
                      NAME_MAX_LEN + 1 - MIN (names->name->len, NAME_MAX_LEN)));
    names->at += part.len + (ended ? 1 : 0);
    if (ended)
      return TRUE;
  }
}

/* What is wrong with the name, if anything. */
static const char *
check (const DsnNames *names)
{
  if (names->name->len > NAME_MAX_LEN)
    return "a name in it is too long";
  if (strlen (names->name->str) < names->name->len)
    return "a name in it holds a NUL; names that end in NUL need -0";
  return NULL;
}

gboolean
dsn_names_next (DsnNames *names, const char **name, GError **error)
{
  const char *wrong;

  *name = NULL;
  if (!names->begun && !begin (names, error))
    return TRUE;
  if (names->failed)
    return FALSE;
  do {
    if (!take (names)) {
      if (names->stream.error == NULL)
        return FALSE;
      names->failed = TRUE;
      g_propagate_error (error, g_steal_pointer (&names->stream.error));
      return TRUE;
    }
  } while (names->name->len == 0);
  wrong = check (names);
  if (wrong != NULL)
    g_set_error_literal (error, DSN_ERROR, DSN_ERROR_READ, wrong);
  else
    *name = names->name->str;
  return TRUE;
}
