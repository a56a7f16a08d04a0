/* test-dsn-converters.c: what converts a charset stays loaded while somebody keeps it.
 */
#include "dsn-converters.h"

#include "dsn-decode.h"
#include "dsn-message.h"

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

static void
keep_body (DsnConverters *converters, const char *charset)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_decode_charset (out, DSN_SPAN_LIT ("\xc1"), dsn_span_of_string (charset),
                      converters);
}

static void
keep_words (DsnConverters *converters, const char *words)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_decode_field (out, dsn_span_of_string (words), (DsnSpan){ NULL, 0 }, converters);
}

static const struct Case {
  const char *name;
  void (*keep) (DsnConverters *converters, const char *text);
  const char *text;
  gboolean kept;
} cases[] = {
  { "body", keep_body, "koi8-r", TRUE },
  { "word", keep_words, "why? =?KOI8-R?Q?=C1?=", TRUE },
  { "word-with-language", keep_words, "=?koi8-r*ru?Q?=C1?=", TRUE },
  { "second-word", keep_words, "=?utf-8?Q?a?= =?koi8-r?Q?=C1?=", TRUE },
  { "other", keep_body, "iso-8859-5", FALSE },
  { "unended", keep_words, "=?koi8-r", FALSE },
  { "nothing", keep_words, "", FALSE },
};

static void
test_case (gconstpointer data)
{
  const struct Case *c = data;
  DsnConverters *converters = dsn_converters_new ();

  c->keep (converters, c->text);
  use_others ();
  g_assert_cmpint (is_loaded (), ==, c->kept);
  dsn_converters_free (converters);
  use_others ();
  g_assert_false (is_loaded ());
}

/* A message that is read after another has what that one needed. */
static void
test_messages (void)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  DsnMessage *message = dsn_message_new_empty ();

  dsn_message_read (message, DSN_SPAN_LIT ("Subject: a\n\n"), &limits, defects);
  keep_body (dsn_message_get_converters (message), "koi8-r");
  dsn_message_read (message, DSN_SPAN_LIT ("Subject: b\n\n"), &limits, defects);
  use_others ();
  g_assert_true (is_loaded ());
  dsn_message_free (message);
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

  for (guint i = 0; i < 1000; i++) {
    g_string_printf (text, "=?x-none-%u?Q?a?=", i);
    keep_words (converters, text->str);
  }
  keep_body (converters, "koi8-r");
  for (guint i = 1; i < 30; i++) {
    g_string_printf (text, "=?iso-8859-%u?Q?a?= =?cp125%u?Q?a?=", i, i % 9);
    keep_words (converters, text->str);
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
  g_test_add_func ("/converters/messages", test_messages);
  g_test_add_func ("/converters/many", test_many);
  return g_test_run ();
}
