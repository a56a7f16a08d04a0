/* test-dangers.c: what hurts other readers of mail, in real sizes: it ends soon. */
#include "dsn-emit-json.h"
#include "dsn-emit-text.h"
#include "dsn-parse.h"

#include "test-json.h"
#include "test-report.h"

#include <time.h>

#define KIB ((gsize) 1024)
#define MIB (1024 * KIB)

#define STATUS "Content-Type: message/delivery-status\n\n"
#define BOB "Final-Recipient: rfc822; bob@b.example\nAction: failed\nStatus: 5.1.1\n"
#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n"

#define FROM_SYSTEM "From: mailer-daemon@a.example\nSubject: Undeliverable\n"
#define NOTICE FROM_SYSTEM "\nHi. This is the qmail-send program at a.example.\n\n"
#define GENERIC FROM_SYSTEM "\nYour mail could not be delivered.\n\n"
#define EXIM                                                                           \
  FROM_SYSTEM "X-Failed-Recipients: b@c\n\nThis message was created automatically by " \
              "mail delivery software.\n\n"

static void
repeat (GString *out, const char *unit, gsize size)
{
  gsize len = MAX (strlen (unit), 1); /* "" stands for its NUL */

  if (test_on_valgrind ()) /* not for its speed */
    size /= 50;

  for (gsize n = 0; n + len <= size; n += len)
    g_string_append_len (out, unit, (gssize) len);
}

