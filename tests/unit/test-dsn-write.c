/* test-dsn-write.c: a report -> the message that tells it, and what it reads as. */
#include "dsn-write.h"

#include "dsn-builder.h"
#include "dsn-error.h"
#include "dsn-parse.h"
#include "dsn-report-private.h"

#include "test-same.h"
#include "test-util.h"

#define DATE 1736000000

static const DsnWriteOptions plain_options = { .from = "postmaster@mx.example.org",
                                               .to = "bob@example.org",
                                               .date = DATE,
                                               .message_id = "1@mx.example.org" };

static DsnReport *
build (DsnAction action, const char *address)
{
  const DsnReportFields fields = { .reporting_mta = "mx.example.org" };
  DsnReportBuilder *builder = dsn_report_builder_new (&fields, NULL);

  dsn_report_builder_add_recipient (
      builder, &(DsnRecipientFields){ .final_recipient = address, .action = action });
  return dsn_report_builder_end (builder);
}

static char *
write_text (const DsnReport *report, const DsnWriteOptions *options,
            const char *original)
{
  g_autoptr (GBytes) bytes =
      original != NULL ? g_bytes_new (original, strlen (original)) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) message = dsn_report_to_message (report, options, bytes, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
}

static void
test_header (void)
{
  g_autoptr (DsnReport) report = build (DSN_ACTION_FAILED, "ann@example.com");
  g_autofree char *text = write_text (report, &plain_options, NULL);

  g_assert_true (g_str_has_prefix (
      text, "From: postmaster@mx.example.org\nTo: bob@example.org\n"
            "Subject: Message not delivered\nDate: Sat, 04 Jan 2025 14:13:20 +0000\n"
            "Message-ID: <1@mx.example.org>\nAuto-Submitted: auto-replied\n"
            "MIME-Version: 1.0\nContent-Type: multipart/report;"));
  g_assert_nonnull (strstr (text, "\nFinal-Recipient: rfc822; ann@example.com\n"));
  g_assert_nonnull (strstr (text, "The message could not be delivered"));
}

