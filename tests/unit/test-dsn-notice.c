/* test-dsn-notice.c: what a message says to people, up to the message it returns. */
#include "dsn-notice.h"

#include "test-message.h"

#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n"
#define ALTERNATIVE "Content-Type: multipart/alternative; boundary=b\n\n"
#define END "--b--\n"
#define PART(type, body) "--b\nContent-Type: " type "\n\n" body "\n"

/* Lines as "indent text@offset", parted by bars. */
static const struct NoticeCase {
  const char *name;
  DsnSpan text;
  const char *lines;
  const char *original; /* the first line of the returned header, NULL: none */
  const char *findings;
  gboolean part; /* a part returns the message */
} notice_cases[] = {
  { "plain", SPAN ("A: b\n\nOne\n  two \n\n\tthree\n"), "0 One@6|2 two@10||8 three@18",
    NULL, "", FALSE },
  { "crlf", SPAN ("A: b\r\n\r\nOne\r\n two\r\n"), "0 One@8|1 two@13", NULL, "", FALSE },
  { "cr", SPAN ("A: b\r\rOne\r two\r"), "0 One@6|1 two@10", NULL, "bare-cr@0", FALSE },
  { "tabs", SPAN ("A: b\n\n \tone\n"), "8 one@6", NULL, "", FALSE },
  { "empty", SPAN ("A: b\n\n"), "", NULL, "", FALSE },
  { "latin-1",
    SPAN ("Content-Type: text/plain; charset=iso-8859-1\n\nfor \374ber\nx\n"),
    "0 for \303\274ber@46|0 x@55", NULL, "", FALSE },
  { "iso-2022-jp", SPAN ("A: b\n\n\033$B860x\033(B\nx\n"),
    "0 \345\216\237\345\233\240@6|0 x@17", NULL, "", FALSE },
  { "base64", SPAN ("Content-Transfer-Encoding: base64\n\nT25lCnR3bwo=\n"),
    "0 One@35|0 two@35", NULL, "", FALSE },
  { "quoted-printable",
    SPAN ("Content-Transfer-Encoding: quoted-printable\n\none=\n two\n"),
    "0 one two@45", NULL, "", FALSE },
  { "html", SPAN ("Content-Type: text/html\n\n<p>one</p><p>two</p>"),
    "0 one@28||0 two@38|", NULL, "", FALSE },
  { "first-part", SPAN (MIXED PART ("text/plain", "one") PART ("image/png", "two") END),
    "0 one@73", NULL, "", FALSE },
  { "two-parts", SPAN (MIXED PART ("text/plain", "one") PART ("text/plain", "two") END),
    "0 one@73||0 two@107", NULL, "", FALSE },
  { "plain-with-address-before-html",
    SPAN (ALTERNATIVE PART ("text/plain", "a@b") PART ("text/html", "<p>two") END),
    "0 a@b@79", NULL, "", FALSE },
  { "html-after-empty-plain",
    SPAN (ALTERNATIVE PART ("text/plain", "-") PART ("text/html", "<p>a@b") END),
    "0 -@79||0 a@b@113", NULL, "", FALSE },
  { "message-part",
    SPAN (MIXED PART ("text/plain", "one") PART ("message/rfc822", "A: b\n\nno") END),
    "0 one@73", NULL, "", TRUE },
  { "header-part",
    SPAN (MIXED PART ("text/plain", "one") PART ("text/rfc822-headers", "A: b") END),
    "0 one@73", NULL, "", TRUE },
  { "text-behind-message",
    SPAN (MIXED PART ("message/rfc822", "A: b\n\nno") PART ("text/plain", "footer")
              END),
    "", NULL, "", TRUE },
  { "mark",
    SPAN ("A: b\n\none\n--- Below this line is a copy of the message.\n\nC: d\n"),
    "0 one@6", "C: d", "", FALSE },
  { "mark-without-header", SPAN ("A: b\n\none\n----- Unsent message follows -----\n"),
    "0 one@6", NULL, "", FALSE },
  { "pasted-header", SPAN ("A: b\n\none\n\nReceived: from a\n\tby b\nC: d\n"),
    "0 one@6|", "Received: from a", "", FALSE },
  { "no-header", SPAN ("A: b\n\nReceived: yesterday\n\none\n"),
    "0 Received: yesterday@6||0 one@27", NULL, "", FALSE },
  { "pasted-mime", SPAN ("A: b\n\na@b\n--x\nContent-Type: text/plain\n\nno\n"),
    "0 a@b@6|0 --x@10", NULL, NULL, FALSE },
  { "multipart-without-parts", SPAN (MIXED "one\n"), "0 one@43", NULL, NULL, FALSE },
  { "pasted-boundary-alone",
    SPAN ("A: b\n--x--\nC: d\n\none\n--x\nContent-Type: a/b\n"), NULL, NULL, NULL,
    FALSE },
  { "nul", SPAN ("A: b\n\no\0ne\n"), "0 o", NULL, NULL, FALSE },
};

static char *
describe (const DsnNotice *notice)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < notice->lines->len; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);

    g_string_append (out, i > 0 ? "|" : "");
    if (line->text.len > 0)
      g_string_append_printf (out, "%u %.*s@%zu", line->indent,
                              DSN_SPAN_ARGS (line->text), line->offset);
  }
  return g_string_free (out, FALSE);
}

