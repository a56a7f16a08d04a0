/* test-checklist-a.c: section A of the RFC checklist: multipart/report (RFC 6522). Each
 * test path names the line that it asks about. */
#include "test-checklist.h"

#include "dsn-emit-text.h"

#define STATUS_PART TEST_STATUS TEST_GROUP TEST_FAILED
#define MESSAGE_PART                                                                   \
  "\n--B\nContent-Type: message/rfc822\n\n" TEST_ORIGINAL_FIELDS "\nThe body.\n"
#define REPORT TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART TEST_ORIGINAL TEST_END

/* Every row is a report that reader@books.example failed with 5.1.1, and the row says
 * what is odd about it, and whether the returned message can be told. */
static const struct ShapeCase {
  const char *path;
  const char *body; /* from Content-Type on */
  const char *defects;
  gboolean original;
} shape_cases[] = {
  { "/checklist/R-01/report-type-missing",
    "Content-Type: multipart/report; boundary=B\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL
        TEST_END,
    "report-type-missing", TRUE },
  { "/checklist/R-01/report-type-mismatch",
    "Content-Type: multipart/report; report-type=disposition-notification; "
    "boundary=B\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL TEST_END,
    "report-type-mismatch", TRUE },
  { "/checklist/R-01/report-type-empty",
    "Content-Type: multipart/report; report-type=\"\"; boundary=B\n\n" TEST_TEXT
        STATUS_PART TEST_ORIGINAL TEST_END,
    "report-type-mismatch", TRUE },
  { "/checklist/R-01/boundary-missing",
    "Content-Type: multipart/report; report-type=delivery-status\n\n" TEST_TEXT
        STATUS_PART TEST_ORIGINAL TEST_END,
    "boundary-guessed boundary-missing", TRUE },
  { "/checklist/R-02/quoted-odd-case",
    "Content-Type: Multipart/REPORT; Report-Type=\"Delivery-Status\"; "
    "BOUNDARY=B\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-02/comments",
    "Content-Type: multipart/report (a report); report-type=delivery-status (of "
    "this);\n\tboundary=B (the line)\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-02/rfc2231-charset",
    "Content-Type: multipart/report; report-type*=us-ascii'en'delivery%2Dstatus; "
    "boundary=B\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-02/rfc2231-continued",
    "Content-Type: multipart/report; report-type*0=delivery-; report-type*1=status;\n"
    " boundary*0=\"B\"\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-02/escaped-quote",
    "Content-Type: multipart/report; report-type=\"delivery\\-status\"; "
    "boundary=B\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-03/four-parts",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART MESSAGE_PART
                     "\n--B\nContent-Type: application/ms-tnef\n"
                     "Content-Transfer-Encoding: base64\n\neJ8+IgAA\n" TEST_END,
    "", TRUE },
  { "/checklist/R-03/report-first",
    TEST_REPORT_TYPE "\n" STATUS_PART "\n" TEST_TEXT TEST_ORIGINAL TEST_END, "", TRUE },
  { "/checklist/R-03/original-first",
    TEST_REPORT_TYPE "\n" TEST_ORIGINAL TEST_TEXT STATUS_PART TEST_END, "", TRUE },
  { "/checklist/R-03/no-text", TEST_REPORT_TYPE "\n" STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-03/one-part", TEST_REPORT_TYPE "\n" STATUS_PART "\n" TEST_END, "",
    FALSE },
  { "/checklist/R-04/html-only",
    TEST_REPORT_TYPE
    "\n--B\nContent-Type: text/html; charset=utf-8\n\n"
    "<p>550 5.7.1 is not <b>here</b></p>\n" STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-04/any-charset",
    TEST_REPORT_TYPE
    "\n--B\nContent-Type: text/plain; charset=iso-2022-jp\n"
    "Content-Language: ja\n\n\033$B%a!<%k\033(B\n" STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-05/no-returned-message",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART "\n" TEST_END, "", FALSE },
  { "/checklist/R-05/not-even-closed", TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART,
    "boundary-not-closed", FALSE },
  { "/checklist/R-06/full-message",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART MESSAGE_PART TEST_END, "", TRUE },
  { "/checklist/R-06/headers-only", REPORT, "", TRUE },
  { "/checklist/R-07/headers-as-message",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART
                     "\n--B\nContent-Type: message/rfc822\n\n" TEST_ORIGINAL_FIELDS
                     "--B--\n",
    "", TRUE },
  { "/checklist/R-08/quoted-printable",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART
                     "\n--B\nContent-Type: text/rfc822-headers\n"
                     "Content-Transfer-Encoding: quoted-printable\n\n"
                     "Message-ID: <issue-7=40press.ex=\nample>\nFrom: "
                     "editor@press.example\nTo: reader@books.example\nSubj=\nect: "
                     "Issue=207\nDate: Sat, 01 Mar 2025 11:00:00 =2B0000\n\n" TEST_END,
    "", TRUE },
  { "/checklist/R-08/base64",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART
                     "\n--B\nContent-Type: text/rfc822-headers\n"
                     "Content-Transfer-Encoding: BASE64 (forbidden)\n\n"
                     "TWVzc2FnZS1JRDogPGlzc3VlLTdAcHJlc3MuZXhhbXBsZT4KRnJvbTogZWRpdG9y"
                     "QHByZXNz\nLmV4YW1wbGUKVG86IHJlYWRlckBib29rcy5leGFtcGxlClN1YmplY3"
                     "Q6IElzc3VlIDcKRGF0\nZTogU2F0LCAwMSBNYXIgMjAyNSAxMTowMDowMCArMDAw"
                     "MAo=\n" TEST_END,
    "", TRUE },
  { "/checklist/R-09/mime-fields-of-the-message",
    TEST_REPORT_TYPE
    "\n" TEST_TEXT STATUS_PART "\n--B\nContent-Type: text/rfc822-headers\n\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"B\"\n"
    "Content-Transfer-Encoding: base64\n" TEST_ORIGINAL_FIELDS "\n" TEST_END,
    "", TRUE },
  { "/checklist/R-09/up-to-the-blank-line",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART
                     "\n--B\nContent-Type: text/rfc822-headers\n\nList-Id: The list "
                     "<a.list.example>\n" TEST_ORIGINAL_FIELDS
                     "\nSubject: In the body\nTo: nobody@press.example\n" TEST_END,
    "", TRUE },
  { "/checklist/R-10/in-multipart-mixed",
    "Content-Type: multipart/mixed; boundary=M\n\n--M\n\nSee below.\n--M\n" REPORT
    "--M--\n",
    "", TRUE },
  { "/checklist/R-10/forwarded",
    "Content-Type: multipart/mixed; boundary=M\n\n--M\n\nSee below.\n--M\n"
    "Content-Type: message/rfc822\n\n" TEST_HEADER REPORT "\n--M--\n",
    "nested-report", TRUE },
  { "/checklist/R-10/forwarded-twice",
    "Content-Type: message/rfc822\n\nSubject: Fwd: Fwd\nContent-Type: "
    "multipart/mixed; boundary=M\n\n--M\nContent-Type: message/rfc822\n\n" TEST_HEADER
        REPORT "\n--M--\n",
    "nested-report", TRUE },
  { "/checklist/R-10/without-multipart-report",
    "Content-Type: multipart/mixed; boundary=B\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL
        TEST_END,
    "not-multipart-report", TRUE },
  { "/checklist/R-11/preamble-and-epilogue",
    TEST_REPORT_TYPE
    "\nFinal-Recipient: rfc822; preamble@books.example\n\n" TEST_TEXT STATUS_PART
        TEST_ORIGINAL TEST_END STATUS_PART,
    "", TRUE },
  { "/checklist/R-11/blanks-after-the-boundary",
    TEST_REPORT_TYPE
    "\n--B  \nContent-Type: text/plain\n\ntext\n--B\t\n"
    "Content-Type: message/delivery-status\n\n" TEST_GROUP TEST_FAILED
    "\n--B \t\nContent-Type: text/rfc822-headers\n\n" TEST_ORIGINAL_FIELDS
    "\n--B-- \nFinal-Recipient: rfc822; x@y.example\n",
    "", TRUE },
  { "/checklist/R-11/whole-lines-only",
    TEST_REPORT_TYPE
    "\n--B\n\n--Best wishes\n--B-\n--Bx--\n x --B\n" STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-11/inner-boundary-is-a-prefix",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=B1\n\n"
    "--B1\nContent-Type: multipart/alternative; boundary=B\n\n--B\n\ntext\n--B--\n\n"
    "--B1\nContent-Type: message/delivery-status\n\n" TEST_GROUP TEST_FAILED
    "\n--B1\nContent-Type: text/rfc822-headers\n\n" TEST_ORIGINAL_FIELDS "\n--B1--\n",
    "", TRUE },
  { "/checklist/R-11/outer-boundary-is-a-prefix",
    TEST_REPORT_TYPE
    "\n--B\nContent-Type: multipart/alternative; boundary=B1\n\n--B1\n\n"
    "text\n--B1--\n\n" STATUS_PART TEST_ORIGINAL TEST_END,
    "", TRUE },
  { "/checklist/R-11/inner-not-closed",
    TEST_REPORT_TYPE "\n--B\nContent-Type: multipart/alternative; boundary=I\n\n--I\n\n"
                     "text\n" STATUS_PART TEST_ORIGINAL TEST_END,
    "boundary-not-closed", TRUE },
  { "/checklist/R-11/no-last-line-end",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART TEST_ORIGINAL "--B--", "", TRUE },
  { "/checklist/R-11/close-delimiter-missing",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART TEST_ORIGINAL, "boundary-not-closed",
    TRUE },
  { "/checklist/R-13/base64-message",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART "\n--B\nContent-Type: message/rfc822\n"
                     "Content-Transfer-Encoding: base64\n\n"
                     "TWVzc2FnZS1JRDogPGlzc3VlLTdAcHJlc3MuZXhhbXBsZT4KRnJvbTogZWRpdG9y"
                     "QHByZXNz\nLmV4YW1wbGUKVG86IHJlYWRlckBib29rcy5leGFtcGxlClN1YmplY3"
                     "Q6IElzc3VlIDcKRGF0\nZTogU2F0LCAwMSBNYXIgMjAyNSAxMTowMDowMCArMDAw"
                     "MAo=\n" TEST_END,
    "encoded-message", TRUE },
  { "/checklist/R-13/quoted-printable-message",
    TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART "\n--B\nContent-Type: message/rfc822\n"
                     "Content-Transfer-Encoding: quoted-printable\n\n"
                     "Message-ID: <issue-7=40press.ex=\nample>\nFrom: "
                     "editor@press.example\nTo: reader@books.example\nSubject: Issue="
                     "207\nDate: Sat, 01 Mar 2025 11:00:00 =2B0000\n\n=3D\n" TEST_END,
    "encoded-message", TRUE },
};

static void
test_shape (gconstpointer data)
{
  const struct ShapeCase *c = data;
  g_autoptr (DsnReport) report = test_parse_body (c->body);

  test_assert_reader (report);
  test_assert_defects (report, c->defects);
  if (c->original)
    test_assert_original (report);
  else
    g_assert_null (dsn_report_get_original (report));
}

/* What a text says counts where the machine part holds no reply. HTML is not read for
 * that yet; plain text beside it is chosen, wherever it stands. */
static const struct TextCase {
  const char *path;
  const char *part;
} text_cases[] = {
  { "/checklist/R-04/alternative-html-first",
    "--B\nContent-Type: multipart/alternative; boundary=A\n\n--A\nContent-Type: "
    "text/html\n\n<p>said: 421 4.7.0 no</p>\n--A\nContent-Type: text/plain\n\n"
    "The server said: 550 5.1.1 no such reader\n--A--\n" },
  { "/checklist/R-04/related-with-icon",
    "--B\nContent-Type: multipart/related; boundary=R\n\n--R\nContent-Type: "
    "multipart/alternative; boundary=A\n\n--A\nContent-Type: text/plain\n\n"
    "The server said: 550 5.1.1 no such reader\n--A\nContent-Type: text/html\n\n"
    "<p>no</p>\n--A--\n--R\nContent-Type: image/png; name=icon.png\n"
    "Content-Transfer-Encoding: base64\nContent-ID: <icon.png>\n\niVBORw0KGgo=\n"
    "--R--\n" },
  { "/checklist/R-04/base64-text",
    "--B\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    "base64\n\n"
    "VGhlIHNlcnZlciBzYWlkOiA1NTAgNS4xLjEgbm8gc3VjaCByZWFkZXIK\n" },
  { "/checklist/R-14/content-type-missing",
    "--B\n\nThe server said: 550 5.1.1 no such reader\n" },
  { "/checklist/R-14/content-type-invalid",
    "--B\nContent-Type: plain\n\nThe server said: 550 5.1.1 no such reader\n" },
  { "/checklist/R-14/content-type-empty",
    "--B\nContent-Type:\n\nThe server said: 550 5.1.1 no such reader\n" },
};

static void
test_text (gconstpointer data)
{
  const struct TextCase *c = data;
  g_autofree char *body = g_strconcat (TEST_REPORT_TYPE "\n", c->part,
                                       STATUS_PART TEST_ORIGINAL TEST_END, NULL);
  g_autoptr (DsnReport) report = test_parse_body (body);
  const DsnRecipient *recipient = test_only_recipient (report);

  test_assert_reader (report);
  test_assert_defects (report, "reply-from-text");
  g_assert_cmpuint (dsn_recipient_get_reply_code (recipient), ==, 550);
  test_assert_code (dsn_recipient_get_diagnostic_status (recipient), "5.1.1");
}

/* RFC 2045 §5.2: what has no type is plain text, so a report is not guessed into it. */
static void
test_untyped_root (void)
{
  g_autoptr (DsnReport) report = test_parse_body ("\n" TEST_GROUP TEST_FAILED);

  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_OTHER);
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 0);
}

