/* test-facts-codes.c: codes that a vendor uses in a sense of its own come out as that
 * vendor means them: each line of facts/vendor-code-conflicts.tsv. */
#include "test-shared.h"

/* Columns of the table. */
enum { SENT, VENDOR, MEANING, CODE, CATEGORY, COLUMNS };

/* What the vendor writes beside its code; several texts for a line of several codes. */
static const struct {
  const char *sent; /* the first column of the facts */
  const char *vendor;
  const char *diagnostic;
} texts[] = {
  { "5.1.10", "exchange-online",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address "
    "lookup" },
  { "5.1.20", "exchange-online",
    "550 5.1.20 Multiple From addresses detected in the message without a Sender "
    "address" },
  { "5.1.90", "exchange-online",
    "550 5.1.90 Your message can't be sent because you've reached your daily limit for "
    "message recipients" },
  { "5.2.121 / 5.2.122", "exchange-online",
    "450 4.2.1 RecipientRateLimitExceeded; The recipient has exceeded their limit for "
    "the number of messages they can receive per hour" },
  { "5.2.121 / 5.2.122", "exchange-online",
    "550 5.2.122 The recipient has exceeded their limit for the number of messages "
    "they can receive per hour" },
  { "5.4.1", "exchange-online", "550 5.4.1 Recipient address rejected: Access denied" },
  { "5.4.1", "exchange-online",
    "550 5.4.1 [user@example.com]: Recipient address rejected: Access denied. AS(1)" },
  { "5.4.6 / 5.4.14", "exchange-online",
    "554 5.4.6 Hop count exceeded - possible mail loop" },
  { "5.4.6 / 5.4.14", "exchange-online",
    "554 5.4.14 Hop count exceeded - possible mail loop ATTR34" },
  { "5.4.300 / 4.4.7", "exchange-online", "550 5.4.300 Message expired" },
  { "5.4.300 / 4.4.7", "exchange-online", "550 4.4.7 QUEUE.Expired; message expired" },
  { "4.4.312 / 5.4.312", "exchange-online", "450 4.4.312 DNS query failed" },
  { "4.4.312 / 5.4.312", "exchange-online",
    "550 5.4.312 Message expired, DNS query failed" },
  { "4.4.316 / 5.4.316", "exchange-online", "450 4.4.316 Connection refused" },
  { "4.4.316 / 5.4.316", "exchange-online",
    "550 5.4.316 Message expired, connection refused(Socket error code 10061)" },
  { "4.4.317 / 5.4.317", "exchange-online",
    "450 4.4.317 Cannot connect to remote server [Message=SubjectMismatch]" },
  { "4.4.317 / 5.4.317", "exchange-online",
    "550 5.4.317 Message expired, cannot connect to remote server" },
  { "4.4.318 / 5.4.318", "exchange-online",
    "450 4.4.318 Connection was closed abruptly (SuspiciousRemoteServerError)" },
  { "4.4.318 / 5.4.318", "exchange-online",
    "550 5.4.318 Message expired, connection reset(Socket error code 10054)" },
  { "5.6.11", "exchange-online",
    "550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds" },
  { "5.7.5 / 5.7.51x", "exchange-online",
    "550 5.7.511 Access denied, banned sender [192.0.2.25]" },
  { "5.7.6xx", "exchange-online",
    "550 5.7.606 Access denied, banned sending IP [192.0.2.25]" },
  { "5.7.6xx", "exchange-online",
    "550 5.7.649 Access denied, banned sending IP [192.0.2.25]" },
  { "5.7.7xx", "exchange-online",
    "550 5.7.705 Access denied, tenant has exceeded threshold" },
  { "5.7.7xx", "exchange-online",
    "550 5.7.708 Access denied, traffic not accepted from this IP" },
  { "5.7.12x-5.7.13x", "exchange-online",
    "550 5.7.124 Sender not in allowed-senders list" },
  { "5.7.12x-5.7.13x", "exchange-online",
    "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication "
    "required" },
  { "4.7.500-4.7.699", "exchange-online",
    "451 4.7.500 Server busy. Please try again later from [192.0.2.25]. (S77719)" },
  { "4.7.500-4.7.699", "outlook",
    "451 4.7.650 The mail server [192.0.2.25] has been temporarily rate limited due to "
    "IP reputation" },
  { "4.7.27 / 5.7.27", "google",
    "550-5.7.27 This mail has been blocked because the sender is unauthenticated. "
    "5.7.27 "
    "Gmail requires all senders to authenticate with SPF. Authentication results: SPF "
    "[example.org] with ip: [192.0.2.25] = Did not pass" },
  { "4.7.30 / 5.7.30", "google",
    "550-5.7.30 This mail has been blocked because the sender is unauthenticated. "
    "5.7.30 "
    "Gmail requires all senders to authenticate with DKIM. Authentication results: "
    "DKIM "
    "= Did not pass" },
  { "4.7.29 / 5.7.29", "google",
    "421-4.7.29 Your email has been rate limited because this message wasn't sent over "
    "a 4.7.29 TLS connection" },
  { "4.7.32 / 5.7.32", "google",
    "421-4.7.32 Your email has been rate limited because the From: header (RFC5322) in "
    "this message isn't aligned with either the authenticated SPF or DKIM "
    "organizational domain" },
  { "4.7.40 / 5.7.40", "google",
    "550-5.7.40 Your email has been blocked because the sender domain doesn't have a "
    "DMARC record or the DMARC record doesn't specify a DMARC policy" },
  { "4.7.23 / 5.7.25 / 4.7.25", "google",
    "550-5.7.25 The IP address sending this message does not have a PTR record setup, "
    "or "
    "the corresponding forward DNS entry does not match the sending IP" },
  { "4.7.23 / 5.7.25 / 4.7.25", "google",
    "421-4.7.23 The IP address sending this message does not have a PTR record setup, "
    "or "
    "the corresponding forward DNS entry does not match the sending IP" },
  { "4.2.1", "google",
    "450-4.2.1 The user you are trying to contact is receiving email too quickly. "
    "Please "
    "resend your message at a later time" },
  { "5.2.1", "google",
    "550 5.2.1 The email account that you tried to reach is inactive" },
  { "5.2.1", "google",
    "550 5.2.1 The email account that you tried to reach is disabled" },
  { "5.1.1 with 552 (Orange OFR_417)", NULL,
    "552 5.1.1 <user@example.com> Boite du destinataire pleine. Recipient overquota. "
    "OFR_417 [417]" },
  { "5.2.0 with ofr_506 / CMxxxx", NULL,
    "550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]" },
  { "4.4.7 with 550", "exchange", "550 4.4.7 QUEUE.Expired; message expired" },
  { "5.4.4 \"Invalid domain\"", "amazon-ses", "550 5.4.4 Invalid domain" },
  { "5.1.2 \"No MX\"", NULL, "550 5.1.2 No MX for example.com" },
};

