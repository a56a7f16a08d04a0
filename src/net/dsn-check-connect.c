/* dsn-check-connect.c: connections to the mail hosts of checks, and what they show. */
#include "dsn-check-private.h"

#define SMTP_PORT 25

/* Addresses of one domain that are tried, the best hosts first. */
#define MAX_ADDRESSES 10

static void
add_addresses (DsnCheck *check, const char *host, guint preference,
               const DsnReply *reply)
{
  guint16 port = check->run->options.connect_port != 0
                     ? check->run->options.connect_port
                     : SMTP_PORT;
  const char *address;
  guint position = 0;

  while (check->connections->len < MAX_ADDRESSES &&
         (address = dsn_reply_next_address (reply, &position)) != NULL)
    g_ptr_array_add (check->connections,
                     dsn_connection_new (host, preference, address, port));
}

/* The hosts as the first server names them that names any: the local one's view is what
 * the mail server goes by. */
static void
add_connections (DsnCheck *check)
{
  for (guint i = 0; i < check->views->len && check->connections->len == 0; i++) {
    const DsnView *view = g_ptr_array_index (check->views, i);

    for (guint j = 0; j < view->hosts->len; j++) {
      const DsnHost *host = g_ptr_array_index (view->hosts, j);

      add_addresses (check, host->name, host->preference, host->a);
      add_addresses (check, host->name, host->preference, host->aaaa);
    }
    if (dsn_view_has (view, DSN_OBSERVATION_IMPLICIT_MX)) {
      add_addresses (check, check->ascii, 0, view->a);
      add_addresses (check, check->ascii, 0, view->aaaa);
    }
  }
}

gboolean
dsn_check_connect_all (const GPtrArray *checks, guint first, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  guint timeout = 0;

  for (guint i = first; i < checks->len; i++) {
    DsnCheck *check = g_ptr_array_index (checks, i);

    add_connections (check);
    timeout = check->run->options.timeout_msec;
    for (guint j = 0; j < check->connections->len; j++)
      g_ptr_array_add (all, g_ptr_array_index (check->connections, j));
  }
  return dsn_connect (all, timeout, cancellable, error);
}

/* How many connections of a kind came to what; all where @of is NULL. */
static guint
count_contacts (const DsnCheck *check, gboolean (*of) (const DsnConnection *),
                gint contact)
{
  guint count = 0;

  for (guint i = 0; i < check->connections->len; i++) {
    const DsnConnection *connection = g_ptr_array_index (check->connections, i);

    count += (of == NULL || of (connection)) &&
             (contact < 0 || (gint) connection->contact == contact);
  }
  return count;
}

static gboolean
is_v6 (const DsnConnection *connection)
{
  return strchr (connection->address, ':') != NULL;
}

gboolean
dsn_check_is_unconnected (const DsnCheck *check)
{
  return check->connections->len > 0 &&
         count_contacts (check, NULL, DSN_CONTACT_GREETED) == 0;
}

/* Whether no host of the best preference greets. */
static gboolean
is_best_away (const DsnCheck *check)
{
  const DsnConnection *best = g_ptr_array_index (check->connections, 0);

  for (guint i = 0; i < check->connections->len; i++) {
    const DsnConnection *connection = g_ptr_array_index (check->connections, i);

    if (connection->preference == best->preference &&
        connection->contact == DSN_CONTACT_GREETED)
      return FALSE;
  }
  return TRUE;
}

static void
note (DsnCheck *check, DsnPattern pattern)
{
  check->patterns |= G_GUINT64_CONSTANT (1) << pattern;
}

static gboolean
is_silent (const DsnCheck *check)
{
  return check->connections->len > 0 &&
         count_contacts (check, NULL, DSN_CONTACT_SILENT) == check->connections->len;
}

/* That nobody answers is for other domains to explain. */
static void
explain_silence (DsnCheck *check, const GPtrArray *checks)
{
  guint answering = 0, silent = 0;

  for (guint i = 0; i < checks->len; i++) {
    const DsnCheck *other = g_ptr_array_index (checks, i);

    if (other == check || other->connections->len == 0)
      continue;
    if (is_silent (other))
      silent++;
    else
      answering++;
  }
  if (answering > 0)
    note (check, DSN_PATTERN_ALL_SILENT);
  else if (silent > 0)
    note (check, DSN_PATTERN_PORT_BLOCKED);
}

static void
explain_failure (DsnCheck *check, const GPtrArray *checks)
{
  guint all = check->connections->len;

  if (count_contacts (check, NULL, DSN_CONTACT_REFUSING) > 0)
    note (check, DSN_PATTERN_REFUSING_BANNER);
  else if (count_contacts (check, NULL, DSN_CONTACT_MUTE) > 0)
    note (check, DSN_PATTERN_NO_BANNER);
  else if (count_contacts (check, NULL, DSN_CONTACT_REFUSED) == all)
    note (check, DSN_PATTERN_ALL_REFUSE);
  else if (count_contacts (check, NULL, DSN_CONTACT_UNREACHABLE) == all)
    note (check, DSN_PATTERN_UNREACHABLE);
  else if (is_silent (check))
    explain_silence (check, checks);
}

void
dsn_check_explain_connections (DsnCheck *check, const GPtrArray *checks)
{
  guint v6 = count_contacts (check, is_v6, -1);

  if (check->connections->len == 0)
    return;
  if (dsn_check_is_unconnected (check)) {
    explain_failure (check, checks);
    return;
  }
  if (v6 > 0 && count_contacts (check, is_v6, DSN_CONTACT_GREETED) == 0)
    note (check, DSN_PATTERN_BROKEN_IPV6);
  if (is_best_away (check))
    note (check, DSN_PATTERN_BACKUP_ONLY);
}
