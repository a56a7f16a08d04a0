/* test-dialect-domain-report.c: DMARC aggregate and TLS reports, by structure. */
#include "test-dialect.h"

#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n"
#define PART(type) "--b\nContent-Type: " type "\n\nx\n"
#define NAMED(name) PART ("application/gzip; name=\"" name "\"")
#define END "--b--\n"
#define DMARC "dmarc-aggregate", DSN_KIND_OTHER, "", "", ""
#define TLS "tls-rpt", DSN_KIND_OTHER, "", "", ""
#define NOTHING NULL, DSN_KIND_OTHER, "", "", ""

static const struct DialectRow cases[] = {
  { "name", SPAN (MIXED NAMED ("a.example!b.example!1740787200!1740873599.xml.gz") END),
    DMARC },
  { "name-with-id",
    SPAN (MIXED NAMED ("a.example!b.example!1740787200!1740873599!7.xml") END), DMARC },
  { "name-of-disposition",
    SPAN (MIXED
          "--b\nContent-Type: application/zip\nContent-Disposition: attachment;\n "
          "filename=a!b!1740787200!1740873599.zip\n\nx\n" END),
    DMARC },
  { "whole-message",
    SPAN ("Content-Type: application/x-zip-compressed; "
          "name=a!b!1740787200!1740873599.zip\n\nx\n"),
    DMARC },
  { "subject",
    SPAN ("Subject: Report Domain: b.example Submitter: a.example Report-ID: 1\n" MIXED
              PART ("application/octet-stream") END),
    DMARC },
  { "subject-without-archive",
    SPAN (
        "Subject: Report Domain: b.example Submitter: a.example Report-ID: 1\n\nhi\n"),
    NOTHING },
  { "talk-about-one",
    SPAN ("Subject: Re: what is this mail with Report Domain: b Submitter: a?\n" MIXED
              PART ("application/zip; name=x.zip") END),
    NOTHING },
  { "other-archive", SPAN (MIXED NAMED ("photos!!!.zip") END), NOTHING },
  { "short-times", SPAN (MIXED NAMED ("a!b!12!34.xml.gz") END), NOTHING },
  { "other-ending", SPAN (MIXED NAMED ("a!b!1740787200!1740873599.exe") END), NOTHING },
  { "forwarded",
    SPAN ("Content-Type: message/rfc822\n\n" MIXED NAMED (
        "a!b!1740787200!1740873599.xml") END),
    NOTHING },
  { "tls-report-type",
    SPAN ("Content-Type: multipart/report; report-type=TLSRPT; boundary=b\n\n" PART (
        "text/plain") END),
    TLS },
  { "tls-part", SPAN (MIXED PART ("application/tlsrpt+gzip") END), TLS },
  { "tls-json", SPAN ("Content-Type: application/tlsrpt+json\n\n{}\n"), TLS },
  { "tls-header", SPAN ("TLS-Report-Domain: b.example\n\nhi\n"), TLS },
  { "tls-forwarded",
    SPAN ("Content-Type: message/rfc822\n\nContent-Type: "
          "application/tlsrpt+json\n\n{}\n"),
    NOTHING },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/domain-report", cases, test_dialect_row);
  return g_test_run ();
}
