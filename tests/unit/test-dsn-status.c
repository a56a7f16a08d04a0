/* test-dsn-status.c: the registry of codes, replies and categories. */
#include "dsn-code-private.h"
#include "dsn-status-private.h"

#include <string.h>

static const guint classes[] = { 2, 4, 5 };

static DsnCode
code_of (const char *text)
{
  DsnScan scan = dsn_scan_over (dsn_span_of_string (text));
  DsnCode code = { 0 };

  g_assert_true (text[0] == '\0' || dsn_code_scan (&scan, &code));
  return code;
}

static void
assert_code (DsnCode code, const char *expected)
{
  char text[DSN_CODE_TEXT_SIZE];

  g_assert_cmpstr (dsn_code_to_text (code, text), ==, expected);
}

/* The dated copy of the registry: "1.1" and so on. */
static char **
read_registry (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), "tests",
                                            "unit", "iana-status-codes.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_ascii_isdigit (**line))
      g_ptr_array_add (codes, g_strdup (*line));
  g_ptr_array_add (codes, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}

/* Plain English: one line, no markup, no blank too many. */
static void
assert_sentence (const char *text)
{
  gsize len = strlen (text);

  g_assert_cmpuint (len, >, 10);
  g_assert_cmpuint (len, <=, 200);
  g_assert_true (g_ascii_isupper (text[0]) || g_ascii_isdigit (text[0]));
  g_assert_true (text[len - 1] == '.' && strchr (" .,:", text[len - 2]) == NULL);
  g_assert_null (strpbrk (text, "`*_#|<>[]{}^~\\&\t\r\n"));
  g_assert_null (strstr (text, "  "));
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true (g_ascii_isprint (*p));
}

static void
assert_texts (const DsnTexts *texts)
{
  guint count = dsn_texts_get_count (texts);

  g_assert_cmpuint (count, >=, 1);
  g_assert_cmpuint (count, <=, 5);
  for (guint i = 0; i < count; i++) {
    assert_sentence (dsn_texts_at (texts, i));
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (dsn_texts_at (texts, k), !=, dsn_texts_at (texts, i));
  }
}

static void
test_registered (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++) {
    g_autofree char *text = g_strdup_printf ("%u.%s", classes[i], (const char *) data);
    const DsnStatusRule *rule = dsn_status_rule_find (code_of (text));
    const DsnCategory *category;

    g_assert_nonnull (rule);
    g_assert_true (rule == dsn_status_rule_find_nearest (code_of (text)));
    assert_code (dsn_status_rule_get_code (rule, classes[i]), text);
    category = dsn_status_rule_get_category (rule, classes[i]);
    g_assert_nonnull (category);
    g_assert_true (category == dsn_category_find (dsn_category_get_name (category)));
    g_assert_true ((classes[i] == 2) ==
                   g_str_equal (dsn_category_get_name (category), "delivered"));
    g_assert_cmpuint (strlen (dsn_status_rule_get_title (rule)), >, 3);
    g_assert_cmpuint (strlen (dsn_status_rule_get_source (rule)), >, 3);
    assert_sentence (dsn_status_rule_get_meaning (rule));
    if (g_str_has_suffix (text, ".0"))
      g_assert_true (dsn_status_rule_is_vague (rule) &&
                     dsn_status_rule_get_depth (rule) < 2);
    else
      g_assert_cmpuint (dsn_status_rule_get_depth (rule), ==, 2);
  }
}

static void
test_explained (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++) {
    g_autofree char *text = g_strdup_printf ("%u.%s", classes[i], (const char *) data);
    const DsnStatusRule *rule = dsn_status_rule_find (code_of (text));
    DsnSeverity severity = dsn_status_rule_get_severity (rule, classes[i]);

    g_assert_nonnull (dsn_severity_to_string (severity));
    g_assert_true ((classes[i] == 2) == (severity == DSN_SEVERITY_INFO));
    for (DsnTextKind kind = 0; kind < DSN_TEXT_KINDS; kind++)
      assert_texts (dsn_status_rule_get_texts (rule, classes[i], kind));
    g_assert_cmpuint (dsn_status_rule_get_related_count (rule), >=, 1);
    for (guint k = 0; k < dsn_status_rule_get_related_count (rule); k++) {
      DsnCode code = dsn_status_rule_related_at (rule, classes[i], k);
      const DsnStatusRule *related = dsn_status_rule_find (code);

      g_assert_nonnull (related);
      g_assert_true (related != rule);
      g_assert_true (dsn_status_rule_allows (related, code.klass));
    }
  }
}

