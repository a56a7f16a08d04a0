/* dsn-pseudonym.c: words, numbers and addresses -> others, by a key. */
#include "dsn-pseudonym.h"

#include <arpa/inet.h>
#include <string.h>

/* SHA-256 */
#define DIGEST_SIZE 32

/* How often another word is looked for before any will do. */
#define MAX_TRIES 8

/* Bytes that follow from a key, a text and a number. */
static void
derive (DsnSpan key, DsnSpan text, guint number, guint8 *digest)
{
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, key.data, key.len);
  gsize size = DIGEST_SIZE;

  g_hmac_update (hmac, (const guchar *) &number, sizeof number);
  g_hmac_update (hmac, text.data, (gssize) text.len);
  g_hmac_get_digest (hmac, digest, &size);
  g_hmac_unref (hmac);
}

/* A letter of the same kind, that charsets with this kind have. */
static gunichar
other_letter (gunichar c, guint8 chance)
{
  static const gunichar latin[] = { 0xe4, 0xe9, 0xf6, 0xfc };

  if (c < 0x250)
    return g_unichar_isupper (c) ? latin[chance % 4] - 0x20 : latin[chance % 4];
  if (c >= 0x370 && c < 0x400)
    return 0x3b1 + chance % 16;
  if (c >= 0x400 && c < 0x530)
    return 0x430 + chance % 32;
  if (c >= 0x590 && c < 0x600)
    return 0x5d0 + chance % 26;
  if (c >= 0x1100)
    return 0x3042 + 2 * (chance % 5);
  return 'x';
}

static void
add_char (GString *out, gunichar c, guint8 chance)
{
  if (c < 0x80 && g_ascii_isdigit ((char) c))
    g_string_append_c (out, (char) ('0' + chance % 10));
  else if (c < 0x80)
    g_string_append_c (out,
                       (char) ((g_ascii_isupper ((char) c) ? 'A' : 'a') + chance % 26));
  else
    g_string_append_unichar (out, other_letter (c, chance));
}

static void
make_word (GString *out, DsnSpan key, DsnSpan lower, DsnSpan word, guint attempt)
{
  const char *at = (const char *) word.data, *end = at + word.len;
  guint8 digest[DIGEST_SIZE];

  for (guint i = 0; at < end; at = g_utf8_next_char (at), i++) {
    if (i % DIGEST_SIZE == 0)
      derive (key, lower, attempt + MAX_TRIES * (i / DIGEST_SIZE), digest);
    add_char (out, g_utf8_get_char (at), digest[i % DIGEST_SIZE]);
  }
}

char *
dsn_pseudonym_dup_lower (const char *text, gssize len)
{
  const char *end = text + (len >= 0 ? (gsize) len : strlen (text));
  GString *lower = g_string_sized_new ((gsize) (end - text));

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    g_string_append_unichar (lower, g_unichar_tolower (g_utf8_get_char (at)));
  return g_string_free (lower, FALSE);
}

void
dsn_pseudonym_word (GString *out, DsnSpan key, DsnSpan word, DsnSpan context,
                    gboolean (*is_taken) (const char *word, gsize len))
{
  g_autofree char *lower =
      dsn_pseudonym_dup_lower ((const char *) word.data, (gssize) word.len);
  g_autoptr (GString) text = g_string_new (lower);
  gsize from = out->len;

  g_string_append_len (text, (const char *) context.data, (gssize) context.len);
  g_string_ascii_down (text);

  for (guint attempt = 0; attempt < MAX_TRIES; attempt++) {
    g_autofree char *made = NULL;

    g_string_truncate (out, from);
    make_word (out, key, (DsnSpan){ (const guint8 *) text->str, text->len }, word,
               attempt);
    made = dsn_pseudonym_dup_lower (out->str + from, -1);
    if (strcmp (made, lower) != 0 && !is_taken (made, strlen (made)))
      return;
  }
}

/* RFC 5737: three networks for documentation. */
static void
add_ipv4 (GString *out, const guint8 *digest)
{
  static const char *const networks[] = { "192.0.2", "198.51.100", "203.0.113" };

  g_string_append_printf (out, "%s.%u", networks[digest[0] % G_N_ELEMENTS (networks)],
                          1u + digest[1] % 254u);
}

gboolean
dsn_pseudonym_ip (GString *out, DsnSpan key, DsnSpan text)
{
  char plain[INET6_ADDRSTRLEN];
  guint8 address[sizeof (struct in6_addr)], digest[DIGEST_SIZE];

  if (text.len == 0 || text.len >= sizeof plain)
    return FALSE;
  memcpy (plain, text.data, text.len);
  plain[text.len] = '\0';
  if (inet_pton (AF_INET, plain, address) == 1) {
    derive (key, (DsnSpan){ address, sizeof (struct in_addr) }, 0, digest);
    add_ipv4 (out, digest);
    return TRUE;
  }
  if (inet_pton (AF_INET6, plain, address) != 1)
    return FALSE;
  derive (key, (DsnSpan){ address, sizeof address }, 0, digest);
  g_string_append_printf (out, "2001:db8::%x:%x", 1u + digest[0], 1u + digest[1]);
  return TRUE;
}
