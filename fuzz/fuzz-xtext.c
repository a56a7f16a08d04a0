/* fuzz-xtext.c: bytes -> decoded xtext and RFC 6533 addresses. */
#include "dsn-xtext.h"
#include "fuzz.h"

/* RFC 3461 §4: what is well-formed can be written again. */
static void
check_written_again (const GString *plain, DsnSpan text)
{
  g_autoptr (GString) again = g_string_new (NULL), twice = g_string_new (NULL);

  for (gsize i = 0; i < plain->len; i++)
    if (plain->str[i] == '+' || plain->str[i] == '=' ||
        !g_ascii_isgraph (plain->str[i]))
      g_string_append_printf (again, "+%02X", (guint8) plain->str[i]);
    else
      g_string_append_c (again, plain->str[i]);
  g_assert_cmpuint (again->len, <=, text.len);
  text = (DsnSpan){ (const guint8 *) again->str, again->len };
  g_assert_true (dsn_xtext_decode (twice, text) && g_string_equal (twice, plain));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_autoptr (GString) plain = g_string_new (NULL), unicode = g_string_new (NULL);
  DsnSpan text = { exact, size };

  if (dsn_xtext_decode (plain, text))
    check_written_again (plain, text);
  g_assert_cmpuint (plain->len, <=, size);
  dsn_xtext_decode_unicode (unicode, text);
  g_assert_cmpuint (unicode->len, <=, size);
  if (g_utf8_validate_len ((const char *) exact, size, NULL))
    g_assert_true (g_utf8_validate_len (unicode->str, unicode->len, NULL));
  return 0;
}
