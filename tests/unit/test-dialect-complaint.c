/* test-dialect-complaint.c: complaints without a feedback report, and requests to
 * unsubscribe. */
#include "test-dialect.h"

#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n"
#define RETURNED(header)                                                               \
  "--b\nContent-Type: message/rfc822\n\n" header "\n\nspam\n--b--\n"
#define PLAIN "From: m@a.example\nTo: bob@b.example"
#define COMPLAINT "complaint", DSN_KIND_FEEDBACK
#define WITHOUT "feedback-without-report"

static const struct DialectRow cases[] = {
  { "hotmail",
    SPAN ("Subject: x\n" MIXED RETURNED ("X-HmXmrOriginalRecipient: bob@b.example\n"
                                         "To: all@a.example")),
    COMPLAINT, "bob@b.example", "", WITHOUT },
  { "hotmail-around-bounce",
    SPAN ("Subject: x\n" MIXED "--b\nContent-Type: message/rfc822\n\n"
          "X-HmXmrOriginalRecipient: bob@b.example\n"
          "Content-Type: multipart/report; boundary=c\n\n--c\n"
          "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; e@b\n"
          "--c--\n--b--\n"),
    COMPLAINT, "bob@b.example", "", WITHOUT },
  { "subject",
    SPAN ("Subject: complaint about message from 192.0.2.1\n" MIXED RETURNED (PLAIN)),
    COMPLAINT, "bob@b.example", "", WITHOUT " recipient-guessed" },
  { "subject-encoded",
    SPAN ("Subject: =?us-ascii?q?Email_Feedback_Report_for_IP_192.0.2.1?=\n" MIXED
              RETURNED (PLAIN)),
    COMPLAINT, "bob@b.example", "", WITHOUT " recipient-guessed" },
  { "subject-and-text",
    SPAN ("From: abuse@c.example\nSubject: Spam report\n" MIXED
          "--b\n\nA customer marked this\nmessage as spam.\n" RETURNED (PLAIN)),
    COMPLAINT, "bob@b.example", "From=abuse@c.example", WITHOUT " recipient-guessed" },
  { "nothing-returned",
    SPAN ("Subject: complaint about message from 192.0.2.1\n\nhi\n"), NULL,
    DSN_KIND_OTHER, "", "", "" },
  { "answer",
    SPAN ("Subject: Spam report\nIn-Reply-To: <1@a>\n" MIXED
          "--b\n\nA customer marked this message as spam.\n" RETURNED (PLAIN)),
    NULL, DSN_KIND_OTHER, "", "", "" },
  { "forwarded-mail", SPAN ("Subject: Fwd: hello\n" MIXED RETURNED (PLAIN)), NULL,
    DSN_KIND_OTHER, "", "", "" },
  { "apple",
    SPAN ("From: Bob <bob@b.example>\nX-Apple-Unsubscribe: true\nSubject: x\n\nx\n"),
    COMPLAINT, "bob@b.example", "X-Apple-Unsubscribe=true", WITHOUT },
  { "unsubscribe",
    SPAN ("From: bob@b.example\nTo: unsubscribe-7@a.example\nSubject: Unsubscribe\n\n"),
    COMPLAINT, "bob@b.example", "To=unsubscribe-7@a.example", WITHOUT },
  { "unsubscribe-to-a-person",
    SPAN ("From: bob@b.example\nTo: ann@a.example\nSubject: Unsubscribe me\n\n"), NULL,
    DSN_KIND_OTHER, "", "", "" },
};

static void
test_source_ip (void)
{
  static const DsnSpan text =
      SPAN ("Subject: complaint about message from 192.0.2.1\n" MIXED RETURNED (PLAIN));
  static const DsnSpan none =
      SPAN ("Subject: complaint about message from us\n" MIXED RETURNED (PLAIN));
  g_autoptr (DsnReport) report = test_read_message (text, text.len);
  g_autoptr (DsnReport) other = test_read_message (none, none.len);

  g_assert_cmpstr (report->feedback.type, ==, "abuse");
  g_assert_cmpstr (report->feedback.source_ip, ==, "192.0.2.1");
  g_assert_cmpstr (other->feedback.type, ==, "abuse");
  g_assert_null (other->feedback.source_ip);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/complaint", cases, test_dialect_row);
  g_test_add_func ("/complaint/source-ip", test_source_ip);
  return g_test_run ();
}
