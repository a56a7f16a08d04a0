/* test-properties.c: what holds for every message of the corpus, however it is bent. */
#include "dsn-emit-json.h"
#include "dsn-emit-text.h"
#include "dsn-field.h"
#include "dsn-groups.h"
#include "dsn-locate.h"
#include "dsn-parse.h"

#include "test-json.h"
#include "test-report.h"

#define SMALL 1200
#define SERVER_STEP 23
#define UNKNOWN_VALUE "(this; field"
#define UNKNOWN_FIELD "X-Nobody-Knows: " UNKNOWN_VALUE

/* Whether the corpus says of a message that a mail server wrote it. */
static gboolean
is_of_server (const char *path)
{
  static char *index = NULL;
  g_autofree char *row = NULL;
  const char *name = strstr (path, "/corpus/");

  if (index == NULL) {
    g_autofree char *file =
        g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), "corpus", "index.tsv", NULL);

    g_assert_true (g_file_get_contents (file, &index, NULL, NULL));
  }
  row = g_strconcat ("\n", name + strlen ("/corpus/"), "\tserver\t", NULL);
  return strstr (index, row) != NULL;
}

static GBytes *
take_string (GString *text)
{
  GBytes *bytes = g_bytes_new (text->str, text->len);

  g_string_free (text, TRUE);
  return bytes;
}

static GString *
to_json (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  dsn_emit_json (report, &(DsnEmitOptions){ .source = "-" }, out);
  g_assert_true (test_json_is_line (out));
  return out;
}

/* Valid UTF-8, printable but for newlines. */
static void
assert_safe_text (const DsnReport *report)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_emit_text (report, &(DsnEmitOptions){ .source = "-" },
                 &(DsnTextOptions){ .verbose = TRUE }, out);
  g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
  for (const char *p = out->str; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || g_unichar_isprint (g_utf8_get_char (p)));
  g_assert_true (g_str_has_suffix (out->str, "\n"));
}

static void
assert_offsets (const DsnReport *report, gsize len)
{
  for (guint i = 0; i < dsn_report_get_defect_count (report); i++) {
    const DsnDefect *defect = dsn_report_get_defect (report, i);

    g_assert_cmpuint (defect->offset, <=, len);
    g_assert_true (defect->detail == NULL ||
                   g_utf8_validate (defect->detail, -1, NULL));
  }
}

/* Cut off at every byte, of longer messages at every seventh. Where many messages are
 * alike they share the places between them. */
static void
test_cut (gconstpointer path)
{
  g_autoptr (GBytes) whole = test_load (path);
  DsnSpan text = dsn_span_of_bytes (whole);
  gsize step = (text.len > SMALL ? 7 : 1) * (test_on_valgrind () ? 97 : 1);
  gsize first = 0;

  if (is_of_server (path)) {
    step *= SERVER_STEP;
    first = g_str_hash (path) % step;
  }
  for (gsize n = first; n <= text.len; n += step) {
    g_autoptr (GBytes) bytes = test_bytes (text, n);
    g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
    g_autoptr (GString) json = NULL;

    assert_offsets (report, n);
    if (n % 3 != 0) /* writing costs more than reading */
      continue;
    json = to_json (report);
    assert_safe_text (report);
  }
}

static void
test_output (gconstpointer path)
{
  g_autoptr (GBytes) bytes = test_load (path), again = test_load (path);
  g_autoptr (DsnReport) first = dsn_parse_bytes (bytes, NULL);
  g_autoptr (DsnReport) second = dsn_parse_bytes (again, NULL);
  g_autoptr (GString) a = to_json (first), b = to_json (second);

  g_assert_cmpstr (a->str, ==, b->str);
  assert_offsets (first, g_bytes_get_size (bytes));
  assert_safe_text (first);
}

/* What a message says, whatever ends its lines: of the headers only that they say it,
 * for text that goes on over several lines of a body keeps their ends. */
static char *
describe (GBytes *bytes)
{
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
  GString *out = g_string_new (dsn_report_get_headers (report)->subject);

  g_string_append_printf (out, "\n%s\n%s\n", report->original.subject,
                          report->original.message_id);
  for (guint i = 0; i < report->recipients->len; i++) {
    const DsnRecipient *recipient =
        &g_array_index (report->recipients, DsnRecipient, i);

    test_append_recipient (out, recipient);
    g_string_append_printf (out, " %s %s\n", recipient->diagnostic_text,
                            recipient->verdict.category);
  }
  return g_string_free (out, FALSE);
}

/* Line ends become CR LF, or LF where they were CR LF. */
static GBytes *
convert (DsnSpan text, gboolean crlf)
{
  GString *out = g_string_sized_new (text.len + text.len / 8);

  for (gsize i = 0; i < text.len; i++) {
    gboolean pair =
        text.data[i] == '\r' && i + 1 < text.len && text.data[i + 1] == '\n';

    if (crlf && text.data[i] == '\n' && (i == 0 || text.data[i - 1] != '\r'))
      g_string_append_c (out, '\r');
    if (crlf || !pair)
      g_string_append_c (out, (char) text.data[i]);
  }
  return take_string (out);
}

