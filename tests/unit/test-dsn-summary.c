/* test-dsn-summary.c: counts over many messages. */
#include "dsn-summary.h"

#include "dsn-parse.h"
#include "test-json.h"

#define MAIL(who, action, status, text)                                                \
  "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"        \
  "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"   \
  "Final-Recipient: rfc822; " who "\nAction: " action "\nStatus: " status              \
  "\nDiagnostic-Code: smtp; " text "\n\n--b--\n"

#define UNKNOWN(who) MAIL (who, "failed", "5.1.1", "550 5.1.1 User unknown")
#define FULL(who) MAIL (who, "delayed", "4.2.2", "452 4.2.2 Mailbox full")

static void
count (DsnSummary *summary, const DsnFilter *filter, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, NULL);
  g_autoptr (GString) facts = g_string_new (NULL);

  dsn_summary_facts (report, filter, facts);
  dsn_summary_count (summary, (DsnSpan){ (guint8 *) facts->str, facts->len });
}

static DsnSummary *
three (const DsnFilter *filter)
{
  DsnSummary *summary = dsn_summary_new ();

  count (summary, filter, UNKNOWN ("ann@example.com"));
  count (summary, filter, FULL ("bob@example.org"));
  count (summary, filter, UNKNOWN ("cat@example.com"));
  return summary;
}

static char *
json_of (const DsnSummary *summary)
{
  DsnTotals totals = { .reports = 3, .others = 2, .errors = 1, .bytes = 99 };
  GString *out = g_string_new (NULL);
  DsnScan scan;

  dsn_summary_append_json (summary, &totals, out);
  scan = dsn_scan_over ((DsnSpan){ (guint8 *) out->str, out->len });
  g_assert_true (test_json_value (&scan, 0));
  return g_string_free (out, FALSE);
}

static void
test_json (void)
{
  g_autoptr (DsnFilter) all = dsn_filter_new ();
  g_autoptr (DsnSummary) summary = three (all);
  g_autofree char *json = json_of (summary);

  g_assert_cmpstr (
      json, ==,
      "{\"type\":\"summary\",\"schema\":1,\"messages\":6,\"reports\":3,\"others\":2,"
      "\"errors\":1,\"left_out\":0,\"skipped\":0,\"recipients\":3,\"bytes\":99,"
      "\"kinds\":[{\"name\":\"delivery-status\",\"count\":3}],"
      "\"actions\":[{\"name\":\"failed\",\"count\":2},{\"name\":\"delayed\",\"count\":"
      "1}"
      "],\"verdict_actions\":[{\"name\":\"suppress\",\"count\":2},{\"name\":\"retry\","
      "\"count\":1}],\"categories\":[{\"name\":\"user-unknown\",\"count\":2},"
      "{\"name\":\"mailbox-full\",\"count\":1}],\"statuses\":[{\"name\":\"5.1.1\","
      "\"count\":2},{\"name\":\"4.2.2\",\"count\":1}],\"domains\":[{\"name\":"
      "\"example.com\",\"count\":2},{\"name\":\"example.org\",\"count\":1}],"
      "\"generators\":[{\"count\":3}]}\n");
}

static void
test_filtered (void)
{
  g_autoptr (DsnFilter) filter = dsn_filter_new ();
  g_autoptr (DsnSummary) summary = NULL;
  g_autofree char *json = NULL;

  g_assert_true (dsn_filter_add (filter, "retry"));
  summary = three (filter);
  json = json_of (summary);
  g_assert_nonnull (strstr (json, "\"recipients\":1,"));
  g_assert_null (strstr (json, "user-unknown"));
}

