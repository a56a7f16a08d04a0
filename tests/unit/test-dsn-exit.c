/* test-dsn-exit.c: what a local program's exit status says. */
#include "dsn-exit.h"

static const struct ExitCase {
  const char *name;
  const char *type;
  const char *text;
  DsnCode code;
  const char *category; /* NULL: no exit status */
} cases[] = {
  { "no-user", "x-unix", "67", { 5, 1, 1 }, "user-unknown" },
  { "no-host", "X-UNIX", "68", { 5, 1, 2 }, "domain-unknown" },
  { "protocol", "x-unix", "76", { 5, 5, 0 }, "protocol-error" },
  { "data", "x-unix", "65", { 5, 6, 0 }, "malformed-message" },
  { "os-error", "X-Unix", " 71 ", { 4, 3, 0 }, "local-delivery-failure" },
  { "temporary", "x-unix", "75", { 4, 3, 0 }, "local-delivery-failure" },
  { "no-permission", "x-unix", "77", { 5, 3, 0 }, "local-delivery-failure" },
  { "no-command", "x-unix", "127", { 5, 3, 0 }, "local-delivery-failure" },
  { "signal", "x-unix", "139", { 5, 3, 0 }, "local-delivery-failure" },
  { "last", "x-unix", "255", { 5, 3, 0 }, "local-delivery-failure" },
  { "success", "x-unix", "0", { 0 }, NULL },
  { "too-large", "x-unix", "256", { 0 }, NULL },
  { "reply", "smtp", "67", { 0 }, NULL },
  { "reply-in-it", "x-unix", "550 no such user", { 0 }, NULL },
  { "words", "x-unix", "Command died with status 1", { 0 }, NULL },
  { "long", "x-unix", "6700", { 0 }, NULL },
  { "empty", "x-unix", "", { 0 }, NULL },
  { "nothing", NULL, NULL, { 0 }, NULL },
};

static void
test_exit (gconstpointer data)
{
  const struct ExitCase *c = data;
  DsnExit found = { { 9, 9, 9 }, "untouched" };
  gboolean ok = dsn_exit_find (dsn_span_of_string (c->type),
                               dsn_span_of_string (c->text), &found);

  g_assert_cmpint (ok, ==, c->category != NULL);
  g_assert_cmpstr (found.category, ==, ok ? c->category : "untouched");
  g_assert_cmpuint (found.code.klass, ==, ok ? c->code.klass : 9);
  g_assert_cmpuint (found.code.subject, ==, ok ? c->code.subject : 9);
  g_assert_cmpuint (found.code.detail, ==, ok ? c->code.detail : 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/exit/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_exit);
  }
  return g_test_run ();
}
