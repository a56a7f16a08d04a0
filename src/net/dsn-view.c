/* dsn-view.c: what one server says about one domain: its mail hosts and addresses. */
#include "dsn-view.h"

/* Aliases that are followed (RFC 1034 §3.6.2 wants none in a row). */
#define MAX_ALIASES 16

static void
host_free (gpointer data)
{
  DsnHost *host = data;

  g_free (host->name);
  g_free (host);
}

DsnView *
dsn_view_new (DsnRole role, const DsnServer *server, const char *host)
{
  DsnView *view = g_new0 (DsnView, 1);

  view->role = role;
  view->server = server;
  view->host = g_strdup (host);
  view->hosts = g_ptr_array_new_with_free_func (host_free);
  return view;
}

void
dsn_view_free (DsnView *view)
{
  if (view == NULL)
    return;
  g_free (view->host);
  g_free (view->zone);
  g_ptr_array_unref (view->hosts);
  g_free (view);
}

static const char *
find_alias (const DsnAnswer *answer, const char *name)
{
  const DsnRecord *record;

  for (guint at = 0;; at++) {
    record = dsn_answer_find (answer, DSN_SECTION_ANSWER, DSN_TYPE_CNAME, at, &at);
    if (record == NULL || g_ascii_strcasecmp (record->owner, name) == 0)
      return record != NULL ? record->text : NULL;
  }
}

const char *
dsn_reply_follow (const DsnReply *reply)
{
  const char *name = reply->question.name, *next;

  for (guint i = 0; i < MAX_ALIASES; i++) {
    next = find_alias (reply->answer, name);
    if (next == NULL)
      return name;
    name = next;
  }
  return NULL;
}

const DsnRecord *
dsn_reply_find_soa (const DsnReply *reply)
{
  if (reply == NULL)
    return NULL;
  return dsn_answer_find (reply->answer, DSN_SECTION_AUTHORITY, DSN_TYPE_SOA, 0, NULL);
}

gboolean
dsn_reply_is_negative (const DsnReply *reply)
{
  const DsnAnswer *answer = reply != NULL ? reply->answer : NULL;

  if (answer == NULL || answer->truncated)
    return FALSE;
  if (answer->rcode == DSN_RCODE_NXDOMAIN)
    return TRUE;
  return answer->rcode == DSN_RCODE_NOERROR && dsn_reply_find_soa (reply) != NULL &&
         dsn_answer_find (answer, DSN_SECTION_ANSWER, reply->question.type, 0, NULL) ==
             NULL;
}

const char *
dsn_reply_next_address (const DsnReply *reply, guint *position)
{
  const DsnRecord *record;

  if (reply == NULL)
    return NULL;
  record = dsn_answer_find (reply->answer, DSN_SECTION_ANSWER, reply->question.type,
                            *position, position);
  if (record == NULL)
    return NULL;
  (*position)++;
  return record->text;
}

/* Best first; hosts of one preference in the order of their names, so that two servers
 * that turn the set show the same. */
static int
compare_hosts (gconstpointer a, gconstpointer b)
{
  const DsnHost *one = *(const DsnHost *const *) a,
                *other = *(const DsnHost *const *) b;

  if (one->preference != other->preference)
    return one->preference < other->preference ? -1 : 1;
  return strcmp (one->name, other->name);
}

void
dsn_view_take_mx (DsnView *view, const DsnReply *reply)
{
  const char *owner;
  const DsnRecord *record;

  view->mx = reply;
  if (reply->answer == NULL)
    return;
  owner = dsn_reply_follow (reply);
  for (guint at = 0; owner != NULL; at++) {
    DsnHost *host;

    record = dsn_answer_find (reply->answer, DSN_SECTION_ANSWER, DSN_TYPE_MX, at, &at);
    if (record == NULL)
      break;
    if (g_ascii_strcasecmp (record->owner, owner) != 0)
      continue;
    if (strcmp (record->text, ".") == 0) {
      view->null_mx = TRUE;
      continue;
    }
    host = g_new0 (DsnHost, 1);
    host->name = g_strdup (record->text);
    host->preference = record->preference;
    host->ttl = record->ttl;
    g_ptr_array_add (view->hosts, host);
  }
  g_ptr_array_sort (view->hosts, compare_hosts);
}