/* Codes that mail really carries are explained by more than their category. */
static const char *const common_codes[] = {
  "5.0.0",  "4.0.0",  "5.1.1",  "5.1.2",  "4.1.2",  "5.1.3",  "5.1.6",  "5.1.8",
  "5.1.10", "5.2.0",  "4.2.0",  "5.2.1",  "4.2.1",  "5.2.2",  "4.2.2",  "5.2.3",
  "5.3.0",  "5.3.2",  "4.3.2",  "5.3.4",  "5.4.1",  "4.4.1",  "5.4.2",  "4.4.2",
  "5.4.3",  "5.4.4",  "4.4.4",  "5.4.6",  "5.4.7",  "4.4.7",  "5.5.0",  "5.5.1",
  "5.5.2",  "5.5.3",  "5.5.4",  "5.6.0",  "5.6.1",  "5.6.3",  "5.6.7",  "5.6.9",
  "5.7.0",  "4.7.0",  "5.7.1",  "4.7.1",  "5.7.8",  "5.7.9",  "5.7.13", "5.7.20",
  "5.7.21", "5.7.22", "5.7.23", "5.7.24", "5.7.25", "5.7.26", "5.7.27", "5.7.28",
  "5.7.29",
};

static void
test_common (gconstpointer data)
{
  DsnCode code = code_of (data);
  const DsnStatusRule *rule = dsn_status_rule_find (code);

  for (DsnTextKind kind = 0; kind < DSN_TEXT_KINDS; kind++)
    g_assert_cmpuint (
        dsn_texts_get_count (dsn_status_rule_get_texts (rule, code.klass, kind)), >=,
        2);
}

static const DsnTexts *
causes_of (const char *text)
{
  DsnCode code = code_of (text);

  return dsn_status_rule_get_texts (dsn_status_rule_find (code), code.klass,
                                    DSN_TEXT_CAUSES);
}

/* What is explained by something else, and what is not. */
static void
test_fallback (void)
{
  const DsnCategory *delivered = dsn_category_find ("delivered");
  const DsnTexts *success = dsn_category_get_texts (delivered, DSN_TEXT_CAUSES);

  g_assert_true (causes_of ("5.1.5") == causes_of ("5.1.0"));
  g_assert_true (causes_of ("4.1.5") == causes_of ("4.1.0"));
  g_assert_true (
      causes_of ("5.3.6") ==
      dsn_category_get_texts (dsn_category_find ("unclassified"), DSN_TEXT_CAUSES));
  g_assert_true (causes_of ("2.1.5") == success);
  g_assert_true (causes_of ("2.7.1") == success);
  g_assert_true (causes_of ("5.1.1") == causes_of ("4.1.1"));
  g_assert_true (causes_of ("5.4.4") == causes_of ("4.4.4"));
  g_assert_true (causes_of ("5.7.1") != causes_of ("4.7.1"));
  g_assert_true (causes_of ("5.3.2") != causes_of ("4.3.2"));
  g_assert_cmpstr (
      dsn_texts_at (causes_of ("4.7.1"), 0), ==,
      "The receiver turns first attempts away, to see whether the sender comes back.");
}

/* No route is evidence about DNS and the domain. */
static void
test_no_route (void)
{
  const DsnStatusRule *rule = dsn_status_rule_find (code_of ("5.4.4"));
  const DsnTexts *fixes = dsn_status_rule_get_texts (rule, 5, DSN_TEXT_SENDER_FIXES);

  g_assert_nonnull (strstr (dsn_texts_at (fixes, 0), "on hold"));
  g_assert_nonnull (strstr (dsn_texts_at (fixes, 0), "never about the mailbox"));
  assert_code (dsn_status_rule_related_at (rule, 5, 0), "4.4.3");
  assert_code (dsn_status_rule_related_at (rule, 4, 1), "5.1.2");
}

