/* test-checklist-i.c: section I of the RFC checklist: unknown codes, limits and
 * offsets. test-checklist-large.c asks about time. */
#include "test-checklist.h"

#define KIB 1024
#define MIB (1024 * KIB)

/* Every shape of a code that a registry may get one day, 2,640 recipients in all. */
static void
test_unknown_codes (void)
{
  g_autoptr (GString) body = g_string_new (TEST_GROUP);
  g_autoptr (DsnReport) report = NULL;
  g_autofree char *json = NULL;
  guint count = 0;

  for (guint klass = 2; klass <= 5; klass += klass == 2 ? 2 : 1)
    for (guint subject = 0; subject <= 999; subject += subject < 9 ? 1 : 495)
      for (guint detail = 0; detail <= 999; detail += detail < 60 ? 1 : 47, count++)
        g_string_append_printf (body,
                                "Final-Recipient: rfc822; r%u@books.example\n"
                                "Action: %s\nStatus: %u.%u.%u\n\n",
                                count, klass == 2 ? "delivered" : "failed", klass,
                                subject, detail);
  report = test_parse_status (body->str);
  g_assert_cmpuint (count, >, 2000);
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, count);
  for (guint i = 0; i < count; i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);
    const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);

    g_assert_cmpuint (verdict->status.klass, ==,
                      dsn_recipient_get_status (recipient).klass);
    g_assert_nonnull (verdict->category);
  }
  test_assert_defects (report, "");
  json = test_json (report);
  test_assert_holds (json, "\"status\":\"5.999.");
}

/* What is no code: told, kept, and the recipient is there all the same. */
static const struct OddCase {
  const char *path;
  const char *status;
} odd_cases[] = {
  { "/checklist/I-2/class-0", "0.1.1" },
  { "/checklist/I-2/class-1", "1.0.0" },
  { "/checklist/I-2/class-3", "3.1.1" },
  { "/checklist/I-2/class-9", "9.9.9" },
  { "/checklist/I-2/negative", "-5.1.1" },
  { "/checklist/I-2/huge", "5.99999999999999999999.1" },
  { "/checklist/I-2/hexadecimal", "0x5.1.1" },
  { "/checklist/I-2/full-width", "５.１.１" },
  { "/checklist/I-2/words", "soon" },
  { "/checklist/I-2/reply-code", "550" },
  { "/checklist/I-2/dots", "..." },
  { "/checklist/I-2/comment-only", "(5.1.1)" },
};

static void
test_odd_code (gconstpointer data)
{
  const struct OddCase *c = data;
  g_autofree char *fields =
      g_strconcat (TEST_FINAL "Action: failed\nStatus: ", c->status, "\n", NULL);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnRecipient *recipient = test_only_recipient (report);
  g_autofree char *json = test_json (report);

  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_FAILED, "");
  g_assert_cmpstr (test_find_field (recipient, "Status"), ==, c->status);
  g_assert_false (dsn_recipient_get_verdict (recipient)->hard);
  g_assert_nonnull (dsn_recipient_get_verdict (recipient)->category);
  test_assert_defects (report, "bad-status missing-status");
  test_assert_holds (json, "\"action\":\"failed\",");
  g_assert_null (strstr (json, "\"action\":\"failed\",\"status\":"));
}

static void
append_times (GString *out, const char *text, guint times)
{
  for (guint i = 0; i < times; i++)
    g_string_append (out, text);
}

static void
append_fill (GString *out, gsize len)
{
  g_autofree char *fill = g_strnfill (len, 'a');

  g_string_append_len (out, fill, (gssize) len);
}

/* The builders make a report of TEST_FAILED in which something is there @n times. */
static void
build_header_bytes (GString *out, guint n)
{
  g_string_append (out, TEST_HEADER "X-Big:");
  append_fill (out, n);
  g_string_append (out, "\n" TEST_REPORT_TYPE "\n" TEST_STATUS TEST_GROUP TEST_FAILED
                        "\n" TEST_END);
}

static void
build_headers (GString *out, guint n) /* 8 fields are there already */
{
  /* Past the limit is Content-Type: the boundary is guessed then. */
  append_times (out, "X-Many: 1\n", n - 8);
  g_string_append (out, TEST_HEADER TEST_REPORT_TYPE
                   "\n" TEST_STATUS TEST_GROUP TEST_FAILED "\n" TEST_END);
}

/* At depth @n - 2 stands the multipart, at @n - 1 its parts; the root is at 0. */
static void
build_depth (GString *out, guint n)
{
  g_string_append (out, TEST_HEADER);
  append_times (out, "Content-Type: message/rfc822\n\n", n - 2);
  g_string_append (out, TEST_REPORT_TYPE "\n" TEST_STATUS TEST_GROUP TEST_FAILED
                                         "\n" TEST_END);
}

