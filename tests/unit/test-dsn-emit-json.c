/* test-dsn-emit-json.c: reports as lines of JSON, keys in their order. */
#include "dsn-emit-json.h"

#include "test-json.h"
#include "test-report.h"

static DsnReport *
make_report (void)
{
  DsnReport *report = dsn_report_new (10);
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  report->kind = DSN_KIND_DELIVERY_STATUS;
  report->format = "rfc3464";
  recipient->verdict.category = "unclassified";
  return report;
}

static void
assert_json (const DsnReport *report, const DsnEmitOptions *options,
             const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *line = g_strconcat (expected, "\n", NULL);

  dsn_emit_json (report, options, out);
  g_assert_cmpstr (out->str, ==, line);
  g_assert_true (test_json_is_line (out));
}

static void
test_least (void)
{
  g_autoptr (DsnReport) report = make_report ();

  assert_json (
      report, &(DsnEmitOptions){ .source = "-" },
      "{\"type\":\"report\",\"schema\":1,\"source\":\"-\",\"kind\":\"delivery-"
      "status\",\"format\":\"rfc3464\",\"report\":{},\"recipients\":[{\"verdict\":"
      "{\"category\":\"unclassified\",\"hard\":false,\"action\":\"none\","
      "\"confidence\":\"low\"}}]}");
}

static void
fill_recipient (DsnReport *report, DsnRecipient *recipient)
{
  recipient->address = "a@b\303\274.example";
  recipient->address_ascii = "a@xn--b-xga.example";
  recipient->address_type = "rfc822";
  recipient->final_recipient = "f@b.example";
  recipient->original_recipient = "o@b.example";
  recipient->action = DSN_ACTION_FAILED;
  recipient->status = (DsnCode){ 5, 1, 1 };
  recipient->diagnostic_status = (DsnCode){ 5, 7, 1 };
  recipient->reply_code = 550;
  recipient->remote_mta = (DsnTypedName){ "dns", "mx.b.example" };
  recipient->last_attempt_date = 0;
  recipient->final_log_id = "L1";
  recipient->will_retry_until = 1;
  recipient->diagnostic_type = "smtp";
  recipient->diagnostic_text = "550 \"no\"";
  recipient->diagnostic_by = DSN_DIAGNOSTIC_BY_REMOTE;
  dsn_report_add_extension (report, &recipient->extensions, DSN_SPAN_LIT ("X-A"),
                            DSN_SPAN_LIT ("v"), 0);
  recipient->verdict =
      (DsnVerdict){ .status = { 5, 7, 1 },
                    .category = "policy-violation",
                    .hard = TRUE,
                    .scope = DSN_SCOPE_SENDER,
                    .advice = DSN_ADVICE_FIX,
                    .confidence = DSN_CONFIDENCE_HIGH,
                    .evidence_by = DSN_EVIDENCE_WORDING,
                    .evidence_wording = "w-1",
                    .evidence_text = "no",
                    .evidence_over = { { "w-2", "user-unknown" },
                                       { "w-3", "mailbox-full" } },
                    .evidence_against = { { { 5, 1, 1 }, DSN_EVIDENCE_STATUS } },
                    .blocklist = { "l-1", "List 1", "https://l.example/" } };
}