/* A text that is one unit again and again, between a head and a tail. */
static const struct RepeatCase {
  const char *name;
  const char *head, *unit;
  gsize size;
  const char *tail;
} repeat_cases[] = {
  { "header-fields", "", "A: b\n", 5 * MIB, "\nx\n" },
  { "header-junk", "A: b\n", "x\nA: b\n", 5 * MIB, "\nx\n" },
  { "header-folds", "Subject: a\n", " b\n", 10 * MIB, "\nx\n" },
  { "header-line", "Subject: ", "x", 10 * MIB, "\n\nx\n" },
  { "header-name", "", "x", 10 * MIB, ": a\n\nx\n" },
  { "header-blanks-before-colon", "A", " ", 10 * MIB, ": a\n\nx\n" },
  { "charset-in-word", "Subject: =?", "x", 4 * MIB + 4096, "?q?a?=\n\nx\n" },
  { "charset-in-param", "Content-Type: message/delivery-status; charset=", "x",
    4 * MIB + 4096, "\n\n" BOB },
  { "charset-in-boundary", "Content-Type: multipart/mixed; boundary*=", "x",
    4 * MIB + 4096, "''b\n\n--b\n\nx\n" },
  { "charset-in-short-boundary", "Content-Type: multipart/mixed; boundary*=", "x",
    15 * KIB, "''b\n\n--b\n\nx\n" },
  { "words-not-closed", "Subject: ", "=?utf-8?b?aaa ", 1 * MIB, "\n\nx\n" },
  { "words-not-closed-from", "From: ", "=?utf-8?q?a", 1 * MIB, "\n\nx\n" },
  { "words-unknown-charset", "Subject: ", "=?x-a1?q?a?= ", 1 * MIB, "\n\nx\n" },
  { "words-in-status", STATUS BOB "Diagnostic-Code: smtp;", "=?utf-8?b?aaa ", 1 * MIB,
    "\n" },
  { "words-in-fields", STATUS BOB, "X-A: =?x-a1?q?a?= =?utf-8?b?aaa \n", 1 * MIB,
    "\n" },
  { "groups-in-to", "To: ", "a:", 80 * KIB, "\n\nx\n" },
  { "groups-in-final", STATUS "Final-Recipient: rfc822;", "a:", 80 * KIB,
    "\nAction: failed\n" },
  { "routes-in-final", STATUS "Final-Recipient: rfc822;", "@a,", 80 * KIB,
    ":a@b\nAction: failed\n" },
  { "brackets-in-final", STATUS "Final-Recipient: rfc822;", "<", 80 * KIB,
    "\nAction: failed\n" },
  { "quotes-in-final", STATUS "Final-Recipient: rfc822;", "\"", 80 * KIB,
    "\nAction: failed\n" },
  { "ats-in-final", STATUS "Final-Recipient: rfc822;", "a@", 80 * KIB,
    "\nAction: failed\n" },
  { "labels-in-final", STATUS "Final-Recipient: rfc822;a@", "xn--a.", 80 * KIB,
    "\nAction: failed\n" },
  { "comments-in-type", "Content-Type: multipart/mixed;", "(", 1 * MIB, "\n\nx\n" },
  { "comments-in-status", STATUS BOB "Status: ", "(", 1 * MIB, "\n" },
  { "comments-closed-in-type", "Content-Type: multipart/mixed;", "()", 1 * MIB,
    "\n\nx\n" },
  { "quotes-in-type", "Content-Type: multipart/mixed;", "a=\"", 1 * MIB, "\n\nx\n" },
  { "backslashes-in-type", "Content-Type: multipart/mixed;", "a=\"\\", 1 * MIB,
    "\n\nx\n" },
  { "params", "Content-Type: multipart/mixed;", "a=b;", 1 * MIB, "\n\nx\n" },
  { "param-pieces", "Content-Type: multipart/mixed;", "boundary*1=b;", 1 * MIB,
    "\n\nx\n" },
  { "param-pieces-bounded", "Content-Type: multipart/mixed;", "boundary*1=b;", 15 * KIB,
    "\n\nx\n" },
  { "boundary", "Content-Type: multipart/mixed; boundary=", "b", 1 * MIB,
    "\n\n--b\n\nx\n" },
  { "boundary-guessed", "Content-Type: multipart/mixed\n\n--", "b", 1 * MIB,
    "\nContent-Type: text/plain\n\nx\n" },
  { "parts", MIXED, "--b\n\n", 7 * MIB, "" },
  { "digest-parts", "Content-Type: multipart/digest; boundary=b\n\n", "--b\n\n\n",
    18 * MIB, "" },
  { "digest-junk", "Content-Type: multipart/digest; boundary=b\n\n",
    "--b\n\njunk\n--b\nContent-Type: text/plain\n\n", 10 * MIB, "" },
  { "nested-messages", "", "Content-Type: message/rfc822\n\n", 3 * MIB, "" },
  { "nested-same-boundary", "", MIXED "--b\n", 5 * MIB, "" },
  { "hyphens", MIXED "--b\n\n", "--\n", 10 * MIB, "" },
  { "hyphens-one-line", MIXED "--b\n\n", "-", 10 * MIB, "" },
  { "crs", "", "\r", 10 * MIB, "" },
  { "crs-in-header", "Subject: a", "\r", 10 * MIB, "" },
  { "crs-in-body", MIXED "--b\n\n", "\r", 10 * MIB, "" },
  { "crs-in-status", STATUS BOB, "\r", 10 * MIB, "" },
  { "cr-lines-in-status", STATUS BOB, "x\r", 10 * MIB, "" },
  { "newlines", "", "\n", 10 * MIB, "" },
  { "newlines-in-status", STATUS, "\n", 10 * MIB, BOB },
  { "colons", "", ":\n", 10 * MIB, "" },
  { "froms", "", "From a\n", 10 * MIB, "" },
  { "body-line", "Subject: a\n\n", "x", 50 * MIB, "\n" },
  { "status-fields", STATUS BOB, "X: y\n", 5 * MIB, "" },
  { "status-groups", STATUS, "X: y\n\n", 5 * MIB, "" },
  { "status-junk", STATUS BOB, "junk\n", 5 * MIB, "" },
  { "status-duplicates", STATUS BOB, "Status: 5.1.1\n", 5 * MIB, "" },
  { "recipients", STATUS, BOB "\n", 7 * MIB, "" },
  { "recipients-run-together", STATUS, BOB, 7 * MIB, "" },
  { "diagnostic", STATUS BOB "Diagnostic-Code: smtp; ", "550 ", 1 * MIB, "\n" },
  { "diagnostic-codes", STATUS BOB "Diagnostic-Code: smtp; ", "5.1.1.", 1 * MIB, "\n" },
  { "diagnostic-lines", STATUS BOB "Diagnostic-Code: smtp; ", "550-5.1.1 ", 1 * MIB,
    "\n" },
  { "diagnostic-blanks", STATUS BOB "Diagnostic-Code: smtp; 550", " 550", 1 * MIB,
    "\n" },
  { "notice-addresses", NOTICE, "<a@b>:\n", 2 * MIB, "no\n" },
  { "notice-recipients", NOTICE, "<a@b>:\nno\n\n", 2 * MIB, "" },
  { "notice-words", NOTICE "<a@b>:\n", "550 no such user\n", 2 * MIB, "" },
  { "notice-ats", NOTICE, "@", 1 * MIB, "\n" },
  { "notice-ats-in-words", NOTICE "<a@b>:\n", "a@", 1 * MIB, "\n" },
  { "notice-quotes", NOTICE, "\"", 1 * MIB, "\n" },
  { "notice-headers", NOTICE, "Received:\n", 1 * MIB, "" },
  { "notice-marks", NOTICE, "-----\n", 1 * MIB, "" },
  { "notice-list", GENERIC "recipient: ", "a@b,", 1 * MIB, "\n550 no\n" },
  { "notice-shared-words", GENERIC, "a@b.example\n", 1 * MIB,
    "550 no such user in a long, long line of words that all of them would share\n" },
  { "notice-parts", FROM_SYSTEM MIXED, "--b\n\na@b\n", 2 * MIB, "" },
  { "notice-html-parts", FROM_SYSTEM MIXED, "--b\nContent-Type: text/html\n\n<p>a\n",
    2 * MIB, "" },
  { "notice-tags", FROM_SYSTEM "Content-Type: text/html\n\n", "<p>", 2 * MIB, "" },
  { "notice-tags-not-closed", FROM_SYSTEM "Content-Type: text/html\n\n", "<p ", 2 * MIB,
    "" },
  { "notice-comments", FROM_SYSTEM "Content-Type: text/html\n\n", "<!--", 2 * MIB, "" },
  { "notice-entities", FROM_SYSTEM "Content-Type: text/html\n\n", "&auml", 2 * MIB,
    "" },
  { "notice-locals", EXIM, "  a\n", 1 * MIB, "" },
  { "notice-transcript", FROM_SYSTEM "\nTranscript of session follows\n",
    "550 a (b)\n<<< 550 x\n", 1 * MIB, "\n-- Original message --\nTo: a@b\n\n" },
  { "failed-recipients", FROM_SYSTEM "X-Failed-Recipients: ", "a@b,", 500 * KIB,
    "\n\nx\n" },
  { "base64-report",
    "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n",
    "QTog", 30 * MIB, "" },
  { "base64-messages", MIXED,
    "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: "
    "base64\n\nQTogYgo=\n",
    5 * MIB, "" },
};