/* Without another one, the Subject tells what was done. */
static void
test_subject (void)
{
  static const struct {
    DsnAction action;
    const char *line;
  } subjects[] = {
    { DSN_ACTION_FAILED, "\nSubject: Message not delivered\n" },
    { DSN_ACTION_DELAYED, "\nSubject: Message delayed\n" },
    { DSN_ACTION_DELIVERED, "\nSubject: Message delivered\n" },
    { DSN_ACTION_RELAYED, "\nSubject: Message delivered\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++) {
    g_autoptr (DsnReport) report = build (subjects[i].action, "ann@example.com");
    g_autofree char *text = write_text (report, &plain_options, NULL);

    g_assert_nonnull (strstr (text, subjects[i].line));
  }
}

/* Its domain is all that could name the reporting MTA. */
static void
test_no_mta (void)
{
  DsnReportBuilder *builder = dsn_report_builder_new (&(DsnReportFields){ NULL }, NULL);
  DsnWriteOptions options = plain_options;
  g_autoptr (DsnReport) report = NULL;
  g_autoptr (GError) error = NULL;

  dsn_report_builder_add_recipient (
      builder, &(DsnRecipientFields){ .final_recipient = "ann@example.com",
                                      .action = DSN_ACTION_FAILED });
  report = dsn_report_builder_end (builder);
  options.from = "postmaster";
  g_assert_null (dsn_report_to_message (report, &options, NULL, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_INCOMPLETE);
  g_assert_true (g_str_has_suffix (error->message, "no name of the reporting MTA"));
}

static const struct ReturnCase {
  const char *name;
  DsnAction action;
  DsnReturn returned;
  DsnUtf8 utf8;
  const char *original;
  const char *expected, *not_expected;
} return_cases[] = {
  { "whole", DSN_ACTION_FAILED, DSN_RETURN_FULL, DSN_UTF8_AUTO,
    "Subject: s\r\n\r\nbody\r\n",
    "message/rfc822\nContent-Transfer-Encoding: 7bit\n\nSubject: s\n\nbody\n", "\r" },
  { "header", DSN_ACTION_FAILED, DSN_RETURN_HEADERS, DSN_UTF8_AUTO,
    "Subject: s\n\nbody\n",
    "text/rfc822-headers\nContent-Transfer-Encoding: 7bit\n\nSubject: s\n", "body\n" },
  /* RFC 3461 §4.3 */
  { "delayed-header", DSN_ACTION_DELAYED, DSN_RETURN_FULL, DSN_UTF8_AUTO,
    "Subject: s\n\nbody\n", "text/rfc822-headers", "body\n" },
  { "envelope-line", DSN_ACTION_FAILED, DSN_RETURN_FULL, DSN_UTF8_AUTO,
    "From a@b.example Sat Jan  4 14:13:20 2025\nSubject: s\n\nbody\n",
    "\n\nSubject: s\n\nbody\n", "From a@b" },
  { "no-header", DSN_ACTION_FAILED, DSN_RETURN_HEADERS, DSN_UTF8_AUTO, "\nbody\n",
    "message/delivery-status", "body\n" },
  { "utf-8", DSN_ACTION_FAILED, DSN_RETURN_FULL, DSN_UTF8_AUTO,
    "Subject: \303\274\n\nbody\n",
    "message/global\nContent-Transfer-Encoding: 8bit\n\nSubject: \303\274\n",
    "message/delivery-status" },
  { "utf-8-header", DSN_ACTION_FAILED, DSN_RETURN_HEADERS, DSN_UTF8_AUTO,
    "Subject: \303\274\n\nbody\n", "message/global-headers", "body\n" },
  { "utf-8-never", DSN_ACTION_FAILED, DSN_RETURN_FULL, DSN_UTF8_NEVER,
    "Subject: \303\274\n\nbody\n",
    "message/global\nContent-Transfer-Encoding: base64\n\n", "\303\274" },
  { "latin-1", DSN_ACTION_FAILED, DSN_RETURN_FULL, DSN_UTF8_AUTO,
    "Subject: \374\n\nbody\n", "message/rfc822\nContent-Transfer-Encoding: 8bit\n\n",
    "global" },
  { "always", DSN_ACTION_FAILED, DSN_RETURN_FULL, DSN_UTF8_ALWAYS, NULL,
    "message/global-delivery-status", "message/delivery-status" },
};

static void
test_return (gconstpointer data)
{
  const struct ReturnCase *c = data;
  g_autoptr (DsnReport) report = build (c->action, "ann@example.com");
  DsnWriteOptions options = plain_options;
  g_autofree char *text = NULL;

  options.returned = c->returned;
  options.utf8 = c->utf8;
  text = write_text (report, &options, c->original);
  g_assert_nonnull (strstr (text, c->expected));
  g_assert_null (strstr (text, c->not_expected));
}

static const struct MissingCase {
  const char *name;
  const char *from, *to, *address;
  gint64 date;
  DsnUtf8 utf8;
  const char *message;
} missing_cases[] = {
  { "from", "nobody at all <", "bob@example.org", "a@b.example", DATE, DSN_UTF8_AUTO,
    "*From field" },
  { "to", NULL, NULL, "a@b.example", DATE, DSN_UTF8_AUTO, "*To field" },
  { "date", NULL, "bob@example.org", "a@b.example", 0, DSN_UTF8_AUTO, "*no date*" },
  { "address", NULL, "bob@example.org", NULL, DATE, DSN_UTF8_AUTO, "recipient 1 *" },
  { "from-with-control", "a\001b <a@b.example>", "bob@example.org", "a@b.example", DATE,
    DSN_UTF8_AUTO, "*From field" },
  { "utf-8-to", NULL, "b\303\266b@example.org", "a@b.example", DATE, DSN_UTF8_NEVER,
    "*To field" },
};

static void
test_missing (gconstpointer data)
{
  const struct MissingCase *c = data;
  g_autoptr (DsnReport) report = build (DSN_ACTION_FAILED, c->address);
  const DsnWriteOptions options = {
    .from = c->from, .to = c->to, .date = c->date, .utf8 = c->utf8
  };
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_report_to_message (report, &options, NULL, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_INCOMPLETE);
  g_assert_true (g_pattern_match_simple (c->message, error->message));
}

static void
test_nobody (void)
{
  DsnReportBuilder *builder =
      dsn_report_builder_new (&(DsnReportFields){ .reporting_mta = "a.example" }, NULL);
  g_autoptr (DsnReport) report = dsn_report_builder_end (builder);
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_report_to_message (report, &plain_options, NULL, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_INCOMPLETE);
}

static void
test_crlf (void)
{
  g_autoptr (DsnReport) report = build (DSN_ACTION_FAILED, "ann@example.com");
  DsnWriteOptions options = plain_options;
  g_autofree char *lf = write_text (report, &options, "Subject: s\r\n\r\nb\n");
  g_autofree char *crlf = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  options.crlf = TRUE;
  crlf = write_text (report, &options, "Subject: s\r\n\r\nb\n");
  lines = g_strsplit (lf, "\n", -1);
  joined = g_strjoinv ("\r\n", lines);
  g_assert_cmpstr (crlf, ==, joined);
}

/* Text that fields may hold: no blanks at its ends, and none of NUL and line ends. */
static const char *
random_text (GRand *random, GPtrArray *texts, const char *chars, guint max)
{
  GString *text = g_string_new (NULL);
  guint len = (guint) g_rand_int_range (random, 1, (gint32) max);
  glong count = g_utf8_strlen (chars, -1);

  for (guint i = 0; i < len; i++)
    g_string_append_unichar (text,
                             g_utf8_get_char (g_utf8_offset_to_pointer (
                                 chars, g_rand_int_range (random, 0, (gint32) count))));
  g_strstrip (text->str);
  if (*text->str == '\0')
    g_string_assign (text, "x");
  g_ptr_array_add (texts, g_string_free (text, FALSE));
  return g_ptr_array_index (texts, texts->len - 1);
}

#define NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789"
#define WORDS "abc   de =?_.:;-#<>[]\"\\\t5\303\251\346\227\245\360\237\223\253"

static const char *
random_address (GRand *random, GPtrArray *texts)
{
  const char *local = random_text (
      random, texts,
      g_rand_boolean (random) ? NAME_CHARS "+.=_-" : NAME_CHARS "\303\274\346\227\245",
      40);

  g_ptr_array_add (texts,
                   g_strdup_printf ("%s@%s.example", local,
                                    random_text (random, texts, NAME_CHARS, 20)));
  return g_ptr_array_index (texts, texts->len - 1);
}

static void
add_random_recipient (GRand *random, GPtrArray *texts, DsnReportBuilder *builder)
{
  static const DsnAction actions[] = { DSN_ACTION_FAILED, DSN_ACTION_DELAYED,
                                       DSN_ACTION_DELIVERED, DSN_ACTION_RELAYED,
                                       DSN_ACTION_EXPANDED };
  DsnAction action = actions[g_rand_int_range (random, 0, G_N_ELEMENTS (actions))];
  guint16 klass = action == DSN_ACTION_FAILED    ? 5
                  : action == DSN_ACTION_DELAYED ? 4
                                                 : 2;
  DsnRecipientFields fields = {
    .final_recipient = random_address (random, texts),
    .action = action,
    .status = { klass, (guint16) g_rand_int_range (random, 0, 8),
                (guint16) g_rand_int_range (random, 0, 100) },
    .remote_mta = random_text (random, texts, NAME_CHARS ".-", 40),
    .diagnostic_type = "smtp",
    .diagnostic_text = random_text (random, texts, WORDS, 3000),
    .final_log_id = random_text (random, texts, WORDS, 30),
    .last_attempt_date = g_rand_int_range (random, 1, G_MAXINT32),
  };

  if (g_rand_boolean (random))
    fields.original_recipient = random_address (random, texts);
  if (action == DSN_ACTION_DELAYED)
    fields.will_retry_until = g_rand_int_range (random, 1, G_MAXINT32);
  dsn_report_builder_add_recipient (builder, &fields);
  for (gint32 i = g_rand_int_range (random, 0, 3); i > 0; i--)
    dsn_report_builder_add_field (builder, "X-Note",
                                  random_text (random, texts, WORDS, 200));
}

static DsnReport *
random_report (GRand *random, guint recipients)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const DsnHeaders report = { .from = "MTA <postmaster@mx.example.org>",
                              .to = "bob@example.org",
                              .date = DATE,
                              .message_id = "1@mx.example.org",
                              .subject = random_text (random, texts, WORDS, 100) };
  const DsnHeaders original = { .from = "Bob <bob@example.org>",
                                .to = "ann@example.com",
                                .date = DATE - 60,
                                .message_id = "2@mx.example.org",
                                .subject = random_text (random, texts, WORDS, 300) };
  const DsnReportFields fields = {
    .reporting_mta = "mx.example.org",
    .received_from_mta = random_text (random, texts, NAME_CHARS, 30),
    .received_from_mta_type = "x-lan",
    .arrival_date = g_rand_int_range (random, 1, G_MAXINT32),
    .original_envelope_id = random_text (random, texts, WORDS, 50),
    .report = &report,
    .original = &original,
  };
  DsnReportBuilder *builder = dsn_report_builder_new (&fields, NULL);

  for (guint i = 0; i < recipients; i++)
    add_random_recipient (random, texts, builder);
  return dsn_report_builder_end (builder);
}

static void
assert_read_again (const DsnReport *report, const DsnWriteOptions *options)
{
  g_autoptr (GBytes) message = dsn_report_to_message (report, options, NULL, NULL);
  g_autoptr (DsnReport) again = NULL;
  g_autofree char *a = test_what_it_says (report), *b = NULL;

  g_assert_nonnull (message);
  again = dsn_parse_bytes (message, NULL);
  b = test_what_it_says (again);
  test_assert_same (a, b);
}

/* Any report, written and read again, is the same report. */
static void
test_any_report (void)
{
  GRand *random = g_rand_new_with_seed (3464);

  for (guint i = 0; i < 150; i++) {
    g_autoptr (DsnReport) report = random_report (random, i % 5 + 1);

    assert_read_again (report, NULL);
    assert_read_again (report, &(DsnWriteOptions){ .utf8 = DSN_UTF8_ALWAYS });
    assert_read_again (report, &(DsnWriteOptions){ .crlf = TRUE });
  }
  g_rand_free (random);
}

/* What is no address may begin with somebody else's and go on in words: they are not
 * what that one was told. */
static void
test_words_behind_address (void)
{
  static const char *const addresses[] = { "ann@example.com",
                                           "ann@example.com 550 5.1.1 gone",
                                           "ann@example.com some words" };
  const DsnReportFields fields = { .reporting_mta = "mx.example.org" };
  DsnReportBuilder *builder = dsn_report_builder_new (&fields, NULL);
  g_autoptr (DsnReport) report = NULL, again = NULL;
  g_autoptr (GBytes) message = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    dsn_report_builder_add_recipient (
        builder, &(DsnRecipientFields){ .final_recipient = addresses[i],
                                        .action = DSN_ACTION_FAILED,
                                        .status = { 5, 0, 0 } });
  report = dsn_report_builder_end (builder);
  message = dsn_report_to_message (report, &plain_options, NULL, NULL);
  again = dsn_parse_bytes (message, NULL);
  g_assert_cmpuint (dsn_report_get_recipient_count (again), ==,
                    G_N_ELEMENTS (addresses));
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (again, i);

    g_assert_cmpstr (dsn_recipient_get_final_recipient (recipient), ==, addresses[i]);
    g_assert_null (dsn_recipient_get_diagnostic_code (recipient, NULL, NULL));
    g_assert_cmpuint (recipient->reply_code, ==, 0);
  }
}