static void
test_severity (void)
{
  const DsnStatusRule *policy = dsn_status_rule_find (code_of ("5.7.1"));

  g_assert_cmpint (dsn_status_rule_get_severity (policy, 2), ==, DSN_SEVERITY_INFO);
  g_assert_cmpint (dsn_status_rule_get_severity (policy, 4), ==, DSN_SEVERITY_LOW);
  g_assert_cmpint (dsn_status_rule_get_severity (policy, 5), ==, DSN_SEVERITY_HIGH);
  g_assert_cmpstr (dsn_severity_to_string (DSN_SEVERITY_INFO), ==, "info");
  g_assert_cmpstr (dsn_severity_to_string (DSN_SEVERITY_CRITICAL), ==, "critical");
}

/* What is not in the copy of the registry is not in the table. */
static void
test_nothing_else (void)
{
  g_auto (GStrv) codes = read_registry ();
  guint found = 0;

  for (guint16 subject = 0; subject <= 999; subject++)
    for (guint16 detail = 0; detail <= (subject < 10 ? 999 : 99); detail++) {
      g_autofree char *text = NULL;

      if (dsn_status_rule_find ((DsnCode){ 5, subject, detail }) == NULL)
        continue;
      text = g_strdup_printf ("%u.%u", subject, detail);
      g_assert_true (g_strv_contains ((const char *const *) codes, text));
      found++;
    }
  g_assert_cmpuint (found, ==, g_strv_length (codes));
}

static void
test_no_class (void)
{
  static const guint16 bad[] = { 0, 1, 3, 6, 9, 999 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_null (dsn_status_rule_find ((DsnCode){ bad[i], 1, 1 }));
    g_assert_null (dsn_status_rule_find_nearest ((DsnCode){ bad[i], 1, 1 }));
  }
}

static const struct NearestCase {
  const char *code;
  const char *nearest;
} nearest_cases[] = {
  { "5.1.1", "5.1.1" },   { "5.1.10", "5.1.10" }, { "5.1.11", "5.1.0" },
  { "5.1.100", "5.1.0" }, { "4.2.5", "4.2.0" },   { "5.7.999", "5.7.0" },
  { "5.7.606", "5.7.0" }, { "4.4.316", "4.4.0" }, { "5.0.350", "5.0.0" },
  { "5.8.1", "5.0.0" },   { "4.9.133", "4.0.0" }, { "5.999.999", "5.0.0" },
  { "2.6.1", "2.6.1" },   { "2.8.0", "2.0.0" },   { "5.0.0", "5.0.0" },
  { "5.6.11", "5.6.0" },  { "5.7.31", "5.7.0" },
};

static void
test_nearest (gconstpointer data)
{
  const struct NearestCase *c = data;
  DsnCode code = code_of (c->code);

  assert_code (
      dsn_status_rule_get_code (dsn_status_rule_find_nearest (code), code.klass),
      c->nearest);
  g_assert_true ((dsn_status_rule_find (code) != NULL) ==
                 g_str_equal (c->code, c->nearest));
}

