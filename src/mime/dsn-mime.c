/* dsn-mime.c: any message as a tree of MIME parts: made, counted, searched. */
#include "dsn-mime-private.h"

#include <string.h>

const char *
dsn_mime_kind_to_string (DsnMimeKind kind)
{
  switch (kind) {
  case DSN_MIME_LEAF:
    return "leaf";
  case DSN_MIME_MULTIPART:
    return "multipart";
  case DSN_MIME_MESSAGE:
    return "message";
  }
  g_return_val_if_reached (NULL);
}

static void
set_path (DsnMime *mime, DsnMimePart *part)
{
  const DsnMimePart *parent = part->parent;
  gboolean is_message = parent == NULL || parent->at.kind == DSN_PART_MESSAGE;
  g_autoptr (GString) path = g_string_new (parent != NULL ? parent->path : "0");
  char number[16]; /* g_string_append_printf() adds nothing where memory is missing */

  /* What stands in a multipart that is a message counts on from around that. */
  if (g_str_equal (path->str, "0") || g_str_has_suffix (path->str, ".0"))
    g_string_truncate (path, path->len > 1 ? path->len - 2 : 0);
  if (path->len > 0)
    g_string_append_c (path, '.');
  g_snprintf (number, sizeof number, "%u", part->number);
  g_string_append (path,
                   is_message && part->at.kind == DSN_PART_MULTIPART ? "0" : number);
  part->path = g_string_chunk_insert (mime->strings, path->str);
}

/* The part that stands behind @index in the order of the message, up to the root. */
static guint
next_of (const DsnMessage *tree, guint index)
{
  const DsnPart *part = dsn_message_get_part (tree, index);

  if (part->child != DSN_PART_NONE)
    return part->child;
  while (part->next == DSN_PART_NONE && part->parent != DSN_PART_NONE)
    part = dsn_message_get_part (tree, part->parent);
  return part->next;
}

/* Makes @part the last child of @parent. */
static void
add_child (DsnMimePart *parent, DsnMimePart *part)
{
  part->parent = parent;
  if (parent->last_child != NULL) {
    parent->last_child->next = part;
    part->number = parent->last_child->number + 1;
  } else {
    parent->child = part;
  }
  parent->last_child = part;
}

/* Puts the parts in the order of the message: in the tree, those of a message that had
 * to be decoded stand at the end. */
static void
set_parts (DsnMime *mime)
{
  guint count = dsn_message_get_part_count (mime->tree), index = 0;
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (guint)); /* by index */

  g_array_set_size (places, count);
  mime->parts = g_new0 (DsnMimePart, count);
  for (mime->count = 0; index != DSN_PART_NONE; index = next_of (mime->tree, index)) {
    DsnMimePart *part = &mime->parts[mime->count];

    g_array_index (places, guint, index) = mime->count++;
    part->mime = mime;
    part->number = 1;
    part->at = *dsn_message_get_part (mime->tree, index);
    if (part->at.parent != DSN_PART_NONE)
      add_child (&mime->parts[g_array_index (places, guint, part->at.parent)], part);
    set_path (mime, part);
    dsn_mime_describe (mime, part);
  }
}

/* What is over its limit is not looked at: an empty message stands for it. */
static GBytes *
take_bytes (DsnMime *mime, GBytes *bytes)
{
  if (g_bytes_get_size (bytes) <= mime->limits.message_size) {
    if (g_bytes_get_size (bytes) == 0)
      dsn_defects_add (mime->defects, DSN_DEFECT_EMPTY_MESSAGE, 0,
                       (DsnSpan){ NULL, 0 });
    return g_bytes_ref (bytes);
  }
  dsn_defects_add (mime->defects, DSN_DEFECT_MESSAGE_TOO_BIG, 0, (DsnSpan){ NULL, 0 });
  return g_bytes_new_static ("", 0);
}

