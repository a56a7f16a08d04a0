/* fuzz-json.c: bytes -> a report -> JSON and text: as dsn-json(5) says, parsed back to
 * what was read, bounded, always the same, and the same whatever ends the lines. */
#include "dsn-emit-text.h"
#include "dsn-parse.h"
#include "fuzz-schema.h"

#include <string.h>

/* `Action:x` and an empty line, 10 bytes, are a recipient of some 150 bytes of JSON and
 * 350 of text; the defects are the constant. */
#define GROWTH_MAX 64
#define CONSTANT_MAX ((gsize) 256 * 1024)

/* Findings past their own ceiling: that there were more, and the other ceilings. */
#define FINDINGS_MORE_MAX 16

/* What is shorter reaches no ceiling by the CRs alone. */
#define LINES_MAX_LEN 8192

static void
check_recipient (JsonObject *object, const DsnRecipient *recipient)
{
  const char *type, *name = dsn_recipient_get_remote_mta (recipient, &type);
  JsonObject *code = NULL;

  fuzz_schema_has (object, "address", dsn_recipient_get_address (recipient));
  fuzz_schema_has (object, "final_recipient",
                   dsn_recipient_get_final_recipient (recipient));
  fuzz_schema_has (object, "original_recipient",
                   dsn_recipient_get_original_recipient (recipient));
  fuzz_schema_has (object, "remote_mta", name);
  name = dsn_recipient_get_diagnostic_code (recipient, &type, NULL);
  if (json_object_has_member (object, "diagnostic_code"))
    code = json_object_get_object_member (object, "diagnostic_code");
  g_assert_true ((code != NULL) == (name != NULL || type != NULL));
  if (code != NULL)
    fuzz_schema_has (code, "text", name);
}

/* What the report says is what its line says. */
static void
check_parsed_back (const DsnReport *report, const GString *json)
{
  g_autoptr (JsonNode) root = fuzz_schema_read ("", json);
  JsonObject *object = json_node_get_object (root);
  JsonArray *recipients;

  fuzz_schema_has (object, "source", "a.mbox");
  fuzz_schema_has (json_object_get_object_member (object, "report"), "subject",
                   dsn_report_get_headers (report)->subject);
  if (dsn_report_get_kind (report) == DSN_KIND_OTHER) {
    fuzz_schema_has (object, "type", "other");
    return;
  }
  fuzz_schema_has (object, "format", dsn_report_get_format (report));
  recipients = json_object_get_array_member (object, "recipients");
  g_assert_cmpuint (json_array_get_length (recipients), ==,
                    dsn_report_get_recipient_count (report));
  for (guint i = 0; i < json_array_get_length (recipients); i++)
    check_recipient (json_array_get_object_element (recipients, i),
                     dsn_report_get_recipient (report, i));
}

static void
emit (GBytes *bytes, const DsnLimits *limits, GString *json, GString *text)
{
  g_autoptr (DsnReport) report =
      dsn_parse_bytes (bytes, &(DsnParseOptions){ .limits = limits });
  DsnLimits resolved = dsn_limits_resolve (limits);
  DsnEmitOptions origin = { "a.mbox", TRUE, 42 };
  DsnTextOptions verbose = { FALSE, TRUE };

  g_assert_cmpuint (dsn_report_get_recipient_count (report), <=, resolved.recipients);
  g_assert_cmpuint (dsn_report_get_defect_count (report), <=,
                    resolved.defects + FINDINGS_MORE_MAX);
  dsn_emit_json (report, &origin, json);
  check_parsed_back (report, json);
  dsn_emit_text (report, &origin, &verbose, text);
}

static void
check_report (GBytes *bytes, const DsnLimits *limits)
{
  g_autoptr (GString) json = g_string_new (NULL), text = g_string_new (NULL);
  g_autoptr (GString) json2 = g_string_new (NULL), text2 = g_string_new (NULL);
  gsize max = GROWTH_MAX * g_bytes_get_size (bytes) + CONSTANT_MAX;

  emit (bytes, limits, json, text);
  g_assert_cmpuint (json->len, <=, max);
  g_assert_true (g_utf8_validate_len (text->str, text->len, NULL) && text->len <= max);
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || g_unichar_isprint (g_utf8_get_char (p)));
  emit (bytes, limits, json2, text2);
  g_assert_true (g_string_equal (json, json2) && g_string_equal (text, text2));
}

/* Who failed, how, and what we conclude; places and whole fields are left out, which
 * keep the ends of their lines. */
static char *
describe (const GString *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
  GString *out = g_string_new (dsn_report_get_format (report));

  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);
    const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);
    DsnCode status = dsn_recipient_get_status (recipient);

    g_string_append_printf (
        out, "\n%s %d %u.%u.%u %u %s %d %d", dsn_recipient_get_address (recipient),
        (int) dsn_recipient_get_action (recipient), status.klass, status.subject,
        status.detail, dsn_recipient_get_reply_code (recipient), verdict->category,
        (int) verdict->advice, (int) verdict->confidence);
  }
  return g_string_free (out, FALSE);
}

/* A message in a charset of one ASCII byte a letter means the same with CRLF for LF. */
static void
check_line_ends (const guint8 *data, gsize size)
{
  DsnSpan text = { data, size };
  g_autoptr (GString) lf = g_string_new (NULL), crlf = g_string_new (NULL);
  g_autofree char *with_lf = NULL, *with_crlf = NULL;

  if (size == 0 || size > LINES_MAX_LEN || memchr (data, '\r', size) != NULL ||
      !dsn_span_is_ascii (text) ||
      dsn_span_find_nocase (text, DSN_SPAN_LIT ("charset"), NULL))
    return;
  for (gsize i = 0; i < size; i++) {
    g_string_append_c (lf, (char) data[i]);
    g_string_append_len (crlf, data[i] == '\n' ? "\r\n" : (const char *) data + i,
                         data[i] == '\n' ? 2 : 1);
  }
  with_lf = describe (lf);
  with_crlf = describe (crlf);
  g_assert_cmpstr (with_lf, ==, with_crlf);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size); /* an exact copy */

  check_report (bytes, NULL);
  check_report (bytes, &fuzz_small_limits);
  check_line_ends (data, size);
  return 0;
}
