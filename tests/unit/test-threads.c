/* test-threads.c: messages, rules and reports that several threads read at the same
 * time.
 */
#include "dsn-emit-explain.h"
#include "dsn-emit-json.h"
#include "dsn-explain.h"
#include "dsn-parse.h"
#include "dsn-rule-file.h"

#define THREADS 4

/* What the threads share: none of them writes to it. */
typedef struct {
  GPtrArray *messages; /* GBytes */
  DsnRules *rules;
  DsnReport *report;
  gint waiting; /* threads that have not begun */
} Shared;

static const char rule[] = "[[wording]]\n"
                           "id = \"own-recipient\"\n"
                           "vendor = \"own\"\n"
                           "text = \"recipient address rejected\"\n"
                           "category = \"user-unknown\"\n"
                           "source = \"own\"\n"
                           "witness = \"550 Recipient address rejected\"\n";

static const char status[] = "Content-Type: message/delivery-status\n\n"
                             "Reporting-MTA: dns; a.example\n\n"
                             "Final-Recipient: rfc822; a@b.example\n"
                             "Action: failed\nStatus: 5.1.1\n";

static void
add_folder (GPtrArray *messages, const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("DSN_SOURCE_ROOT"), "corpus", name, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *entry;

  g_assert_nonnull (folder);
  while ((entry = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, entry, NULL);
    char *text;
    gsize len;

    if (!g_str_has_suffix (entry, ".eml"))
      continue;
    g_assert_true (g_file_get_contents (file, &text, &len, NULL));
    g_ptr_array_add (messages, g_bytes_new_take (text, len));
  }
}

static void
read_all (Shared *shared, GString *out)
{
  DsnParseOptions options = { .rules = shared->rules };
  DsnEmitOptions origin = { .source = "-" };
  g_autoptr (DsnReport) held = dsn_report_ref (shared->report);

  for (guint i = 0; i < shared->messages->len; i++) {
    GBytes *bytes = g_ptr_array_index (shared->messages, i);
    g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, &options);
    g_autoptr (GPtrArray) found = NULL;

    dsn_emit_json (report, &origin, out);
    dsn_emit_json (held, &origin, out);
    if (i % 16 != 0)
      continue;
    found = dsn_explain (bytes, &options, NULL);
    for (guint j = 0; j < found->len; j++)
      dsn_emit_explanation_json (g_ptr_array_index (found, j), out);
  }
}

static gpointer
read_in_thread (gpointer data)
{
  Shared *shared = data;
  GString *out = g_string_new (NULL);

  /* All at once: the first use of GMime is among what they do. */
  g_atomic_int_add (&shared->waiting, -1);
  while (g_atomic_int_get (&shared->waiting) > 0)
    g_thread_yield ();
  read_all (shared, out);
  return out;
}

static void
test_threads (void)
{
  Shared shared = { .messages =
                        g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
                    .waiting = THREADS };
  GThread *threads[THREADS];
  GString *texts[THREADS];
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  add_folder (shared.messages, "rfc3464");
  add_folder (shared.messages, "biglobe");
  g_assert_cmpuint (shared.messages->len, >, 20);
  shared.rules = dsn_rules_new_from_text (rule, strlen (rule), "own", NULL, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_static (status, strlen (status));
  shared.report = dsn_parse_bytes (bytes, NULL);
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("read", read_in_thread, &shared);
  for (guint i = 0; i < THREADS; i++)
    texts[i] = g_thread_join (threads[i]);
  g_assert_nonnull (strstr (texts[0]->str, "\"own-recipient\""));
  for (guint i = 1; i < THREADS; i++)
    g_assert_true (g_string_equal (texts[0], texts[i]));
  for (guint i = 0; i < THREADS; i++)
    g_string_free (texts[i], TRUE);
  dsn_report_unref (shared.report);
  dsn_rules_unref (shared.rules);
  g_ptr_array_unref (shared.messages);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/threads/read", test_threads);
  return g_test_run ();
}