static void
test_many_recipients (void)
{
  GRand *random = g_rand_new_with_seed (6533);
  g_autoptr (DsnReport) report = random_report (random, 1500);

  assert_read_again (report, NULL);
  g_rand_free (random);
}

/* What was written once is written the same for ever, whatever it came from. */
static void
check_once (const DsnReport *report)
{
  g_autoptr (GBytes) once = dsn_report_to_message (report, &plain_options, NULL, NULL);
  g_autoptr (DsnReport) first = NULL;

  if (once == NULL) /* nobody is named */
    return;
  first = dsn_parse_bytes (once, NULL);
  g_assert_cmpint (first->kind, ==, DSN_KIND_DELIVERY_STATUS);
  g_assert_cmpuint (first->recipients->len, ==, report->recipients->len);
  assert_read_again (first, &(DsnWriteOptions){ .utf8 = DSN_UTF8_AUTO });
}

/* Encoded and folded, a text is longer than it was, and a reader has its limits. */
static void
test_long_texts (void)
{
  static const char *const words[] = { "word ", "w\303\266rd ", "w\303\266rd  ", "=?" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    DsnHeaders original = { .date = DATE };
    DsnReportFields fields = { .reporting_mta = "mx.example.org",
                               .original = &original };
    DsnRecipientFields recipient = { .final_recipient = "ann@example.com",
                                     .action = DSN_ACTION_FAILED,
                                     .status = { 5, 0, 0 } };
    DsnReportBuilder *builder;
    g_autoptr (DsnReport) report = NULL;

    g_string_truncate (text, 0);
    while (text->len < 100000)
      g_string_append (text, words[i]);
    original.subject = recipient.diagnostic_text = fields.original_envelope_id =
        text->str;
    builder = dsn_report_builder_new (&fields, NULL);
    dsn_report_builder_add_recipient (builder, &recipient);
    report = dsn_report_builder_end (builder);
    check_once (report);
  }
}