static void
build_parts (GString *out, guint n) /* the root and the report are two */
{
  g_string_append (out, TEST_HEADER TEST_REPORT_TYPE
                   "\n" TEST_STATUS TEST_GROUP TEST_FAILED "\n");
  append_times (out, "--B\n\nx\n", n - 2);
  g_string_append (out, TEST_END);
}

static void
build_fields (GString *out, guint n) /* three are there already */
{
  g_string_append (out, TEST_HEADER TEST_REPORT_TYPE
                   "\n" TEST_STATUS TEST_GROUP TEST_FAILED);
  append_times (out, "X-Many: 1\n", n - 3);
  g_string_append (out, "\n" TEST_END);
}

static void
build_field_bytes (GString *out, guint n)
{
  g_string_append (out, TEST_HEADER TEST_REPORT_TYPE
                   "\n" TEST_STATUS TEST_GROUP TEST_FAILED "Diagnostic-Code:smtp;");
  append_fill (out, n - strlen ("smtp;"));
  g_string_append (out, "\n\n" TEST_END);
}

static void
build_recipients (GString *out, guint n)
{
  g_string_append (out, TEST_HEADER TEST_REPORT_TYPE
                   "\n" TEST_STATUS TEST_GROUP TEST_FAILED);
  append_times (out,
                "\nFinal-Recipient: rfc822; r@books.example\nAction: failed\n"
                "Status: 5.2.2\n",
                n - 1);
  g_string_append (out, "\n" TEST_END);
}

static void
build_boundary (GString *out, guint n)
{
  g_autofree char *boundary = g_strnfill (n, 'b');

  g_string_append_printf (
      out,
      TEST_HEADER
      "Content-Type: multipart/report; report-type=delivery-status;\n"
      " boundary=%s\n\n--%s\nContent-Type: message/delivery-status\n\n" TEST_GROUP
          TEST_FAILED "\n--%s--\n",
      boundary, boundary, boundary);
}

static void
build_size (GString *out, guint n)
{
  g_string_append (out, TEST_HEADER TEST_REPORT_TYPE
                   "\n" TEST_STATUS TEST_GROUP TEST_FAILED "\n" TEST_END);
  append_fill (out, n - out->len);
}

/* Reaching a limit is fine, going past it is told; then either all is lost that depends
 * on it, or the rest is read. */
static const struct LimitCase {
  const char *path;
  void (*build) (GString *out, guint n);
  guint limit;
  const char *defect;
  gboolean goes_on;
  guint recipients;
  DsnLimits limits; /* all 0: the defaults */
} limit_cases[] = {
  { "/checklist/I-3/header-bytes", build_header_bytes, MIB, "header-too-long", TRUE,
    1 },
  { "/checklist/I-3/depth", build_depth, 32, "too-deep", FALSE, 1 },
  { "/checklist/I-3/parts", build_parts, 1000, "too-many-parts", TRUE, 1 },
  { "/checklist/I-3/recipients", build_recipients, 10000, "too-many-recipients", TRUE,
    10000 },
  { "/checklist/I-3/field-bytes", build_field_bytes, 64 * KIB, "field-too-long", TRUE,
    1 },
  { "/checklist/I-3/headers", build_headers, 10000, "too-many-headers", TRUE, 1 },
  { "/checklist/I-3/fields", build_fields, 1000, "too-many-fields", TRUE, 1 },
  { "/checklist/I-3/boundary-bytes", build_boundary, 1024, "boundary-too-long", FALSE,
    1 },
  { "/checklist/I-3/message-bytes", build_size, 64 * MIB, "message-too-big", FALSE, 1 },
  { "/checklist/I-3/own-header-bytes",
    build_header_bytes,
    200,
    "header-too-long",
    TRUE,
    1,
    { .header_size = 200 } },
  { "/checklist/I-3/own-depth", build_depth, 4, "too-deep", FALSE, 1, { .depth = 4 } },
  { "/checklist/I-3/own-parts",
    build_parts,
    4,
    "too-many-parts",
    TRUE,
    1,
    { .parts = 4 } },
  { "/checklist/I-3/own-recipients",
    build_recipients,
    3,
    "too-many-recipients",
    TRUE,
    3,
    { .recipients = 3 } },
  { "/checklist/I-3/own-field-bytes",
    build_field_bytes,
    80,
    "field-too-long",
    TRUE,
    1,
    { .field_size = 80 } },
  { "/checklist/I-3/own-headers",
    build_headers,
    20,
    "too-many-headers",
    TRUE,
    1,
    { .headers = 20 } },
  { "/checklist/I-3/own-fields",
    build_fields,
    5,
    "too-many-fields",
    TRUE,
    1,
    { .fields = 5 } },
  { "/checklist/I-3/own-boundary-bytes",
    build_boundary,
    30,
    "boundary-too-long",
    FALSE,
    1,
    { .boundary_size = 30 } },
  { "/checklist/I-3/own-message-bytes",
    build_size,
    2000,
    "message-too-big",
    FALSE,
    1,
    { .message_size = 2000 } },
};

