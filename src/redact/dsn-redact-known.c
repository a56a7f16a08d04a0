/* dsn-redact-known.c: the words and hosts that rules and standards know. */
#include "dsn-redact-known.h"

#include "dsn-redact-words.h"

#include <stdlib.h>
#include <string.h>

static int
compare_words (gconstpointer key, gconstpointer item)
{
  return strcmp (key, *(const char *const *) item);
}

static gboolean
is_in (const char *const *items, gsize count, const char *word)
{
  return bsearch (word, items, count, sizeof *items, compare_words) != NULL;
}

gboolean
dsn_redact_is_known (const char *word, gsize len)
{
  g_assert (word[len] == '\0');
  return is_in (redact_words, G_N_ELEMENTS (redact_words), word);
}

gboolean
dsn_redact_is_protocol (const char *word)
{
  return is_in (redact_protocol, G_N_ELEMENTS (redact_protocol), word);
}

const char *
dsn_redact_known_host (const char *host)
{
  for (const char *at = host; at != NULL; at = strchr (at, '.')) {
    at += *at == '.' ? 1 : 0;
    if (is_in (redact_hosts, G_N_ELEMENTS (redact_hosts), at))
      return at;
  }
  return NULL;
}
