/* fuzz-checkpoint.c: the file of --checkpoint -> where to go on: refused, or the same
 * when it is written and read again. */
#include "fuzz.h"
#include "parse-checkpoint.h"

static gboolean
read_and_write (const char *text, gsize len, GString *out)
{
  ParseCheckpoint checkpoint;
  gboolean good;

  parse_checkpoint_init (&checkpoint);
  good = parse_checkpoint_read (&checkpoint, text, len);
  if (good) {
    g_autoptr (GString) summary = g_string_new (NULL);

    parse_checkpoint_write (&checkpoint, out);
    dsn_summary_append_text (checkpoint.summary, &checkpoint.totals, summary);
    g_assert_true (fuzz_is_text (summary->str));
    g_string_truncate (summary, 0);
    dsn_summary_append_json (checkpoint.summary, &checkpoint.totals, summary);
    g_assert_true (fuzz_is_json_line (summary));
  }
  parse_checkpoint_clear (&checkpoint);
  return good;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_autoptr (GString) once = g_string_new (NULL), twice = g_string_new (NULL);

  if (!read_and_write ((const char *) exact, size, once))
    return 0;
  g_assert_true (read_and_write (once->str, once->len, twice));
  g_assert_true (g_string_equal (once, twice));
  return 0;
}
