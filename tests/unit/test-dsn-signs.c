/* test-dsn-signs.c: what a header says for and against its being a notice's. */
#include "dsn-signs.h"

#include "test-util.h"

static const struct SignsCase {
  const char *name;
  const char *header;
  int weight;
  const char *flags; /* f: From, s: Subject, d: delay, n: null path, x: failed */
} signs_cases[] = {
  { "qmail", "From: MAILER-DAEMON@a.example\nSubject: failure notice\n", 4, "fs" },
  { "exim",
    "X-Failed-Recipients: a@b\nAuto-Submitted: auto-replied\nFrom: Mail Delivery "
    "System "
    "<Mailer-Daemon@a.example>\nSubject: Mail delivery failed\nReturn-Path: <>\n",
    11, "fsnx" },
  { "warning", "From: postmaster@a.example\nSubject: Delivery delayed\n", 4, "fsd" },
  { "encoded-subject",
    "Subject: =?utf-8?q?Unzustellbar:_x?=\nFrom: postmaster@a.example\n", 4, "fs" },
  { "empty-from", "From: MAILER-DAEMON <>\n", 2, "f" },
  { "path-of-the-daemon", "Return-Path: <MAILER-DAEMON@a.example>\n", 2, "n" },
  { "report", "Content-Type: multipart/report; boundary=b\n", 2, "" },
  { "list-owner", "From: mailer-daemon@a.example\nList-Post: <mailto:l@a>\n", 1, "f" },
  { "list-owner-and-subject",
    "From: mailer-daemon@a.example\nList-Post: <mailto:l@a>\nList-Unsubscribe: "
    "<mailto:l@a>\nSubject: failure notice\n",
    2, "fs" },
  { "not-automatic", "Auto-Submitted: no\n", 0, "" },
  { "local-part", "From: ndr@a.example\nSubject: Delivery warning\n", 4, "fsd" },
  { "local-part-in-angles", "From: Mail <Bounces@a.example>\n", 2, "f" },
  { "longer-local-part", "From: sandra.ndr2@a.example\n", 0, "" },
  { "domain-is-no-name", "From: ann@postmaster.example\n", 0, "" },
  { "reply", "From: postmaster@a.example\nSubject: Re: failure notice\n", 0, "fs" },
  { "forward", "From: postmaster@a.example\nSubject: Fwd: Undeliverable: x\n", 0,
    "fs" },
  { "not-looked-at", "From: ann@a.example\nSubject: Fwd: Undeliverable: x\n", 0, "" },
  { "list", "Auto-Submitted: auto-generated\nSubject: [l] Undeliverable mail\n", -1,
    "s" },
  { "absence",
    "Return-Path: <>\nAuto-Submitted: auto-replied\nSubject: Automatic reply: x\n", -1,
    "n" },
  { "ordinary", "From: Ann <ann@a.example>\nSubject: hello\nDate: x\n", 0, "" },
  { "nothing", "", 0, "" },
};

static void
check_cut (DsnSpan header, gboolean whole, gconstpointer row)
{
  const struct SignsCase *c = row;
  g_autoptr (GArray) fields = dsn_field_collect (header);
  DsnSigns signs = dsn_signs_read (fields);
  g_autoptr (GString) flags = g_string_new (NULL);

  test_assert_inside (signs.failed, header);
  if (!whole)
    return;
  g_string_append (flags, signs.from_system ? "f" : "");
  g_string_append (flags, signs.subject ? "s" : "");
  g_string_append (flags, signs.delay ? "d" : "");
  g_string_append (flags, signs.null_path ? "n" : "");
  g_string_append (flags, signs.failed.len > 0 ? "x" : "");
  g_assert_cmpint (signs.weight, ==, c->weight);
  g_assert_cmpstr (flags->str, ==, c->flags);
}

static void
test_signs (gconstpointer data)
{
  const struct SignsCase *c = data;

  test_cut_everywhere (dsn_span_of_string (c->header), check_cut, c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/signs", signs_cases, test_signs);
  return g_test_run ();
}