static void
test_json_without_original (void)
{
  g_autoptr (DsnReport) report =
      test_parse_body (TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART "\n" TEST_END);
  g_autofree char *json = test_json (report);

  test_assert_holds (json, "\"address\":\"reader@books.example\"");
  g_assert_null (strstr (json, "\"original\":"));
}

/* A bounce that comes back inside of a bounce is what was sent, not what is said. */
static void
test_returned_report (void)
{
  g_autoptr (DsnReport) report = test_parse_body (
      "Content-Type: multipart/report; report-type=delivery-status; boundary=O\n\n"
      "--O\n\nYour report was not delivered.\n--O\n"
      "Content-Type: message/delivery-status\n\n" TEST_GROUP
      "Final-Recipient: rfc822; outer@press.example\nAction: failed\nStatus: 5.2.2\n\n"
      "--O\nContent-Type: message/rfc822\n\n" TEST_HEADER REPORT "\n--O--\n");

  test_only_recipient (report);
  test_assert_recipient (report, 0, "outer@press.example", DSN_ACTION_FAILED, "5.2.2");
  g_assert_cmpstr (dsn_report_get_original (report)->subject, ==, "Undelivered Mail");
}

/* RFC 2046 §5.1.1 allows 70 characters; more are read, up to a limit. */
static const struct BoundaryCase {
  const char *path;
  gsize len;
  const char *defects; /* NULL: it reads as any other */
} boundary_cases[] = {
  { "/checklist/R-12/70-characters", 70, NULL },
  { "/checklist/R-12/71-characters", 71, NULL },
  { "/checklist/R-12/1024-characters", 1024, NULL },
  { "/checklist/R-12/1025-characters", 1025, "boundary-too-long" },
  { "/checklist/R-12/100-kilobytes", 100000, "boundary-too-long" },
  { "/checklist/R-12/1-megabyte", 1 << 20, "header-too-long" },
};