/* A code that was found elsewhere is not in the fields of what is written: no advice
 * that names another stands there for it. */
static void
test_code_elsewhere (void)
{
  static const char text[] =
      "From: MAILER-DAEMON@relay.example\nSubject: Mail delivery failed\n\n"
      "This is the DragonFly Mail Agent v0.13 at relay.example.\n\n"
      "There was an error delivering your mail to <emil@linden.example>.\n\n"
      "mx1.linden.example [203.0.113.41] did not like our final DATA:\n\n"
      "554 5.7.0 Reject\n\nMessage headers follow.\nMessage headers follow.\n\n"
      "From: news@sender.example\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL), again = NULL;
  g_autoptr (GBytes) message = NULL;

  g_assert_cmpuint (dsn_report_get_recipient (report, 0)->reply_code, ==, 554);
  message = dsn_report_to_message (report, &plain_options, NULL, NULL);
  again = dsn_parse_bytes (message, NULL);
  g_assert_cmpuint (dsn_report_get_recipient (again, 0)->reply_code, ==, 0);
  assert_read_again (again, NULL);
}

/* What stands for a name of a mail system is nobody's answer. */
static void
test_names (void)
{
  static const struct {
    const char *name;
    gboolean shown;
  } names[] = {
    { "mx.example.org", TRUE },   { "[192.0.2.1]", TRUE },
    { "CN=Hub,O=Example", TRUE }, { "550 5.1.1 no such user; mx.example.org", FALSE },
    { "550-5.1.1", FALSE },       { "ann@example.com", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const DsnReportFields fields = { .reporting_mta = names[i].name };
    DsnReportBuilder *builder = dsn_report_builder_new (&fields, NULL);
    g_autoptr (DsnReport) report = NULL;
    g_autofree char *text = NULL, *by = NULL;

    dsn_report_builder_add_recipient (
        builder, &(DsnRecipientFields){ .final_recipient = "ann@example.com",
                                        .action = DSN_ACTION_FAILED,
                                        .status = { 5, 2, 2 } });
    report = dsn_report_builder_end (builder);
    text = write_text (report, &plain_options, NULL);
    by = g_strconcat ("system at ", names[i].name, ".\n", NULL);
    g_assert_cmpint (strstr (text, by) != NULL, ==, names[i].shown);
    check_once (report);
  }
}

/* What is in the field, whatever it is, is read as one. */
static void
test_message_ids (void)
{
  static const struct {
    const char *given, *read;
  } ids[] = {
    { "1@mx.example.org", "1@mx.example.org" },
    { "<1@mx.example.org>", "1@mx.example.org" },
    { "1@mx.example.org>", "1@mx.example.org>" },
    { "<<1@mx.example.org", "<<1@mx.example.org" },
    { "a b", "a b" },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    DsnWriteOptions options = plain_options;
    g_autoptr (DsnReport) report = NULL, again = NULL;
    g_autoptr (GBytes) message = NULL;

    options.message_id = ids[i].given;
    report = build (DSN_ACTION_FAILED, "ann@example.com");
    message = dsn_report_to_message (report, &options, NULL, NULL);
    again = dsn_parse_bytes (message, NULL);
    g_assert_cmpstr (again->headers.message_id, ==, ids[i].read);
    assert_read_again (again, NULL);
  }
}

static void
check_message (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DsnReport) report = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  bytes = g_bytes_new (text, size);
  report = dsn_parse_bytes (bytes, NULL);
  if (report->kind == DSN_KIND_DELIVERY_STATUS)
    check_once (report);
}

