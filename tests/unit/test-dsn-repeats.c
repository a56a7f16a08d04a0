/* test-dsn-repeats.c: fields that stand several times become lists, up to a ceiling. */
#include "dsn-repeats.h"

#include "test-report.h"

static void
test_lists (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (8);
  const char *const *first = NULL, *const *second = NULL, *const *third = NULL;
  DsnRepeats repeats;

  dsn_repeats_init (&repeats, report, 2);
  dsn_repeats_add (&repeats, &first, "a");
  dsn_repeats_add (&repeats, &second, "b");
  dsn_repeats_add (&repeats, &first, "c");
  g_assert_null (first); /* not before the end */
  dsn_repeats_close (&repeats);
  g_assert_cmpstr (first[0], ==, "a");
  g_assert_cmpstr (first[1], ==, "c");
  g_assert_null (first[2]);
  g_assert_cmpstr (second[0], ==, "b");
  g_assert_null (second[1]);
  g_assert_null (third);
  g_assert_cmpuint (dsn_report_get_defect_count (report), ==, 0);
}

static void
test_ceiling (void)
{
  g_autoptr (DsnReport) report = dsn_report_new (8);
  const char *const *list = NULL;
  g_autofree char *findings = NULL;
  DsnRepeats repeats;

  dsn_repeats_init (&repeats, report, 2);
  for (guint i = 0; i < 5; i++)
    dsn_repeats_add (&repeats, &list, "a");
  dsn_repeats_close (&repeats);
  g_assert_cmpuint (g_strv_length ((GStrv) list), ==, 2);
  findings = test_describe_findings (report);
  g_assert_cmpstr (findings, ==, "too-many-fields");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/repeats/lists", test_lists);
  g_test_add_func ("/repeats/ceiling", test_ceiling);
  return g_test_run ();
}
