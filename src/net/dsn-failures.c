/* dsn-failures.c: failures of routing out of many reports, checked domain by domain. */
#include "dsn-failures.h"

#include "dsn-addr.h"
#include "dsn-check-private.h"

/* How near failures must be to have one cause. */
#define SAME_HOUR 3600

/* As long as this, a burst is one outage. */
#define ONE_OUTAGE 14400

/* Domains that signed what bounced and are checked for that alone. */
#define MAX_SIGNERS 16

/* Providers that must fail at once for it to be the sender. */
#define MANY_FAMILIES 3

struct _DsnFailures {
  gatomicrefcount refs;
  GHashTable *by_domain; /* A-labels -> DsnAffected */
  GPtrArray *all;        /* DsnAffected, as they came */
  GHashTable *mtas;      /* all reporting systems, failing or not */
  DsnSigners *signers;
};

static void
recipient_free (gpointer data)
{
  DsnRecipientFailures *recipient = data;

  g_free (recipient->address);
  g_free (recipient->category);
  g_free (recipient);
}

void
dsn_affected_unref (DsnAffected *affected)
{
  if (affected == NULL || !g_atomic_ref_count_dec (&affected->ref_count))
    return;
  g_hash_table_unref (affected->by_address);
  g_hash_table_unref (affected->mtas);
  g_ptr_array_unref (affected->recipients);
  g_free (affected->domain);
  g_free (affected);
}

DsnFailures *
dsn_failures_new (void)
{
  DsnFailures *failures = g_new0 (DsnFailures, 1);

  g_atomic_ref_count_init (&failures->refs);
  failures->by_domain = g_hash_table_new (g_str_hash, g_str_equal);
  failures->all = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_affected_unref);
  failures->mtas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  failures->signers = dsn_signers_new ();
  return failures;
}

DsnFailures *
dsn_failures_ref (DsnFailures *failures)
{
  g_return_val_if_fail (failures != NULL, NULL);
  g_atomic_ref_count_inc (&failures->refs);
  return failures;
}

void
dsn_failures_unref (DsnFailures *failures)
{
  if (failures == NULL || !g_atomic_ref_count_dec (&failures->refs))
    return;
  g_hash_table_unref (failures->by_domain);
  g_hash_table_unref (failures->mtas);
  dsn_signers_free (failures->signers);
  g_ptr_array_unref (failures->all);
  g_free (failures);
}

/* The causes that DNS can speak of. That mail hosts do not answer is another matter. */
static gboolean
is_of_dns (const char *category)
{
  static const char *const causes[] = { "no-mail-hosts", "domain-unknown",
                                        "dns-failure", "no-mail-service", NULL };

  return g_strv_contains (causes, category);
}

static gboolean
is_of_routing (const char *category)
{
  return is_of_dns (category) || strcmp (category, "connection-failed") == 0;
}

static DsnAffected *
affected_of (DsnFailures *failures, const char *ascii)
{
  DsnAffected *affected = g_hash_table_lookup (failures->by_domain, ascii);

  if (affected != NULL)
    return affected;
  affected = g_new0 (DsnAffected, 1);
  g_atomic_ref_count_init (&affected->ref_count);
  affected->domain = g_strdup (ascii);
  affected->recipients = g_ptr_array_new_with_free_func (recipient_free);
  affected->by_address = g_hash_table_new (g_str_hash, g_str_equal);
  affected->mtas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (failures->by_domain, affected->domain, affected);
  g_ptr_array_add (failures->all, affected);
  return affected;
}

static void
add_recipient (DsnAffected *affected, const DsnFailure *failure)
{
  DsnRecipientFailures *recipient =
      g_hash_table_lookup (affected->by_address, failure->address);

  if (recipient == NULL) {
    recipient = g_new0 (DsnRecipientFailures, 1);
    recipient->address = g_strdup (failure->address);
    g_hash_table_insert (affected->by_address, recipient->address, recipient);
    g_ptr_array_add (affected->recipients, recipient);
  }
  g_free (recipient->category);
  recipient->category = g_strdup (failure->category);
  recipient->count++;
}

static void
count_routing (DsnAffected *affected, const DsnFailure *failure)
{
  affected->routing++;
  if (failure->reporting_mta != NULL)
    g_hash_table_add (affected->mtas, g_strdup (failure->reporting_mta));
  if (failure->time != 0) {
    affected->last = MAX (affected->last, failure->time);
    affected->first =
        affected->first == 0 ? failure->time : MIN (affected->first, failure->time);
  }
}

void
dsn_failures_add (DsnFailures *failures, const DsnFailure *failure)
{
  g_autofree char *unicode = NULL, *ascii = NULL;
  DsnAffected *affected;
  guint64 patterns;
  gboolean routing;

  g_return_if_fail (failures != NULL && failure != NULL && failure->address != NULL);
  if (failure->reporting_mta != NULL)
    g_hash_table_add (failures->mtas, g_strdup (failure->reporting_mta));
  if (failure->category == NULL)
    return;
  routing = is_of_routing (failure->category);
  patterns = dsn_pattern_match (failure->category, failure->status, failure->text);
  if (!routing && patterns == 0)
    return;
  if (strchr (failure->address, '@') == NULL ||
      !dsn_domain_read (dsn_span_of_string (failure->address), &unicode, &ascii))
    return;
  affected = affected_of (failures, ascii);
  add_recipient (affected, failure);
  affected->reports++;
  affected->patterns |= patterns;
  if (routing)
    count_routing (affected, failure);
}

void
dsn_failures_add_signature (DsnFailures *failures, const char *domain,
                            const char *selector)
{
  g_return_if_fail (failures != NULL && domain != NULL && selector != NULL);
  dsn_signers_add (failures->signers, domain, selector);
}

