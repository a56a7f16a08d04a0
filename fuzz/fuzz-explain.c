/* fuzz-explain.c: what people paste -> explanations -> JSON and text: valid, bounded,
 * always the same. */
#include "dsn-emit-explain.h"
#include "dsn-input.h"
#include "dsn-paste.h"
#include "fuzz-schema.h"

/* The texts of a code are some 2 KB; no more than this many things are explained. */
#define EXPLANATIONS_MAX 50000
#define EXPLANATION_MAX_LEN ((gsize) 32 * 1024)

static void
check_lines (DsnSpan text)
{
  gboolean complete = 2;
  g_autoptr (GPtrArray) lines = dsn_paste_to_lines (text, &complete);
  gsize total = 0;

  g_assert_true (complete == FALSE || complete == TRUE);

  for (guint i = 0; i < lines->len; i++) {
    const DsnPasteLine *piece = g_ptr_array_index (lines, i);
    DsnSpan line = { (const guint8 *) piece->text->str, piece->text->len };
    DsnSpan domain, address;
    DsnInput input = dsn_input_read_line (line);
    DsnSpan list = input.recipients;

    total += line.len;
    g_assert_true (line.len > 0 && piece->joined <= i);
    g_assert_true (fuzz_is_inside (line, input.words));
    g_assert_true (fuzz_is_inside (line, list));
    for (gsize left = list.len + 1; dsn_input_take_recipient (&list, &address);) {
      g_assert_true (fuzz_is_inside (line, address) && list.len < left);
      left = list.len;
    }
    if (dsn_paste_find_domain (line, &domain))
      g_assert_true (domain.len > 3 && fuzz_is_inside (line, domain));
  }
  /* Each line once, and once in its paragraph with a blank between. */
  g_assert_cmpuint (total, <=, 4 * text.len);
}

static void
emit (GBytes *bytes, GString *json, GString *text)
{
  g_autoptr (GPtrArray) found = dsn_explain (bytes, NULL, NULL);

  g_assert_cmpuint (found->len, <=, EXPLANATIONS_MAX);
  for (guint i = 0; i < found->len; i++) {
    const DsnExplanation *explanation = g_ptr_array_index (found, i);
    g_autoptr (GString) line = g_string_new (NULL);
    g_autoptr (JsonNode) root = NULL;

    g_assert_nonnull (dsn_explanation_get_kind (explanation));
    g_assert_true (fuzz_is_text (dsn_explanation_get_input (explanation)));
    g_assert_nonnull (dsn_explanation_get_verdict (explanation)->category);
    dsn_emit_explanation_json (explanation, line);
    g_assert_cmpuint (line->len, <=, EXPLANATION_MAX_LEN);
    root = fuzz_schema_read (".explanation", line);
    fuzz_schema_has (json_node_get_object (root), "input",
                     dsn_explanation_get_input (explanation));
    g_string_append (json, line->str);
    dsn_emit_explanation_text (explanation, NULL, text);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size); /* an exact copy */
  g_autoptr (GString) json = g_string_new (NULL), text = g_string_new (NULL);
  g_autoptr (GString) json2 = g_string_new (NULL), text2 = g_string_new (NULL);

  check_lines (dsn_span_of_bytes (bytes));
  emit (bytes, json, text);
  g_assert_true (g_utf8_validate_len (text->str, text->len, NULL));
  for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || g_unichar_isprint (g_utf8_get_char (p)));
  emit (bytes, json2, text2);
  g_assert_true (g_string_equal (json, json2) && g_string_equal (text, text2));
  return 0;
}
