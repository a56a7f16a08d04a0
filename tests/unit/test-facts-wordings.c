/* test-facts-wordings.c: the wordings that the shared facts hold come out as their code
 * or their category. */
#include "dsn-verdict.h"
#include "test-shared.h"

/* Columns of facts/wordings.tsv. */
enum {
  VENDOR,
  STAGE,
  REPLY,
  SENT,
  WORDING,
  CODE,
  CATEGORY,
  PERMANENCE,
  SOURCE,
  CERTAINTY,
  COLUMNS
};

/* What stands for the names of what varies. */
static const struct {
  const char *name;
  const char *value;
} fillings[] = {
  { "{recipient}", "user@example.com" },
  { "{sender}", "sender@example.org" },
  { "{domain}", "example.com" },
  { "{host}", "mx1.example.net" },
  { "{ip}", "192.0.2.25" },
  { "{dnsbl}", "dnsbl.example.org" },
  { "{id}", "4Zx7QyT2Rk" },
  { "{url}", "https://www.example.net/help" },
  { "{size}", "35882577" },
  { "{count}", "20" },
  { "{date}", "Sat, 01 Mar 2025 12:00:00 +0000" },
  { "{header}", "Subject" },
  { "{path}", "/var/mail/user" },
  { "{stage}", "RCPT TO" },
  { "{subject}", "Issue 7" },
  /* Another system's words: these say nothing. */
  { "{reply}", "as follows" },
  { "{reason}", "as follows" },
};

/* Which of our vendors a vendor of the facts is; the rest is of no known system. */
static const struct {
  const char *theirs;
  const char *ours;
} vendors[] = {
  { "Amazon SES", "amazon-ses" },
  { "Courier", "courier" },
  { "Exim", "exim" },
  { "GMX/web.de/1&1 (United Internet)", "gmx" },
  { "Gmail NDR text", "google" },
  { "Gmail/Google Workspace", "google" },
  { "IBM Domino/Notes", "domino" },
  { "Microsoft Exchange 2000/2003", "exchange" },
  { "Microsoft Exchange Online/365", "exchange-online" },
  { "Microsoft Exchange Server 2007-2019", "exchange" },
  { "Mimecast", "mimecast" },
  { "OpenSMTPD", "opensmtpd" },
  { "Outlook.com (consumer)", "outlook" },
  { "Postfix", "postfix" },
  { "PowerMTA", "powermta" },
  { "SendGrid/Twilio", "sendgrid" },
  { "Sendmail", "sendmail" },
  { "Symantec.cloud/MessageLabs", "messagelabs" },
  { "Yahoo/AOL", "yahoo" },
  { "Zimbra", "zimbra" },
};

static const char *
vendor_of (const char *theirs)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vendors); i++)
    if (strcmp (vendors[i].theirs, theirs) == 0)
      return vendors[i].ours;
  return NULL;
}

/* The diagnostic that a row describes: reply code, enhanced code, words. */
static char *
diagnostic_of (char **row)
{
  DsnCode sent = test_code_of (row[SENT]);
  char code[DSN_CODE_TEXT_SIZE] = "";
  GString *text = g_string_new (row[REPLY]);

  if (sent.klass != 0)
    g_string_append_printf (text, " %s", dsn_code_to_text (sent, code));
  g_string_append_printf (text, " %s", row[WORDING]);
  for (gsize i = 0; i < G_N_ELEMENTS (fillings); i++)
    g_string_replace (text, fillings[i].name, fillings[i].value, 0);
  return g_strstrip (g_string_free (text, FALSE));
}

/* The record of a recipient as a row describes it; it borrows @diagnostic. */
static DsnRecipient
recipient_of (char **row, const char *diagnostic)
{
  DsnRecipient recipient = test_failed_with (diagnostic);

  if (strcmp (row[PERMANENCE], "transient") == 0)
    recipient.action = DSN_ACTION_DELAYED;
  recipient.status = test_code_of (row[SENT]);
  return recipient;
}

/* Whether a row gives what it should; prints what it gives if not. */
static gboolean
check_row (char **row)
{
  g_autofree char *diagnostic = diagnostic_of (row);
  DsnRecipient recipient = recipient_of (row, diagnostic);
  DsnCode wanted = test_code_of (row[CODE]);
  char text[DSN_CODE_TEXT_SIZE];
  DsnNormalised got;

  dsn_normalise (&recipient, &(DsnContext){ .vendor = vendor_of (row[VENDOR]) }, &got);
  if (strcmp (dsn_category_get_name (got.category), row[CATEGORY]) == 0 ||
      (got.status.subject == wanted.subject && got.status.detail == wanted.detail))
    return TRUE;
  g_test_message ("%s %s (%s), not %s %s (%s): %s", dsn_code_to_text (got.status, text),
                  dsn_category_get_name (got.category),
                  got.wording != NULL ? got.wording->id : "by no wording", row[CODE],
                  row[CATEGORY], row[VENDOR], diagnostic);
  return FALSE;
}

