/* fuzz-dns.c: bytes from a name server -> an answer, or none. */
#include "dsn-wire.h"
#include "fuzz.h"

static void
check_answer (const DsnAnswer *answer)
{
  g_assert_cmpuint (answer->records->len, <=, DSN_WIRE_MAX_RECORDS);
  g_assert_true (fuzz_is_text (answer->error_text));
  for (guint i = 0; i < answer->records->len; i++) {
    const DsnRecord *record = g_ptr_array_index (answer->records, i);

    g_assert_true (record->owner != NULL && fuzz_is_text (record->owner));
    g_assert_true (record->text != NULL && fuzz_is_text (record->text));
  }
}

/* The id and the name and type of the question are those of the input itself, so that
 * what stands behind them is reached. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const guint16 types[] = { DSN_TYPE_MX,  DSN_TYPE_A,   DSN_TYPE_AAAA,
                                   DSN_TYPE_TXT, DSN_TYPE_SOA, DSN_TYPE_TLSA };
  g_autofree guint8 *exact = g_memdup2 (data, size);
  DsnSpan bytes = { exact, size };
  guint16 id = size > 1 ? (guint16) (data[0] << 8 | data[1]) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    DsnQuestion question = { .name = "example.com", .type = types[i] };
    g_autoptr (DsnAnswer) answer = NULL;
    DsnWireResult result = dsn_wire_read (bytes, &question, id, &answer);

    g_assert_true ((result == DSN_WIRE_ANSWER) == (answer != NULL));
    g_assert_cmpint (dsn_wire_read (bytes, &question, id, NULL), ==, result);
    g_assert_cmpint (dsn_wire_read (bytes, &question, id + 1, NULL), !=,
                     DSN_WIRE_ANSWER);
    if (answer != NULL)
      check_answer (answer);
  }
  return 0;
}