static void
test_text (void)
{
  g_autoptr (DsnSummary) summary = dsn_summary_new ();
  g_autoptr (GString) facts = g_string_new (NULL), out = g_string_new (NULL);
  DsnTotals totals = { .reports = G_MAXUINT64 - 7, .others = 7 };
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 14; i++) { /* 'f': domains */
    g_string_append_printf (facts, "f%0100u.\033[2J.example", i);
    g_string_append_c (facts, '\0');
  }
  dsn_summary_count (summary, (DsnSpan){ (guint8 *) facts->str, facts->len });
  dsn_summary_append_text (summary, &totals, out);
  lines = g_strsplit (out->str, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    g_assert_cmpuint (strlen (*line), <=, 80);
  g_assert_null (strchr (out->str, '\033'));
  g_assert_nonnull (strstr (out->str, "messages      18446744073709551615\n"));
  g_assert_nonnull (strstr (out->str, "             4  (4 others)\n"));
  g_assert_null (strstr (out->str, "left out"));
  totals = (DsnTotals){ .reports = 3, .left_out = 2 };
  g_string_truncate (out, 0);
  dsn_summary_append_text (summary, &totals, out);
  g_assert_nonnull (strstr (out->str, "left out"));
}

/* What is saved and loaded counts on as if nothing had been. */
static void
test_save (void)
{
  g_autoptr (DsnFilter) all = dsn_filter_new ();
  g_autoptr (DsnSummary) summary = three (all), loaded = dsn_summary_new ();
  g_autoptr (GString) saved = g_string_new (NULL);
  g_autofree char *expected = NULL, *found = NULL;
  g_auto (GStrv) lines = NULL;

  count (summary, all, UNKNOWN ("odd@\"\\ \x01\xc3\xa4.example"));
  dsn_summary_save (summary, saved);
  lines = g_strsplit (saved->str, "\n", -1);
  for (char **line = lines; **line != '\0'; line++)
    g_assert_true (dsn_summary_load (loaded, *line));
  count (summary, all, FULL ("dan@example.net"));
  count (loaded, all, FULL ("dan@example.net"));
  expected = json_of (summary);
  found = json_of (loaded);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_load_bad (void)
{
  static const char *const bad[] = { "",           "kinds",        "kinds 3",
                                     "kinds x y",  "kinds 0 name", "kind 3 name",
                                     "kindsx 3 n", "kinds -x n" };
  g_autoptr (DsnSummary) summary = dsn_summary_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (dsn_summary_load (summary, bad[i]));
}

/* Memory has an end, counting has none. */
static void
test_many_names (void)
{
  g_autoptr (DsnSummary) summary = dsn_summary_new ();
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *json = NULL;

  for (guint i = 0; i < DSN_SUMMARY_NAMES_MAX + 500; i++) {
    g_string_append_printf (facts, "f%u.example", i);
    g_string_append_c (facts, '\0');
  }
  dsn_summary_count (summary, (DsnSpan){ (guint8 *) facts->str, facts->len });
  json = json_of (summary);
  g_assert_nonnull (strstr (json, "\"domains\":[{\"count\":500},"));
}

/* From a worker that did what it should not: a fact without its end, and no fact. */
static void
test_bad_facts (void)
{
  static const char text[] = "fa.example\0fb.example\0?\0fc.example";
  g_autoptr (DsnSummary) summary = dsn_summary_new ();
  g_autofree guint8 *cut = g_memdup2 (text, 16);
  g_autofree char *json = NULL;

  dsn_summary_count (summary, (DsnSpan){ cut, 16 });
  dsn_summary_count (summary, (DsnSpan){ (const guint8 *) text, sizeof text });
  json = json_of (summary);
  g_assert_nonnull (strstr (json, "\"name\":\"a.example\",\"count\":2"));
  g_assert_nonnull (strstr (json, "\"name\":\"b.example\",\"count\":1"));
  g_assert_null (strstr (json, "c.example"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/json", test_json);
  g_test_add_func ("/summary/filtered", test_filtered);
  g_test_add_func ("/summary/text", test_text);
  g_test_add_func ("/summary/save", test_save);
  g_test_add_func ("/summary/load-bad", test_load_bad);
  g_test_add_func ("/summary/bad-facts", test_bad_facts);
  g_test_add_func ("/summary/many-names", test_many_names);
  return g_test_run ();
}
