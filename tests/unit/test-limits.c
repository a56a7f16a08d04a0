/* test-limits.c: every ceiling is hit: just below, at it, and just above. */
#include "dsn-parse.h"

#include "test-report.h"

/* So many of what a row counts are allowed in its test. */
#define LIMIT 200

#define REPORT                                                                         \
  "Subject: s\nContent-Type: multipart/report; report-type=delivery-status; "          \
  "boundary=b\n\n"
#define STATUS "--b\nContent-Type: message/delivery-status\n\n" FIELDS
#define FIELDS "Reporting-MTA: dns; mx.a.example\n\n" BOB
#define BOB "Final-Recipient: rfc822; bob@b.example\nAction: failed\nStatus: 5.1.1\n"
#define END "--b--\n"
#define TOP "Subject: s\nContent-Type: message/delivery-status\n"

static void
append_many (GString *out, gsize count, const char *text)
{
  for (gsize i = 0; i < count; i++)
    g_string_append (out, text);
}

/* Fills up to @len bytes behind @from. */
static void
fill (GString *out, gsize from, gsize len)
{
  g_assert_cmpuint (out->len - from, <=, len);
  append_many (out, len - (out->len - from), "x");
}

static void
make_message_size (GString *out, gsize n)
{
  g_string_append (out, REPORT STATUS END);
  if (out->len < n)
    fill (out, 0, n);
}

static void
make_parts (GString *out, gsize n)
{
  g_string_append (out, REPORT STATUS);
  append_many (out, n - 2, "--b\n\nx\n");
  g_string_append (out, END);
}

static void
make_depth (GString *out, gsize n)
{
  g_string_append (out, REPORT STATUS);
  for (gsize i = 1; i + 1 < n; i++)
    g_string_append_printf (
        out, "%s\nContent-Type: multipart/mixed; boundary=n%zu\n\n--n%zu",
        i == 1 ? "--b" : "", i, i);
  g_string_append (out, "\n\nleaf\n");
  for (gsize i = n - 2; i >= 1; i--)
    g_string_append_printf (out, "--n%zu--\n", i);
  g_string_append (out, END);
}

static void
make_headers (GString *out, gsize n)
{
  g_string_append (out, TOP);
  append_many (out, n - 2, "X: y\n");
  g_string_append (out, "\n" FIELDS);
}

static void
make_header_size (GString *out, gsize n)
{
  gsize from;

  g_string_append (out, TOP "X-Long:");
  from = out->len;
  fill (out, from, n);
  g_string_append (out, "\n\n" FIELDS);
}

static void
make_boundary_size (GString *out, gsize n)
{
  g_autofree char *boundary = g_strnfill (n, 'b');

  g_string_append_printf (out,
                          "Subject: s\nContent-Type: multipart/report; "
                          "report-type=delivery-status; boundary=%s\n\n--%s\n"
                          "Content-Type: message/delivery-status\n\n" FIELDS "--%s--\n",
                          boundary, boundary, boundary);
}

static void
make_value_size (GString *out, gsize n)
{
  gsize from;

  g_string_append (out, "Subject:");
  from = out->len;
  fill (out, from, n);
  g_string_append (out, "\nContent-Type: message/delivery-status\n\n" FIELDS);
}

static void
make_fields (GString *out, gsize n)
{
  g_string_append (out, TOP "\n" FIELDS);
  append_many (out, n - 3, "X: y\n");
}

static void
make_field_size (GString *out, gsize n)
{
  gsize from;

  g_string_append (out, TOP "\n" FIELDS "Diagnostic-Code:");
  from = out->len;
  g_string_append (out, "smtp;550 ");
  fill (out, from, n);
  g_string_append_c (out, '\n');
}

static void
make_recipients (GString *out, gsize n)
{
  g_string_append (out, TOP "\nReporting-MTA: dns; mx.a.example\n");
  append_many (out, n, "\n" BOB);
}

static void
make_notice_size (GString *out, gsize n)
{
  gsize from;

  g_string_append (out, "From: MAILER-DAEMON@a.example\nSubject: failure notice\n\n");
  from = out->len;
  g_string_append (out, "Hi. This is the qmail-send program at a.example.\n\n"
                        "<bob@b.example>:\nno such user\n\n");
  fill (out, from, n);
}

static void
make_decoded_size (GString *out, gsize n)
{
  gsize from;

  g_string_append (out, TOP "Content-Transfer-Encoding: quoted-printable\n\n");
  from = out->len;
  g_string_append (out, FIELDS "X-Fill: ");
  fill (out, from, n);
}

static void
make_defects (GString *out, gsize n)
{
  g_string_append (out, REPORT STATUS);
  append_many (out, n, "Action: failed\n");
  g_string_append (out, END);
}

static void
check_bob (const DsnReport *report)
{
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 1);
  g_assert_cmpstr (dsn_recipient_get_address (dsn_report_get_recipient (report, 0)), ==,
                   "bob@b.example");
}

static void
check_nothing (const DsnReport *report)
{
  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_OTHER);
  g_assert_null (dsn_report_get_headers (report)->subject);
}

static void
check_subject (const DsnReport *report)
{
  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_OTHER);
  g_assert_cmpstr (dsn_report_get_headers (report)->subject, ==, "s");
}

static void
check_cut_subject (const DsnReport *report)
{
  check_bob (report);
  g_assert_cmpuint (strlen (dsn_report_get_headers (report)->subject), ==, LIMIT);
}

static void
check_cut_field (const DsnReport *report)
{
  const char *text;

  check_bob (report);
  text = dsn_recipient_get_diagnostic_code (dsn_report_get_recipient (report, 0), NULL,
                                            NULL);
  g_assert_cmpuint (strlen (text), ==, LIMIT - strlen ("smtp;"));
  g_assert_cmpuint (dsn_recipient_get_reply_code (dsn_report_get_recipient (report, 0)),
                    ==, 550);
}

