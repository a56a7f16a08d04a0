/* test-dsn-converters.c: what converts a charset stays loaded while somebody keeps it.
 */
#include "dsn-converters.h"

#include "dsn-decode.h"

#include "test-util.h"

#include <iconv.h>

/* What the C library loads to convert KOI8-R. */
#define MODULE "/KOI8-R.so"

static gboolean
is_loaded (void)
{
  g_autofree char *maps = NULL;

  return g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL) &&
         strstr (maps, MODULE) != NULL;
}

static void
use (const char *charset)
{
  iconv_t cd = iconv_open ("UTF-8", charset);

  if (cd != (iconv_t) -1)
    iconv_close (cd);
}

/* It forgets what nobody uses some charsets later. */
static void
use_others (void)
{
  static const char *const others[] = { "ISO-8859-7", "ISO-8859-9", "CP1253",
                                        "ISO-8859-5", "CP1257",     "CP866" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    use (others[i]);
}

/* What reads text asks for its charset, wherever that is named. */
static void
ask_body (const char *charset)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_decode_charset (out, DSN_SPAN_LIT ("\xc1"), dsn_span_of_string (charset));
}

static void
ask_word (const char *word)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_decode_text (out, dsn_span_of_string (word));
}

static void
ask_param (const char *body)
{
  g_free (dsn_decode_param (dsn_span_of_string (body), "name"));
}

static const struct Case {
  const char *name;
  void (*ask) (const char *text);
  const char *text;
  gboolean kept;
} cases[] = {
  { "body", ask_body, "koi8-r", TRUE },
  { "word", ask_word, "why? =?KOI8-R?Q?=C1?=", TRUE },
  { "word-with-language", ask_word, "=?koi8-r*ru?Q?=C1?=", TRUE },
  { "parameter", ask_param, "text/plain; name*=koi8-r''%C1", TRUE },
  { "other", ask_body, "iso-8859-5", FALSE },
  { "unended", ask_word, "=?koi8-r", FALSE },
  { "nothing", ask_word, "", FALSE },
};

static void
test_case (gconstpointer data)
{
  const struct Case *c = data;
  DsnConverters *converters = dsn_converters_new ();

  dsn_converters_use (converters);
  c->ask (c->text);
  use_others ();
  g_assert_cmpint (is_loaded (), ==, c->kept);
  dsn_converters_use (NULL);
  dsn_converters_free (converters);
  use_others ();
  g_assert_false (is_loaded ());
}

/* Names that hostile mail makes up take no room; too many that are known take no more
 * than there is, and those that came first stay. */
static void
test_many (void)
{
  DsnConverters *converters = dsn_converters_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  dsn_converters_use (converters);
  for (guint i = 0; i < 1000; i++) {
    g_string_printf (text, "=?x-none-%u?Q?a?=", i);
    ask_word (text->str);
  }
  ask_body ("koi8-r");
  for (guint i = 1; i < 30; i++) {
    g_string_printf (text, "=?iso-8859-%u?Q?a?= =?cp125%u?Q?a?=", i, i % 9);
    ask_word (text->str);
  }
  use_others ();
  g_assert_true (is_loaded ());
  dsn_converters_use (NULL);
  dsn_converters_free (converters);
}

static void
test_nothing_loaded (void)
{
  g_test_skip ("this C library does not load converters, or has them elsewhere");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use ("KOI8-R");
  if (!is_loaded ()) {
    g_test_add_func ("/converters", test_nothing_loaded);
    return g_test_run ();
  }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/converters/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/converters/many", test_many);
  return g_test_run ();
}
