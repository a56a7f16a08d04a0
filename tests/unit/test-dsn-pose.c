/* test-dsn-pose.c: spam in the guise of a notice is no report, and a finding. */
#include "test-row.h"

#define SYSTEM "From: Mail Server <support@shop.example>\nTo: me@example.com\n"
#define SUBJECT "Subject: [5] Undelivered messages\n"
#define HTML "Content-Type: text/html\n\n"
#define TEXT                                                                           \
  "<p>5 messages to your mailbox could not be delivered. <a href=\"https://"           \
  "shop.example/\">Release</a></p>\n"

static const struct RowCase pose_cases[] = {
  { "html", SYSTEM SUBJECT HTML TEXT, NULL, "", NULL, "poses-as-notice" },
  { "link", SYSTEM SUBJECT "\nRelease them: https://shop.example/\n", NULL, "", NULL,
    "poses-as-notice" },
  { "attachment",
    "From: Mail Delivery System <info@shop.example>\nSubject: Mail Delivery failure\n"
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe message is attached.\n"
    "--b\nContent-Type: application/zip; name=message.zip\n\nPK\n--b--\n",
    NULL, "", NULL, "poses-as-notice" },
  { "nothing-to-click", SYSTEM SUBJECT "\nWe are sorry.\n", NULL, "", NULL, "" },
  { "another-subject", SYSTEM "Subject: News\n" HTML TEXT, NULL, "", NULL, "" },
  { "a-person", "From: Ann <ann@shop.example>\n" SUBJECT HTML TEXT, NULL, "", NULL,
    "" },
  { "an-answer", SYSTEM "In-Reply-To: <1@example.com>\n" SUBJECT HTML TEXT, NULL, "",
    NULL, "" },
  { "a-list", SYSTEM "List-Id: <news.shop.example>\n" SUBJECT HTML TEXT, NULL, "", NULL,
    "" },
  { "a-notice",
    SYSTEM "Return-Path: <>\nSubject: failure notice\n\n<ann@example.net>:\n550 5.1.1 "
           "no such user, see https://shop.example/\n",
    "generic",
    "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no such user, see "
    "https://shop.example/",
    NULL, "" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/pose", pose_cases, test_row_case);
  return g_test_run ();
}