static void
test_boundary (gconstpointer data)
{
  const struct BoundaryCase *c = data;
  g_autofree char *boundary = g_strnfill (c->len, 'b');
  g_auto (GStrv) parts = g_strsplit (TEST_HEADER REPORT, "--B", -1);
  g_autofree char *dashes = g_strconcat ("--", boundary, NULL);
  g_autofree char *joined = g_strjoinv (dashes, parts);
  g_auto (GStrv) halves = g_strsplit (joined, "boundary=\"B\"", 2);
  g_autofree char *text =
      g_strconcat (halves[0], "boundary=\"", boundary, "\"", halves[1], NULL);
  g_autoptr (DsnReport) report = test_parse (text);

  if (c->defects == NULL) {
    test_assert_reader (report);
    test_assert_original (report);
    test_assert_defects (report, "");
    return;
  }
  /* Without its parts a report is a text, and read as one; but not behind a megabyte.
   */
  if (c->len < 1 << 20) {
    g_assert_cmpstr (dsn_report_get_format (report), ==, "generic");
    g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 1);
    g_assert_cmpstr (dsn_recipient_get_address (dsn_report_get_recipient (report, 0)),
                     ==, "reader@books.example");
  } else {
    g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_OTHER);
  }
  g_assert_nonnull (test_find_defect (report, c->defects));
  g_assert_cmpstr (dsn_report_get_headers (report)->subject, ==, "Undelivered Mail");
}