/* The causes that matter most, of both classes. */
static const struct CauseCase {
  const char *code;
  const char *permanent;
  const char *transient;
  gboolean vague;
} cause_cases[] = {
  { "5.0.0", "unclassified", "transient-failure", TRUE },
  { "5.1.0", "unclassified", "transient-failure", TRUE },
  { "5.1.1", "user-unknown", "user-unknown", FALSE },
  { "5.1.2", "domain-unknown", "dns-failure", FALSE },
  { "5.1.3", "user-unknown", "user-unknown", FALSE },
  { "5.1.4", "user-unknown", "user-unknown", TRUE },
  { "5.1.5", "unclassified", "transient-failure", FALSE },
  { "5.1.6", "mailbox-moved", "mailbox-moved", FALSE },
  { "5.1.8", "sender-rejected", "sender-rejected", FALSE },
  { "5.1.10", "no-mail-service", "no-mail-service", FALSE },
  { "5.2.0", "recipient-refused", "transient-failure", TRUE },
  { "5.2.1", "mailbox-disabled", "mailbox-disabled", FALSE },
  { "5.2.2", "mailbox-full", "mailbox-full", FALSE },
  { "5.3.2", "no-mail-service", "system-error", TRUE },
  { "5.3.4", "message-too-large", "message-too-large", FALSE },
  { "5.4.0", "routing-error", "transient-failure", TRUE },
  { "5.4.1", "connection-failed", "connection-failed", FALSE },
  { "5.4.4", "no-mail-hosts", "no-mail-hosts", FALSE },
  { "5.4.5", "rate-limited", "transient-failure", FALSE },
  { "5.4.7", "message-expired", "message-expired", FALSE },
  { "5.5.0", "unclassified", "transient-failure", TRUE },
  { "5.5.1", "protocol-error", "protocol-error", FALSE },
  { "5.7.0", "policy-violation", "bad-reputation", TRUE },
  { "5.7.1", "policy-violation", "greylisted", TRUE },
  { "5.7.13", "mailbox-disabled", "mailbox-disabled", TRUE },
  { "5.7.26", "auth-failure", "auth-failure", FALSE },
};

static void
test_cause (gconstpointer data)
{
  const struct CauseCase *c = data;
  const DsnStatusRule *rule = dsn_status_rule_find (code_of (c->code));

  g_assert_cmpstr (dsn_category_get_name (dsn_status_rule_get_category (rule, 5)), ==,
                   c->permanent);
  g_assert_cmpstr (dsn_category_get_name (dsn_status_rule_get_category (rule, 4)), ==,
                   c->transient);
  g_assert_cmpint (dsn_status_rule_is_vague (rule), ==, c->vague);
}

static void
test_allowed_classes (void)
{
  const DsnStatusRule *valid = dsn_status_rule_find (code_of ("2.1.5"));
  const DsnStatusRule *full = dsn_status_rule_find (code_of ("5.2.2"));
  const DsnStatusRule *undefined = dsn_status_rule_find (code_of ("5.0.0"));

  g_assert_true (dsn_status_rule_allows (valid, 2));
  g_assert_false (dsn_status_rule_allows (valid, 5));
  g_assert_true (dsn_status_rule_allows (full, 4));
  g_assert_false (dsn_status_rule_allows (full, 5));
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    g_assert_true (dsn_status_rule_allows (undefined, classes[i]));
  g_assert_false (dsn_status_rule_allows (undefined, 0));
  g_assert_false (dsn_status_rule_allows (undefined, 3));
}

static const struct ReplyCase {
  guint reply;
  const char *status; /* NULL: no row */
  const char *category;
  gboolean vague;
} reply_cases[] = {
  { 421, "4.3.2", "system-error", TRUE },
  { 432, "4.7.12", "security-failure", FALSE },
  { 450, "4.0.0", "transient-failure", TRUE },
  { 451, "4.3.0", "system-error", TRUE },
  { 452, "4.3.1", "system-full", TRUE },
  { 454, "4.7.0", "security-failure", FALSE },
  { 500, "5.5.2", "protocol-error", FALSE },
  { 501, "5.5.4", "protocol-error", FALSE },
  { 502, "5.5.1", "protocol-error", FALSE },
  { 503, "5.5.1", "protocol-error", FALSE },
  { 504, "5.5.4", "protocol-error", FALSE },
  { 521, "5.3.2", "no-mail-service", FALSE },
  { 530, "5.7.0", "security-failure", FALSE },
  { 534, "5.7.9", "security-failure", TRUE },
  { 535, "5.7.8", "security-failure", FALSE },
  { 538, "5.7.11", "security-failure", FALSE },
  { 550, "5.0.0", "unclassified", TRUE },
  { 551, "5.1.6", "mailbox-moved", TRUE },
  { 552, "5.2.2", "mailbox-full", TRUE },
  { 553, "5.0.0", "unclassified", TRUE },
  { 554, "5.0.0", "unclassified", TRUE },
  { 555, "5.5.4", "protocol-error", FALSE },
  { 556, "5.1.10", "no-mail-service", FALSE },
  { 571, "5.7.1", "policy-violation", TRUE },
  { 0, NULL, NULL, FALSE },
  { 250, NULL, NULL, FALSE },
  { 399, NULL, NULL, FALSE },
  { 499, NULL, NULL, FALSE },
  { 549, NULL, NULL, FALSE },
  { 600, NULL, NULL, FALSE },
  { G_MAXUINT, NULL, NULL, FALSE },
  { 65536 + 550, NULL, NULL, FALSE },
};