static void
test_limit (gconstpointer data)
{
  const struct LimitCase *c = data;
  g_autoptr (GString) text = g_string_new (NULL), over = g_string_new (NULL);
  g_autoptr (DsnReport) report = NULL, beyond = NULL;

  c->build (text, c->limit);
  report = test_parse_with (text->str, text->len, &c->limits);
  g_assert_null (test_find_defect (report, c->defect));
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, c->recipients);
  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_FAILED, "5.1.1");
  c->build (over, c->limit + 1);
  beyond = test_parse_with (over->str, over->len, &c->limits);
  g_assert_nonnull (test_find_defect (beyond, c->defect));
  g_assert_cmpuint (dsn_report_get_recipient_count (beyond), ==,
                    c->goes_on ? c->recipients : 0);
  if (c->goes_on)
    test_assert_recipient (beyond, 0, "reader@books.example", DSN_ACTION_FAILED,
                           "5.1.1");
  else
    g_assert_cmpint (dsn_report_get_kind (beyond), ==, DSN_KIND_OTHER);
}

/* Text past the limit is cut, not dropped, and the finding stands at its field. */
static void
test_field_kept (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (DsnReport) report = NULL;
  const char *kept;

  build_field_bytes (text, 3 * 64 * KIB);
  report = test_parse_with (text->str, text->len, NULL);
  kept = dsn_recipient_get_diagnostic_code (test_only_recipient (report), NULL, NULL);
  g_assert_cmpuint (strlen (kept), ==, 64 * KIB - strlen ("smtp;"));
  g_assert_cmpuint (test_find_defect (report, "field-too-long")->offset, ==,
                    strstr (text->str, "smtp;") - text->str);
}

/* Of the findings too there are only so many; the last says so. */
static void
test_defects_limit (void)
{
  g_autoptr (GString) body = g_string_new (TEST_GROUP TEST_FAILED);
  g_autoptr (DsnReport) report = NULL;

  append_times (body, "Status: 5.2.2\n", 500);
  report = test_parse_status (body->str);
  test_assert_reader (report);
  g_assert_cmpuint (dsn_report_get_defect_count (report), <=, 116);
  test_assert_defects (report, "duplicate-field too-many-defects");
}

/* Decoded bodies have one budget. */
static void
test_decoded_limit (void)
{
  static const char text[] = TEST_HEADER TEST_REPORT_TYPE
      "\n--B\nContent-Type: message/delivery-status\n"
      "Content-Transfer-Encoding: quoted-printable\n\n" TEST_GROUP TEST_FAILED
      "X-Far: away\n" TEST_END;
  const char *body = strstr (text, "Reporting-MTA");
  gsize len = (gsize) (strstr (text, "X-Far") - body);
  g_autoptr (DsnReport) report =
      test_parse_with (text, strlen (text), &(DsnLimits){ .decoded_size = len });

  test_assert_reader (report);
  g_assert_null (test_find_field (test_only_recipient (report), "X-Far"));
  test_assert_defects (report, "decoded-too-big encoded-report");
}

/* A finding stands at the byte where its cause begins, and tells the bytes themselves.
 * The values of a report have no offsets to show yet. */
