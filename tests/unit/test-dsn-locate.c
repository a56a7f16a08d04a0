/* test-dsn-locate.c: which part is the report, the explanation, the original. */
#include "dsn-locate.h"

#include "test-message.h"

#define HEAD(type) "Content-Type: " type "; boundary=b\n\n"
#define PART(type, body) "--b\nContent-Type: " type "\n\n" body "\n"
#define REPORT HEAD ("multipart/report")
#define MIXED HEAD ("multipart/mixed")
#define TEXT_PART PART ("text/plain", "sorry")
#define STATUS PART ("message/delivery-status", "Status: 5.1.1")
#define RETURNED PART ("message/rfc822", "Subject: mine\n\nbody")
#define END "--b--\n"
#define ENCODED                                                                        \
  "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n"

static const struct LocateCase {
  const char *name;
  DsnSpan text;
  const char *found;  /* reports / explanation / original */
  const char *header; /* of the original */
} cases[] = {
  { "usual", SPAN (REPORT TEXT_PART STATUS RETURNED END), "2 / 1 / 3",
    "Subject: mine" },
  { "no-original", SPAN (REPORT TEXT_PART STATUS END), "2 / 1 / -", NULL },
  { "report-first", SPAN (REPORT STATUS TEXT_PART RETURNED END), "1 / - / 3",
    "Subject: mine" },
  { "original-first", SPAN (REPORT TEXT_PART RETURNED STATUS END), "4 / 1 / 2",
    "Subject: mine" },
  { "behind-beats-before",
    SPAN (REPORT RETURNED STATUS PART ("text/rfc822-headers", "Subject: b") END),
    "3 / - / 4", "Subject: b\n" },
  { "headers",
    SPAN (REPORT TEXT_PART STATUS PART ("text/rfc822-headers", "Subject: a") END),
    "2 / 1 / 3", "Subject: a\n" },
  { "message-headers",
    SPAN (REPORT TEXT_PART STATUS PART ("message/rfc822-headers", "Subject: a") END),
    "2 / 1 / 3", "Subject: a\n" },
  { "global",
    SPAN (REPORT TEXT_PART PART ("message/global-delivery-status", "Status: 5.1.1")
              PART ("message/global-headers", "Subject: a") END),
    "2 / 1 / 3", "Subject: a\n" },
  { "tracking", SPAN (REPORT TEXT_PART PART ("message/tracking-status", "x: y") END),
    "2 / 1 / -", NULL },
  { "mixed", SPAN (MIXED TEXT_PART STATUS RETURNED END), "2 / 1 / 3", "Subject: mine" },
  { "top-level", SPAN ("Content-Type: message/delivery-status\n\nStatus: 5.1.1\n"),
    "0 / - / -", NULL },
  { "two-reports", SPAN (REPORT TEXT_PART STATUS STATUS RETURNED END), "2,3 / 1 / 4",
    "Subject: mine" },
  { "html-is-no-explanation", SPAN (REPORT PART ("text/html", "<p>") STATUS END),
    "2 / - / -", NULL },
  { "untyped-explanation", SPAN (REPORT "--b\n\nsorry\n" STATUS END), "2 / 1 / -",
    NULL },
  { "forwarded",
    SPAN ("Content-Type: message/rfc822\n\n" REPORT TEXT_PART STATUS RETURNED END),
    "3 / 2 / 4", "Subject: mine" },
  { "returned-report-does-not-count",
    SPAN (REPORT TEXT_PART STATUS
          "--b\nContent-Type: message/rfc822\n\n"
          "Content-Type: message/delivery-status\n\nStatus: 4.0.0\n" END),
    "2 / 1 / 3", "Content-Type: message/delivery-status" },
  { "outermost-wins",
    SPAN (MIXED "--b\nContent-Type: message/rfc822\n\n"
                "Content-Type: message/delivery-status\n\nStatus: 4.0.0\n" STATUS END),
    "3 / - / 1", "Content-Type: message/delivery-status" },
  { "unlabelled",
    SPAN (REPORT TEXT_PART PART ("text/plain", "Status: 5.1.1") RETURNED END),
    "2 / 1 / 3", "Subject: mine" },
  { "unlabelled-in-mixed",
    SPAN (MIXED TEXT_PART PART ("text/plain", "Status: 5.1.1") END), "- / - / -",
    NULL },
  { "unlabelled-other-field",
    SPAN (REPORT TEXT_PART PART ("text/plain", "Stat: 5.1.1") END), "- / - / -", NULL },
  { "encoded-message",
    SPAN (ENCODED "Content-Type: message/delivery-status\n\nStatus: 5.1.1\n"),
    "1 / - / -", NULL },
  { "encoded-original",
    SPAN (REPORT TEXT_PART STATUS "--b\n" ENCODED "Subject: a=20b\n\nx\n" END),
    "2 / 1 / 3", "Subject: a b" },
  { "plain-mail", SPAN ("Content-Type: text/plain\n\nStatus: 5.1.1\n"), "- / - / -",
    NULL },
  { "disposition",
    SPAN (REPORT TEXT_PART PART ("message/disposition-notification", "X: y") END),
    "- / - / -", NULL },
  { "junk-before-original",
    SPAN (REPORT STATUS PART ("text/rfc822-headers", "\n>From a\nSubject: a") END),
    "1 / - / 2", "Subject: a\n" },
};

static gboolean
is_status (DsnSpan name)
{
  return dsn_span_equal_nocase (name, DSN_SPAN_LIT ("status"));
}

static void
append_index (GString *out, const char *before, guint index)
{
  g_string_append (out, before);
  if (index == DSN_PART_NONE)
    g_string_append_c (out, '-');
  else
    g_string_append_printf (out, "%u", index);
}

static char *
describe (const DsnLocation *location)
{
  GString *out = g_string_new (NULL);

  if (location->reports->len == 0)
    g_string_append_c (out, '-');
  for (guint i = 0; i < location->reports->len; i++)
    append_index (out, i > 0 ? "," : "", g_array_index (location->reports, guint, i));
  append_index (out, " / ", location->explanation);
  append_index (out, " / ", location->original);
  return g_string_free (out, FALSE);
}

static void
test_row (gconstpointer data)
{
  const struct LocateCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (DsnDefects) defects = dsn_defects_new (100);
    g_autoptr (GBytes) bytes = test_bytes (c->text, n);
    g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
    g_auto (DsnLocation) location = { 0 };
    g_autofree char *found = NULL;
    DsnSpan header = { NULL, 0 };

    dsn_locate_report (message, is_status, &location);
    if (location.original != DSN_PART_NONE)
      header = dsn_locate_original_header (message, location.original);
    if (n < c->text.len)
      continue;
    found = describe (&location);
    g_assert_cmpstr (found, ==, c->found);
    g_assert_cmpint (c->header != NULL, ==, location.original != DSN_PART_NONE);
    if (c->header != NULL)
      g_assert_true (dsn_span_starts_nocase (header, dsn_span_of_string (c->header)) ||
                     dsn_span_equal (dsn_span_trim (header),
                                     dsn_span_trim (dsn_span_of_string (c->header))));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/locate", cases, test_row);
  return g_test_run ();
}
