/* test-dsn-bogon.c: addresses that are not of the internet, and their neighbours. */
#include "dsn-bogon.h"

#include "test-util.h"

static const struct BogonCase {
  const char *name;
  const char *address;
  const char *block;
} bogon_cases[] = {
  { "collision", "127.0.53.53", "name collision" },
  { "loopback", "127.0.0.1", "loopback" },
  { "this", "0.1.2.3", "this network" },
  { "ten", "10.255.255.255", "private" },
  { "eleven", "11.0.0.0", NULL },
  { "nine", "9.255.255.255", NULL },
  { "shared", "100.64.0.0", "shared" },
  { "shared-end", "100.127.255.255", "shared" },
  { "shared-over", "100.128.0.0", NULL },
  { "twelve", "172.16.0.0", "private" },
  { "twelve-end", "172.31.255.255", "private" },
  { "twelve-over", "172.32.0.0", NULL },
  { "local", "169.254.1.1", "link-local" },
  { "home", "192.168.1.1", "private" },
  { "documentation", "203.0.113.200", "documentation" },
  { "benchmark", "198.19.0.1", "benchmarking" },
  { "benchmark-over", "198.20.0.0", NULL },
  { "multicast", "239.1.1.1", "multicast" },
  { "broadcast", "255.255.255.255", "reserved" },
  { "relay", "192.88.99.1", NULL },
  { "six-loopback", "::1", "loopback" },
  { "six-any", "::", "unspecified" },
  { "six-two", "::2", NULL },
  { "six-mapped", "::ffff:192.88.99.1", "IPv4-mapped" },
  { "six-private", "fdff::1", "private" },
  { "six-link", "febf::1", "link-local" },
  { "six-site", "fec0::1", NULL },
  { "six-documentation", "2001:db8:ffff::1", "documentation" },
  { "six-next", "2001:db9::1", NULL },
  { "six-multicast", "ff02::1", "multicast" },
  { "no-address", "mx.example.com", NULL },
  { "empty", "", NULL },
  { "half", "10.0.0", NULL },
};

static void
test_bogon (gconstpointer data)
{
  const struct BogonCase *c = data;

  g_assert_cmpstr (dsn_bogon_find (c->address), ==, c->block);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/bogon", bogon_cases, test_bogon);
  return g_test_run ();
}
