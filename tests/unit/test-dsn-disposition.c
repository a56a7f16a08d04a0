/* test-dsn-disposition.c: the text of Disposition fields. */
#include "dsn-disposition-private.h"

#include "test-util.h"

static const struct DispositionCase {
  const char *name;
  DsnSpan text;
  const char *type, *modes, *modifiers; /* NULL for a text that names no type */
  gboolean odd;
} cases[] = {
  { "usual", SPAN ("manual-action/MDN-sent-manually; displayed"), "displayed",
    "manual/manual", "", FALSE },
  { "blanks", SPAN (" automatic-action / MDN-sent-automatically ; deleted "), "deleted",
    "automatic/automatic", "", FALSE },
  { "no-blanks", SPAN ("manual-action/MDN-sent-automatically;dispatched"), "dispatched",
    "manual/automatic", "", FALSE },
  { "case", SPAN ("MANUAL-ACTION/mdn-SENT-manually; Processed"), "processed",
    "manual/manual", "", FALSE },
  { "modifier", SPAN ("manual-action/MDN-sent-manually; processed/error"), "processed",
    "manual/manual", "error", FALSE },
  { "as2",
    SPAN ("automatic-action/MDN-sent-automatically; "
          "processed/error: authentication-failed, integrity"),
    "processed", "automatic/automatic", "error: authentication-failed|integrity",
    FALSE },
  { "empty-modifiers", SPAN ("manual-action/MDN-sent-manually; denied/ , ,x,"),
    "denied", "manual/manual", "x", FALSE },
  { "comments", SPAN ("(a)manual-action(b)/(c(d))MDN-sent-manually(e);(f)failed(g)"),
    "failed", "manual/manual", "", FALSE },
  { "type-alone", SPAN ("displayed"), "displayed", "-/-", "", TRUE },
  { "one-mode", SPAN ("manual-action; displayed"), "displayed", "manual/-", "", TRUE },
  { "swapped", SPAN ("MDN-sent-manually/manual-action; displayed"), "displayed",
    "manual/manual", "", TRUE },
  { "twice", SPAN ("manual-action/automatic-action; displayed"), "displayed",
    "automatic/-", "", TRUE },
  { "semicolons", SPAN ("manual-action;MDN-sent-manually;displayed"), "displayed",
    "manual/manual", "", TRUE },
  { "more-text", SPAN ("manual-action/MDN-sent-manually; displayed yesterday"),
    "displayed", "manual/manual", "", TRUE },
  { "unknown", SPAN ("manual-action/MDN-sent-manually; eaten"), NULL, NULL, NULL,
    FALSE },
  { "part-of-a-word", SPAN ("manual-action/MDN-sent-manually; displayed2"), NULL, NULL,
    NULL, FALSE },
  { "modes-alone", SPAN ("manual-action/MDN-sent-manually;"), NULL, NULL, NULL, FALSE },
  { "comment-not-closed", SPAN ("manual-action/(MDN-sent-manually; displayed"), NULL,
    NULL, NULL, FALSE },
  { "empty", SPAN (""), NULL, NULL, NULL, FALSE },
};

static void
check (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct DispositionCase *c = row;
  g_autoptr (GString) modifiers = g_string_new (NULL);
  g_autofree char *modes = NULL;
  DsnDispositionText found;
  gboolean ok = dsn_disposition_read (text, &found);

  for (guint i = 0; i < found.modifier_count; i++) {
    test_assert_inside (found.modifiers[i], text);
    g_string_append_printf (modifiers, "%s%.*s", i > 0 ? "|" : "",
                            DSN_SPAN_ARGS (found.modifiers[i]));
  }
  if (!whole)
    return;
  g_assert_cmpint (ok, ==, c->type != NULL);
  if (!ok)
    return;
  modes = g_strdup_printf ("%s/%s", found.action_mode != NULL ? found.action_mode : "-",
                           found.sending_mode != NULL ? found.sending_mode : "-");
  g_assert_cmpstr (dsn_disposition_type_to_string (found.type), ==, c->type);
  g_assert_cmpstr (modes, ==, c->modes);
  g_assert_cmpstr (modifiers->str, ==, c->modifiers);
  g_assert_cmpint (found.odd, ==, c->odd);
}

static void
test_row (gconstpointer data)
{
  const struct DispositionCase *c = data;

  test_cut_everywhere (c->text, check, c);
}

static void
test_many_modifiers (void)
{
  g_autoptr (GString) text = g_string_new ("displayed/a");
  DsnDispositionText found;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, ",b");
  g_assert_true (dsn_disposition_read (
      (DsnSpan){ (const guint8 *) text->str, text->len }, &found));
  g_assert_cmpuint (found.modifier_count, ==, DSN_DISPOSITION_MODIFIERS_MAX);
  g_assert_true (found.odd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/disposition", cases, test_row);
  g_test_add_func ("/disposition/many-modifiers", test_many_modifiers);
  g_assert_null (dsn_disposition_type_to_string (DSN_DISPOSITION_UNKNOWN));
  return g_test_run ();
}