static void
check_cut_fields (const DsnReport *report)
{
  guint count;

  check_bob (report);
  dsn_recipient_get_extensions (dsn_report_get_recipient (report, 0), &count);
  g_assert_cmpuint (count, ==, LIMIT - 3);
}

static void
check_recipients (const DsnReport *report)
{
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, LIMIT);
}

static void
check_defects (const DsnReport *report)
{
  check_bob (report);
  g_assert_cmpuint (dsn_report_get_defect_count (report), ==, LIMIT + 1);
}

static const struct LimitCase {
  const char *name;
  DsnLimits limits;
  DsnDefectId defect;
  void (*make) (GString *out, gsize n);
  void (*check) (const DsnReport *report); /* what is kept above the limit */
} limit_cases[] = {
  { "message-size",
    { .message_size = 400 },
    DSN_DEFECT_MESSAGE_TOO_BIG,
    make_message_size,
    check_nothing },
  { "parts", { .parts = LIMIT }, DSN_DEFECT_TOO_MANY_PARTS, make_parts, check_bob },
  { "depth", { .depth = LIMIT }, DSN_DEFECT_TOO_DEEP, make_depth, check_bob },
  { "headers",
    { .headers = LIMIT },
    DSN_DEFECT_TOO_MANY_HEADERS,
    make_headers,
    check_bob },
  { "header-size",
    { .header_size = LIMIT },
    DSN_DEFECT_HEADER_TOO_LONG,
    make_header_size,
    check_bob },
  { "boundary-size",
    { .boundary_size = LIMIT },
    DSN_DEFECT_BOUNDARY_TOO_LONG,
    make_boundary_size,
    check_subject },
  { "value-size",
    { .value_size = LIMIT },
    DSN_DEFECT_FIELD_TOO_LONG,
    make_value_size,
    check_cut_subject },
  { "fields",
    { .fields = LIMIT },
    DSN_DEFECT_TOO_MANY_FIELDS,
    make_fields,
    check_cut_fields },
  { "field-size",
    { .field_size = LIMIT },
    DSN_DEFECT_FIELD_TOO_LONG,
    make_field_size,
    check_cut_field },
  { "recipients",
    { .recipients = LIMIT },
    DSN_DEFECT_TOO_MANY_RECIPIENTS,
    make_recipients,
    check_recipients },
  { "notice-size",
    { .notice_size = LIMIT },
    DSN_DEFECT_NOTICE_TOO_LONG,
    make_notice_size,
    check_bob },
  { "decoded-size",
    { .decoded_size = LIMIT },
    DSN_DEFECT_DECODED_TOO_BIG,
    make_decoded_size,
    check_bob },
  { "defects",
    { .defects = LIMIT },
    DSN_DEFECT_TOO_MANY_DEFECTS,
    make_defects,
    check_defects },
};

static void
test_limit (gconstpointer data)
{
  const struct LimitCase *c = data;
  gsize limit = c->limits.message_size != 0 ? c->limits.message_size : LIMIT;

  for (gsize n = limit - 1; n <= limit + 1; n++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (DsnReport) report = NULL;

    c->make (text, n);
    bytes = test_bytes (test_span (text), text->len);
    report = dsn_parse_bytes (bytes, &(DsnParseOptions){ .limits = &c->limits });
    g_assert_cmpint (test_has_defect (report, c->defect), ==, n > limit);
    if (n > limit)
      c->check (report);
    else if (c->check == check_recipients)
      g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, n);
    else
      check_bob (report);
  }
}

/* Groups that tell of no recipient add up, and so do their fields. */
static void
test_field_groups (void)
{
  for (guint n = LIMIT - 1; n <= LIMIT + 1; n++) {
    g_autoptr (GString) text = g_string_new (TOP "\n" FIELDS);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (DsnReport) report = NULL;
    guint count;

    append_many (text, n, "\nX: y\n");
    bytes = test_bytes (test_span (text), text->len);
    report = dsn_parse_bytes (
        bytes, &(DsnParseOptions){ .limits = &(DsnLimits){ .fields = LIMIT } });
    check_bob (report);
    dsn_report_get_extensions (report, &count);
    g_assert_cmpuint (count, ==, MIN (n, LIMIT));
    g_assert_cmpint (test_has_defect (report, DSN_DEFECT_TOO_MANY_FIELDS), ==,
                     n > LIMIT);
  }
}

/* Every member of the struct has a row. */
static void
test_all_members (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), "src", "base",
                                            "dsn-limits.h", NULL);
  g_autoptr (GRegex) member =
      g_regex_new ("^  g(?:size|uint) (\\w+);$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GBytes) header = test_load (path);
  g_autoptr (GMatchInfo) match = NULL;
  gsize count = 0, len;
  const char *text = g_bytes_get_data (header, &len);

  g_assert_true (g_regex_match_full (member, text, (gssize) len, 0, 0, &match, NULL));
  for (; g_match_info_matches (match); g_match_info_next (match, NULL), count++) {
    g_autofree char *name = g_strdelimit (g_match_info_fetch (match, 1), "_", '-');
    gsize i = 0;

    while (i < G_N_ELEMENTS (limit_cases) && strcmp (name, limit_cases[i].name) != 0)
      i++;
    if (i == G_N_ELEMENTS (limit_cases))
      g_error ("no row for '%s'", name);
  }
  g_assert_cmpuint (count, ==, G_N_ELEMENTS (limit_cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/limits", limit_cases, test_limit);
  g_test_add_func ("/limits/field-groups", test_field_groups);
  g_test_add_func ("/limits/all-members", test_all_members);
  return g_test_run ();
}
