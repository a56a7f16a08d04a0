/* test-dsn-verdict.c: what is concluded, and what never may be. */
#include "dsn-verdict.h"

#include "dsn-recipient-private.h"
#include "dsn-status.h"

#define CODE(klass, subject, detail)                                                   \
  {                                                                                    \
    klass, subject, detail                                                             \
  }
#define NO_CODE                                                                        \
  {                                                                                    \
    0, 0, 0                                                                            \
  }
#define FAILED DSN_ACTION_FAILED
#define DELAYED DSN_ACTION_DELAYED

static const DsnContext no_context = { NULL, NULL };

static const struct VerdictCase {
  const char *name;
  DsnAction action;
  DsnCode status;
  const char *diagnostic_text;
  guint reply;
  DsnCode diagnostic;
  /* what must come of it */
  const char *category;
  gboolean hard;
  DsnScope scope;
  DsnAdvice advice;
  DsnConfidence confidence;
  const char *evidence_by;
  const char *evidence_text;
  const char *diagnostic_type;
} cases[] = {
  { "user-unknown", FAILED, CODE (5, 1, 1), "550 5.1.1 no", 550, CODE (5, 1, 1),
    "user-unknown", TRUE, DSN_SCOPE_ADDRESS, DSN_ADVICE_SUPPRESS, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "550 5.1.1 no" },
  { "two-codes", FAILED, CODE (5, 1, 3), "550 5.1.1 no", 550, CODE (5, 1, 1),
    "user-unknown", TRUE, DSN_SCOPE_ADDRESS, DSN_ADVICE_SUPPRESS, DSN_CONFIDENCE_HIGH,
    "diagnostic-status", "550 5.1.1 no" },
  { "two-codes-doubted", FAILED, CODE (5, 1, 3), "552 5.1.1 no", 552, CODE (5, 1, 1),
    "user-unknown", FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "552 5.1.1 no" },
  { "status-only", FAILED, CODE (5, 1, 1), NULL, 0, NO_CODE, "user-unknown", TRUE,
    DSN_SCOPE_ADDRESS, DSN_ADVICE_SUPPRESS, DSN_CONFIDENCE_MEDIUM, "status", "5.1.1" },
  { "550-alone", FAILED, NO_CODE, "550 no", 550, NO_CODE, "unclassified", FALSE,
    DSN_SCOPE_RECEIVER, DSN_ADVICE_RETRY, DSN_CONFIDENCE_LOW, "reply-code", "550 no" },
  { "550-with-class", FAILED, CODE (5, 0, 0), "550 no", 550, NO_CODE, "unclassified",
    FALSE, DSN_SCOPE_RECEIVER, DSN_ADVICE_RETRY, DSN_CONFIDENCE_LOW, "status",
    "5.0.0" },
  { "550-with-guess", FAILED, CODE (5, 1, 1), "550 no", 550, NO_CODE, "user-unknown",
    FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_LOW, "status", "5.1.1" },
  { "450-5.1.1", FAILED, NO_CODE, "450 5.1.1 no", 450, CODE (5, 1, 1), "user-unknown",
    FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "450 5.1.1 no" },
  { "550-4.1.1", FAILED, NO_CODE, "550 4.1.1 no", 550, CODE (4, 1, 1), "user-unknown",
    FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "550 4.1.1 no" },
  { "550-4.4.7", FAILED, NO_CODE, "550 4.4.7 no", 550, CODE (4, 4, 7),
    "message-expired", FALSE, DSN_SCOPE_RECEIVER, DSN_ADVICE_RETRY,
    DSN_CONFIDENCE_MEDIUM, "diagnostic-status", "550 4.4.7 no" },
  { "552-5.1.1", FAILED, CODE (5, 1, 1), "552 5.1.1 no", 552, CODE (5, 1, 1),
    "user-unknown", FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "552 5.1.1 no" },
  { "delayed-5.1.1", DELAYED, CODE (5, 1, 1), NULL, 0, CODE (5, 1, 1), "user-unknown",
    FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", NULL },
  { "delayed-5.1.10", DELAYED, CODE (5, 1, 10), NULL, 0, NO_CODE, "no-mail-service",
    FALSE, DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD, DSN_CONFIDENCE_MEDIUM, "status",
    "5.1.10" },
  { "D-22", FAILED, CODE (4, 4, 1), NULL, 0, NO_CODE, "connection-failed", FALSE,
    DSN_SCOPE_NETWORK, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM, "status", "4.4.1" },
  { "mailbox-full", FAILED, CODE (5, 2, 2), "552 5.2.2 no", 552, CODE (5, 2, 2),
    "mailbox-full", FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "552 5.2.2 no" },
  { "no-route", FAILED, CODE (5, 4, 4), NULL, 0, NO_CODE, "no-mail-hosts", FALSE,
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD, DSN_CONFIDENCE_MEDIUM, "status", "5.4.4" },
  { "no-domain", FAILED, CODE (5, 1, 2), NULL, 0, NO_CODE, "domain-unknown", TRUE,
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD, DSN_CONFIDENCE_MEDIUM, "status", "5.1.2" },
  { "no-domain-for-now", FAILED, CODE (4, 1, 2), NULL, 0, NO_CODE, "dns-failure", FALSE,
    DSN_SCOPE_NETWORK, DSN_ADVICE_HOLD, DSN_CONFIDENCE_MEDIUM, "status", "4.1.2" },
  { "null-mx", FAILED, CODE (5, 1, 10), "556 5.1.10 no", 556, CODE (5, 1, 10),
    "no-mail-service", TRUE, DSN_SCOPE_DOMAIN, DSN_ADVICE_SUPPRESS, DSN_CONFIDENCE_HIGH,
    "diagnostic-status", "556 5.1.10 no" },
  { "host-takes-none", FAILED, NO_CODE, "521 5.3.2 no", 521, CODE (5, 3, 2),
    "no-mail-service", TRUE, DSN_SCOPE_DOMAIN, DSN_ADVICE_SUPPRESS,
    DSN_CONFIDENCE_MEDIUM, "reply-code", "521 5.3.2 no" },
  { "521-alone", FAILED, NO_CODE, "521 no", 521, NO_CODE, "no-mail-service", FALSE,
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD, DSN_CONFIDENCE_LOW, "reply-code", "521 no" },
  { "556-alone", FAILED, NO_CODE, "556 no", 556, NO_CODE, "no-mail-service", FALSE,
    DSN_SCOPE_DOMAIN, DSN_ADVICE_HOLD, DSN_CONFIDENCE_LOW, "reply-code", "556 no" },
  { "null-mx-for-now", FAILED, CODE (4, 1, 10), NULL, 0, NO_CODE, "no-mail-service",
    FALSE, DSN_SCOPE_DOMAIN, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM, "status",
    "4.1.10" },
  { "policy", FAILED, CODE (5, 7, 1), "550 5.7.1 no", 550, CODE (5, 7, 1),
    "policy-violation", FALSE, DSN_SCOPE_SENDER, DSN_ADVICE_FIX, DSN_CONFIDENCE_LOW,
    "diagnostic-status", "550 5.7.1 no" },
  { "auth", FAILED, NO_CODE, "550 5.7.26 no", 550, CODE (5, 7, 26), "auth-failure",
    FALSE, DSN_SCOPE_SENDER, DSN_ADVICE_FIX, DSN_CONFIDENCE_MEDIUM, "diagnostic-status",
    "550 5.7.26 no" },
  { "too-large", FAILED, CODE (5, 3, 4), NULL, 0, NO_CODE, "message-too-large", FALSE,
    DSN_SCOPE_MESSAGE, DSN_ADVICE_FIX, DSN_CONFIDENCE_MEDIUM, "status", "5.3.4" },
  { "account-disabled", FAILED, NO_CODE, "525 5.7.13 no", 525, CODE (5, 7, 13),
    "mailbox-disabled", FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_LOW,
    "diagnostic-status", "525 5.7.13 no" },
  { "vendor-code", FAILED, CODE (5, 7, 606), NULL, 0, NO_CODE, "policy-violation",
    FALSE, DSN_SCOPE_SENDER, DSN_ADVICE_FIX, DSN_CONFIDENCE_LOW, "status", "5.7.606" },
  { "failed-alone", FAILED, NO_CODE, NULL, 0, NO_CODE, "unclassified", FALSE,
    DSN_SCOPE_RECEIVER, DSN_ADVICE_RETRY, DSN_CONFIDENCE_LOW, "action", "failed" },
  { "delayed-alone", DELAYED, NO_CODE, NULL, 0, NO_CODE, "transient-failure", FALSE,
    DSN_SCOPE_RECEIVER, DSN_ADVICE_RETRY, DSN_CONFIDENCE_LOW, "action", "delayed" },
  { "nothing", DSN_ACTION_UNKNOWN, NO_CODE, "words", 0, NO_CODE, "unclassified", FALSE,
    DSN_SCOPE_RECEIVER, DSN_ADVICE_RETRY, DSN_CONFIDENCE_LOW, NULL, NULL },
  { "delivered", DSN_ACTION_DELIVERED, CODE (2, 1, 5), "250 ok", 0, NO_CODE,
    "delivered", FALSE, DSN_SCOPE_NONE, DSN_ADVICE_NONE, DSN_CONFIDENCE_HIGH, "action",
    "delivered" },
  { "program", FAILED, CODE (5, 0, 0), "127", 0, NO_CODE, "local-delivery-failure",
    FALSE, DSN_SCOPE_RECEIVER, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "127", "X-Unix" },
  { "program-knows-nobody", FAILED, CODE (5, 0, 0), "67", 0, NO_CODE, "user-unknown",
    TRUE, DSN_SCOPE_ADDRESS, DSN_ADVICE_SUPPRESS, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "67", "x-unix" },
  { "program-is-tried-again", DELAYED, CODE (4, 0, 0), "67", 0, NO_CODE, "user-unknown",
    FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM,
    "diagnostic-status", "67", "x-unix" },
  { "program-beside-a-code", FAILED, CODE (5, 2, 2), "67", 0, NO_CODE, "mailbox-full",
    FALSE, DSN_SCOPE_ADDRESS, DSN_ADVICE_RETRY, DSN_CONFIDENCE_MEDIUM, "status",
    "5.2.2", "x-unix" },
  { "number-of-no-program", FAILED, CODE (5, 0, 0), "67", 0, NO_CODE, "unclassified",
    FALSE, DSN_SCOPE_RECEIVER, DSN_ADVICE_RETRY, DSN_CONFIDENCE_LOW, "status", "5.0.0",
    "smtp" },
  { "relayed", DSN_ACTION_RELAYED, NO_CODE, NULL, 0, NO_CODE, "delivered", FALSE,
    DSN_SCOPE_NONE, DSN_ADVICE_NONE, DSN_CONFIDENCE_MEDIUM, "action", "relayed" },
};

static void
test_row (gconstpointer data)
{
  const struct VerdictCase *c = data;
  DsnStrings *strings = dsn_strings_new (64);
  DsnRecipient recipient;
  DsnVerdict got;

  dsn_recipient_init (&recipient);
  recipient.action = c->action;
  recipient.status = c->status;
  recipient.diagnostic_type = c->diagnostic_type;
  recipient.diagnostic_text = c->diagnostic_text;
  recipient.diagnostic_status = c->diagnostic;
  recipient.reply_code = c->reply;
  dsn_verdict_decide (&recipient, &no_context, &got, strings);
  g_assert_cmpstr (got.category, ==, c->category);
  g_assert_cmpint (got.hard, ==, c->hard);
  g_assert_cmpint (got.scope, ==, c->scope);
  g_assert_cmpint (got.advice, ==, c->advice);
  g_assert_cmpint (got.confidence, ==, c->confidence);
  g_assert_cmpstr (dsn_evidence_by_to_string (got.evidence_by), ==, c->evidence_by);
  g_assert_cmpstr (got.evidence_text, ==, c->evidence_text);
  g_assert_null (got.evidence_wording);
  dsn_strings_free (strings);
}

/* What holds for every record that there can be. */
static void
assert_careful (const DsnRecipient *recipient, DsnStrings *strings)
{
  const DsnCategory *category;
  DsnVerdict got;
  gboolean has_4, has_code;

  dsn_verdict_decide (recipient, &no_context, &got, strings);
  category = dsn_category_find (got.category);
  g_assert_nonnull (category);
  g_assert_cmpint (got.scope, ==, dsn_category_get_scope (category));
  g_assert_cmpint (got.scope == DSN_SCOPE_NONE, ==, got.advice == DSN_ADVICE_NONE);
  if (recipient->reply_code != 0 && got.scope != DSN_SCOPE_NONE)
    g_assert_cmpuint (got.status.klass, ==, recipient->reply_code / 100);
  if (got.status.klass != 0)
    g_assert_nonnull (dsn_status_rule_find (got.status));
  if (got.advice == DSN_ADVICE_SUPPRESS) {
    g_assert_true (got.hard);
    g_assert_true (got.scope == DSN_SCOPE_ADDRESS ||
                   g_str_equal (got.category, "no-mail-service"));
  }
  if (!got.hard)
    return;
  has_4 = recipient->reply_code / 100 == 4 || recipient->status.klass == 4 ||
          recipient->diagnostic_status.klass == 4;
  has_code =
      recipient->status.subject != 0 || recipient->diagnostic_status.subject != 0;
  g_assert_true (dsn_category_is_hard (category));
  g_assert_cmpuint (got.status.klass, ==, 5);
  g_assert_false (has_4);
  g_assert_true (has_code);
  g_assert_cmpint (recipient->action, !=, DSN_ACTION_DELAYED);
  g_assert_cmpint (got.confidence, !=, DSN_CONFIDENCE_LOW);
}

static const guint replies[] = { 0,   421, 450, 452, 454, 499, 501, 521, 530,
                                 550, 551, 552, 553, 554, 556, 571, 599 };

/* Every code of the registry, some that are not in it, and none, of all classes. */
static GArray *
all_codes (void)
{
  static const DsnCode odd[] = { NO_CODE, CODE (3, 1, 1), CODE (5, 7, 606),
                                 CODE (5, 1, 999), CODE (4, 9, 9) };
  GArray *codes = g_array_new (FALSE, FALSE, sizeof (DsnCode));

  g_array_append_vals (codes, odd, G_N_ELEMENTS (odd));
  for (guint16 klass = 2; klass <= 5; klass++)
    for (guint16 subject = 0; subject <= 9; subject++)
      for (guint16 detail = 0; detail <= 40; detail++) {
        DsnCode code = { klass, subject, detail };

        if (dsn_status_rule_find (code) != NULL)
          g_array_append_val (codes, code);
      }
  return codes;
}

static void
test_careful (gconstpointer data)
{
  DsnAction action = (DsnAction) GPOINTER_TO_INT (data);
  g_autoptr (GArray) codes = all_codes ();
  DsnStrings *strings = dsn_strings_new (256);
  DsnRecipient recipient;

  dsn_recipient_init (&recipient);
  recipient.action = action;
  for (gsize r = 0; r < G_N_ELEMENTS (replies); r++)
    for (guint i = 0; i < codes->len; i++) {
      recipient.reply_code = replies[r];
      recipient.status = g_array_index (codes, DsnCode, i);
      recipient.diagnostic_status = (DsnCode) NO_CODE;
      assert_careful (&recipient, strings);
      recipient.diagnostic_status = recipient.status;
      assert_careful (&recipient, strings);
      recipient.status = (DsnCode) CODE (5, 0, 0);
      assert_careful (&recipient, strings);
      dsn_strings_clear (strings);
    }
  dsn_strings_free (strings);
}

/* Every code in the Status field beside every code in the diagnostic. */
static void
test_careful_pairs (void)
{
  g_autoptr (GArray) codes = all_codes ();
  DsnStrings *strings = dsn_strings_new (256);
  DsnRecipient recipient;

  dsn_recipient_init (&recipient);
  recipient.action = DSN_ACTION_FAILED;
  for (guint i = 0; i < codes->len; i++)
    for (guint j = 0; j < codes->len; j++) {
      recipient.status = g_array_index (codes, DsnCode, i);
      recipient.diagnostic_status = g_array_index (codes, DsnCode, j);
      recipient.reply_code = j % 2 == 0 ? 550 : 0;
      assert_careful (&recipient, strings);
      dsn_strings_clear (strings);
    }
  dsn_strings_free (strings);
}

/* A reply code alone never gives an address up, whatever the class says. */
static void
test_reply_alone (void)
{
  DsnStrings *strings = dsn_strings_new (256);
  DsnRecipient recipient;

  dsn_recipient_init (&recipient);
  for (DsnAction action = DSN_ACTION_UNKNOWN; action <= DSN_ACTION_DELAYED; action++)
    for (guint reply = 400; reply < 600; reply++)
      for (guint16 klass = 0; klass <= 5; klass++) {
        DsnVerdict got;

        recipient.action = action;
        recipient.reply_code = reply;
        recipient.status = (DsnCode) CODE (klass, 0, 0);
        dsn_verdict_decide (&recipient, &no_context, &got, strings);
        g_assert_false (got.hard);
        g_assert_cmpint (got.advice, !=, DSN_ADVICE_SUPPRESS);
        g_assert_cmpint (got.confidence, ==, DSN_CONFIDENCE_LOW);
        dsn_strings_clear (strings);
      }
  dsn_strings_free (strings);
}

/* A target of an alias that is gone is no reason to give the alias up, and an address
 * that was guessed none to give anything up. */
static void
test_alias (void)
{
  DsnStrings *strings = dsn_strings_new (64);
  DsnRecipient recipient;
  DsnVerdict verdict;

  dsn_recipient_init (&recipient);
  recipient.action = DSN_ACTION_FAILED;
  recipient.status = recipient.diagnostic_status = (DsnCode){ 5, 1, 1 };
  recipient.reply_code = 550;
  dsn_verdict_decide (&recipient, &no_context, &verdict, strings);
  g_assert_cmpint (verdict.advice, ==, DSN_ADVICE_SUPPRESS);
  recipient.by_alias = TRUE;
  dsn_verdict_decide (&recipient, &no_context, &verdict, strings);
  g_assert_cmpint (verdict.advice, ==, DSN_ADVICE_HOLD);
  g_assert_cmpstr (verdict.category, ==, "user-unknown");
  recipient.by_alias = FALSE;
  recipient.guessed = TRUE;
  dsn_verdict_decide (&recipient, &no_context, &verdict, strings);
  g_assert_cmpint (verdict.advice, ==, DSN_ADVICE_HOLD);
  dsn_strings_free (strings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/verdict/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_row);
  }
  for (DsnAction action = DSN_ACTION_UNKNOWN; action <= DSN_ACTION_EXPANDED; action++) {
    const char *word = dsn_action_to_string (action);
    g_autofree char *path =
        g_strdup_printf ("/verdict/careful/%s", word != NULL ? word : "unknown");

    g_test_add_data_func (path, GINT_TO_POINTER (action), test_careful);
  }
  g_test_add_func ("/verdict/careful/pairs", test_careful_pairs);
  g_test_add_func ("/verdict/alias", test_alias);
  g_test_add_func ("/verdict/reply-alone", test_reply_alone);
  return g_test_run ();
}
