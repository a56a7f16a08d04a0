/* fuzz-reply.c: bytes -> the SMTP reply in them. */
#include "dsn-reply.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_autoptr (GString) joined = g_string_new (NULL), twice = g_string_new (NULL);
  DsnReply reply = dsn_reply_find ((DsnSpan){ exact, size });
  DsnReply again = dsn_reply_find ((DsnSpan){ exact, size });
  guint klass = reply.status.klass;
  char digits[4];

  g_assert_true (reply.code == 0 || (reply.code >= 200 && reply.code <= 599));
  g_assert_true (klass == 0 || klass == 2 || klass == 4 || klass == 5);
  g_assert_true (reply.code == again.code && klass == again.status.klass);
  g_assert_true (reply.status.subject == again.status.subject);
  g_assert_true (reply.status.detail == again.status.detail);
  g_snprintf (digits, sizeof digits, "%u", reply.code);
  if (reply.code != 0) /* it stands there, it was not made up */
    g_assert_true (dsn_span_find_nocase ((DsnSpan){ exact, size },
                                         dsn_span_of_string (digits), NULL));

  dsn_reply_append_joined (joined, (DsnSpan){ exact, size });
  g_assert_cmpuint (joined->len, <=, size);
  dsn_reply_append_joined (twice, (DsnSpan){ (guint8 *) joined->str, joined->len });
  g_assert_true (g_string_equal (joined, twice));
  return 0;
}
