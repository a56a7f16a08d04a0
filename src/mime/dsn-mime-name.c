/* dsn-mime-name.c: a name of a file that a stranger gave -> one that is safe to use. */
#include "dsn-mime-private.h"

/* File systems take 255; a count and the like may be added. */
#define NAME_MAX_LEN 200

/* What stands behind the last dot is kept up to here where a name is cut. */
#define ENDING_MAX_LEN 20

/* What another system could not write, and what a shell or a person could take for
 * something else. */
static gboolean
is_allowed (gunichar c)
{
  if (c < 0x80)
    return c >= ' ' && c != 0x7f && strchr ("\"*/:<>?\\|", (int) c) == NULL;
  /* Of any kind of blank only the plain one: others look like it. */
  return g_unichar_isprint (c) && !g_unichar_isspace (c) && c != 0xfffd;
}

/* The last step: whichever system the sender had, "C:\a\b" and "../../b" are "b". */
static const char *
last_step (const char *name)
{
  const char *last = name;

  for (const char *at = name; *at != '\0'; at++)
    if ((*at == '/' || *at == '\\') && at[1] != '\0')
      last = at + 1;
  return last;
}

static void
append_allowed (GString *out, const char *name)
{
  for (const char *at = last_step (name); *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (is_allowed (c))
      g_string_append_unichar (out, c);
    else if (out->len == 0 || out->str[out->len - 1] != '_')
      g_string_append_c (out, '_');
  }
}

/* No blanks at the ends, no dot at the end, nothing at the front that hides a file or
 * makes an option or a home of it. */
static void
trim (GString *name)
{
  gsize front = 0;

  while (name->len > 0 &&
         (name->str[name->len - 1] == ' ' || name->str[name->len - 1] == '.'))
    g_string_truncate (name, name->len - 1);
  while (name->str[front] == ' ')
    front++;
  g_string_erase (name, 0, (gssize) front);
  if (name->len > 0 && strchr (".-~", name->str[0]) != NULL)
    name->str[0] = '_';
}

/* Cuts the middle out, between characters: how a name ends says how to open it. */
static void
shorten (GString *name)
{
  const char *dot = strrchr (name->str, '.');
  gsize ending = dot != NULL ? name->len - (gsize) (dot - name->str) : 0, stem;

  if (name->len <= NAME_MAX_LEN)
    return;
  if (ending > ENDING_MAX_LEN)
    ending = 0;
  stem = NAME_MAX_LEN - ending;
  while (stem > 0 && ((guint8) name->str[stem] & 0xc0) == 0x80)
    stem--;
  g_string_erase (name, (gssize) stem, (gssize) (name->len - ending - stem));
}

/* An ending for a part without a name. */
static const char *
ending_of (const DsnMimePart *part)
{
  if (part->at.kind == DSN_PART_MESSAGE ||
      g_str_equal (part->content_type, "message/rfc822") ||
      g_str_equal (part->content_type, "message/global"))
    return "eml";
  if (g_str_equal (part->content_type, "text/html"))
    return "html";
  if (g_str_has_prefix (part->content_type, "text/") ||
      g_str_has_prefix (part->content_type, "message/"))
    return "txt";
  return "bin";
}

char *
dsn_mime_part_dup_file_name (const DsnMimePart *part)
{
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_val_if_fail (part != NULL, NULL);
  if (part->name != NULL)
    append_allowed (name, part->name);
  trim (name);
  shorten (name);
  trim (name);
  if (name->len == 0 || g_str_equal (name->str, "_"))
    g_string_printf (name, "part-%s.%s", part->path, ending_of (part));
  return g_string_free (g_steal_pointer (&name), FALSE);
}
