/* test-dialect-reply.c: which mails are automatic answers and challenges, and which are
 * not, for want of a second sign. */
#include "test-dialect.h"

#define FROM "From: Bob <bob@b.example>\n"
#define ANSWER "auto-reply", DSN_KIND_AUTO_REPLY, "bob@b.example"
#define CHALLENGE "challenge", DSN_KIND_AUTO_REPLY, "bob@b.example"
#define NOTHING NULL, DSN_KIND_OTHER, "", ""

static const struct DialectRow cases[] = {
  { "header", SPAN (FROM "X-Autoreply: yes\n\nhi\n"), ANSWER, "X-Autoreply=yes", "" },
  { "header-in-any-case", SPAN (FROM "x-AUTOREPLY: yes\n\nhi\n"), ANSWER,
    "x-AUTOREPLY=yes", "" },
  { "header-twice",
    SPAN (FROM "Precedence: bulk\nPrecedence: bulk\nPrecedence: bulk\n"
               "Precedence: bulk\nPrecedence: bulk\n\nhi\n"),
    NOTHING, "" },
  { "several-signs",
    SPAN (FROM
          "Auto-Submitted: auto-replied\nPrecedence: bulk\nReturn-Path: <>\n\nhi\n"),
    ANSWER, "Auto-Submitted=auto-replied, Precedence=bulk, Return-Path=<>", "" },
  { "one-sign", SPAN (FROM "Auto-Submitted: auto-replied\n\nhi\n"), NOTHING, "" },
  { "with-text", SPAN (FROM "Auto-Submitted: auto-replied\n\nI am on\nvacation.\n"),
    ANSWER, "Auto-Submitted=auto-replied", "" },
  { "with-quoted-text",
    SPAN (FROM "Auto-Submitted: auto-replied\n\nhi\n> I am on vacation.\n"), NOTHING,
    "" },
  { "with-latin-1-text",
    SPAN (FROM "Auto-Submitted: auto-replied\nContent-Type: text/plain; "
               "charset=iso-8859-1\n\nIch bin nicht im B\374ro.\n"),
    ANSWER, "Auto-Submitted=auto-replied", "" },
  { "with-base64-text",
    SPAN (FROM "Auto-Submitted: auto-replied\nContent-Transfer-Encoding: base64\n\n"
               "SSBhbSBvdXQgb2YgdGhlIG9mZmljZS4K\n"),
    ANSWER, "Auto-Submitted=auto-replied", "" },
  { "person-out-of-office",
    SPAN (FROM "Subject: Out of office: x\n\nI am out of the office.\n"), NOTHING, "" },
  { "machine-out-of-office",
    SPAN (FROM
          "Subject: Out of office: x\nReturn-Path: <>\n\nI am out of the office.\n"),
    ANSWER, "Return-Path=<>", "" },
  { "subject", SPAN (FROM "Subject: Automatic reply: x\n\nhi\n"), ANSWER, "", "" },
  { "subject-upper-case", SPAN (FROM "Subject: AUTOMATISCHE ANTWORT: x\n\nhi\n"),
    ANSWER, "", "" },
  { "subject-folded", SPAN (FROM "Subject: Automatic\n reply: x\n\nhi\n"), ANSWER, "",
    "" },
  { "subject-encoded",
    SPAN (FROM
          "Subject: =?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0LXRgdC60LjQuSDQvtGC0LLQtdGCOg=="
          "?= x\n\nhi\n"),
    ANSWER, "", "" },
  { "subject-later", SPAN (FROM "Subject: Re: Automatic reply: x\n\nhi\n"), NOTHING,
    "" },
  { "daemon",
    SPAN ("From: MAILER-DAEMON@b.example\nAuto-Submitted: auto-replied\n"
          "Precedence: bulk\nReturn-Path: <>\nIn-Reply-To: <1@a>\n\nhi\n"),
    NOTHING, "" },
  { "failed-recipients",
    SPAN (FROM "X-Failed-Recipients: eve@b.example\nX-Autoreply: yes\n\nhi\n"), NOTHING,
    "" },
  { "list", SPAN (FROM "X-Autorespond: x\nList-Id: <l.a.example>\n\nhi\n"), NOTHING,
    "" },
  { "no-reply-address",
    SPAN ("From: noreply@b.example\nReply-To: bob@b.example\nX-Autoreply: yes\n\nhi\n"),
    ANSWER, "X-Autoreply=yes", "" },
  { "no-address", SPAN ("From: Bob\nX-Autoreply: yes\n\nhi\n"), "auto-reply",
    DSN_KIND_AUTO_REPLY, "", "X-Autoreply=yes", "" },
  { "challenge-text",
    SPAN (FROM
          "Subject: Re: x\n\nBefore your message can be delivered, you must prove\n"
          "that you are human.\n"),
    CHALLENGE, "", "" },
  { "challenge-text-of-a-person",
    SPAN (FROM
          "Subject: Re: x\nIn-Reply-To: <1@a>\nList-Id: <a.b>\n\nBefore your message "
          "can be delivered, you must wait.\n"),
    NOTHING, "" },
  { "challenge-header", SPAN (FROM "X-Bluebottle-Request: 1\n\nhi\n"), CHALLENGE,
    "X-Bluebottle-Request=1", "" },
  { "tmda-user-writes", SPAN (FROM "X-Delivery-Agent: TMDA/1.1\n\nhi\n"), NOTHING, "" },
};

static void
test_original (void)
{
  static const DsnSpan text =
      SPAN (FROM "X-Autoreply: yes\nIn-Reply-To: <1@a.example> (yours)\n\nhi\n");
  g_autoptr (DsnReport) report = test_read_message (text, text.len);

  g_assert_true (report->has_original);
  g_assert_cmpstr (report->original.message_id, ==, "1@a.example");
  g_assert_false (report->is_challenge);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/reply", cases, test_dialect_row);
  g_test_add_func ("/reply/original", test_original);
  return g_test_run ();
}
