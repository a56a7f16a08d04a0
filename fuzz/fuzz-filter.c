/* fuzz-filter.c: the words of --since, --until and --only: what is a time and what not.
 */
#include "dsn-filter.h"
#include "fuzz.h"

/* 2025-03-04T07:15:32Z */
#define NOW G_GINT64_CONSTANT (1741072532)

static gboolean
is_time (const char *text)
{
  g_autoptr (DsnFilter) filter = dsn_filter_new ();
  gboolean since = dsn_filter_set_since (filter, text, NOW);

  g_assert_false (dsn_filter_is_empty_span (filter));
  g_assert_true (dsn_filter_set_until (filter, text, NOW) == since);
  /* A moment, or a day from its begin to its end; or nothing was changed. */
  g_assert_false (dsn_filter_is_empty_span (filter));
  return since;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *longer = g_strconcat (text, "!", NULL);
  g_autoptr (DsnFilter) filter = dsn_filter_new ();
  g_autofree const char **words = dsn_filter_words ();

  if (is_time (text))
    g_assert_false (is_time (longer));
  g_assert_true (dsn_filter_add (filter, text) ==
                 g_strv_contains ((const char *const *) words, text));
  return 0;
}
