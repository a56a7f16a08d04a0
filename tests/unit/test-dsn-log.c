/* test-dsn-log.c: a line of each MTA's log gives its words, its recipients, its action.
 */
#include "dsn-log.h"

#include "test-util.h"

#define POSTFIX                                                                        \
  "Mar  4 07:15:32 mx postfix/smtp[12]: 4Z6Kq05RmWz3yQ8: to=<ann@example.com>, "       \
  "relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.1.1, "
#define POSTSCREEN                                                                     \
  "mx postfix/postscreen[12]: NOQUEUE: reject: RCPT from [2001:db8::1]:2345: "
#define EXIM "2025-03-04 07:15:32 1tpMBA-0001ab-2C "
#define SENDMAIL "Mar  4 07:15:32 mx sendmail[12]: 524Fabc: "
#define OPENSMTPD                                                                      \
  "mx smtpd[12]: 0011aabb mta delivery evpid=1 from=<bob@example.org> "                \
  "to=<ann@example.com> rcpt=<-> relay=\"192.0.2.1\" delay=1s "
#define EXCHANGE "2025-03-04T07:15:32.123Z,,EX01,,,"

static const struct LogCase {
  const char *name;
  DsnSpan text;
  const char *words; /* NULL: no line of a log */
  const char *recipients;
  DsnAction action;
  DsnCode status;
  gboolean underscored;
} cases[] = {
  { "postfix-bounced",
    SPAN (POSTFIX "status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 no "
                  "(in reply to RCPT TO command))"),
    "host mx.example.com[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command)",
    "ann@example.com",
    DSN_ACTION_FAILED,
    { 5, 1, 1 },
    FALSE },
  { "postfix-deferred",
    SPAN (POSTFIX "status=deferred (Connection timed out)"),
    "Connection timed out",
    "ann@example.com",
    DSN_ACTION_DELAYED,
    { 5, 1, 1 },
    FALSE },
  { "postfix-sent",
    SPAN (POSTFIX "status=sent (250 2.0.0 Ok)"),
    "250 2.0.0 Ok",
    "ann@example.com",
    DSN_ACTION_DELIVERED,
    { 5, 1, 1 },
    FALSE },
  { "postfix-without-words", SPAN (POSTFIX "status=sent"), NULL },
  { "postfix-reject",
    SPAN ("mx postfix/smtpd[12]: NOQUEUE: reject: RCPT from c.example[192.0.2.5]: 554 "
          "5.7.1 <ann@example.com>: Relay access denied; from=<b@example.org> "
          "to=<ann@example.com> proto=ESMTP"),
    "554 5.7.1 <ann@example.com>: Relay access denied", "ann@example.com",
    DSN_ACTION_UNKNOWN },
  { "postscreen",
    SPAN (POSTSCREEN "550 5.7.1 Service unavailable; client [192.0.2.5] blocked using "
                     "zen.example; from=<b@example.org>, to=<ann@example.com>, x"),
    "550 5.7.1 Service unavailable; client [192.0.2.5] blocked using zen.example",
    "ann@example.com", DSN_ACTION_UNKNOWN },
  { "exim-failed",
    SPAN (EXIM "** ann@example.com R=dnslookup T=remote_smtp H=mx.example.com "
               "[192.0.2.1] X=TLS1.3:AES: SMTP error: 550 5.1.1 User unknown"),
    "SMTP error: 550 5.1.1 User unknown", "ann@example.com", DSN_ACTION_FAILED },
  { "exim-unrouteable", SPAN (EXIM "** ann@example.com: Unrouteable address"),
    "Unrouteable address", "ann@example.com", DSN_ACTION_FAILED },
  { "exim-delayed",
    SPAN (EXIM "== ann@example.com R=d T=r defer (110): Connection timed out"),
    "Connection timed out", "ann@example.com", DSN_ACTION_DELAYED },
  { "exim-delivered",
    SPAN (EXIM "=> ann@example.com R=d T=r H=mx.example.com [192.0.2.1] C=\"250 OK\""),
    "250 OK", "ann@example.com", DSN_ACTION_DELIVERED },
  { "exim-stars-in-prose", SPAN ("this ** that: not good"), NULL },
  { "exim-arrow-in-prose", SPAN ("ann => bob@example.com: C=\"4\""), NULL },
  { "exim-reject",
    SPAN ("2025-03-04 07:15:32 H=c.example [192.0.2.1] F=<b@example.org> rejected RCPT "
          "<ann@example.com>: relay not permitted"),
    "relay not permitted", "ann@example.com", DSN_ACTION_FAILED },
  { "exim-reject-for-now",
    SPAN ("H=c.example [192.0.2.1] F=<> temporarily rejected RCPT <ann@example.com>: "
          "greylisted"),
    "greylisted", "ann@example.com", DSN_ACTION_DELAYED },
  { "sendmail",
    SPAN (SENDMAIL "to=<ann@example.com>, delay=00:00:01, dsn=5.1.1, stat=User "
                   "unknown"),
    "User unknown",
    "<ann@example.com>",
    DSN_ACTION_UNKNOWN,
    { 5, 1, 1 },
    FALSE },
  { "sendmail-two",
    SPAN (SENDMAIL "to=<ann@example.com>,<cat@example.com>, ctladdr=<d@example.org> "
                   "(1/1), dsn=4.0.0, stat=Deferred: Connection refused"),
    "Deferred: Connection refused",
    "<ann@example.com>,<cat@example.com>",
    DSN_ACTION_DELAYED,
    { 4, 0, 0 },
    FALSE },
  { "sendmail-sent",
    SPAN (SENDMAIL "to=<ann@example.com>, dsn=2.0.0, stat=Sent (ok)"),
    "Sent (ok)",
    "<ann@example.com>",
    DSN_ACTION_DELIVERED,
    { 0, 0, 0 },
    FALSE },
  { "sendmail-reject",
    SPAN (SENDMAIL "ruleset=check_rcpt, arg1=<ann@example.com>, relay=c.example, "
                   "reject=550 5.7.1 Relaying denied"),
    "550 5.7.1 Relaying denied", "<ann@example.com>", DSN_ACTION_UNKNOWN },
  { "sendmail-reject-of-a-sender",
    SPAN (SENDMAIL "ruleset=check_mail, arg1=<b@example.org>, relay=c.example, "
                   "reject=553 5.1.8 Domain of sender address does not exist"),
    "553 5.1.8 Domain of sender address does not exist", NULL, DSN_ACTION_UNKNOWN },
  { "opensmtpd-failed",
    SPAN (OPENSMTPD "result=\"PermFail\" stat=\"550 5.1.1 User unknown\""),
    "550 5.1.1 User unknown", "<ann@example.com>", DSN_ACTION_FAILED },
  { "opensmtpd-delayed", SPAN (OPENSMTPD "result=\"TempFail\" stat=\"Network error\""),
    "Network error", "<ann@example.com>", DSN_ACTION_DELAYED },
  { "opensmtpd-ok", SPAN (OPENSMTPD "result=\"Ok\" stat=\"250 ok\""), "250 ok",
    "<ann@example.com>", DSN_ACTION_DELIVERED },
  { "opensmtpd-reject",
    SPAN ("smtpd[12]: 0011 smtp failed-command command=\"RCPT TO:<ann@example.com>\" "
          "result=\"550 Invalid recipient\""),
    "550 Invalid recipient", "ann@example.com", DSN_ACTION_UNKNOWN },
  { "qmail",
    SPAN ("@400000 delivery 12: failure: 192.0.2.1_does_not_like_recipient./"),
    "192.0.2.1_does_not_like_recipient.",
    NULL,
    DSN_ACTION_FAILED,
    { 0 },
    TRUE },
  { "qmail-deferral",
    SPAN ("delivery 1: deferral: No_luck./"),
    "No_luck.",
    NULL,
    DSN_ACTION_DELAYED,
    { 0 },
    TRUE },
  { "qmail-success",
    SPAN ("delivery 1: success: 192.0.2.1_accepted./"),
    "192.0.2.1_accepted.",
    NULL,
    DSN_ACTION_DELIVERED,
    { 0 },
    TRUE },
  { "exchange-source-context",
    SPAN (EXCHANGE "\"[{LRT=};{LED=550 5.4.4 ROUTING.NoMX; none};{FQDN=};{IP=}]\",,"
                   "DNS,FAIL,123,<id@example.org>,,ann@example.com,\"550 5.4.4\",1"),
    "550 5.4.4 ROUTING.NoMX; none", "ann@example.com", DSN_ACTION_FAILED },
  { "exchange-status",
    SPAN (EXCHANGE ",,AGENT,FAIL,123,<id@example.org>,guid,"
                   "ann@example.com;cat@example.com,\"550 5.7.1 no, \"\"never\"\"\",1"),
    "550 5.7.1 no, \"\"never\"\"", "ann@example.com;cat@example.com",
    DSN_ACTION_FAILED },
  { "exchange-deferred",
    SPAN (EXCHANGE ",,SMTP,DEFER,1,<id@example.org>,ann@example.com,451 4.7.0 later"),
    "451 4.7.0 later", "ann@example.com", DSN_ACTION_DELAYED },
  { "exchange-sent",
    SPAN (EXCHANGE ",,SMTP,SEND,1,<id@example.org>,ann@example.com,250 2.1.5 OK,1"),
    "250 2.1.5 OK", "ann@example.com", DSN_ACTION_DELIVERED },
  { "exchange-other-event",
    SPAN (EXCHANGE ",,SMTP,RECEIVE,1,<id@example.org>,ann@example.com,,1"), NULL },
  { "exchange-piece", SPAN ("{LRT=};{LED=451 4.4.0 DNS query failed};{FQDN=x}"),
    "451 4.4.0 DNS query failed", NULL, DSN_ACTION_UNKNOWN },
  { "exchange-piece-empty", SPAN ("{LED=};{MSG=}"), NULL },
  { "nothing", SPAN (""), NULL },
  { "prose", SPAN ("the delivery was a failure, and the status unknown"), NULL },
  { "reply", SPAN ("550 5.1.1 User unknown"), NULL },
  { "nul", SPAN ("a\0status=\0x ("), NULL },
};