static const struct OffsetCase {
  const char *path;
  const char *text;
  const char *defect;
  const char *where;  /* what stands at the offset; NULL: nothing but the end */
  const char *detail; /* NULL: there is none to compare */
  gboolean no_cr;     /* not so with CR alone: a line that is no field is none there */
} offset_cases[] = {
  { "/checklist/I-4/return-path",
    "Return-Path: <odd@relay.example>\n" TEST_REPORT_TYPE
    "\n" TEST_STATUS TEST_GROUP TEST_FAILED TEST_END,
    "non-null-return-path", " <odd@relay.example>", "<odd@relay.example>" },
  { "/checklist/I-4/container",
    "X-First: 1\nContent-Type: multipart/report; boundary=B\n\n" TEST_STATUS TEST_GROUP
        TEST_FAILED TEST_END,
    "report-type-missing", "X-First", NULL },
  { "/checklist/I-4/junk-in-header",
    TEST_HEADER "no field at all\n" TEST_REPORT_TYPE
                "\n" TEST_STATUS TEST_GROUP TEST_FAILED TEST_END,
    "junk-in-header", "no field at all", "no field at all", TRUE },
  { "/checklist/I-4/boundary-not-closed",
    TEST_HEADER TEST_REPORT_TYPE "\n" TEST_STATUS TEST_GROUP TEST_FAILED,
    "boundary-not-closed", NULL, "B" },
  { "/checklist/I-4/group",
    TEST_HEADER TEST_REPORT_TYPE
    "\n" TEST_STATUS TEST_GROUP TEST_FAILED
    "Final-Recipient: rfc822; next@books.example\n" TEST_END,
    "groups-run-together", "Final-Recipient: rfc822; next", "Final-Recipient" },
  { "/checklist/I-4/missing-field",
    TEST_HEADER TEST_REPORT_TYPE "\n" TEST_STATUS TEST_GROUP TEST_FAILED
                                 "\nOriginal-Recipient: rfc822; "
                                 "x@books.example\nFinal-Recipient: rfc822; "
                                 "x@books.example\nAction: failed\n" TEST_END,
    "missing-status", "Original-Recipient", NULL },
  { "/checklist/I-4/duplicate",
    TEST_HEADER TEST_REPORT_TYPE "\n" TEST_STATUS TEST_GROUP TEST_FAILED
                                 "STATUS : 5.7.1\n" TEST_END,
    "duplicate-field", "STATUS", "STATUS" },
  { "/checklist/I-4/bad-status",
    TEST_HEADER TEST_REPORT_TYPE "\n" TEST_STATUS TEST_GROUP TEST_FINAL
                                 "Action: failed\nStatus:\t9.9.9\n" TEST_END,
    "bad-status", "\t9.9.9", "9.9.9" },
  { "/checklist/I-4/untyped",
    TEST_HEADER TEST_REPORT_TYPE
    "\n" TEST_STATUS "Reporting-MTA:  bare.example\n\n" TEST_FAILED TEST_END,
    "untyped-value", "  bare.example", "bare.example" },
  { "/checklist/I-4/junk-in-group",
    TEST_HEADER TEST_REPORT_TYPE "\n" TEST_STATUS TEST_GROUP TEST_FAILED
                                 "goes on here\n" TEST_END,
    "junk-in-group", "goes on here", "goes on here", TRUE },
  { "/checklist/I-4/bad-date",
    "Arrival-Date: this stands elsewhere\n" TEST_HEADER TEST_REPORT_TYPE
    "\n" TEST_STATUS "Arrival-Date: never\n" TEST_GROUP TEST_FAILED TEST_END,
    "bad-date", " never", "never" },
  { "/checklist/I-4/encoded-report",
    TEST_HEADER TEST_REPORT_TYPE
    "\n--B\nContent-Type: message/delivery-status\n"
    "Content-Transfer-Encoding: quoted-printable\n\nReporting=2DMTA: dns; "
    "relay.example\n\n" TEST_FAILED TEST_END,
    "encoded-report", "Reporting=2DMTA", NULL },
  { "/checklist/I-4/within-an-encoded-report",
    TEST_HEADER TEST_REPORT_TYPE
    "\n--B\nContent-Type: message/delivery-status\n"
    "Content-Transfer-Encoding: quoted-printable\n\nX=2DOdd: 1\nReporting-MTA: "
    "bare.example\n\n" TEST_FAILED TEST_END,
    "untyped-value", "X=2DOdd", "bare.example" },
};

static void
assert_offset (const struct OffsetCase *c, const char *text)
{
  g_autoptr (DsnReport) report = test_parse (text);
  const DsnDefect *defect = test_find_defect (report, c->defect);
  const char *where = c->where != NULL ? strstr (text, c->where) : NULL;

  g_assert_nonnull (defect);
  g_assert_cmpuint (defect->offset, ==,
                    where != NULL ? (gsize) (where - text) : strlen (text));
  if (c->detail != NULL)
    g_assert_cmpstr (defect->detail, ==, c->detail);
}

static void
test_offset (gconstpointer data)
{
  const struct OffsetCase *c = data;
  g_auto (GStrv) lines = g_strsplit (c->text, "\n", -1);
  g_autofree char *crlf = g_strjoinv ("\r\n", lines);
  g_autofree char *cr = g_strjoinv ("\r", lines);
  g_autofree char *envelope =
      g_strconcat ("From MAILER-DAEMON Sat Mar  1 12:00:00 2025\n", c->text, NULL);

  assert_offset (c, c->text);
  assert_offset (c, crlf);
  if (!c->no_cr)
    assert_offset (c, cr);
  assert_offset (c, envelope);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checklist/I-2/unregistered", test_unknown_codes);
  TEST_ADD_PATHS (odd_cases, test_odd_code);
  TEST_ADD_PATHS (limit_cases, test_limit);
  g_test_add_func ("/checklist/I-3/field-kept", test_field_kept);
  g_test_add_func ("/checklist/I-3/defects", test_defects_limit);
  g_test_add_func ("/checklist/I-3/decoded-bytes", test_decoded_limit);
  TEST_ADD_PATHS (offset_cases, test_offset);
  return g_test_run ();
}