/* A blank at the end is never part of a boundary (RFC 2046 §5.1.1). */
static void
test_boundary_blank (void)
{
  g_autoptr (DsnReport) report = test_parse_body (
      "Content-Type: multipart/report; report-type=delivery-status; boundary=\"B "
      "\"\n\n" TEST_TEXT STATUS_PART TEST_ORIGINAL TEST_END);

  test_assert_reader (report);
  test_assert_defects (report, "");
}

#define HOSTILE                                                                        \
  "\033[2J\033]0;pwned\007 \xc2\x9b"                                                   \
  "31m \xe2\x80\xae"                                                                   \
  "gpj.exe \x08\x7f"

/* RFC 6522 §7 warns of forgery only; that contents are hostile follows from it. */
static void
test_hostile_text (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FAILED "Diagnostic-Code: smtp; 550 5.1.1 " HOSTILE "\nX-Odd: " HOSTILE "\n");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *json = test_json (report);

  test_assert_reader (report);
  dsn_emit_text (report, &(DsnEmitOptions){ .source = "-" },
                 &(DsnTextOptions){ .verbose = TRUE }, text);
  g_string_append (text, json);
  test_assert_holds (text->str, "pwned");
  for (gsize i = 0; i < text->len; i++)
    g_assert_true (text->str[i] == '\n' || (guint8) text->str[i] >= ' ');
  g_assert_null (strchr (text->str, '\x7f'));
  g_assert_null (strstr (text->str, "\xc2\x9b"));
  g_assert_null (strstr (text->str, "\xe2\x80\xae"));
}

/* What is only named is never fetched: there is no returned message then. */
static void
test_external_body (void)
{
  g_autoptr (DsnReport) report = test_parse_body (
      TEST_REPORT_TYPE "\n" TEST_TEXT STATUS_PART
                       "\n--B\nContent-Type: message/external-body; "
                       "access-type=local-file; name=\"/etc/hostname\""
                       "\n\nContent-Type: message/rfc822\n\n" TEST_END);

  test_assert_reader (report);
  g_assert_null (dsn_report_get_original (report));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (shape_cases, test_shape);
  TEST_ADD_PATHS (text_cases, test_text);
  TEST_ADD_PATHS (boundary_cases, test_boundary);
  g_test_add_func ("/checklist/R-05/json-without-original", test_json_without_original);
  g_test_add_func ("/checklist/R-10/returned-report", test_returned_report);
  g_test_add_func ("/checklist/R-12/blank-at-the-end", test_boundary_blank);
  g_test_add_func ("/checklist/R-14/untyped-root", test_untyped_root);
  g_test_add_func ("/checklist/R-15/hostile-text", test_hostile_text);
  g_test_add_func ("/checklist/R-15/nothing-fetched", test_external_body);
  return g_test_run ();
}
