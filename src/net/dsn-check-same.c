/* dsn-check-same.c: whether two checks of a domain come to the same. */
#include "dsn-check-private.h"

static gboolean
are_same_addresses (const DsnReply *a, const DsnReply *b)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  guint position = 0, count = 0;
  const char *address;

  while ((address = dsn_reply_next_address (a, &position)) != NULL)
    g_hash_table_add (found, (gpointer) address);
  position = 0;
  for (; (address = dsn_reply_next_address (b, &position)) != NULL; count++)
    if (!g_hash_table_contains (found, address))
      return FALSE;
  return count == g_hash_table_size (found);
}

static gboolean
are_same_hosts (const DsnView *a, const DsnView *b)
{
  if (a->hosts->len != b->hosts->len || a->null_mx != b->null_mx)
    return FALSE;
  for (guint i = 0; i < a->hosts->len; i++) {
    const DsnHost *one = g_ptr_array_index (a->hosts, i);
    const DsnHost *other = g_ptr_array_index (b->hosts, i);

    if (one->preference != other->preference || strcmp (one->name, other->name) != 0 ||
        !are_same_addresses (one->a, other->a) ||
        !are_same_addresses (one->aaaa, other->aaaa))
      return FALSE;
  }
  return TRUE;
}

/* The view of a server among others, which may have come in another order. */
static const DsnView *
find_view (const DsnCheck *check, const DsnView *like)
{
  for (guint i = 0; i < check->views->len; i++) {
    const DsnView *view = g_ptr_array_index (check->views, i);

    if (view->role == like->role &&
        strcmp (view->server->name, like->server->name) == 0)
      return view;
  }
  return NULL;
}

static gboolean
are_same_connections (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    const DsnConnection *one = g_ptr_array_index (a, i);
    const DsnConnection *other = g_ptr_array_index (b, i);

    if (one->contact != other->contact || strcmp (one->address, other->address) != 0)
      return FALSE;
  }
  return TRUE;
}

gboolean
dsn_check_is_same (const DsnCheck *check, const DsnCheck *other)
{
  g_return_val_if_fail (check != NULL && other != NULL, FALSE);
  if (check->comparison.row != other->comparison.row ||
      check->action != other->action || check->patterns != other->patterns ||
      check->views->len != other->views->len)
    return FALSE;
  if (!are_same_connections (check->connections, other->connections))
    return FALSE;
  for (guint i = 0; i < check->views->len; i++) {
    const DsnView *view = g_ptr_array_index (check->views, i);
    const DsnView *same = find_view (other, view);

    if (same == NULL || view->observations != same->observations ||
        view->main != same->main || !are_same_hosts (view, same) ||
        !are_same_addresses (view->a, same->a) ||
        !are_same_addresses (view->aaaa, same->aaaa))
      return FALSE;
  }
  return TRUE;
}