static void
test_line_ends (gconstpointer path)
{
  g_autoptr (GBytes) bytes = test_load (path);
  DsnSpan text = dsn_span_of_bytes (bytes);
  g_autoptr (GBytes) crlf = convert (text, TRUE), lf = convert (text, FALSE);
  g_autofree char *expected = describe (bytes);
  g_autofree char *with_crlf = describe (crlf), *with_lf = describe (lf);

  g_assert_true (!g_bytes_equal (bytes, crlf) || !g_bytes_equal (bytes, lf) ||
                 !dsn_span_find_byte (text, '\n', NULL));
  g_assert_cmpstr (with_crlf, ==, expected);
  g_assert_cmpstr (with_lf, ==, expected);
}

/* Adds the body of a report with an unknown field before each of its fields. */
static guint
append_with_unknown (GString *out, DsnSpan body)
{
  DsnLines lines = dsn_lines_over (body);
  guint added = 0;
  DsnLine line;

  while (dsn_lines_next (&lines, &line)) {
    const guint8 *end = line.text.data + line.text.len;

    if (dsn_field_line_is_field (line.text)) {
      g_string_append (out, UNKNOWN_FIELD);
      if (end == line.next)
        g_string_append_c (out, '\n');
      g_string_append_len (out, (const char *) end, line.next - end);
      added++;
    }
    g_string_append_len (out, (const char *) line.text.data,
                         line.next - line.text.data);
  }
  return added;
}

/* The message with unknown fields in its reports; %NULL where there is no place. */
static GBytes *
add_unknown (GBytes *bytes)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  g_auto (DsnLocation) location = { 0 };
  DsnSpan text = dsn_span_of_bytes (bytes);
  GString *out = g_string_new (NULL);
  gsize done = 0;
  guint added = 0;

  dsn_locate_report (message, dsn_field_rule_is_known, &location);
  for (guint i = 0; i < location.reports->len; i++) {
    const DsnPart *part =
        dsn_message_get_part (message, g_array_index (location.reports, guint, i));
    gsize from = dsn_message_get_offset (message, part->body.data);

    if (part->encoding != DSN_ENCODING_IDENTITY || part->body.data != text.data + from)
      continue;
    g_string_append_len (out, (const char *) text.data + done, (gssize) (from - done));
    added += append_with_unknown (out, part->body);
    done = from + part->body.len;
  }
  g_string_append_len (out, (const char *) text.data + done,
                       (gssize) (text.len - done));
  if (added == 0) {
    g_string_free (out, TRUE);
    return NULL;
  }
  return take_string (out);
}

/* The JSON without the fields that have no key of their own, and without the places
 * that findings point at. */
static char *
strip (const GString *json)
{
  static const char pattern[] =
      "\"fields\":\\[(?:\\{\"name\":\"(?:[^\"\\\\]|\\\\.)*+\",\"value\":"
      "\"(?:[^\"\\\\]|\\\\.)*+\"\\},?)*+\\],|"
      ",\"(?:offset\":[0-9]+|detail\":\"(?:[^\"\\\\]|\\\\.)*+\")";
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace_literal (regex, json->str, (gssize) json->len, 0, "", 0, NULL);
}

static void
test_unknown_fields (gconstpointer path)
{
  g_autoptr (GBytes) bytes = test_load (path), more = add_unknown (bytes);
  g_autoptr (DsnReport) report = NULL, longer = NULL;
  g_autoptr (GString) json = NULL, longer_json = NULL;
  g_autofree char *expected = NULL, *found = NULL;

  if (more == NULL) {
    g_test_skip ("no delivery-status part that is not encoded");
    return;
  }
  report = dsn_parse_bytes (bytes, NULL);
  longer = dsn_parse_bytes (more, NULL);
  if (dsn_report_get_kind (report) != DSN_KIND_DELIVERY_STATUS) {
    g_test_skip ("the delivery-status part is of the message that came back");
    return;
  }
  json = to_json (report);
  longer_json = to_json (longer);
  if (dsn_report_get_kind (report) != DSN_KIND_DELIVERY_STATUS) {
    g_test_skip ("the report in it is not what the message is");
    return;
  }
  g_assert_nonnull (strstr (longer_json->str, UNKNOWN_VALUE));
  expected = strip (json);
  found = strip (longer_json);
  g_assert_cmpstr (found, ==, expected);
}

static void
add_checks (const char *path, gsize root_len)
{
  static const struct {
    const char *name;
    GTestDataFunc func;
  } checks[] = { { "output", test_output },
                 { "cut", test_cut },
                 { "line-ends", test_line_ends },
                 { "unknown-fields", test_unknown_fields } };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++) {
    g_autofree char *name =
        g_strconcat ("/properties", path + root_len, "/", checks[i].name, NULL);

    g_test_add_data_func (name, path, checks[i].func);
  }
}

static void
test_corpus (gconstpointer paths)
{
  g_assert_cmpuint (((const GPtrArray *) paths)->len, >=, 12);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autofree char *root = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("DSN_SOURCE_ROOT"));
  root = g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), "corpus", NULL);
  paths = test_find_messages ("corpus");
  g_test_add_data_func ("/properties/corpus", paths, test_corpus);
  for (guint i = 0; i < paths->len; i++)
    add_checks (g_ptr_array_index (paths, i), strlen (root));
  return g_test_run ();
}