static void
read_notice (DsnSpan text, gsize len, const struct NoticeCase *c)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (limits.defects);
  g_autoptr (GBytes) bytes = test_bytes (text, len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  g_auto (DsnNotice) read;
  const DsnNotice *notice = &read;
  g_autofree char *lines = NULL;
  g_autofree char *findings = NULL;

  dsn_notice_read (&read, message, &limits, defects);
  lines = describe (notice);
  findings = test_describe_defects (defects);
  for (guint i = 0; i < notice->lines->len; i++)
    g_assert_cmpuint (dsn_notice_get_line (notice, i)->offset, <=, len);
  for (guint i = 0; i < notice->lines->len; i++)
    g_assert_true (
        dsn_grams_may_hold (&notice->grams, dsn_notice_get_line (notice, i)->text));
  if (c == NULL)
    return;
  if (memchr (text.data, 0, text.len) != NULL)
    g_assert_true (g_str_has_prefix (lines, c->lines));
  else if (c->lines != NULL)
    g_assert_cmpstr (lines, ==, c->lines);
  g_assert_cmpint (notice->original.len > 0, ==, c->original != NULL);
  if (c->original != NULL)
    g_assert_true (
        dsn_span_starts_nocase (notice->original, dsn_span_of_string (c->original)));
  g_assert_cmpint (notice->original_part != DSN_PART_NONE, ==, c->part);
  if (c->findings != NULL)
    g_assert_cmpstr (findings, ==, c->findings);
}

static void
test_notice (gconstpointer data)
{
  const struct NoticeCase *c = data;

  read_notice (c->text, c->text.len, c);
  for (gsize n = 1; n < c->text.len; n++)
    read_notice (c->text, n, NULL);
}

/* A text is looked at piece by piece: wherever a mark stands it is seen. */
static void
test_long (gconstpointer data)
{
  gsize line_len = GPOINTER_TO_SIZE (data);
  const struct NoticeCase none = { .lines = NULL, .original = "C: d" };

  for (guint lines = 1; lines * line_len < 10000; lines++) {
    g_autoptr (GString) text = g_string_new ("A: b\n\n");

    for (guint i = 0; i < lines; i++) {
      for (gsize k = 0; k < line_len; k++)
        g_string_append_c (text, (char) ('a' + (i * 7 + k * k) % 26));
      g_string_append_c (text, '\n');
    }
    g_string_append (text, "--- Below this line is a copy of the message.\n\nC: d\n");
    read_notice (test_span (text), text->len, &none);
  }
}

static const struct MarkCase {
  const char *name;
  const char *line;
  gboolean is;
} mark_cases[] = {
  { "qmail", "--- Below this line is a copy of the message.", TRUE },
  { "exim", "------ This is a copy of the message, including all the headers. ------",
    TRUE },
  { "sendmail", "   ----- Original message follows -----", TRUE },
  { "sendmail-5", "   ----- Unsent message follows -----", TRUE },
  { "opensmtpd", "    Below is a copy of the original message:", TRUE },
  { "dma", "Message headers follow.", TRUE },
  { "exchange", "Original message headers:", TRUE },
  { "german", "Urspr\303\274ngliche Nachrichtenkopfzeilen:", TRUE },
  { "japanese", "------ \345\205\203\343\201\256\343\203\241\343\203\274\343\203\253",
    TRUE },
  { "yahoo", "--- Original message follows.", TRUE },
  { "alone", "Original Message:", TRUE },
  { "russian",
    "\320\230\321\201\321\205\320\276\320\264\320\275\321\213\320\265 "
    "\320\267\320\260\320\263\320\276\320\273\320\276\320\262\320\272"
    "\320\270 \321\201\320\276\320\276\320\261\321\211\320\265\320\275"
    "\320\270\321\217:",
    TRUE },
  { "shortest", "\351\202\256\344\273\266\345\216\237\346\226\207", TRUE },
  { "short-of-it", "\351\202\256\344\273\266\345\216\237", FALSE },
  { "inside-decoration", "*** here is the REJECTED Message ***", TRUE },
  { "inside-a-line", "here is the rejected message", FALSE },
  { "heading", "===== RETURNED MAIL =====", FALSE },
  { "transcript", "   ----- Transcript of session follows -----", FALSE },
  { "addresses", "----- The following addresses had permanent fatal errors -----",
    FALSE },
  { "sentence", "The original message was received at Mon, 1 Jan 2024", FALSE },
  { "other-sentence", "Your original message could not be delivered", FALSE },
  { "colon-in-sentence", "Original message size: 30 MB", FALSE },
  { "empty", "", FALSE },
  { "rule", "--------------------------------", FALSE },
};

static void
test_mark (gconstpointer data)
{
  const struct MarkCase *c = data;
  DsnSpan line = dsn_span_of_string (c->line);

  g_assert_cmpint (dsn_notice_is_original_mark (line), ==, c->is);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/notice", notice_cases, test_notice);
  g_test_add_data_func ("/notice/long/short-lines", GSIZE_TO_POINTER (37), test_long);
  g_test_add_data_func ("/notice/long/lines", GSIZE_TO_POINTER (1021), test_long);
  g_test_add_data_func ("/notice/long/long-lines", GSIZE_TO_POINTER (5000), test_long);
  TEST_ADD_ROWS ("/notice-mark", mark_cases, test_mark);
  return g_test_run ();
}
