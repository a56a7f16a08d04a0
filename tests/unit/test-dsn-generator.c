/* test-dsn-generator.c: which system wrote a report. */
#include "dsn-field.h"
#include "dsn-generator.h"

#include "test-report.h"

static const struct GeneratorCase {
  const char *name;
  DsnSpan header;
  const char *mta, *extension, *value, *recipient_extension, *diagnostic_type;
  const char *generator;
} cases[] = {
  { "nothing", SPAN (""), NULL, NULL, NULL, NULL, NULL, NULL },
  { "plain", SPAN ("Subject: failure\n"), "mx.a.example", "X-Other", "v", "X-More",
    "smtp", NULL },
  { "header", SPAN ("Auto-Submitted: auto-generated (failure)\n"), NULL, NULL, NULL,
    NULL, NULL, "sendmail" },
  { "header-fold", SPAN ("Subject: Returned mail:\n see transcript for details\n"),
    NULL, NULL, NULL, NULL, NULL, NULL },
  { "header-case", SPAN ("SUBJECT: returned MAIL: see transcript for details\n"), NULL,
    NULL, NULL, NULL, NULL, "sendmail" },
  { "message-extension", SPAN (""), NULL, "X-Postfix-Queue-ID", "1", NULL, NULL,
    "postfix" },
  { "recipient-extension", SPAN (""), NULL, NULL, NULL, "X-Display-Name", NULL,
    "exchange" },
  { "mta-name", SPAN (""), "x.prod.outlook.com", NULL, NULL, NULL, NULL,
    "exchange-online" },
  { "diagnostic-type", SPAN (""), NULL, NULL, NULL, NULL, "x-notes", "domino" },
  { "service-before-mta", SPAN (""), "a.amazonses.com", "X-Postfix-Queue-ID", "1", NULL,
    NULL, "amazon-ses" },
  { "first-row-counts",
    SPAN ("Subject: Delivery status notification: Returned mail: see transcript for "
          "details\n"),
    NULL, NULL, NULL, NULL, NULL, "opensmtpd" },
  { "first-row-counts-of-fields",
    SPAN ("Subject: Delivery status notification: failure\n"
          "Auto-Submitted: auto-generated (failure)\n"),
    NULL, NULL, NULL, NULL, NULL, "opensmtpd" },
  { "header-value-elsewhere", SPAN ("X: Auto-Submitted: auto-generated (f)\n"), NULL,
    NULL, NULL, NULL, NULL, NULL },
  { "status-name-in-header", SPAN ("X-Postfix-Queue-ID: 1\n"), NULL, NULL, NULL, NULL,
    NULL, NULL },
};

static void
test_row (gconstpointer data)
{
  const struct GeneratorCase *c = data;
  g_autoptr (DsnReport) report = dsn_report_new (100);
  g_autoptr (GArray) fields = dsn_field_collect (c->header);
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  report->reporting_mta.name = c->mta;
  recipient->diagnostic_type = c->diagnostic_type;
  if (c->extension != NULL)
    dsn_report_add_extension (report, &report->extensions,
                              dsn_span_of_string (c->extension),
                              dsn_span_of_string (c->value), 0);
  if (c->recipient_extension != NULL)
    dsn_report_add_extension (report, &recipient->extensions,
                              dsn_span_of_string (c->recipient_extension),
                              DSN_SPAN_LIT ("v"), 0);
  g_assert_cmpstr (dsn_generator_find (fields, report), ==, c->generator);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/generator", cases, test_row);
  return g_test_run ();
}