DsnJoint
dsn_check_join (const DsnCheck *check, const char *category)
{
  const DsnConclusion *row = check->comparison.row;

  if (!is_of_dns (category))
    return DSN_JOINT_OPEN;
  if (dsn_check_has_route (check))
    return DSN_JOINT_CONTRADICTED;
  if (row != NULL && (row->failing || row->action == DSN_CHECK_SUPPRESS))
    return DSN_JOINT_CONFIRMED;
  return DSN_JOINT_OPEN;
}

const char *
dsn_joint_to_string (DsnJoint joint)
{
  static const char *const names[] = { "open", "contradicted", "confirmed" };

  g_return_val_if_fail (joint < G_N_ELEMENTS (names), NULL);
  return names[joint];
}

/* The most reports first; of as many, in the order of the names. */
static int
compare_affected (gconstpointer a, gconstpointer b)
{
  const DsnAffected *one = *(const DsnAffected *const *) a;
  const DsnAffected *other = *(const DsnAffected *const *) b;

  if (one->reports != other->reports)
    return one->reports > other->reports ? -1 : 1;
  return strcmp (one->domain, other->domain);
}

/* Who handles a domain; one that no family has is its own. */
static const char *
provider_of (const DsnCheck *check)
{
  return check->family != NULL ? check->family->id : check->affected->domain;
}

static gboolean
overlap (const DsnAffected *a, const DsnAffected *b)
{
  if (a->first == 0 || b->first == 0)
    return FALSE;
  return a->first <= b->last + SAME_HOUR && b->first <= a->last + SAME_HOUR;
}

static void
note (DsnCheck *check, DsnPattern pattern)
{
  check->patterns |= G_GUINT64_CONSTANT (1) << pattern;
}

/* What a domain's failures have in common with those of others at the same time. */
static void
find_company (DsnCheck *check, const GPtrArray *checks)
{
  g_autoptr (GHashTable) providers = g_hash_table_new (g_str_hash, g_str_equal);
  guint own_family = 0, others = 0;

  for (guint i = 0; i < checks->len; i++) {
    const DsnCheck *other = g_ptr_array_index (checks, i);

    /* It only signed, or it is not for routing that it is here. */
    if (other->affected == NULL || other->affected->routing == 0)
      continue;
    if (!overlap (check->affected, other->affected))
      continue;
    g_hash_table_add (providers, (gpointer) provider_of (other));
    own_family += strcmp (provider_of (other), provider_of (check)) == 0;
    others += other != check;
  }
  if (g_hash_table_size (providers) >= MANY_FAMILIES)
    note (check, DSN_PATTERN_MANY_FAMILIES);
  else if (own_family > 1 && g_hash_table_size (providers) == 1)
    note (check, DSN_PATTERN_ONE_FAMILY);
  else if (others == 0 && check->affected->routing > 1)
    note (check, DSN_PATTERN_ONE_DOMAIN);
}

/* What the reports themselves show. That TLS is to blame shows where there is an answer
 * without it. */
static void
take_patterns (DsnCheck *check)
{
  guint64 tls = G_GUINT64_CONSTANT (1) << DSN_PATTERN_TLS_FAILS;

  check->patterns |= check->affected->patterns;
  if (dsn_check_is_unconnected (check))
    check->patterns &= ~tls;
}

static void
find_patterns (const DsnFailures *failures, DsnCheck *check, const GPtrArray *checks)
{
  const DsnAffected *affected = check->affected;

  take_patterns (check);
  find_company (check, checks);
  if (g_hash_table_size (affected->mtas) == 1 && affected->routing > 1 &&
      g_hash_table_size (failures->mtas) > 1)
    note (check, DSN_PATTERN_ONE_NODE);
  if (dsn_check_has_route (check) && affected->first != 0 && affected->routing > 1 &&
      affected->last - affected->first <= ONE_OUTAGE)
    note (check, DSN_PATTERN_OVER);
}

/* Who signed what bounced, but for those whose own mail failed: they are there. */
static void
add_signers (const DsnFailures *failures, GPtrArray *domains)
{
  const GPtrArray *all = dsn_signers_sort (failures->signers);
  guint room = MAX_SIGNERS;

  for (guint i = 0; i < all->len && room > 0; i++) {
    const DsnSigner *signer = g_ptr_array_index (all, i);

    if (g_hash_table_contains (failures->by_domain, signer->domain))
      continue;
    g_ptr_array_add (domains, signer->domain);
    room--;
  }
}

GPtrArray *
dsn_failures_check (const DsnFailures *failures, const DsnCheckOptions *options,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new (), domains = g_ptr_array_new ();
  g_autoptr (GPtrArray) checks = NULL;

  g_return_val_if_fail (failures != NULL && options != NULL, NULL);
  for (guint i = 0; i < failures->all->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (failures->all, i));
  g_ptr_array_sort (sorted, compare_affected);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (domains, ((DsnAffected *) g_ptr_array_index (sorted, i))->domain);
  if (options->auth)
    add_signers (failures, domains);
  g_ptr_array_add (domains, NULL);
  checks = dsn_check_domains_of_reports ((const char *const *) domains->pdata, options,
                                         failures->signers, cancellable, error);
  if (checks == NULL)
    return NULL;
  for (guint i = 0; i < sorted->len; i++) {
    DsnCheck *check = g_ptr_array_index (checks, i);

    check->affected = g_ptr_array_index (sorted, i);
    g_atomic_ref_count_inc (&check->affected->ref_count);
    dsn_check_decide (check);
  }
  for (guint i = 0; i < sorted->len; i++)
    find_patterns (failures, g_ptr_array_index (checks, i), checks);
  return g_steal_pointer (&checks);
}