/* Reads it and writes it, as the command does; the same in every way it is written. */
static void
assert_soon (const GString *text)
{
  g_autoptr (GBytes) bytes = test_bytes (test_span (text), text->len);
  g_autoptr (GString) json = g_string_new (NULL), shown = g_string_new (NULL);
  DsnEmitOptions origin = { .source = "-" };
  clock_t start = clock ();
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
  double seconds;

  dsn_emit_json (report, &origin, json);
  dsn_emit_text (report, &origin, &(DsnTextOptions){ .verbose = TRUE }, shown);
  seconds = (double) (clock () - start) / CLOCKS_PER_SEC;
  g_test_minimized_result (seconds, "%.3f s", seconds);
  g_assert_cmpfloat (seconds, <, 0.8 * test_slowness ());
  g_assert_true (test_json_is_line (json));
  g_assert_cmpuint (dsn_report_get_defect_count (report), <=, 116);
}

static void
test_repeated (gconstpointer data)
{
  const struct RepeatCase *c = data;
  g_autoptr (GString) text = g_string_new (c->head);

  repeat (text, c->unit, c->size);
  g_string_append (text, c->tail);
  assert_soon (text);
}

static void
test_nuls (void)
{
  g_autoptr (GString) text = g_string_new (STATUS BOB);

  for (gsize n = 0; n < 10 * MIB / test_slowness (); n++)
    g_string_append_c (text, '\0');
  assert_soon (text);
}

/* Each multipart with a boundary of its own, and all of them open at the end. */
static void
append_nested (GString *text, guint count)
{
  for (guint i = 0; i < count; i++)
    g_string_append_printf (
        text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
}

static void
test_nested (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_nested (text, 100000 / test_slowness ());
  assert_soon (text);
}

static void
test_nested_hyphens (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_nested (text, 1000);
  repeat (text, "--\n--b9999\n", 10 * MIB);
  assert_soon (text);
}

/* A long body behind many messages that must be looked for a header: no LF or CR of it
 * is searched for each of them. */
static void
test_digest_long (void)
{
  g_autoptr (GString) text =
      g_string_new ("Content-Type: multipart/digest; boundary=b\n\n");

  repeat (text, "--b\n\nA: b\n\n", 11 * 500);
  repeat (text, "x", 60 * MIB);
  assert_soon (text);
}

/* An explanation of replies for very many recipients. */
static void
test_transcript (void)
{
  g_autoptr (GString) text =
      g_string_new ("Content-Type: multipart/report; boundary=b\n\n"
                    "--b\nContent-Type: text/plain\n\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "<u%u@b.example>: 550 5.1.1 no\n<<< 550-no\n", i);
  g_string_append (text, "--b\n" STATUS "Reporting-MTA: dns; a\n");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (
        text, "\nFinal-Recipient: rfc822; u%u@b.example\nAction: failed\n", i);
  assert_soon (text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/dangers", repeat_cases, test_repeated);
  g_test_add_func ("/dangers/nuls", test_nuls);
  g_test_add_func ("/dangers/nested", test_nested);
  g_test_add_func ("/dangers/nested-hyphens", test_nested_hyphens);
  g_test_add_func ("/dangers/digest-long", test_digest_long);
  g_test_add_func ("/dangers/transcript", test_transcript);
  return g_test_run ();
}
