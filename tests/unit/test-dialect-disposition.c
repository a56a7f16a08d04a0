/* test-dialect-disposition.c: which messages are receipts, and what they say. */
#include "test-dialect.h"

#define HEAD(type) "Content-Type: " type "; boundary=b\n\n"
#define REPORT HEAD ("multipart/report; report-type=disposition-notification")
#define PART(type, body) "--b\nContent-Type: " type "\n\n" body "\n"
#define MODE "manual-action/MDN-sent-manually; "
#define FIELDS                                                                         \
  "Final-Recipient: rfc822; bob@b.example\nDisposition: " MODE "displayed\n"
#define NOTIFICATION PART ("message/disposition-notification", FIELDS)
#define STATUS                                                                         \
  PART ("message/delivery-status",                                                     \
        "Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; eve@b.example\n"    \
        "Action: failed\nStatus: 5.1.1\n")
#define END "--b--\n"
#define RECEIPT "rfc8098", DSN_KIND_DISPOSITION
#define WORDS "read-receipt", DSN_KIND_DISPOSITION

static const struct DialectRow cases[] = {
  { "usual", SPAN (REPORT PART ("text/plain", "read") NOTIFICATION END), RECEIPT,
    "bob@b.example", "", "" },
  { "global",
    SPAN (REPORT PART ("message/global-disposition-notification", FIELDS) END), RECEIPT,
    "bob@b.example", "", "" },
  { "mixed", SPAN (HEAD ("multipart/mixed") NOTIFICATION END), RECEIPT, "bob@b.example",
    "", "not-multipart-report" },
  { "wrong-report-type",
    SPAN (HEAD ("multipart/report; report-type=delivery-status") NOTIFICATION END),
    RECEIPT, "bob@b.example", "", "report-type-mismatch" },
  { "unlabelled", SPAN (REPORT PART ("text/plain", FIELDS) END), RECEIPT,
    "bob@b.example", "", "report-unlabelled" },
  { "bounce-labelled-as-receipt",
    SPAN (REPORT PART ("text/plain", "Final-Recipient: rfc822; eve@b.example\n"
                                     "Action: failed\nStatus: 5.1.1\n") END),
    "rfc3464", DSN_KIND_DELIVERY_STATUS, "eve@b.example", "",
    "report-unlabelled report-type-mismatch no-message-group missing-reporting-mta" },
  { "bounce-beside", SPAN (REPORT NOTIFICATION STATUS END), "rfc3464",
    DSN_KIND_DELIVERY_STATUS, "eve@b.example", "", "report-type-mismatch" },
  { "no-disposition",
    SPAN (REPORT PART ("message/disposition-notification",
                       "Final-Recipient: rfc822; bob@b.example") END),
    RECEIPT, "bob@b.example", "", "bad-disposition" },
  { "no-final-recipient",
    SPAN (REPORT PART ("message/disposition-notification",
                       "Original-Recipient: rfc822; bob@b.example\n"
                       "Disposition: " MODE "deleted") END),
    RECEIPT, "bob@b.example", "", "missing-final-recipient" },
  { "empty", SPAN (REPORT PART ("message/disposition-notification", "") END), RECEIPT,
    "", "", "missing-recipient bad-disposition" },
  { "words",
    SPAN ("From: bob@b.example\nSubject: Read: x\n\nYour message\n x\nwas read "
          "on Monday.\n"),
    WORDS, "bob@b.example", "", "" },
  { "subject-alone", SPAN ("From: bob@b.example\nSubject: Read: x\n\nthis book!\n"),
    NULL, DSN_KIND_OTHER, "", "", "" },
  { "text-alone",
    SPAN ("From: bob@b.example\nSubject: x\n\nYour message was read on Monday.\n"),
    NULL, DSN_KIND_OTHER, "", "", "" },
};

/* What is in the text for people only. */
static const struct WordsCase {
  const char *name;
  DsnSpan text;
  DsnDispositionType type;
  gboolean unread, refused;
} words_cases[] = {
  { "displayed",
    SPAN (REPORT PART ("text/plain", "without being read") NOTIFICATION END),
    DSN_DISPOSITION_DISPLAYED, FALSE, FALSE },
  { "unread",
    SPAN (REPORT PART ("text/plain", "It was deleted without\nbeing read.") PART (
        "message/disposition-notification", "Disposition: " MODE "deleted") END),
    DSN_DISPOSITION_DELETED, TRUE, FALSE },
  { "unread-by-subject",
    SPAN ("Subject: Nicht gelesen: x\n" REPORT PART (
        "message/disposition-notification", "Disposition: " MODE "deleted") END),
    DSN_DISPOSITION_DELETED, TRUE, FALSE },
  { "deleted",
    SPAN (REPORT PART ("text/plain", "It was deleted.") PART (
        "message/disposition-notification", "Disposition: " MODE "deleted") END),
    DSN_DISPOSITION_DELETED, FALSE, FALSE },
  { "refused",
    SPAN (
        REPORT PART ("text/plain", "Your message to x was automatically rejected:\nno")
            PART ("message/disposition-notification", "Disposition: " MODE "deleted")
                END),
    DSN_DISPOSITION_DELETED, FALSE, TRUE },
  { "mail-unread",
    SPAN (
        "Subject: Not read: x\n\nYour message was deleted without being read on x.\n"),
    DSN_DISPOSITION_DELETED, TRUE, FALSE },
  { "mail-read", SPAN ("Subject: Read: x\n\nYour message was read on x.\n"),
    DSN_DISPOSITION_DISPLAYED, FALSE, FALSE },
};

static void
test_words (gconstpointer data)
{
  const struct WordsCase *c = data;
  g_autoptr (DsnReport) report = test_read_message (c->text, c->text.len);

  g_assert_cmpint (report->kind, ==, DSN_KIND_DISPOSITION);
  g_assert_cmpint (report->disposition.type, ==, c->type);
  g_assert_cmpint (report->disposition.unread, ==, c->unread);
  g_assert_cmpint (report->disposition.refused, ==, c->refused);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/disposition", cases, test_dialect_row);
  TEST_ADD_ROWS ("/disposition/words", words_cases, test_words);
  return g_test_run ();
}
