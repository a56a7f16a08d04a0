/* dsn-bogon.c: which addresses are not of the internet (RFC 6890 and its registry). */
#include "dsn-bogon.h"

#include <arpa/inet.h>
#include <string.h>

static const struct Block {
  const char *prefix;
  guint bits;
  const char *name;
} blocks[] = {
  /* Answers for names that collide with new top-level domains (ICANN, 2014). */
  { "127.0.53.53", 32, "name collision" },
  { "0.0.0.0", 8, "this network" },
  { "10.0.0.0", 8, "private" },
  { "100.64.0.0", 10, "shared" },
  { "127.0.0.0", 8, "loopback" },
  { "169.254.0.0", 16, "link-local" },
  { "172.16.0.0", 12, "private" },
  { "192.0.2.0", 24, "documentation" },
  { "192.168.0.0", 16, "private" },
  { "198.18.0.0", 15, "benchmarking" },
  { "198.51.100.0", 24, "documentation" },
  { "203.0.113.0", 24, "documentation" },
  { "224.0.0.0", 4, "multicast" },
  { "240.0.0.0", 4, "reserved" },
  { "::", 128, "unspecified" },
  { "::1", 128, "loopback" },
  { "::ffff:0:0", 96, "IPv4-mapped" },
  { "100::", 64, "discard" },
  { "2001:db8::", 32, "documentation" },
  { "3fff::", 20, "documentation" },
  { "fc00::", 7, "private" },
  { "fe80::", 10, "link-local" },
  { "ff00::", 8, "multicast" },
};

static gboolean
has_prefix (const guint8 *address, const guint8 *prefix, guint bits)
{
  guint8 mask = (guint8) (0xff00 >> bits % 8);

  return memcmp (address, prefix, bits / 8) == 0 &&
         (bits % 8 == 0 || ((address[bits / 8] ^ prefix[bits / 8]) & mask) == 0);
}

const char *
dsn_bogon_find (const char *address)
{
  int family = strchr (address, ':') != NULL ? AF_INET6 : AF_INET;
  guint8 bytes[16], prefix[16];

  if (inet_pton (family, address, bytes) != 1)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (inet_pton (family, blocks[i].prefix, prefix) == 1 &&
        has_prefix (bytes, prefix, blocks[i].bits))
      return blocks[i].name;
  return NULL;
}
