/* test-dsn-decode.c: encoded words, charsets, dates, parameters and bodies. */
#include "dsn-decode.h"

#include "dsn-date.h"

#include "test-message.h"

#include <gmime/gmime.h>

static const struct TextCase {
  const char *name;
  DsnSpan text;
  const char *decoded;
} text_cases[] = {
  { "plain", SPAN ("no words here"), "no words here" },
  { "empty", SPAN (""), "" },
  { "q", SPAN ("=?utf-8?Q?caf=C3=A9_au?= lait"), "caf\303\251 au lait" },
  { "b", SPAN ("=?utf-8?B?Y2Fmw6k=?="), "caf\303\251" },
  { "lower-case", SPAN ("=?UTF-8?q?a?= =?utf-8?b?Yg==?="), "ab" },
  { "latin1", SPAN ("=?iso-8859-1?q?caf=E9?="), "caf\303\251" },
  { "iso-2022-jp", SPAN ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?="),
    "\346\227\245\346\234\254" },
  { "language", SPAN ("=?utf-8*en?q?word?="), "word" },
  { "adjacent", SPAN ("a =?utf-8?q?b?= =?utf-8?q?c?= d"), "a bc d" },
  { "split-character", SPAN ("=?utf-8?b?w6k=?= =?utf-8?q?x?="), "\303\251x" },
  { "behind-padding", SPAN ("=?utf-8?b?YQ==?= =?utf-8?b?YmI=?= =?utf-8?b?Y2Nj?= d"),
    "abbccc d" },
  { "in-a-word", SPAN ("<=?utf-8?q?b?=>"), "<b>" },
  { "equals", SPAN ("a=b ==?= =?"), "a=b ==?= =?" },
  { "no-end", SPAN ("=?utf-8?q?abc"), "=?utf-8?q?abc" },
  { "no-encoding", SPAN ("=?utf-8??abc?="), "=?utf-8??abc?=" },
  { "odd-encoding", SPAN ("=?utf-8?x?abc?="), "=?utf-8?x?abc?=" },
  { "no-charset", SPAN ("=??q?abc?="), "=??q?abc?=" },
  { "unknown-charset", SPAN ("=?x-klingon?q?abc?="), "=?x-klingon?q?abc?=" },
  { "charset-slash", SPAN ("=?utf-8//IGNORE?q?abc?="), "=?utf-8//IGNORE?q?abc?=" },
  { "cut-charset", SPAN ("=?utf-8"), "=?utf-8" },
};

static void
test_text (gconstpointer data)
{
  const struct TextCase *c = data;

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->text, n);
    g_autoptr (GString) out = g_string_new ("> ");

    dsn_decode_text (out, dsn_span_of_bytes (bytes));
    g_assert_true (g_str_has_prefix (out->str, "> "));
    if (n == c->text.len)
      g_assert_cmpstr (out->str + 2, ==, c->decoded);
  }
}

/* Words over the bound are text like any other. */
static void
test_long_word (void)
{
  g_autoptr (GString) text = g_string_new ("=?utf-8?q?");
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append_c (text, 'a');
  g_string_append (text, "?= =?utf-8?q?b?=");
  dsn_decode_text (out, test_span (text));
  g_assert_true (g_str_has_prefix (out->str, "=?utf-8?q?aaa"));
  g_assert_true (g_str_has_suffix (out->str, "a?= b"));
}

/* More words than GMime is given at once are one text all the same. */
static void
test_many_words (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%s=?utf-8?q?a?=", i > 0 ? " " : "");
  dsn_decode_text (out, test_span (text));
  g_assert_cmpuint (out->len, ==, 1000);
  g_assert_cmpuint (strspn (out->str, "a"), ==, 1000);
}

static const struct CharsetCase {
  const char *name;
  DsnSpan text, charset;
  const char *decoded; /* NULL: not converted */
} charset_cases[] = {
  { "latin1", SPAN ("caf\351"), SPAN ("iso-8859-1"), "caf\303\251" },
  { "case", SPAN ("caf\351"), SPAN ("ISO-8859-1"), "caf\303\251" },
  { "windows", SPAN ("\200"), SPAN ("windows-1252"), "\342\202\254" },
  { "escapes-tell", SPAN ("\033$BF|K\\\033(B"), SPAN (""), "\346\227\245\346\234\254" },
  { "name-of-windows", SPAN ("\307\321"), SPAN ("KS_C_5601-1987"), "\355\225\234" },
  { "private-name", SPAN ("\223\372"), SPAN ("x-sjis"), "\346\227\245" },
  { "ascii", SPAN ("cafe"), SPAN ("iso-8859-1"), NULL },
  { "us-ascii", SPAN ("caf\351"), SPAN ("us-ascii"), NULL },
  { "no-charset", SPAN ("caf\351"), SPAN (""), NULL },
  { "unknown", SPAN ("caf\351"), SPAN ("x-unknown"), NULL },
  { "hostile-name", SPAN ("caf\351"), SPAN ("iso-8859-1\0//x"), NULL },
  { "empty", SPAN (""), SPAN ("iso-8859-1"), NULL },
};