static void
assert_span (DsnSpan span, const char *text)
{
  g_autofree char *copy =
      g_strndup (span.len > 0 ? (const char *) span.data : "", span.len);

  g_assert_cmpstr (copy, ==, text);
}

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct LogCase *c = row;
  DsnInput input;
  gboolean found;

  TEST_POISON (input);
  found = dsn_log_read_line (text, &input);
  if (!found) {
    TEST_ASSERT_POISON (input);
    g_assert_true (!whole || c->words == NULL);
    return;
  }
  g_assert_cmpint (input.kind, ==, DSN_INPUT_LOG_LINE);
  g_assert_cmpuint (input.words.len, >, 0);
  test_assert_inside (input.words, text);
  test_assert_inside (input.recipients, text);
  if (!whole)
    return;
  assert_span (input.words, c->words);
  assert_span (input.recipients, c->recipients != NULL ? c->recipients : "");
  g_assert_cmpint (input.action, ==, c->action);
  g_assert_cmpint (input.underscored, ==, c->underscored);
  if (c->status.klass != 0) {
    g_assert_cmpuint (input.status.klass, ==, c->status.klass);
    g_assert_cmpuint (input.status.subject, ==, c->status.subject);
    g_assert_cmpuint (input.status.detail, ==, c->status.detail);
  }
}

static void
test_row (gconstpointer data)
{
  const struct LogCase *c = data;

  test_cut_everywhere (c->text, check_cut, c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/log", cases, test_row);
  return g_test_run ();
}
