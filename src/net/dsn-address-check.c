/* dsn-address-check.c: what DNS says of a sending address: its name, and block lists.
 */
#include "dsn-address-check-private.h"

#include "dsn-dnsbl-table.h"
#include "dsn-error.h"
#include "dsn-view.h"

#include <arpa/inet.h>

/* Names of an address that are followed. */
#define MAX_NAMES 10

char *
dsn_address_reverse (const char *address, const char *zone)
{
  gboolean six = strchr (address, ':') != NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  guint8 bytes[16];

  if (inet_pton (six ? AF_INET6 : AF_INET, address, bytes) != 1)
    return NULL;
  for (guint i = six ? 16 : 4; i > 0; i--) {
    if (six)
      g_string_append_printf (name, "%x.%x.", bytes[i - 1] & 15, bytes[i - 1] >> 4);
    else
      g_string_append_printf (name, "%u.", bytes[i - 1]);
  }
  if (zone == NULL)
    zone = six ? "ip6.arpa" : "in-addr.arpa";
  g_string_append (name, zone);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* Whether two texts are the same address, however they are written. */
static gboolean
are_same (const char *a, const char *b)
{
  guint8 one[16] = { 0 }, other[16] = { 0 };
  int family = strchr (a, ':') != NULL ? AF_INET6 : AF_INET;

  return inet_pton (family, a, one) == 1 && inet_pton (family, b, other) == 1 &&
         memcmp (one, other, sizeof one) == 0;
}

gboolean
dsn_pointer_is_confirmed (const DsnPointer *pointer, const char *address)
{
  const char *found;
  guint position = 0;

  while ((found = dsn_reply_next_address (pointer->addresses, &position)) != NULL)
    if (are_same (found, address))
      return TRUE;
  return FALSE;
}

DsnListing
dsn_listed_get (const DsnListed *listed)
{
  const char *code;
  guint position = 0;

  if (listed->a == NULL || listed->a->answer == NULL)
    return DSN_LISTING_UNKNOWN;
  code = dsn_reply_next_address (listed->a, &position);
  if (code != NULL && g_str_has_prefix (code, "127.255.255."))
    return DSN_LISTING_REFUSED;
  if (code != NULL)
    return g_str_has_prefix (code, "127.") && strcmp (code, "127.0.0.1") != 0
               ? DSN_LISTING_LISTED
               : DSN_LISTING_ODD;
  switch (listed->a->answer->rcode) {
  case DSN_RCODE_NOERROR:
  case DSN_RCODE_NXDOMAIN:
    return DSN_LISTING_CLEAR;
  case DSN_RCODE_REFUSED:
    return DSN_LISTING_REFUSED;
  default:
    return DSN_LISTING_UNKNOWN;
  }
}

const char *
dsn_listing_to_string (DsnListing listing)
{
  static const char *const names[] = { "unknown", "clear", "listed", "refused", "odd" };

  g_return_val_if_fail (listing < G_N_ELEMENTS (names), NULL);
  return names[listing];
}

static const DsnReply *
ask (const DsnAddressCheck *check, const char *name, guint16 type, DsnReplyFunc func,
     gpointer data)
{
  DsnQuestion question = { .name = name, .type = type };

  return dsn_asker_add (check->asker, check->server, &question, func, data);
}

static void
take_names (DsnAsker *asker G_GNUC_UNUSED, const DsnReply *reply, gpointer user_data)
{
  DsnAddressCheck *check = user_data;
  guint16 type = strchr (check->address, ':') != NULL ? DSN_TYPE_AAAA : DSN_TYPE_A;
  const DsnRecord *record;

  for (guint at = 0; check->pointers->len < MAX_NAMES; at++) {
    DsnPointer *pointer;

    record = dsn_answer_find (reply->answer, DSN_SECTION_ANSWER, DSN_TYPE_PTR, at, &at);
    if (record == NULL)
      return;
    pointer = g_new0 (DsnPointer, 1);
    pointer->name = record->text;
    pointer->addresses = ask (check, record->text, type, NULL, NULL);
    g_ptr_array_add (check->pointers, pointer);
  }
}

/* The reason stands in a TXT record beside the code (RFC 5782 §2.1). */
static void
take_code (DsnAsker *asker G_GNUC_UNUSED, const DsnReply *reply, gpointer user_data)
{
  DsnAddressCheck *check = user_data;

  for (guint i = 0; i < check->lists->len; i++) {
    DsnListed *listed = g_ptr_array_index (check->lists, i);

    if (listed->a == reply && dsn_listed_get (listed) == DSN_LISTING_LISTED)
      listed->txt = ask (check, reply->question.name, DSN_TYPE_TXT, NULL, NULL);
  }
}

static void
ask_lists (DsnAddressCheck *check)
{
  gboolean six = strchr (check->address, ':') != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (dsn_dnsbls); i++) {
    g_autofree char *name = NULL;
    DsnListed *listed;

    if (six && !dsn_dnsbls[i].ipv6)
      continue;
    name = dsn_address_reverse (check->address, dsn_dnsbls[i].zone);
    listed = g_new0 (DsnListed, 1);
    listed->list = &dsn_dnsbls[i];
    g_ptr_array_add (check->lists, listed);
    listed->a = ask (check, name, DSN_TYPE_A, take_code, check);
  }
}

