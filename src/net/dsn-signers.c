/* dsn-signers.c: who signed the messages that bounced, and by which keys. */
#include "dsn-signers.h"

#include "dsn-addr.h"

#include <string.h>

/* Keys of one domain that are looked for. */
#define MAX_SELECTORS 16

struct _DsnSigners {
  GHashTable *by_domain; /* A-labels -> DsnSigner */
  GPtrArray *all;        /* DsnSigner */
};

DsnSigner *
dsn_signer_ref (DsnSigner *signer)
{
  g_atomic_ref_count_inc (&signer->ref_count);
  return signer;
}

void
dsn_signer_unref (DsnSigner *signer)
{
  if (signer == NULL || !g_atomic_ref_count_dec (&signer->ref_count))
    return;
  g_ptr_array_unref (signer->selectors);
  g_free (signer->domain);
  g_free (signer);
}

DsnSigners *
dsn_signers_new (void)
{
  DsnSigners *signers = g_new0 (DsnSigners, 1);

  signers->by_domain = g_hash_table_new (g_str_hash, g_str_equal);
  signers->all = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_signer_unref);
  return signers;
}

void
dsn_signers_free (DsnSigners *signers)
{
  if (signers == NULL)
    return;
  g_hash_table_unref (signers->by_domain);
  g_ptr_array_unref (signers->all);
  g_free (signers);
}

/* selector = sub-domain *( "." sub-domain ) (RFC 6376 §3.1): letters, digits and
 * hyphens, and underscores as they are in use. */
static gboolean
is_selector (const char *text)
{
  gsize len = strlen (text);

  return len > 0 && len <= 63 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == len &&
         text[0] != '.' && text[len - 1] != '.' && strstr (text, "..") == NULL;
}

static void
add_selector (DsnSigner *signer, const char *selector)
{
  guint count = signer->selectors->len - 1; /* without the NULL */

  if (count >= MAX_SELECTORS ||
      g_strv_contains ((const char *const *) signer->selectors->pdata, selector))
    return;
  g_ptr_array_insert (signer->selectors, (gint) count, g_strdup (selector));
}

void
dsn_signers_add (DsnSigners *signers, const char *domain, const char *selector)
{
  g_autofree char *unicode = NULL, *ascii = NULL;
  DsnSigner *signer;

  if (strchr (domain, '@') != NULL || !is_selector (selector) ||
      !dsn_domain_read (dsn_span_of_string (domain), &unicode, &ascii))
    return;
  signer = g_hash_table_lookup (signers->by_domain, ascii);
  if (signer == NULL) {
    signer = g_new0 (DsnSigner, 1);
    g_atomic_ref_count_init (&signer->ref_count);
    signer->domain = g_steal_pointer (&ascii);
    signer->selectors = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (signer->selectors, NULL);
    g_hash_table_insert (signers->by_domain, signer->domain, signer);
    g_ptr_array_add (signers->all, signer);
  }
  add_selector (signer, selector);
  signer->signatures++;
}

DsnSigner *
dsn_signers_find (const DsnSigners *signers, const char *domain)
{
  return signers != NULL ? g_hash_table_lookup (signers->by_domain, domain) : NULL;
}

static int
compare_signers (gconstpointer a, gconstpointer b)
{
  const DsnSigner *one = *(const DsnSigner *const *) a;
  const DsnSigner *other = *(const DsnSigner *const *) b;

  if (one->signatures != other->signatures)
    return one->signatures > other->signatures ? -1 : 1;
  return strcmp (one->domain, other->domain);
}

const GPtrArray *
dsn_signers_sort (DsnSigners *signers)
{
  g_ptr_array_sort (signers->all, compare_signers);
  return signers->all;
}
