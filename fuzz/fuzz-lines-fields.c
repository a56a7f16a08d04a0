/* fuzz-lines-fields.c: bytes -> lines and fields: each byte belongs to exactly one. */
#include "dsn-field.h"
#include "fuzz.h"

#include <string.h>

static void
check_lines (DsnSpan text)
{
  DsnLines lines = dsn_lines_over (text);
  const guint8 *at = text.data;
  DsnLine line;

  while (dsn_lines_next (&lines, &line)) {
    DsnSpan end = dsn_span_between (line.text.data + line.text.len, line.next);

    g_assert_true (line.text.data == at && line.next > at && line.next == lines.at);
    g_assert_false (dsn_span_find_byte (line.text, '\n', NULL));
    g_assert_cmpuint (end.len, <=, 3);
    g_assert_true (dsn_span_trim (end).len == 0 && (end.len > 0 || at < lines.end));
    g_assert_true (!line.lone_cr || (end.len == 1 && *end.data == '\r'));
    at = line.next;
  }
  g_assert_true (at == lines.end && dsn_lines_over (text).end == at);
}

static void
check_fields (DsnSpan text, DsnFieldMode mode)
{
  DsnLines lines = dsn_lines_over (text), before = lines;
  DsnFieldStep step;
  DsnField field = { { NULL, 0 }, { NULL, 0 } };

  while ((step = dsn_field_next (&lines, mode, &field)) != DSN_FIELD_STEP_END) {
    DsnSpan taken = dsn_span_between (before.at, lines.at);
    gboolean found = step == DSN_FIELD_STEP_FIELD;

    g_assert_cmpuint (taken.len, >, 0);
    g_assert_cmpint (found, ==, found && dsn_field_line_is_field (taken));
    g_assert_true (step != DSN_FIELD_STEP_BLANK || dsn_span_trim (taken).len == 0);
    if (step != DSN_FIELD_STEP_BLANK) {
      g_autoptr (GString) line = g_string_new (NULL);
      const guint8 *end = field.body.data + field.body.len;

      g_assert_true (fuzz_is_inside (taken, field.body));
      g_assert_cmpuint (dsn_span_trim (dsn_span_between (end, lines.at)).len, ==, 0);
      g_assert_true ((found ? field.name.data : field.body.data) == taken.data);
      g_assert_cmpint (found, ==, found && field.name.len > 0);
      dsn_field_unfold (line, field.body);
      g_assert_true (line->len <= field.body.len &&
                     strpbrk (line->str, "\r\n") == NULL);
    }
    before = lines;
  }
  g_assert_true (lines.at == lines.end && before.at == lines.at);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);

  check_lines ((DsnSpan){ exact, size });
  check_fields ((DsnSpan){ exact, size }, DSN_FIELD_MODE_HEADER);
  check_fields ((DsnSpan){ exact, size }, DSN_FIELD_MODE_GROUP);
  return 0;
}