/* The server that is asked: the first that is named. */
static DsnServer *
choose_server (const DsnCheckOptions *options, GError **error)
{
  const char *const *sides[] = { options->local, options->independent };
  guint16 port = options->port != 0 ? options->port : DSN_SERVER_PORT;

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    DsnServer *server;

    if (sides[i] == NULL || sides[i][0] == NULL)
      continue;
    server = dsn_server_new (sides[i][0], port);
    if (server == NULL)
      g_set_error (error, DSN_ERROR, DSN_ERROR_READ,
                   "'%s' is no address of a name server: give ADDRESS or ADDRESS#PORT",
                   sides[i][0]);
    return server;
  }
  g_set_error_literal (error, DSN_ERROR, DSN_ERROR_READ, "no name server was named");
  return NULL;
}

static DsnAddressCheck *
check_new (const char *address, const DsnCheckOptions *options, GError **error)
{
  guint timeout =
      options->timeout_msec != 0 ? options->timeout_msec : DSN_CHECK_TIMEOUT_MSEC;
  DsnAskOptions ask_options = { timeout, options->tcp, options->no_edns };
  g_autofree char *reverse = dsn_address_reverse (address, NULL);
  DsnAddressCheck *check;
  DsnServer *server;

  if (reverse == NULL) {
    g_set_error (error, DSN_ERROR, DSN_ERROR_READ, "'%s' is no IP address", address);
    return NULL;
  }
  server = choose_server (options, error);
  if (server == NULL)
    return NULL;
  check = g_new0 (DsnAddressCheck, 1);
  g_atomic_ref_count_init (&check->ref_count);
  check->address = g_strdup (address);
  check->started = g_get_real_time ();
  check->server = server;
  check->asker = dsn_asker_new (&ask_options);
  check->pointers = g_ptr_array_new_with_free_func (g_free);
  check->lists = g_ptr_array_new_with_free_func (g_free);
  return check;
}

DsnAddressCheck *
dsn_address_check_run (const char *address, gboolean names, gboolean lists,
                       const DsnCheckOptions *options, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (DsnAddressCheck) check = NULL;
  g_autofree char *reverse = NULL;

  g_return_val_if_fail (address != NULL && options != NULL, NULL);
  check = check_new (address, options, error);
  if (check == NULL)
    return NULL;
  reverse = dsn_address_reverse (address, NULL);
  if (names)
    check->ptr = ask (check, reverse, DSN_TYPE_PTR, take_names, check);
  if (lists)
    ask_lists (check);
  if (!dsn_asker_run (check->asker, cancellable, options->progress,
                      options->progress_data, error))
    return NULL;
  return g_steal_pointer (&check);
}

DsnAddressCheck *
dsn_address_check_ref (DsnAddressCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);
  g_atomic_ref_count_inc (&check->ref_count);
  return check;
}

void
dsn_address_check_unref (DsnAddressCheck *check)
{
  if (check == NULL || !g_atomic_ref_count_dec (&check->ref_count))
    return;
  g_ptr_array_unref (check->pointers);
  g_ptr_array_unref (check->lists);
  dsn_asker_free (check->asker);
  dsn_server_free (check->server);
  g_free (check->address);
  g_free (check);
}

gboolean
dsn_address_check_has_fault (const DsnAddressCheck *check)
{
  gboolean confirmed;

  g_return_val_if_fail (check != NULL, FALSE);
  confirmed = check->ptr == NULL; /* not asked is no fault */
  for (guint i = 0; i < check->pointers->len; i++)
    confirmed |= dsn_pointer_is_confirmed (g_ptr_array_index (check->pointers, i),
                                           check->address);
  for (guint i = 0; i < check->lists->len; i++)
    if (dsn_listed_get (g_ptr_array_index (check->lists, i)) == DSN_LISTING_LISTED)
      return TRUE;
  return !confirmed;
}