DsnMime *
dsn_mime_new (GBytes *bytes, const DsnLimits *limits)
{
  g_autoptr (GBytes) taken = NULL;
  DsnMime *mime;

  g_return_val_if_fail (bytes != NULL, NULL);
  mime = g_new0 (DsnMime, 1);
  mime->refs = 1;
  mime->limits = dsn_limits_resolve (limits);
  mime->defects = dsn_defects_new (mime->limits.defects);
  mime->strings = g_string_chunk_new (512);
  taken = take_bytes (mime, bytes);
  mime->tree = dsn_message_new (taken, &mime->limits, mime->defects);
  if (g_bytes_get_size (taken) > 0 &&
      dsn_message_get_part (mime->tree, 0)->header.len == 0)
    dsn_defects_add (mime->defects, DSN_DEFECT_NOT_MAIL, 0, (DsnSpan){ NULL, 0 });
  for (guint i = 0; i < dsn_message_get_part_count (mime->tree); i++)
    dsn_message_expand (mime->tree, i);
  set_parts (mime);
  return mime;
}

DsnMime *
dsn_mime_ref (DsnMime *mime)
{
  g_return_val_if_fail (mime != NULL, NULL);
  g_atomic_int_inc (&mime->refs);
  return mime;
}

void
dsn_mime_unref (DsnMime *mime)
{
  if (mime == NULL || !g_atomic_int_dec_and_test (&mime->refs))
    return;
  g_free (mime->parts);
  dsn_message_free (mime->tree);
  dsn_defects_free (mime->defects);
  g_string_chunk_free (mime->strings);
  g_free (mime);
}

DsnMimePart *
dsn_mime_part_ref (const DsnMimePart *part)
{
  g_return_val_if_fail (part != NULL, NULL);
  dsn_mime_ref ((DsnMime *) part->mime);
  return (DsnMimePart *) part;
}

void
dsn_mime_part_unref (DsnMimePart *part)
{
  if (part != NULL)
    dsn_mime_unref ((DsnMime *) part->mime);
}

guint
dsn_mime_get_part_count (const DsnMime *mime)
{
  g_return_val_if_fail (mime != NULL, 0);
  return mime->count;
}

const DsnMimePart *
dsn_mime_get_part (const DsnMime *mime, guint index)
{
  g_return_val_if_fail (mime != NULL && index < mime->count, NULL);
  return &mime->parts[index];
}

guint
dsn_mime_get_defect_count (const DsnMime *mime)
{
  g_return_val_if_fail (mime != NULL, 0);
  return mime->defects->list->len;
}

const DsnDefect *
dsn_mime_get_defect (const DsnMime *mime, guint index)
{
  g_return_val_if_fail (mime != NULL && index < mime->defects->list->len, NULL);
  return &g_array_index (mime->defects->list, DsnDefect, index);
}

static const DsnMimePart *
find_exactly (const DsnMime *mime, const char *path, gsize len)
{
  for (guint i = 0; i < mime->count; i++)
    if (strlen (mime->parts[i].path) == len &&
        memcmp (mime->parts[i].path, path, len) == 0)
      return &mime->parts[i];
  return NULL;
}

const DsnMimePart *
dsn_mime_find_path (const DsnMime *mime, const char *path)
{
  const DsnMimePart *part;

  g_return_val_if_fail (mime != NULL && path != NULL, NULL);
  part = find_exactly (mime, path, strlen (path));
  if (part != NULL || strcmp (path, "0") == 0)
    return part != NULL ? part : &mime->parts[0];
  if (!g_str_has_suffix (path, ".0"))
    return NULL;
  part = find_exactly (mime, path, strlen (path) - 2);
  return part != NULL && part->at.kind == DSN_PART_MESSAGE ? part->child : NULL;
}

static gboolean
is_of_type (const DsnMimePart *part, const char *type)
{
  gsize len = strlen (type);

  if (!g_str_has_suffix (type, "/*"))
    return g_ascii_strcasecmp (part->content_type, type) == 0;
  return g_ascii_strncasecmp (part->content_type, type, len - 1) == 0;
}

const DsnMimePart *
dsn_mime_find_type (const DsnMime *mime, const char *type, const DsnMimePart *after)
{
  g_return_val_if_fail (mime != NULL && type != NULL, NULL);
  g_return_val_if_fail (after == NULL || after->mime == mime, NULL);
  for (const DsnMimePart *part = after != NULL ? after + 1 : mime->parts;
       part < mime->parts + mime->count; part++)
    if (is_of_type (part, type))
      return part;
  return NULL;
}