static gboolean
suppresses (const DsnCategory *category)
{
  return category != NULL && dsn_category_get_advice (category) == DSN_ADVICE_SUPPRESS;
}

/* Whether an address may be given up by a row: for its cause, or for its code, since
 * the facts call an address that cannot be (5.1.3) an error of protocol. */
static gboolean
may_suppress (char **row)
{
  DsnCode code = test_code_of (row[CODE]);
  const DsnStatusRule *rule = dsn_status_rule_find (code);

  return suppresses (dsn_category_find (row[CATEGORY])) ||
         (rule != NULL && suppresses (dsn_status_rule_get_category (rule, code.klass)));
}

static gboolean
check_spared (char **row)
{
  g_autofree char *diagnostic = diagnostic_of (row);
  DsnRecipient recipient = recipient_of (row, diagnostic);
  DsnStrings *strings = dsn_strings_new (256);
  DsnContext context = { .vendor = vendor_of (row[VENDOR]) };
  gboolean spared;
  DsnVerdict got;

  dsn_verdict_decide (&recipient, &context, &got, strings);
  spared = got.advice != DSN_ADVICE_SUPPRESS || may_suppress (row);
  if (!spared)
    g_test_message ("%s (%s) suppresses, not %s (%s): %s", got.category,
                    got.evidence_wording != NULL ? got.evidence_wording : "no wording",
                    row[CATEGORY], row[VENDOR], diagnostic);
  dsn_strings_free (strings);
  return spared;
}

/* The wordings of the facts that are wrong or no wordings of failures, with reasons. */
static GHashTable *
read_rejected (void)
{
  const char *root = g_getenv ("DSN_SOURCE_ROOT");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", "tests",
                                            "wordings-rejected.tsv", NULL);
  g_autoptr (GPtrArray) rows = test_read_table (path);
  GHashTable *rejected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index (rows, i);

    g_assert_cmpuint (g_strv_length (row), ==, 2);
    g_assert_cmpuint (strlen (row[1]), >, 10);
    g_assert_true (g_hash_table_add (rejected, g_strdup (row[0])));
  }
  return rejected;
}

/* At least 97 of 100, however many are turned down: those are few. */
static void
test_wordings (void)
{
  g_autoptr (GPtrArray) rows = test_read_facts ("wordings.tsv");
  g_autoptr (GHashTable) rejected = NULL;
  guint tried = 0, right = 0, left_out = 0;

  if (rows == NULL)
    return;
  rejected = read_rejected ();
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index (rows, i);

    g_assert_cmpuint (g_strv_length (row), ==, COLUMNS);
    if (strcmp (row[CERTAINTY], "recalled") == 0)
      continue;
    if (g_hash_table_contains (rejected, row[WORDING])) {
      left_out++;
      continue;
    }
    tried++;
    right += check_row (row);
  }
  g_test_message ("%u of %u wordings, %u rejected", right, tried, left_out);
  g_assert_cmpuint (tried, >, 1200);
  g_assert_cmpuint (right * 100, >=, tried * 97);
}

/* The worst that a verdict can do: a good address is given up. No share of the rows
 * may: not one, whether it is recalled or rejected. */
static void
test_spared (void)
{
  g_autoptr (GPtrArray) rows = test_read_facts ("wordings.tsv");
  g_autoptr (GHashTable) rejected = NULL;
  guint wrong = 0;

  if (rows == NULL)
    return;
  rejected = read_rejected ();
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index (rows, i);

    if (!g_hash_table_contains (rejected, row[WORDING]))
      wrong += !check_spared (row);
  }
  g_assert_cmpuint (wrong, ==, 0);
}

/* What is rejected stands in the facts, so that the list does not outlive its reasons.
 */
static void
test_rejected (void)
{
  g_autoptr (GPtrArray) rows = test_read_facts ("wordings.tsv");
  g_autoptr (GHashTable) rejected = NULL;
  GHashTableIter iter;
  gpointer wording;

  if (rows == NULL)
    return;
  rejected = read_rejected ();
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_remove (rejected, ((char **) g_ptr_array_index (rows, i))[WORDING]);
  g_hash_table_iter_init (&iter, rejected);
  while (g_hash_table_iter_next (&iter, &wording, NULL))
    g_test_message ("no wording of the facts: %s", (const char *) wording);
  g_assert_cmpuint (g_hash_table_size (rejected), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/wordings", test_wordings);
  g_test_add_func ("/facts/spared", test_spared);
  g_test_add_func ("/facts/rejected", test_rejected);
  return g_test_run ();
}