static void
test_reply (gconstpointer data)
{
  const struct ReplyCase *c = data;
  const DsnReplyRule *rule = dsn_reply_rule_find (c->reply);

  g_assert_true ((rule != NULL) == (c->status != NULL));
  if (rule == NULL)
    return;
  assert_code (dsn_reply_rule_get_status (rule), c->status);
  g_assert_cmpstr (dsn_category_get_name (dsn_reply_rule_get_category (rule)), ==,
                   c->category);
  g_assert_cmpint (dsn_reply_rule_is_vague (rule), ==, c->vague);
}

static void
test_all_replies (void)
{
  guint count = 0;

  for (guint reply = 0; reply < 1000; reply++) {
    const DsnReplyRule *rule = dsn_reply_rule_find (reply);

    if (rule == NULL)
      continue;
    count++;
    g_assert_cmpuint (dsn_reply_rule_get_status (rule).klass, ==, reply / 100);
    g_assert_nonnull (dsn_status_rule_find (dsn_reply_rule_get_status (rule)));
    g_assert_cmpuint (strlen (dsn_reply_rule_get_title (rule)), >, 3);
    g_assert_cmpuint (strlen (dsn_reply_rule_get_source (rule)), >, 3);
    assert_sentence (dsn_reply_rule_get_meaning (rule));
  }
  g_assert_cmpuint (count, >, 30);
}

static void
test_guesses (void)
{
  const DsnReplyRule *rule = dsn_reply_rule_find (550);

  g_assert_true (
      dsn_reply_rule_guesses (rule, dsn_status_rule_find (code_of ("5.1.1"))));
  g_assert_true (
      dsn_reply_rule_guesses (rule, dsn_status_rule_find (code_of ("5.2.0"))));
  g_assert_false (
      dsn_reply_rule_guesses (rule, dsn_status_rule_find (code_of ("5.1.2"))));
  g_assert_false (
      dsn_reply_rule_guesses (rule, dsn_status_rule_find (code_of ("5.0.0"))));
  rule = dsn_reply_rule_find (421);
  g_assert_false (
      dsn_reply_rule_guesses (rule, dsn_status_rule_find (code_of ("4.3.2"))));
}

static void
test_goes_with (void)
{
  const DsnStatusRule *rule = dsn_status_rule_find (code_of ("5.1.3"));

  g_assert_true (dsn_status_rule_goes_with (rule, 501));
  g_assert_true (dsn_status_rule_goes_with (rule, 553));
  g_assert_false (dsn_status_rule_goes_with (rule, 552));
  g_assert_false (dsn_status_rule_goes_with (rule, 0));
  rule = dsn_status_rule_find (code_of ("5.1.4"));
  g_assert_false (dsn_status_rule_goes_with (rule, 550));
}