static void
test_corpus (void)
{
  g_autofree char *root =
      g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), "corpus", NULL);
  g_autoptr (GDir) folder = g_dir_open (root, 0, NULL);
  const char *set, *name;

  g_assert_nonnull (folder);
  while ((set = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (root, set, NULL);
    g_autoptr (GDir) messages = g_dir_open (path, 0, NULL);

    while (messages != NULL && (name = g_dir_read_name (messages)) != NULL) {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_str_has_suffix (name, ".eml"))
        check_message (file);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write/header", test_header);
  TEST_ADD_ROWS ("/write/return", return_cases, test_return);
  TEST_ADD_ROWS ("/write/missing", missing_cases, test_missing);
  g_test_add_func ("/write/subject", test_subject);
  g_test_add_func ("/write/no-mta", test_no_mta);
  g_test_add_func ("/write/nobody", test_nobody);
  g_test_add_func ("/write/crlf", test_crlf);
  g_test_add_func ("/write/any-report", test_any_report);
  g_test_add_func ("/write/words-behind-address", test_words_behind_address);
  g_test_add_func ("/write/many-recipients", test_many_recipients);
  g_test_add_func ("/write/long-texts", test_long_texts);
  g_test_add_func ("/write/names", test_names);
  g_test_add_func ("/write/message-ids", test_message_ids);
  g_test_add_func ("/write/code-elsewhere", test_code_elsewhere);
  g_test_add_func ("/write/corpus", test_corpus);
  return g_test_run ();
}
