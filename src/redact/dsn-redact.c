/* dsn-redact.c: a bounce -> the same bounce about other people and hosts. */
#include "dsn-redact.h"

#include "dsn-pseudonym.h"
#include "dsn-redact-known.h"
#include "dsn-redact-scan.h"
#include "dsn-redact-tree.h"

#include <string.h>

/* How much may stay, the least first: more is tried only where the message is not read
 * as before. */
static const struct {
  gboolean keep_secrets;
  DsnKeepHosts keep_hosts;
  gboolean flat;
} attempts[] = {
  { FALSE, DSN_KEEP_HOSTS_NONE, FALSE }, { FALSE, DSN_KEEP_HOSTS_OTHERS, FALSE },
  { TRUE, DSN_KEEP_HOSTS_NONE, FALSE },  { TRUE, DSN_KEEP_HOSTS_OTHERS, FALSE },
  { TRUE, DSN_KEEP_HOSTS_KNOWN, FALSE }, { TRUE, DSN_KEEP_HOSTS_KNOWN, TRUE },
};

static int
compare (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

static GTree *
new_set (void)
{
  return g_tree_new_full (compare, NULL, g_free, NULL);
}

static void
add_secret (const char *word, gpointer data)
{
  if (g_utf8_strlen (word, -1) > 1 && !dsn_redact_is_protocol (word))
    g_tree_insert (data, g_strdup (word), NULL);
}

static void
add_secrets (GTree *secrets, const char *text)
{
  dsn_redact_foreach_word (text, add_secret, secrets);
}

static void
add_domain (GTree *domains, const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;

  if (at != NULL && at[1] != '\0')
    g_tree_insert (domains, dsn_pseudonym_dup_lower (at + 1, -1), NULL);
}

static void
collect_headers (DsnRedactor *redactor, const DsnHeaders *headers, gboolean original)
{
  if (headers == NULL)
    return;
  add_secrets (redactor->secrets, headers->message_id);
  if (!original) { /* the rest is what a mail system has written */
    add_secrets (redactor->secrets, headers->to);
    return;
  }
  add_secrets (redactor->secrets, headers->from);
  add_secrets (redactor->secrets, headers->to);
  add_secrets (redactor->secrets, headers->subject);
  add_secrets (redactor->secrets, headers->list_id);
  add_domain (redactor->domains, headers->from);
}

static void
collect (DsnRedactor *redactor, const DsnReport *report)
{
  add_secrets (redactor->secrets, dsn_report_get_reporting_mta (report, NULL));
  add_secrets (redactor->secrets, dsn_report_get_received_from_mta (report, NULL));
  add_secrets (redactor->secrets, dsn_report_get_original_envelope_id (report));
  collect_headers (redactor, dsn_report_get_headers (report), FALSE);
  collect_headers (redactor, dsn_report_get_original (report), TRUE);
  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    add_secrets (redactor->secrets, dsn_recipient_get_address (recipient));
    add_secrets (redactor->secrets, dsn_recipient_get_final_recipient (recipient));
    add_secrets (redactor->secrets, dsn_recipient_get_original_recipient (recipient));
    add_secrets (redactor->secrets, dsn_recipient_get_remote_mta (recipient, NULL));
    add_secrets (redactor->secrets, dsn_recipient_get_final_log_id (recipient));
    add_domain (redactor->domains, dsn_recipient_get_address (recipient));
    add_domain (redactor->domains, dsn_recipient_get_address_ascii (recipient));
  }
}

static gboolean
is_same_recipient (const DsnRecipient *a, const DsnRecipient *b)
{
  DsnCode ours = dsn_recipient_get_status (a), theirs = dsn_recipient_get_status (b);

  return dsn_recipient_get_action (a) == dsn_recipient_get_action (b) &&
         ours.klass == theirs.klass && ours.subject == theirs.subject &&
         ours.detail == theirs.detail &&
         strcmp (dsn_recipient_get_verdict (a)->category,
                 dsn_recipient_get_verdict (b)->category) == 0;
}

static gboolean
is_same (const DsnReport *a, const DsnReport *b)
{
  guint count = dsn_report_get_recipient_count (a);

  if (dsn_report_get_kind (a) != dsn_report_get_kind (b) ||
      g_strcmp0 (dsn_report_get_format (a), dsn_report_get_format (b)) != 0 ||
      g_strcmp0 (dsn_report_get_generator (a), dsn_report_get_generator (b)) != 0 ||
      dsn_report_get_recipient_count (b) != count)
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (!is_same_recipient (dsn_report_get_recipient (a, i),
                            dsn_report_get_recipient (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
add_kept (gpointer word, gpointer value G_GNUC_UNUSED, gpointer data)
{
  g_ptr_array_add (data, g_strdup (word));
  return FALSE;
}

void
dsn_redact (GBytes *bytes, DsnSpan key, DsnRedacted *redacted)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
  g_autoptr (GTree) secrets = new_set (), domains = new_set ();
  DsnRedactor redactor = { .key = key, .secrets = secrets, .domains = domains };

  collect (&redactor, report);
  *redacted = (DsnRedacted){ .kept = g_ptr_array_new_with_free_func (g_free) };
  for (gsize i = 0; i < G_N_ELEMENTS (attempts) && !redacted->same; i++) {
    g_autoptr (GTree) kept = new_set ();
    g_autoptr (DsnReport) read = NULL;

    redactor.keep_secrets = attempts[i].keep_secrets;
    redactor.keep_hosts = attempts[i].keep_hosts;
    redactor.flat = attempts[i].flat;
    redactor.kept = kept;
    g_clear_pointer (&redacted->message, g_bytes_unref);
    redacted->message = dsn_redact_tree (&redactor, bytes, &limits);
    read = dsn_parse_bytes (redacted->message, NULL);
    redacted->same = is_same (report, read);
    g_ptr_array_set_size (redacted->kept, 0);
    g_tree_foreach (kept, add_kept, redacted->kept);
  }
}

void
dsn_redacted_clear (DsnRedacted *redacted)
{
  g_clear_pointer (&redacted->message, g_bytes_unref);
  g_clear_pointer (&redacted->kept, g_ptr_array_unref);
}