static void
test_charset (gconstpointer data)
{
  const struct CharsetCase *c = data;
  g_autoptr (GBytes) bytes = test_bytes (c->text, c->text.len);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean done = dsn_decode_charset (out, dsn_span_of_bytes (bytes), c->charset, NULL);

  g_assert_cmpint (done, ==, c->decoded != NULL);
  g_assert_cmpstr (out->str, ==, done ? c->decoded : "");
}

static const struct DateCase {
  const char *name;
  DsnSpan text;
  gint64 seconds; /* -1: no date */
} date_cases[] = {
  { "rfc5322", SPAN ("Thu, 17 Apr 2025 22:10:00 +0000"), 1744927800 },
  { "zone", SPAN ("Thu, 17 Apr 2025 22:10:00 +0200"), 1744920600 },
  { "no-weekday", SPAN ("17 Apr 2025 22:10:00 +0000"), 1744927800 },
  { "no-seconds", SPAN ("Thu, 17 Apr 2025 22:10 +0000"), 1744927800 },
  { "comment", SPAN ("Thu, 17 Apr 2025 22:10:00 +0000 (UTC)"), 1744927800 },
  { "gmt", SPAN ("Thu, 17 Apr 2025 22:10:00 GMT"), 1744927800 },
  { "est", SPAN ("Thu, 17 Apr 2025 17:10:00 EST"), 1744927800 },
  { "blanks", SPAN ("  Thu, 17 Apr 2025 22:10:00 +0000\r\n"), 1744927800 },
  { "iso", SPAN ("2025-04-17T22:10:00Z"), 1744927800 },
  { "empty", SPAN (""), -1 },
  { "blank", SPAN ("  "), -1 },
  { "words", SPAN ("some time ago"), -1 },
  { "nul", SPAN ("Thu, 17 Apr 2025 22:10:00\0+0000"), -1 },
};

static void
test_date (gconstpointer data)
{
  const struct DateCase *c = data;

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->text, n);
    gint64 seconds = -1;
    gboolean found = dsn_decode_date (dsn_span_of_bytes (bytes), &seconds);

    g_assert_true (found || seconds == -1);
    if (n == c->text.len)
      g_assert_cmpint (seconds, ==, c->seconds);
  }
}

/* What we read ourselves is what GMime reads. */
static void
test_date_oracle (void)
{
  static const char *const days[] = { "Thu, ", "Mon, ", "" };
  static const char *const zones[] = { "+0000", "-0000",    "+0100 (CET)",
                                       "-0530", "GMT",      "+1400",
                                       "-1359", "+0000 ()", "+0200 (a b)" };
  guint known = 0;

  for (guint i = 0; i < 20000; i++) {
    g_autofree char *text = g_strdup_printf (
        "%s%u %.3s %04u %02u:%02u:%02u %s", days[i % G_N_ELEMENTS (days)], i % 33,
        &"JanFebMarAprMayJunJulAugSepOctNovDec"[3 * (i / 31 % 12)], 1960 + i % 199,
        i % 25, i % 61, i / 7 % 61, zones[i % G_N_ELEMENTS (zones)]);
    gint64 seconds;

    if (dsn_date_read_mail (dsn_span_of_string (text), &seconds)) {
      g_autoptr (GDateTime) theirs = g_mime_utils_header_decode_date (text);

      g_assert_nonnull (theirs);
      g_assert_cmpint (seconds, ==, g_date_time_to_unix (theirs));
      known++;
    }
  }
  g_assert_cmpuint (known, >, 15000);
}

static void
test_date_long (void)
{
  g_autoptr (GString) text = g_string_new ("Thu, 17 Apr 2025 22:10:00 +0000 (");
  gint64 seconds = -1;

  for (guint i = 0; i < 200; i++)
    g_string_append_c (text, 'x');
  g_assert_false (dsn_decode_date (test_span (text), &seconds));
  g_assert_cmpint (seconds, ==, -1);
}

