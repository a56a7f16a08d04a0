/* test-dsn-check.c: the calls of the library: threads, cancelling, many checks. */
#include "dsn-check.h"
#include "dsn-failures.h"

#include "test-util.h"

#include <gio/gio.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* A name server in a thread: every domain has one mail host, and every host an address;
 * names that begin with `s` get no answer. */
typedef struct {
  int fd;
  char name[32];
  GThread *thread;
} Server;

static const guint8 mx_record[] = { 0xc0, 12, 0, 15, 0, 1,   0,   0,    1, 0,
                                    0,    7,  0, 10, 2, 'm', 'x', 0xc0, 12 };
static const guint8 a_record[] = { 0xc0, 12, 0, 1, 0,   1,  0,  0,
                                   1,    0,  0, 4, 192, 88, 99, 1 };

/* The question, turned into its answer. */
static gsize
answer (guint8 *message, gsize size)
{
  gsize end = 12;
  guint type;

  while (end < size && message[end] != 0)
    end += 1u + message[end];
  end += 5;
  if (size < 17 || end > size || message[13] == 's')
    return 0;
  type = message[end - 3];
  message[2] = 0x81;
  message[3] = 0x80;
  memset (message + 6, 0, 6);
  if (type != 15 && type != 1)
    return end;
  message[7] = 1;
  memcpy (message + end, type == 15 ? mx_record : a_record,
          type == 15 ? sizeof mx_record : sizeof a_record);
  return end + (type == 15 ? sizeof mx_record : sizeof a_record);
}

static gpointer
serve (gpointer data)
{
  const Server *server = data;
  guint8 message[1024];

  for (;;) {
    struct sockaddr_storage peer;
    socklen_t len = sizeof peer;
    gssize count =
        recvfrom (server->fd, message, 512, 0, (struct sockaddr *) &peer, &len);
    gsize size;

    if (count <= 1) /* one byte ends it */
      return NULL;
    size = answer (message, (gsize) count);
    if (size > 0 &&
        sendto (server->fd, message, size, 0, (struct sockaddr *) &peer, len) < 0)
      return NULL;
  }
}

static void
server_start (Server *server)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t len = sizeof address;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  server->fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (server->fd, (struct sockaddr *) &address, len), ==, 0);
  g_assert_cmpint (getsockname (server->fd, (struct sockaddr *) &address, &len), ==, 0);
  g_snprintf (server->name, sizeof server->name, "127.0.0.1#%u",
              ntohs (address.sin_port));
  server->thread = g_thread_new ("server", serve, server);
}

static void
server_stop (Server *server)
{
  struct sockaddr_in address;
  socklen_t len = sizeof address;

  g_assert_cmpint (getsockname (server->fd, (struct sockaddr *) &address, &len), ==, 0);
  g_assert_cmpint (sendto (server->fd, "", 1, 0, (struct sockaddr *) &address, len), ==,
                   1);
  g_thread_join (server->thread);
  close (server->fd);
}

static Server the_server;

static DsnCheckOptions
options_of (const char *const *local)
{
  return (
      DsnCheckOptions){ .local = local, .special_names = TRUE, .timeout_msec = 5000 };
}

/* Checks @count domains, and looks at each. */
static gpointer
check_many (gpointer count)
{
  const char *local[] = { the_server.name, NULL };
  DsnCheckOptions options = options_of (local);
  g_autoptr (GPtrArray) domains = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < GPOINTER_TO_UINT (count); i++)
    g_ptr_array_add (domains, g_strdup_printf ("d%u.example", i));
  g_ptr_array_add (domains, NULL);
  checks =
      dsn_check_domains ((const char *const *) domains->pdata, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, GPOINTER_TO_UINT (count));
  for (guint i = 0; i < checks->len; i++) {
    const DsnCheck *check = g_ptr_array_index (checks, i);

    g_assert_cmpstr (dsn_check_get_domain (check), ==, g_ptr_array_index (domains, i));
    g_assert_cmpstr (dsn_check_get_conclusion (check), ==, "C-01");
    g_assert_cmpint (dsn_check_get_action (check), ==, DSN_CHECK_RETRY);
    g_assert_true (dsn_check_has_route (check));
  }
  return NULL;
}

