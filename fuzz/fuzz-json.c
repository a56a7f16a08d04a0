/* fuzz-json.c: bytes -> a report -> JSON and text: valid, bounded, always the same. */
#include "dsn-emit-text.h"
#include "dsn-parse.h"
#include "fuzz.h"

/* `Action:x` and an empty line, 10 bytes, are a recipient of some 150 bytes of JSON and
 * 350 of text; the defects are the constant. */
#define GROWTH_MAX 64
#define CONSTANT_MAX ((gsize) 256 * 1024)

static void
emit (GBytes *bytes, const DsnLimits *limits, GString *json, GString *text)
{
  g_autoptr (DsnReport) report =
      dsn_parse_bytes (bytes, &(DsnParseOptions){ .limits = limits });
  DsnLimits resolved = dsn_limits_resolve (limits);
  DsnEmitOptions origin = { "a.mbox", TRUE, 42 };
  DsnTextOptions verbose = { FALSE, TRUE };

  g_assert_cmpuint (dsn_report_get_recipient_count (report), <=, resolved.recipients);
  g_assert_cmpuint (dsn_report_get_defect_count (report), <=, resolved.defects + 1);
  dsn_emit_json (report, &origin, json);
  dsn_emit_text (report, &origin, &verbose, text);
}

static void
check_report (GBytes *bytes, const DsnLimits *limits)
{
  g_autoptr (GString) json = g_string_new (NULL), text = g_string_new (NULL);
  g_autoptr (GString) json2 = g_string_new (NULL), text2 = g_string_new (NULL);
  gsize max = GROWTH_MAX * g_bytes_get_size (bytes) + CONSTANT_MAX;

  emit (bytes, limits, json, text);
  g_assert_true (fuzz_is_json_line (json) && json->len <= max);
  g_assert_true (g_utf8_validate_len (text->str, text->len, NULL) && text->len <= max);
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || g_unichar_isprint (g_utf8_get_char (p)));
  emit (bytes, limits, json2, text2);
  g_assert_true (g_string_equal (json, json2) && g_string_equal (text, text2));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size); /* an exact copy */

  check_report (bytes, NULL);
  check_report (bytes, &fuzz_small_limits);
  return 0;
}
