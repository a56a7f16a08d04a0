/* fuzz-fold.c: bytes -> the form in which wordings are compared: bounded, and the same
 * whatever does not matter. */
#include "dsn-fold.h"
#include "fuzz.h"

#include <string.h>

static void
check_text (const DsnFolded *folded, gsize size)
{
  gsize before = 0;

  g_assert_cmpuint (folded->len, <=, 2 * size);
  g_assert_true (folded->text[folded->len] == '\0');
  g_assert_true (g_utf8_validate_len (folded->text, folded->len, NULL));
  for (gsize i = 0; i < folded->len; i++) {
    gsize origin = dsn_folded_get_origin (folded, i);

    g_assert_false (g_ascii_isupper (folded->text[i]));
    g_assert_cmpuint (origin, <, size);
    g_assert_cmpuint (origin, >=, before);
    g_assert_true (folded->text[i] != ' ' ||
                   (i > 0 && folded->text[i - 1] != ' ' &&
                    !dsn_folded_is_in_name (folded, i, i + 1)));
    before = origin;
  }
}

static void
check_same (const DsnFolded *folded, DsnSpan text)
{
  g_auto (DsnFolded) again = { 0 };

  dsn_fold (&again, text);
  g_assert_cmpstr (again.text, ==, folded->text);
  g_assert_cmpmem (again.names, again.name_count * sizeof (DsnFoldedName),
                   folded->names, folded->name_count * sizeof (DsnFoldedName));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_autofree guint8 *upper = fuzz_to_upper (data, size);
  g_autoptr (GString) spread = g_string_new (NULL);
  g_auto (DsnFolded) folded = { 0 };

  dsn_fold (&folded, (DsnSpan){ exact, size });
  check_text (&folded, size);
  check_same (&folded, (DsnSpan){ upper, size });
  for (gsize i = 0; i < size; i++)
    g_string_append_len (spread, data[i] == ' ' ? "\r\n\t" : (const char *) data + i,
                         data[i] == ' ' ? 3 : 1);
  check_same (&folded, (DsnSpan){ (guint8 *) spread->str, spread->len });
  /* Where nothing is decoded, once is enough. */
  if (dsn_span_is_ascii ((DsnSpan){ exact, size }) && size > 0 &&
      memchr (exact, '&', size) == NULL && memchr (exact, '=', size) == NULL)
    check_same (&folded, (DsnSpan){ (guint8 *) folded.text, folded.len });
  return 0;
}