/* A thousand, or ten thousand with DSN_CEILINGS=long in the environment, fifty at a
 * time: under the sanitizers nothing may be left behind. */
static void
test_many (void)
{
  guint rounds = g_strcmp0 (g_getenv ("DSN_CEILINGS"), "long") == 0 ? 200 : 20;

  for (guint i = 0; i < rounds; i++)
    check_many (GUINT_TO_POINTER (50));
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("check", check_many, GUINT_TO_POINTER (100));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* A server that never answers is not waited for once nobody wants to. */
static void
test_cancel (void)
{
  const char *local[] = { the_server.name, NULL };
  const char *domains[] = { "silent.example", "good.example", NULL };
  DsnCheckOptions options = options_of (local);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  gint64 since = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  checks = dsn_check_domains (domains, &options, cancellable, &error);
  g_thread_join (thread);
  g_assert_null (checks);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - since, <, 2 * G_USEC_PER_SEC);
}

/* A check outlives the others of its run, and what led to it. */
static void
test_lives_on (void)
{
  const char *local[] = { the_server.name, NULL };
  DsnCheckOptions options = options_of (local);
  DsnFailures *failures = dsn_failures_new ();
  DsnFailure failure = { .address = "ann@one.example", .category = "no-mail-hosts" };
  g_autoptr (DsnCheck) kept = NULL;
  GPtrArray *checks;

  dsn_failures_add (failures, &failure);
  failure.address = "bee@two.example";
  dsn_failures_add (failures, &failure);
  checks = dsn_failures_check (failures, &options, NULL, NULL);
  dsn_failures_unref (failures);
  g_assert_cmpuint (checks->len, ==, 2);
  kept = dsn_check_ref (g_ptr_array_index (checks, 1));
  g_ptr_array_unref (checks);
  g_assert_cmpstr (dsn_check_get_domain (kept), ==, "two.example");
  g_assert_true (dsn_check_is_same (kept, kept));
}

static void
test_nobody (void)
{
  const char *domains[] = { "good.example", NULL }, *bad[] = { "ns.example", NULL };
  DsnCheckOptions options = { .special_names = TRUE };
  g_autoptr (GPtrArray) checks = dsn_check_domains (domains, &options, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_check_get_conclusion (g_ptr_array_index (checks, 0)));
  g_assert_cmpint (dsn_check_get_action (g_ptr_array_index (checks, 0)), ==,
                   DSN_CHECK_NONE);
  g_assert_false (dsn_check_has_route (g_ptr_array_index (checks, 0)));
  options.independent = bad;
  g_assert_null (dsn_check_domains (domains, &options, NULL, &error));
  g_assert_nonnull (error);
}

static const struct ConfCase {
  const char *name;
  const char *text;
  const char *servers;
} conf_cases[] = {
  { "one", "nameserver 192.0.2.1\n", "192.0.2.1" },
  { "no-newline", "nameserver 192.0.2.1", "192.0.2.1" },
  { "six", "nameserver fe80::1%eth0\nnameserver ::1\n", "fe80::1%eth0 ::1" },
  { "tabs", "nameserver\t 192.0.2.1 # comment\r\n", "192.0.2.1" },
  { "comments", "# nameserver 192.0.2.1\n;nameserver 192.0.2.2\nsearch example\n", "" },
  { "three-at-the-most", "nameserver 1\nnameserver 2\nnameserver 3\nnameserver 4\n",
    "1 2 3" },
  { "others", "options edns0\nnameservers 192.0.2.1\nnameserver\nnameserver \n", "" },
  { "empty", "", "" },
};

static void
test_conf (gconstpointer data)
{
  const struct ConfCase *c = data;
  g_auto (GStrv) servers = dsn_check_read_resolv_conf (c->text);
  g_autofree char *joined = g_strjoinv (" ", servers);

  g_assert_cmpstr (joined, ==, c->servers);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server_start (&the_server);
  g_test_add_func ("/check/many", test_many);
  g_test_add_func ("/check/threads", test_threads);
  g_test_add_func ("/check/cancel", test_cancel);
  g_test_add_func ("/check/lives-on", test_lives_on);
  g_test_add_func ("/check/nobody", test_nobody);
  TEST_ADD_ROWS ("/check/resolv-conf", conf_cases, test_conf);
  status = g_test_run ();
  server_stop (&the_server);
  return status;
}