static void
test_category (gconstpointer data)
{
  const DsnCategory *category = data;
  DsnCode status = dsn_category_get_status (category);
  DsnScope scope = dsn_category_get_scope (category);
  DsnAdvice advice = dsn_category_get_advice (category);
  g_auto (GStrv) words = g_strsplit (dsn_category_get_title (category), " ", -1);

  g_assert_true (dsn_category_find (dsn_category_get_name (category)) == category);
  g_assert_cmpuint (g_strv_length (words), >=, 1);
  g_assert_cmpuint (g_strv_length (words), <=, 5);
  assert_sentence (dsn_category_get_meaning (category));
  assert_sentence (dsn_category_get_advice_text (category));
  for (DsnTextKind kind = 0; kind < DSN_TEXT_KINDS; kind++)
    assert_texts (dsn_category_get_texts (category, kind));
  g_assert_nonnull (dsn_severity_to_string (dsn_category_get_severity (category)));
  g_assert_cmpint (advice == DSN_ADVICE_NONE, ==, scope == DSN_SCOPE_NONE);
  if (status.klass != 0)
    g_assert_nonnull (dsn_status_rule_find (status));
  else
    g_assert_cmpint (advice, ==, DSN_ADVICE_NONE);
  if (advice == DSN_ADVICE_SUPPRESS) {
    g_assert_true (dsn_category_is_hard (category));
    g_assert_true (scope == DSN_SCOPE_ADDRESS ||
                   g_str_equal (dsn_category_get_name (category), "no-mail-service"));
  }
  if (dsn_category_is_hard (category))
    g_assert_true (scope == DSN_SCOPE_ADDRESS || scope == DSN_SCOPE_DOMAIN);
}

static void
test_category_names (void)
{
  static const char *const none[] = { "",    "user", "user-unknown-", "USER-UNKNOWN",
                                      "zzz", "a" };

  g_assert_null (dsn_category_find (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (dsn_category_find (none[i]));
  for (guint i = 1; i < dsn_category_get_count (); i++)
    g_assert_cmpstr (dsn_category_get_name (dsn_category_at (i - 1)), <,
                     dsn_category_get_name (dsn_category_at (i)));
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) codes = NULL;

  g_test_init (&argc, &argv, NULL);
  codes = read_registry ();
  for (char **code = codes; *code != NULL; code++) {
    g_autofree char *path = g_strdup_printf ("/status/registered/X.%s", *code);
    g_autofree char *explained = g_strdup_printf ("/status/explained/X.%s", *code);

    g_test_add_data_func (path, *code, test_registered);
    g_test_add_data_func (explained, *code, test_explained);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (common_codes); i++) {
    g_autofree char *path = g_strdup_printf ("/status/common/%s", common_codes[i]);

    g_test_add_data_func (path, common_codes[i], test_common);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (nearest_cases); i++) {
    g_autofree char *path =
        g_strdup_printf ("/status/nearest/%s", nearest_cases[i].code);

    g_test_add_data_func (path, &nearest_cases[i], test_nearest);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (cause_cases); i++) {
    g_autofree char *path = g_strdup_printf ("/status/cause/%s", cause_cases[i].code);

    g_test_add_data_func (path, &cause_cases[i], test_cause);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (reply_cases); i++) {
    g_autofree char *path = g_strdup_printf ("/status/reply/%u", reply_cases[i].reply);

    g_test_add_data_func (path, &reply_cases[i], test_reply);
  }
  for (guint i = 0; i < dsn_category_get_count (); i++) {
    const DsnCategory *category = dsn_category_at (i);
    g_autofree char *path =
        g_strdup_printf ("/status/category/%s", dsn_category_get_name (category));

    g_test_add_data_func (path, category, test_category);
  }
  g_test_add_func ("/status/fallback", test_fallback);
  g_test_add_func ("/status/no-route", test_no_route);
  g_test_add_func ("/status/severity", test_severity);
  g_test_add_func ("/status/nothing-else", test_nothing_else);
  g_test_add_func ("/status/no-class", test_no_class);
  g_test_add_func ("/status/allowed-classes", test_allowed_classes);
  g_test_add_func ("/status/all-replies", test_all_replies);
  g_test_add_func ("/status/guesses", test_guesses);
  g_test_add_func ("/status/goes-with", test_goes_with);
  g_test_add_func ("/status/category-names", test_category_names);
  return g_test_run ();
}
