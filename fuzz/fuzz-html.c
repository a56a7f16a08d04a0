/* fuzz-html.c: HTML -> text that is bounded, with marks that are in order. */
#include "dsn-html.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_autoptr (GString) text = g_string_new (NULL), again = g_string_new (NULL);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (DsnHtmlMark));
  gsize out = 0, in = 0;

  dsn_html_append_text (text, (DsnSpan){ exact, size }, marks);
  g_assert_cmpuint (text->len, <=, 2 * size);
  for (guint i = 0; i < marks->len; i++) {
    const DsnHtmlMark *mark = &g_array_index (marks, DsnHtmlMark, i);

    g_assert_true (i == 0 || (mark->out > out && mark->in > in));
    g_assert_true (mark->out < text->len && mark->in < size);
    out = mark->out;
    in = mark->in;
  }
  dsn_html_append_text (again, (DsnSpan){ exact, size }, NULL);
  g_assert_true (g_string_equal (text, again));
  return 0;
}
