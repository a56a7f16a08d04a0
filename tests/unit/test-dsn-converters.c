/* test-dsn-converters.c: what converts a charset stays loaded while somebody keeps it.
 */
#include "dsn-converters.h"

#include "test-message.h"

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

static void
keep (DsnConverters *converters, DsnSpan text)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (GBytes) bytes = test_bytes (text, text.len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);

  dsn_converters_keep (converters, dsn_span_of_bytes (bytes), message);
}

static const struct Case {
  const char *name;
  DsnSpan text;
  gboolean kept;
} cases[] = {
  { "body", SPAN ("Content-Type: text/plain; charset=koi8-r\n\n\xc1\n"), TRUE },
  { "part",
    SPAN ("Content-Type: multipart/mixed; boundary=b\n\n--b\n"
          "Content-Type: text/plain; charset=\"KOI8-R\"\n\n\xc1\n--b--\n"),
    TRUE },
  { "word", SPAN ("Subject: why? =?KOI8-R?Q?=C1?=\n\n"), TRUE },
  { "word-with-language", SPAN ("Subject: =?koi8-r*ru?Q?=C1?=\n\n"), TRUE },
  { "word-of-returned", SPAN ("To: a\n\nSubject: =?koi8-r?Q?=C1?=\n"), TRUE },
  { "no-word", SPAN ("Subject: koi8-r?\n\n"), FALSE },
  { "unended", SPAN ("Subject: =?koi8-r\n\n"), FALSE },
  { "nothing", SPAN (""), FALSE },
};

static void
test_case (gconstpointer data)
{
  const struct Case *c = data;
  DsnConverters *converters = dsn_converters_new ();

  keep (converters, c->text);
  use_others ();
  g_assert_cmpint (is_loaded (), ==, c->kept);
  dsn_converters_free (converters);
  use_others ();
  g_assert_false (is_loaded ());
}

static DsnSpan
span_of (const GString *text)
{
  return (DsnSpan){ (const guint8 *) text->str, text->len };
}

/* Names that hostile mail makes up take no room; too many that are known take no more
 * than there is, and those that came first stay. */
static void
test_many (void)
{
  DsnConverters *converters = dsn_converters_new ();
  g_autoptr (GString) text = g_string_new ("Subject:");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, " =?x-none-%u?Q?a?=\n", i);
  keep (converters, span_of (text));
  g_string_assign (text, "Subject: =?koi8-r?Q?a?=\n");
  keep (converters, span_of (text));
  for (guint i = 1; i < 30; i++) {
    g_string_printf (text, "Subject: =?iso-8859-%u?Q?a?= =?cp125%u?Q?a?=\n", i, i % 9);
    keep (converters, span_of (text));
  }
  use_others ();
  g_assert_true (is_loaded ());
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
