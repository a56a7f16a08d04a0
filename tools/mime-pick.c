/* mime-pick.c: an input -> the one message of it that dsn mime is about. */
#include "mime-pick.h"

#include "dsn-folder.h"
#include "dsn-loader.h"

#include <errno.h>
#include <string.h>

/* Takes an item if it is the one; gives whether to look at the next. */
static gboolean
take (MimePick *pick, gint64 wanted, const DsnItem *item)
{
  /* What is told of all of an input is told whichever message was asked for. */
  if (wanted >= 0 && item->offset != wanted &&
      (item->message == NULL || item->offset >= 0))
    return TRUE;
  if (pick->bytes != NULL) {
    pick->more = TRUE;
    return FALSE;
  }
  if (item->message != NULL) {
    pick->why = g_strdup (item->message);
    return FALSE;
  }
  pick->bytes = g_bytes_new (item->bytes.data, item->bytes.len);
  pick->offset = item->offset;
  return wanted < 0;
}

void
mime_pick (const char *path, gint64 offset, MimePick *pick)
{
  DsnFolderOptions options = { .whole = TRUE };
  g_autoptr (DsnFolder) folder = dsn_folder_new (&options);
  g_autoptr (DsnLoader) loader = dsn_loader_new (NULL);
  gboolean go_on = TRUE;
  DsnPiece piece;
  DsnItem item;

  *pick = (MimePick){ .source = path, .offset = -1 };
  if (strcmp (path, "-") != 0 && g_file_test (path, G_FILE_TEST_IS_DIR)) {
    pick->why = g_strdup_printf ("cannot read '%s': %s", path, g_strerror (EISDIR));
    return;
  }
  dsn_folder_add_path (folder, path);
  while (go_on && dsn_folder_next (folder, &piece)) {
    dsn_loader_open (loader, &piece);
    while (go_on && dsn_loader_next (loader, &item))
      go_on = take (pick, offset, &item);
  }
}

void
mime_pick_clear (MimePick *pick)
{
  g_clear_pointer (&pick->bytes, g_bytes_unref);
  g_clear_pointer (&pick->why, g_free);
}
