/* test-dialect-feedback.c: which messages are feedback reports, and what they say. */
#include "test-dialect.h"

#define HEAD(type) "Content-Type: " type "; boundary=b\n\n"
#define REPORT HEAD ("multipart/report; report-type=feedback-report")
#define PART(type, body) "--b\nContent-Type: " type "\n\n" body "\n"
#define FIELDS                                                                         \
  "Feedback-Type: abuse\nUser-Agent: a/1\nVersion: 1\n"                                \
  "Original-Rcpt-To: bob@b.example\n"
#define FEEDBACK PART ("message/feedback-report", FIELDS)
#define STATUS                                                                         \
  PART ("message/delivery-status",                                                     \
        "Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; eve@b.example\n"    \
        "Action: failed\nStatus: 5.1.1\n")
#define NESTED_STATUS                                                                  \
  PART ("message/rfc822", "Content-Type: multipart/report; boundary=c\n\n--c\n"        \
                          "Content-Type: message/delivery-status\n\nFinal-Recipient: " \
                          "rfc822; e@b\n--c--\n")
#define END "--b--\n"
#define FEEDBACK_KIND "rfc5965", DSN_KIND_FEEDBACK

static const struct DialectRow cases[] = {
  { "usual", SPAN (REPORT PART ("text/plain", "hello") FEEDBACK END), FEEDBACK_KIND,
    "bob@b.example", "", "" },
  { "mixed", SPAN (HEAD ("multipart/mixed") FEEDBACK END), FEEDBACK_KIND,
    "bob@b.example", "", "not-multipart-report" },
  { "top-level", SPAN ("Content-Type: message/feedback-report\n\n" FIELDS),
    FEEDBACK_KIND, "bob@b.example", "", "not-multipart-report" },
  { "no-report-type", SPAN (HEAD ("multipart/report") FEEDBACK END), FEEDBACK_KIND,
    "bob@b.example", "", "report-type-missing" },
  { "wrong-report-type",
    SPAN (HEAD ("multipart/report; report-type=delivery-status") FEEDBACK END),
    FEEDBACK_KIND, "bob@b.example", "", "report-type-mismatch" },
  { "rfc2231-report-type",
    SPAN (HEAD ("multipart/report; report-type*=us-ascii''feedback-report")
              FEEDBACK END),
    FEEDBACK_KIND, "bob@b.example", "", "" },
  { "unlabelled", SPAN (REPORT PART ("text/plain", FIELDS) END), FEEDBACK_KIND,
    "bob@b.example", "", "report-unlabelled" },
  { "unlabelled-elsewhere",
    SPAN (HEAD ("multipart/mixed") PART ("text/plain", FIELDS) END), NULL,
    DSN_KIND_OTHER, "", "", "" },
  { "encoded",
    SPAN (REPORT
          "--b\nContent-Type: message/feedback-report\n"
          "Content-Transfer-Encoding: base64\n\n"
          "RmVlZGJhY2stVHlwZTogZnJhdWQKVXNlci1BZ2VudDogYQpWZXJzaW9uOiAxCg==\n" END),
    FEEDBACK_KIND, "", "", "" },
  { "empty", SPAN (REPORT PART ("message/feedback-report", "") END), FEEDBACK_KIND, "",
    "", "missing-feedback-field missing-feedback-field missing-feedback-field" },
  { "forwarded", SPAN ("Content-Type: message/rfc822\n\n" REPORT FEEDBACK END),
    FEEDBACK_KIND, "bob@b.example", "", "nested-report" },
  { "bounce-beside", SPAN (REPORT FEEDBACK STATUS END), "rfc3464",
    DSN_KIND_DELIVERY_STATUS, "eve@b.example", "", "report-type-mismatch" },
  { "bounce-inside", SPAN (REPORT FEEDBACK NESTED_STATUS END), FEEDBACK_KIND,
    "bob@b.example", "", "" },
  { "guessed",
    SPAN (REPORT PART ("message/feedback-report",
                       "Feedback-Type: abuse\nUser-Agent: a\nVersion: 1\n"
                       "Original-Rcpt-To: redacted@b.example\n")
              PART ("text/rfc822-headers", "From: m@a.example\nTo: bob@b.example") END),
    FEEDBACK_KIND, "bob@b.example", "Original-Rcpt-To=redacted@b.example",
    "redacted-recipient recipient-guessed" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/feedback", cases, test_dialect_row);
  return g_test_run ();
}