/* Whether a text gives what its line of the facts says; prints what it gives if not. */
static gboolean
check_text (char **row, const char *vendor, const char *diagnostic)
{
  DsnRecipient recipient = test_failed_with (diagnostic);
  const char *wanted = strchr (row[CODE], '.');
  char text[DSN_CODE_TEXT_SIZE];
  DsnNormalised got;

  /* The field copies the code, as reports do. */
  recipient.status = recipient.diagnostic_status;
  dsn_normalise (&recipient, &(DsnContext){ .vendor = vendor }, &got);
  dsn_code_to_text (got.status, text);
  if (strcmp (dsn_category_get_name (got.category), row[CATEGORY]) == 0 ||
      g_strcmp0 (text + 1, wanted) == 0)
    return TRUE;
  g_test_message ("%s %s (%s), not %s %s: %s", text,
                  dsn_category_get_name (got.category),
                  got.wording != NULL ? got.wording->id : "by no wording", row[CODE],
                  row[CATEGORY], diagnostic);
  return FALSE;
}

static void
test_codes (void)
{
  g_autoptr (GPtrArray) rows = test_read_facts ("vendor-code-conflicts.tsv");
  guint wrong = 0;

  if (rows == NULL)
    return;
  g_assert_cmpuint (rows->len, >=, 30);
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index (rows, i);
    guint tried = 0;

    g_assert_cmpuint (g_strv_length (row), ==, COLUMNS);
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      if (strcmp (texts[j].sent, row[SENT]) == 0) {
        wrong += !check_text (row, texts[j].vendor, texts[j].diagnostic);
        tried++;
      }
    if (tried == 0)
      g_test_message ("no text for %s of %s", row[SENT], row[VENDOR]);
    g_assert_cmpuint (tried, >, 0);
  }
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/codes", test_codes);
  return g_test_run ();
}
