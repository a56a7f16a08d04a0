/* test-dsn-normalise.c: which hint decides, and what the others say about it. */
#include "dsn-normalise.h"

#include "dsn-code-private.h"
#include "dsn-recipient-private.h"

#define BY_DIAGNOSTIC DSN_EVIDENCE_DIAGNOSTIC_STATUS
#define BY_STATUS DSN_EVIDENCE_STATUS
#define BY_REPLY DSN_EVIDENCE_REPLY_CODE
#define BY_ACTION DSN_EVIDENCE_ACTION
#define BY_NOTHING DSN_EVIDENCE_NOTHING
#define FAILED DSN_ACTION_FAILED
#define DELAYED DSN_ACTION_DELAYED
#define UNKNOWN DSN_ACTION_UNKNOWN
#define ALONE DSN_AGREEMENT_ALONE
#define SAME DSN_AGREEMENT_SAME
#define DIFFERENT DSN_AGREEMENT_DIFFERENT

static const struct NormaliseCase {
  const char *name;
  DsnAction action;
  const char *status;     /* the Status field */
  guint reply;            /* of the diagnostic */
  const char *diagnostic; /* the code inside it */
  /* what must come of it */
  const char *found;
  const char *category;
  DsnEvidenceBy by;
  gboolean specific, doubted;
  DsnAgreement agreement;
} cases[] = {
  /* Which hint decides. */
  { "all-agree", FAILED, "5.1.1", 550, "5.1.1", "5.1.1", "user-unknown", BY_DIAGNOSTIC,
    TRUE, FALSE, ALONE },
  { "diagnostic-alone", FAILED, NULL, 0, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, ALONE },
  { "diagnostic-over-class", FAILED, "5.0.0", 550, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, ALONE },
  { "diagnostic-over-general", FAILED, "5.2.0", 550, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, ALONE },
  { "diagnostic-over-specific", FAILED, "5.1.1", 550, "5.7.1", "5.7.1",
    "policy-violation", BY_DIAGNOSTIC, FALSE, FALSE, DIFFERENT },
  { "status-differs-soft", FAILED, "5.2.2", 550, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, TRUE, DIFFERENT },
  { "status-differs-hard", FAILED, "5.2.1", 550, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, DIFFERENT },
  { "status-agrees", FAILED, "5.1.3", 550, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, SAME },
  { "class-only-differs", FAILED, "5.1.1", 0, "4.1.1", "4.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, ALONE },
  { "copies-with-class-4", FAILED, "4.1.1", 0, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, TRUE, ALONE },
  { "status-alone", FAILED, "5.2.1", 0, NULL, "5.2.1", "mailbox-disabled", BY_STATUS,
    TRUE, FALSE, ALONE },
  { "status-over-class", FAILED, "5.4.4", 0, "5.0.0", "5.4.4", "no-mail-hosts",
    BY_STATUS, TRUE, FALSE, ALONE },
  { "status-over-general", FAILED, "5.2.1", 550, "5.2.0", "5.2.1", "mailbox-disabled",
    BY_STATUS, TRUE, FALSE, ALONE },
  { "general-words-doubt", FAILED, "5.1.1", 550, "5.7.0", "5.1.1", "user-unknown",
    BY_STATUS, TRUE, TRUE, DIFFERENT },
  { "nameless-words-say-nothing", FAILED, "5.2.1", 550, "5.1.0", "5.2.1",
    "mailbox-disabled", BY_STATUS, TRUE, FALSE, ALONE },
  { "two-against-one", FAILED, "5.1.8", 535, "5.7.8", "5.7.8", "security-failure",
    BY_DIAGNOSTIC, TRUE, FALSE, DIFFERENT },
  { "status-over-bare-reply", FAILED, "5.1.2", 550, NULL, "5.1.2", "domain-unknown",
    BY_STATUS, TRUE, FALSE, ALONE },
  { "class-over-550", FAILED, "5.0.0", 550, NULL, "5.0.0", "unclassified", BY_STATUS,
    FALSE, FALSE, ALONE },
  { "reply-over-class", FAILED, "5.0.0", 552, NULL, "5.2.2", "mailbox-full", BY_REPLY,
    FALSE, FALSE, ALONE },
  { "reply-over-classes", FAILED, "5.0.0", 452, "4.0.0", "4.3.1", "system-full",
    BY_REPLY, FALSE, FALSE, ALONE },
  { "reply-alone", FAILED, NULL, 535, NULL, "5.7.8", "security-failure", BY_REPLY,
    FALSE, FALSE, ALONE },
  { "550-alone", FAILED, NULL, 550, NULL, "5.0.0", "unclassified", BY_REPLY, FALSE,
    FALSE, ALONE },
  { "450-alone", FAILED, NULL, 450, NULL, "4.0.0", "transient-failure", BY_REPLY, FALSE,
    FALSE, ALONE },
  { "reply-not-in-table", FAILED, NULL, 599, NULL, "5.0.0", "unclassified", BY_REPLY,
    FALSE, FALSE, ALONE },
  { "reply-4-not-in-table", UNKNOWN, NULL, 499, NULL, "4.0.0", "transient-failure",
    BY_REPLY, FALSE, FALSE, ALONE },
  { "action-failed", FAILED, NULL, 0, NULL, "5.0.0", "unclassified", BY_ACTION, FALSE,
    FALSE, ALONE },
  { "action-delayed", DELAYED, NULL, 0, NULL, "4.0.0", "transient-failure", BY_ACTION,
    FALSE, FALSE, ALONE },
  { "nothing", UNKNOWN, NULL, 0, NULL, "0.0.0", "unclassified", BY_NOTHING, FALSE,
    FALSE, ALONE },

  /* A Status that the reporter made of the reply. */
  { "guess-550", FAILED, "5.1.1", 550, NULL, "5.1.1", "user-unknown", BY_STATUS, FALSE,
    FALSE, ALONE },
  { "guess-553", FAILED, "5.1.3", 553, NULL, "5.1.3", "user-unknown", BY_STATUS, FALSE,
    FALSE, ALONE },
  { "guess-551", FAILED, "5.1.6", 551, NULL, "5.1.6", "mailbox-moved", BY_STATUS, FALSE,
    FALSE, ALONE },
  { "guess-554", FAILED, "5.5.0", 554, NULL, "5.5.0", "unclassified", BY_STATUS, FALSE,
    FALSE, ALONE },
  { "guess-beside-class", FAILED, "5.1.1", 550, "5.0.0", "5.1.1", "user-unknown",
    BY_STATUS, FALSE, FALSE, ALONE },
  { "no-guess-without-reply", FAILED, "5.1.1", 0, NULL, "5.1.1", "user-unknown",
    BY_STATUS, TRUE, FALSE, ALONE },

  /* A reply that makes a general code more precise. */
  { "E-10-530", FAILED, "5.7.0", 530, "5.7.0", "5.7.0", "security-failure", BY_REPLY,
    TRUE, FALSE, ALONE },
  { "E-10-530-5.7.1", FAILED, "5.7.1", 530, "5.7.1", "5.7.0", "security-failure",
    BY_REPLY, TRUE, FALSE, ALONE },
  { "E-10-535", FAILED, "5.7.8", 535, "5.7.8", "5.7.8", "security-failure",
    BY_DIAGNOSTIC, TRUE, FALSE, SAME },
  { "E-10-534", FAILED, NULL, 534, "5.7.9", "5.7.9", "security-failure", BY_DIAGNOSTIC,
    TRUE, FALSE, ALONE },
  { "E-10-538", FAILED, NULL, 538, "5.7.11", "5.7.11", "security-failure",
    BY_DIAGNOSTIC, TRUE, FALSE, SAME },
  { "E-10-432", DELAYED, NULL, 432, "4.7.12", "4.7.12", "security-failure",
    BY_DIAGNOSTIC, TRUE, FALSE, SAME },
  { "E-10-500", FAILED, NULL, 500, "5.5.6", "5.5.6", "protocol-error", BY_DIAGNOSTIC,
    TRUE, FALSE, SAME },
  { "E-10-454", DELAYED, "4.7.0", 454, "4.7.0", "4.7.0", "security-failure", BY_REPLY,
    TRUE, FALSE, ALONE },
  { "E-07-556", FAILED, NULL, 556, "5.1.10", "5.1.10", "no-mail-service", BY_DIAGNOSTIC,
    TRUE, FALSE, SAME },
  { "E-07-556-alone", FAILED, NULL, 556, NULL, "5.1.10", "no-mail-service", BY_REPLY,
    FALSE, FALSE, ALONE },
  { "E-07-556-general", FAILED, NULL, 556, "5.1.0", "5.1.10", "no-mail-service",
    BY_REPLY, TRUE, FALSE, ALONE },
  { "E-07-521", FAILED, NULL, 521, "5.3.2", "5.3.2", "no-mail-service", BY_REPLY, TRUE,
    FALSE, ALONE },
  { "E-07-521-alone", FAILED, NULL, 521, NULL, "5.3.2", "no-mail-service", BY_REPLY,
    FALSE, FALSE, ALONE },
  { "E-07-5.3.2-alone", FAILED, "5.3.2", 0, NULL, "5.3.2", "no-mail-service", BY_STATUS,
    FALSE, FALSE, ALONE },
  { "521-blocked", FAILED, "5.0.0", 521, "5.7.1", "5.7.1", "policy-violation",
    BY_DIAGNOSTIC, FALSE, FALSE, ALONE },
  { "454-relay", FAILED, NULL, 454, "5.4.4", "4.4.4", "no-mail-hosts", BY_DIAGNOSTIC,
    TRUE, FALSE, DIFFERENT },
  { "503-general", FAILED, "5.5.0", 503, NULL, "5.5.1", "protocol-error", BY_REPLY,
    TRUE, FALSE, ALONE },

  /* A reply that speaks against the code. */
  { "552-5.1.1", FAILED, "5.1.1", 552, "5.1.1", "5.1.1", "user-unknown", BY_DIAGNOSTIC,
    TRUE, TRUE, ALONE },
  { "530-5.1.1", FAILED, NULL, 530, "5.1.1", "5.1.1", "user-unknown", BY_DIAGNOSTIC,
    TRUE, TRUE, DIFFERENT },
  { "501-5.1.3", FAILED, NULL, 501, "5.1.3", "5.1.3", "user-unknown", BY_DIAGNOSTIC,
    TRUE, FALSE, ALONE },
  { "452-4.2.2", FAILED, "4.2.2", 452, "4.2.2", "4.2.2", "mailbox-full", BY_DIAGNOSTIC,
    TRUE, FALSE, ALONE },

  /* D-22: given up after temporary errors; the cause is the code's. */
  { "D-22-expired", FAILED, "4.4.7", 0, NULL, "4.4.7", "message-expired", BY_STATUS,
    TRUE, FALSE, ALONE },
  { "D-22-connection", FAILED, "4.4.1", 0, NULL, "4.4.1", "connection-failed",
    BY_STATUS, TRUE, FALSE, ALONE },
  { "D-22-last-reply", FAILED, "4.4.7", 450, "4.2.2", "4.2.2", "mailbox-full",
    BY_DIAGNOSTIC, TRUE, FALSE, DIFFERENT },
  { "D-22-bare-reply", FAILED, "4.4.7", 451, NULL, "4.4.7", "message-expired",
    BY_STATUS, TRUE, FALSE, ALONE },
  { "D-22-class-5", FAILED, "5.0.0", 451, "4.2.2", "4.2.2", "mailbox-full",
    BY_DIAGNOSTIC, TRUE, FALSE, ALONE },

  /* E-01: only the classes 2, 4 and 5. */
  { "E-01-class-3", FAILED, "3.1.1", 0, NULL, "5.0.0", "unclassified", BY_ACTION, FALSE,
    FALSE, ALONE },
  { "E-01-class-3-reply", FAILED, "3.1.1", 552, "3.0.0", "5.2.2", "mailbox-full",
    BY_REPLY, FALSE, FALSE, ALONE },
  { "E-01-class-0", UNKNOWN, "0.1.1", 0, NULL, "0.0.0", "unclassified", BY_NOTHING,
    FALSE, FALSE, ALONE },

  /* E-02, D-25: codes that are not registered. */
  { "E-02-vendor", FAILED, NULL, 550, "5.7.606", "5.7.0", "policy-violation",
    BY_DIAGNOSTIC, FALSE, FALSE, ALONE },
  { "E-02-detail", FAILED, "4.4.316", 0, NULL, "4.4.0", "transient-failure", BY_STATUS,
    FALSE, FALSE, ALONE },
  { "E-02-subject", FAILED, "5.9.134", 0, NULL, "5.0.0", "unclassified", BY_STATUS,
    FALSE, FALSE, ALONE },
  { "E-02-largest", FAILED, "5.999.999", 552, "5.999.999", "5.2.2", "mailbox-full",
    BY_REPLY, FALSE, FALSE, ALONE },
  { "D-25-general-loses", FAILED, "5.4.6", 0, "5.4.999", "5.4.6", "routing-error",
    BY_STATUS, TRUE, FALSE, ALONE },

  /* E-03: the reply's digit says what was done, the code why. */
  { "E-03-550-4.4.7", FAILED, NULL, 550, "4.4.7", "5.4.7", "message-expired",
    BY_DIAGNOSTIC, TRUE, FALSE, DIFFERENT },
  { "E-03-450-5.1.1", FAILED, NULL, 450, "5.1.1", "4.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, DIFFERENT },
  { "E-03-550-4.1.1", FAILED, "5.1.1", 550, "4.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, TRUE, DIFFERENT },
  { "E-03-450-5.1.2", FAILED, NULL, 450, "5.1.2", "4.1.2", "dns-failure", BY_DIAGNOSTIC,
    TRUE, FALSE, DIFFERENT },
  { "E-03-status-4", FAILED, "4.0.0", 550, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, TRUE, ALONE },
  { "E-03-status-only", FAILED, "4.1.1", 554, NULL, "5.1.1", "user-unknown", BY_STATUS,
    TRUE, TRUE, DIFFERENT },
  { "E-03-no-reply", FAILED, "5.1.1", 0, "4.0.0", "4.1.1", "user-unknown", BY_STATUS,
    TRUE, FALSE, DIFFERENT },
  { "E-03-status-cause", FAILED, "4.1.2", 550, NULL, "5.1.2", "domain-unknown",
    BY_STATUS, TRUE, TRUE, DIFFERENT },

  /* Success, and what only looks like it. */
  { "delivered", DSN_ACTION_DELIVERED, "2.1.5", 0, NULL, "2.1.5", "delivered",
    BY_ACTION, TRUE, FALSE, SAME },
  { "relayed", DSN_ACTION_RELAYED, NULL, 0, NULL, "2.0.0", "delivered", BY_ACTION, TRUE,
    FALSE, ALONE },
  { "expanded", DSN_ACTION_EXPANDED, "2.0.0", 0, "2.6.0", "2.0.0", "delivered",
    BY_ACTION, TRUE, FALSE, SAME },
  { "delivered-5", DSN_ACTION_DELIVERED, "5.1.1", 0, NULL, "2.0.0", "delivered",
    BY_ACTION, TRUE, FALSE, DIFFERENT },
  { "class-2", UNKNOWN, "2.0.0", 0, NULL, "2.0.0", "delivered", BY_STATUS, TRUE, FALSE,
    ALONE },
  { "class-2-diagnostic", UNKNOWN, NULL, 0, "2.6.0", "2.6.0", "delivered",
    BY_DIAGNOSTIC, TRUE, FALSE, ALONE },
  { "class-2-and-550", UNKNOWN, "2.0.0", 550, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, ALONE },
  { "class-2-and-code", UNKNOWN, "2.0.0", 0, "5.1.1", "5.1.1", "user-unknown",
    BY_DIAGNOSTIC, TRUE, FALSE, ALONE },
  { "failed-class-2", FAILED, "2.0.0", 0, NULL, "5.0.0", "unclassified", BY_ACTION,
    FALSE, FALSE, ALONE },
  { "delayed-class-2", DELAYED, "2.0.0", 451, NULL, "4.3.0", "system-error", BY_REPLY,
    FALSE, FALSE, ALONE },
};

static DsnCode
code_of (const char *text)
{
  g_auto (GStrv) part = NULL;

  if (text == NULL)
    return (DsnCode){ 0 };
  part = g_strsplit (text, ".", 3);
  return (DsnCode){ (guint16) g_ascii_strtoull (part[0], NULL, 10),
                    (guint16) g_ascii_strtoull (part[1], NULL, 10),
                    (guint16) g_ascii_strtoull (part[2], NULL, 10) };
}

static void
test_row (gconstpointer data)
{
  const struct NormaliseCase *c = data;
  char text[DSN_CODE_TEXT_SIZE];
  DsnRecipient recipient;
  DsnNormalised got;

  dsn_recipient_init (&recipient);
  recipient.action = c->action;
  recipient.status = code_of (c->status);
  recipient.diagnostic_status = code_of (c->diagnostic);
  recipient.reply_code = c->reply;
  dsn_normalise (&recipient, &(DsnContext){ NULL, NULL }, &got);
  g_assert_cmpstr (dsn_code_to_text (got.status, text), ==, c->found);
  g_assert_cmpstr (dsn_category_get_name (got.category), ==, c->category);
  g_assert_cmpint (got.by, ==, c->by);
  g_assert_cmpint (got.specific, ==, c->specific);
  g_assert_cmpint (got.doubted, ==, c->doubted);
  g_assert_cmpint (got.agreement, ==, c->agreement);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/normalise/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_row);
  }
  return g_test_run ();
}
