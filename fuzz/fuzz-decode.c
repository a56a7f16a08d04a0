/* fuzz-decode.c: bytes -> encoded words, charsets, parameters, bodies; all bounded. */
#include "dsn-decode.h"
#include "fuzz.h"

/* No charset makes more of a byte; what callers pass is limits.value_size at most. */
#define GROWTH_MAX 16
#define VALUE_MAX ((gsize) 16 * 1024)

static void
check_params (DsnSpan text)
{
  g_autofree char *decoded = dsn_decode_param (text, "boundary");
  DsnContentType content = dsn_content_type_read (text);
  DsnSpan value = { NULL, 0 };

  g_assert_cmpuint (dsn_span_of_string (decoded).len, <=, GROWTH_MAX * text.len);
  g_assert_true (fuzz_is_inside (text, content.type));
  g_assert_true (fuzz_is_inside (text, content.subtype));
  g_assert_true (fuzz_is_inside (text, content.params));
  dsn_content_type_find_param (content.params, "boundary", &value);
  g_assert_true (fuzz_is_inside (content.params, value));
}

static void
check_body (DsnSpan text, gsize max_size)
{
  DsnEncoding encoding = dsn_encoding_read (text);
  g_autoptr (GBytes) body = NULL, twice = NULL;
  gboolean cut;

  body = dsn_decode_body (text, encoding, max_size, &cut);
  twice = dsn_decode_body (text, encoding, max_size, &cut);
  g_assert_cmpuint (g_bytes_get_size (body), <=, MIN (text.len, max_size));
  g_assert_true (g_bytes_equal (body, twice) && cut == (text.len > max_size));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, MIN (size, VALUE_MAX));
  g_autoptr (GString) words = g_string_new (NULL), plain = g_string_new (NULL);
  DsnSpan text = { exact, MIN (size, VALUE_MAX) };
  gsize name = 0;

  dsn_decode_text (words, text);
  g_assert_cmpuint (words->len, <=, GROWTH_MAX * text.len);
  dsn_span_find_byte (text, '\n', &name); /* the charset's name stands before it */
  if (!dsn_decode_charset (plain, text, dsn_span_slice (text, 0, name), NULL))
    g_assert_cmpuint (plain->len, ==, 0);
  g_assert_true (g_utf8_validate_len (plain->str, plain->len, NULL));
  g_assert_cmpuint (plain->len, <=, GROWTH_MAX * text.len);
  check_params (text);
  check_body (text, 100);
  check_body (text, VALUE_MAX);
  return 0;
}