static const struct ParamCase {
  const char *name;
  DsnSpan body;
  const char *value; /* of "boundary"; NULL: not there */
} param_cases[] = {
  { "plain", SPAN ("multipart/mixed; boundary=abc"), "abc" },
  { "backslash", SPAN ("multipart/mixed; boundary=\"a\\\"b\""), "a\"b" },
  { "rfc2231", SPAN ("multipart/mixed; boundary*=utf-8''a%20b"), "a b" },
  { "pieces", SPAN ("multipart/mixed; boundary*0=a; boundary*1=b"), "ab" },
  { "none", SPAN ("multipart/mixed; charset=x"), NULL },
  { "no-params", SPAN ("multipart/mixed"), NULL },
  { "empty", SPAN (""), NULL },
};

static void
test_param (gconstpointer data)
{
  const struct ParamCase *c = data;

  for (gsize n = 0; n <= c->body.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->body, n);
    g_autofree char *value = dsn_decode_param (dsn_span_of_bytes (bytes), "boundary");

    if (n == c->body.len)
      g_assert_cmpstr (value, ==, c->value);
  }
}

static const struct BodyCase {
  const char *name;
  DsnEncoding encoding;
  DsnSpan body;
  gsize max_size;
  const char *decoded;
  gboolean cut;
} body_cases[] = {
  { "base64", DSN_ENCODING_BASE64, SPAN ("aGVsbG8="), 100, "hello", FALSE },
  { "base64-lines", DSN_ENCODING_BASE64, SPAN ("aGVs\r\nbG8=\r\n"), 100, "hello",
    FALSE },
  { "base64-no-end", DSN_ENCODING_BASE64, SPAN ("aGVsbG8"), 100, "hello", FALSE },
  { "base64-junk", DSN_ENCODING_BASE64, SPAN ("aG!Vs\0bG8="), 100, "hello", FALSE },
  { "base64-cut", DSN_ENCODING_BASE64, SPAN ("aGVsbG8="), 4, "hel", TRUE },
  { "qp", DSN_ENCODING_QUOTED_PRINTABLE, SPAN ("caf=C3=A9=\n!"), 100, "caf\303\251!",
    FALSE },
  { "qp-cr", DSN_ENCODING_QUOTED_PRINTABLE, SPAN ("a=\rb=20\rc"), 100, "ab \nc",
    FALSE },
  { "qp-broken", DSN_ENCODING_QUOTED_PRINTABLE, SPAN ("a=zzb"), 100, "a=zzb", FALSE },
  { "qp-cut", DSN_ENCODING_QUOTED_PRINTABLE, SPAN ("abcdef"), 3, "abc", TRUE },
  { "at-limit", DSN_ENCODING_QUOTED_PRINTABLE, SPAN ("abc"), 3, "abc", FALSE },
  { "identity", DSN_ENCODING_IDENTITY, SPAN ("a=41"), 100, "a=41", FALSE },
  { "empty", DSN_ENCODING_BASE64, SPAN (""), 100, "", FALSE },
  { "nothing-left", DSN_ENCODING_BASE64, SPAN ("aGVsbG8="), 0, "", TRUE },
};

static void
test_body (gconstpointer data)
{
  const struct BodyCase *c = data;

  for (gsize n = 0; n <= c->body.len; n++) {
    g_autoptr (GBytes) bytes = test_bytes (c->body, n);
    gboolean cut;
    g_autoptr (GBytes) decoded =
        dsn_decode_body (dsn_span_of_bytes (bytes), c->encoding, c->max_size, &cut);

    g_assert_cmpuint (g_bytes_get_size (decoded), <=, MIN (n, c->max_size));
    if (n < c->body.len)
      continue;
    test_assert_text (dsn_span_of_bytes (decoded), c->decoded);
    g_assert_cmpint (cut, ==, c->cut);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/decode/text", text_cases, test_text);
  g_test_add_func ("/decode/text/long-word", test_long_word);
  g_test_add_func ("/decode/text/many-words", test_many_words);
  TEST_ADD_ROWS ("/decode/charset", charset_cases, test_charset);
  TEST_ADD_ROWS ("/decode/date", date_cases, test_date);
  g_test_add_func ("/decode/date/oracle", test_date_oracle);
  g_test_add_func ("/decode/date/long", test_date_long);
  TEST_ADD_ROWS ("/decode/param", param_cases, test_param);
  TEST_ADD_ROWS ("/decode/body", body_cases, test_body);
  return g_test_run ();
}