static void
test_most (void)
{
  g_autoptr (DsnReport) report = make_report ();

  report->generator = "postfix";
  report->reporting_mta = (DsnTypedName){ "dns", "mx.a.example" };
  report->received_from_mta = (DsnTypedName){ "x-local", "pc" };
  report->dsn_gateway = (DsnTypedName){ NULL, "gw" };
  report->arrival_date = 1744927800;
  report->original_envelope_id = "E1";
  report->headers = (DsnHeaders){ "1@a", 2, "f", "t", "s", NULL };
  report->original = (DsnHeaders){ "2@a", G_MININT64, NULL, NULL, NULL, "l" };
  report->has_original = TRUE;
  fill_recipient (report, &g_array_index (report->recipients, DsnRecipient, 0));
  dsn_report_add_extension (report, &report->extensions, DSN_SPAN_LIT ("X-B"),
                            DSN_SPAN_LIT ("w"), 0);
  dsn_defects_add (report->defects, DSN_DEFECT_BARE_CR, 7, DSN_SPAN_LIT ("d"));
  assert_json (
      report,
      &(DsnEmitOptions){ .source = "box", .in_mbox = TRUE, .offset = 5000000000 },
      "{\"type\":\"report\",\"schema\":1,\"source\":\"box\",\"offset\":5000000000,"
      "\"kind\":\"delivery-status\",\"format\":\"rfc3464\",\"generator\":\"postfix\","
      "\"reporting_mta\":\"mx.a.example\",\"received_from_mta\":\"pc\","
      "\"received_from_mta_type\":\"x-local\",\"dsn_gateway\":\"gw\","
      "\"arrival_date\":\"2025-04-17T22:10:00Z\",\"original_envelope_id\":\"E1\","
      "\"report\":{\"message_id\":\"1@a\",\"date\":\"1970-01-01T00:00:02Z\",\"from\":"
      "\"f\",\"to\":\"t\",\"subject\":\"s\"},\"original\":{\"message_id\":\"2@a\","
      "\"list_id\":\"l\"},\"fields\":[{\"name\":\"X-B\",\"value\":\"w\"}],"
      "\"recipients\":[{\"address\":\"a@b\303\274.example\",\"address_ascii\":"
      "\"a@xn--b-xga.example\",\"final_recipient\":\"f@b.example\","
      "\"original_recipient\":\"o@b.example\",\"address_type\":\"rfc822\",\"action\":"
      "\"failed\",\"status\":\"5.1.1\",\"diagnostic_status\":\"5.7.1\",\"reply_code\":"
      "550,\"remote_mta\":\"mx.b.example\",\"last_attempt_date\":"
      "\"1970-01-01T00:00:00Z\",\"final_log_id\":\"L1\",\"will_retry_until\":"
      "\"1970-01-01T00:00:01Z\",\"diagnostic_code\":{\"type\":\"smtp\",\"text\":"
      "\"550 \\\"no\\\"\",\"by\":\"remote\"},\"fields\":[{\"name\":\"X-A\",\"value\":"
      "\"v\"}],\"verdict\":{\"status\":\"5.7.1\",\"category\":\"policy-violation\","
      "\"hard\":true,\"scope\":\"sender\",\"action\":\"fix\",\"confidence\":\"high\","
      "\"evidence\":{\"by\":\"wording\",\"wording\":\"w-1\",\"text\":\"no\","
      "\"over\":[\"w-2\",\"w-3\"],\"against\":[{\"by\":\"status\",\"code\":\"5.1.1\"}]}"
      ","
      "\"blocklist\":{\"id\":\"l-1\",\"name\":\"List 1\",\"lookup\":"
      "\"https://l.example/\"}}}],"
      "\"defects\":[{\"id\":\"bare-cr\",\"offset\":7,\"detail\":\"d\"}]}");
}

static void
test_other (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (10);

  report->headers.subject = "hello";
  assert_json (report, &(DsnEmitOptions){ .source = "a" },
               "{\"type\":\"other\",\"schema\":1,\"source\":\"a\",\"report\":{"
               "\"subject\":\"hello\"}}");
}

static void
test_no_recipients (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (10);

  report->kind = DSN_KIND_DELIVERY_STATUS;
  assert_json (report, &(DsnEmitOptions){ .source = NULL },
               "{\"type\":\"report\",\"schema\":1,\"kind\":\"delivery-status\","
               "\"report\":{},\"recipients\":[]}");
}

static const struct ErrorCase {
  const char *name;
  const char *source, *message, *line;
} error_cases[] = {
  { "plain", "a.eml", "cannot read 'a.eml'",
    "{\"type\":\"error\",\"schema\":1,\"source\":\"a.eml\",\"message\":\"cannot read "
    "'a.eml'\"}\n" },
  { "bytes", "\351\n\".eml", "no",
    "{\"type\":\"error\",\"schema\":1,\"source\":\"\357\277\275\\n\\\".eml\","
    "\"message\":"
    "\"no\"}\n" },
};

static void
test_error (gconstpointer data)
{
  const struct ErrorCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_json_error (c->message, &(DsnEmitOptions){ .source = c->source }, out);
  g_assert_cmpstr (out->str, ==, c->line);
  g_assert_true (test_json_is_line (out));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/emit-json/least", test_least);
  g_test_add_func ("/emit-json/most", test_most);
  g_test_add_func ("/emit-json/other", test_other);
  g_test_add_func ("/emit-json/no-recipients", test_no_recipients);
  TEST_ADD_ROWS ("/emit-json/error", error_cases, test_error);
  return g_test_run ();
}
