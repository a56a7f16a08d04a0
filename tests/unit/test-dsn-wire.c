/* test-dsn-wire.c: DNS messages: a question to bytes, bytes to facts. */
#include "dsn-wire.h"

#include "test-util.h"

#define ID 0x1234

/* Header: id, flags, four counts. */
#define HEAD(flags, qd, an, ns, ar) "\x12\x34" flags "\0" qd "\0" an "\0" ns "\0" ar
#define QR "\x81\x80"
#define NONE "\0"
#define ONE "\1"
#define TWO "\2"
/* example.com MX IN, which begins at byte 12. */
#define QUESTION "\7example\3com\0\0\x0f\0\1"
#define SAME "\xc0\x0c"
#define MX_OF(len, preference, name)                                                   \
  SAME "\0\x0f\0\1\0\0\1\x2c\0" len "\0" preference name
#define TSIG "\0\0\xfa\0\xff\0\0\0\0\0\x11" ZEROS ZEROS "\0"
#define ZEROS "\0\0\0\0\0\0\0\0"
#define OPT(len, data) "\0\0\x29\4\xd0\0\0\0\0\0" len data
#define SOA                                                                            \
  SAME "\0\6\0\1\0\0\x0e\x10\0\x1e\2ns" SAME "\2hm" SAME                               \
       "\0\0\0\7\0\0\0\1\0\0\0\2\0\0\0\3\0\0\2\x58"

static const struct WireCase {
  const char *name;
  DsnSpan bytes;
  DsnWireResult result;
  const char *facts;
} wire_cases[] = {
  { "one-mx",
    SPAN (HEAD (QR, ONE, ONE, NONE, NONE)
              QUESTION MX_OF ("\7", "\x0a", "\2mx\xc0\x0c")),
    DSN_WIRE_ANSWER, "0 ra; 0 15 example.com 300 10 mx.example.com" },
  { "null-mx", SPAN (HEAD (QR, ONE, ONE, NONE, NONE) QUESTION MX_OF ("\3", "\0", "\0")),
    DSN_WIRE_ANSWER, "0 ra; 0 15 example.com 300 0 ." },
  { "upper-case-question",
    SPAN (HEAD (QR, ONE, NONE, NONE, NONE) "\7EXAMPLE\3Com\0\0\x0f\0\1"),
    DSN_WIRE_ANSWER, "0 ra" },
  { "dot-in-a-label",
    SPAN (HEAD (QR, ONE, ONE, NONE, NONE) QUESTION MX_OF ("\7", "\1", "\2m.\xc0\x0c")),
    DSN_WIRE_ANSWER, "0 ra; 0 15 example.com 300 1 m\\..example.com" },
  { "control-in-a-label",
    SPAN (HEAD (QR, ONE, ONE, NONE, NONE)
              QUESTION MX_OF ("\7", "\1", "\2m\33\xc0\x0c")),
    DSN_WIRE_ANSWER, "0 ra; 0 15 example.com 300 1 m\\027.example.com" },
  { "extended-error",
    SPAN (HEAD ("\x81\x82", ONE, NONE, NONE, ONE)
              QUESTION OPT ("\x09", "\0\x0f\0\5\0\6bad")),
    DSN_WIRE_ANSWER, "2 ra edns ede 6 'bad'" },
  { "two-extended-errors",
    SPAN (HEAD ("\x81\x82", ONE, NONE, NONE, ONE)
              QUESTION OPT ("\x0c", "\0\x0f\0\2\0\x16\0\x0f\0\2\0\x17")),
    DSN_WIRE_ANSWER, "2 ra edns ede 22 ede 23" },
  { "option-over-its-end",
    SPAN (HEAD ("\x81\x82", ONE, NONE, NONE, ONE)
              QUESTION OPT ("\6", "\0\x0f\0\7\0\6")),
    DSN_WIRE_ANSWER, "2 ra edns" },
  { "extended-rcode",
    SPAN (HEAD ("\x81\x80", ONE, NONE, NONE, ONE) QUESTION
          "\0\0\x29\4\xd0\1\0\0\0\0\0"),
    DSN_WIRE_ANSWER, "16 ra edns" },
  { "nodata-with-soa", SPAN (HEAD (QR, ONE, NONE, ONE, NONE) QUESTION SOA),
    DSN_WIRE_ANSWER, "0 ra; 1 6 example.com 3600 ns.example.com 7 600" },
  { "truncated", SPAN (HEAD ("\x83\x80", ONE, ONE, NONE, NONE) QUESTION),
    DSN_WIRE_ANSWER, "0 tc" },
  { "refused-without-question", SPAN (HEAD ("\x81\x85", NONE, NONE, NONE, NONE)),
    DSN_WIRE_ANSWER, "5 ra" },
  { "no-question", SPAN (HEAD (QR, NONE, NONE, NONE, NONE)), DSN_WIRE_FOREIGN },
  { "other-id", SPAN ("\x12\x35\x81\x80\0\1\0\0\0\0\0\0" QUESTION), DSN_WIRE_FOREIGN },
  { "no-answer-but-a-query", SPAN (HEAD ("\1\0", ONE, NONE, NONE, NONE) QUESTION),
    DSN_WIRE_FOREIGN },
  { "other-opcode", SPAN (HEAD ("\xa1\x80", ONE, NONE, NONE, NONE) QUESTION),
    DSN_WIRE_FOREIGN },
  { "other-name", SPAN (HEAD (QR, ONE, NONE, NONE, NONE) "\7exampla\3com\0\0\x0f\0\1"),
    DSN_WIRE_FOREIGN },
  { "name-below",
    SPAN (HEAD (QR, ONE, NONE, NONE, NONE) "\1a\7example\3com\0\0\x0f\0\1"),
    DSN_WIRE_FOREIGN },
  { "other-type", SPAN (HEAD (QR, ONE, NONE, NONE, NONE) "\7example\3com\0\0\1\0\1"),
    DSN_WIRE_FOREIGN },
  { "other-class", SPAN (HEAD (QR, ONE, NONE, NONE, NONE) "\7example\3com\0\0\x0f\0\3"),
    DSN_WIRE_FOREIGN },
  { "two-questions", SPAN (HEAD (QR, TWO, NONE, NONE, NONE) QUESTION QUESTION),
    DSN_WIRE_FOREIGN },
  { "two-opts",
    SPAN (HEAD (QR, ONE, NONE, NONE, TWO) QUESTION OPT ("\0", "") OPT ("\0", "")),
    DSN_WIRE_MALFORMED },
  { "two-opts-with-data",
    SPAN (HEAD (QR, ONE, NONE, NONE, TWO) QUESTION OPT ("\6", "\0\x0f\0\2\0\x16")
              OPT ("\6", "\0\x0f\0\2\0\x17")),
    DSN_WIRE_MALFORMED },
  { "two-signatures", SPAN (HEAD (QR, ONE, NONE, NONE, TWO) QUESTION TSIG TSIG),
    DSN_WIRE_MALFORMED },
  { "what-stands-behind-a-signature",
    SPAN (HEAD (QR, ONE, NONE, NONE, TWO) QUESTION TSIG OPT ("\0", "")),
    DSN_WIRE_ANSWER, "0 ra edns" },
  { "name-over-its-record",
    SPAN (HEAD (QR, ONE, TWO, NONE, NONE) QUESTION SAME "\0\5\0\1\0\0\0\0\0\1\x0c" SAME
                                                        "\0\5\0\1\0\0\0\0\0\1\0"),
    DSN_WIRE_MALFORMED },
  { "pointer-to-itself",
    SPAN (HEAD (QR, ONE, ONE, NONE, NONE) QUESTION
          "\xc0\x1d\0\x0f\0\1\0\0\0\0\0\3\0\0\0"),
    DSN_WIRE_MALFORMED },
  { "more-records-told",
    SPAN (HEAD (QR, ONE, TWO, NONE, NONE) QUESTION MX_OF ("\3", "\0", "\0")),
    DSN_WIRE_MALFORMED },
  { "data-over-the-end",
    SPAN (HEAD (QR, ONE, ONE, NONE, NONE) QUESTION MX_OF ("\x63", "\0", "\0")),
    DSN_WIRE_MALFORMED },
  { "label-of-64",
    SPAN (HEAD (QR, ONE, NONE, NONE, NONE) "\x40"
                                           "example\3com\0\0\x0f\0\1"),
    DSN_WIRE_MALFORMED },
  { "short", SPAN ("\x12\x34\x81\x80"), DSN_WIRE_MALFORMED },
  { "nothing", SPAN (""), DSN_WIRE_MALFORMED },
};

static const DsnQuestion mx_question = { .name = "example.com", .type = DSN_TYPE_MX };

/* All facts of an answer in one line. */
static char *
describe (const DsnAnswer *answer)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, "%u%s%s%s%s%s", answer->rcode, answer->authoritative ? " aa" : "",
      answer->truncated ? " tc" : "", answer->recursion ? " ra" : "",
      answer->authentic ? " ad" : "", answer->has_edns ? " edns" : "");
  for (guint i = 0; i < answer->errors->len; i++)
    g_string_append_printf (text, " ede %u",
                            g_array_index (answer->errors, guint16, i));
  if (answer->error_text != NULL)
    g_string_append_printf (text, " '%s'", answer->error_text);
  for (guint i = 0; i < answer->records->len; i++) {
    const DsnRecord *record = g_ptr_array_index (answer->records, i);

    g_string_append_printf (text, "; %u %u %s %u", record->section, record->type,
                            record->owner, record->ttl);
    if (record->type == DSN_TYPE_MX)
      g_string_append_printf (text, " %u", record->preference);
    g_string_append_printf (text, " %s", record->text);
    if (record->type == DSN_TYPE_SOA)
      g_string_append_printf (text, " %u %u", record->serial, record->minimum);
  }
  return g_string_free (text, FALSE);
}

/* The whole message gives what the row says; cut anywhere, it gives no answer that says
 * more than it holds. */
static void
test_read (gconstpointer data)
{
  const struct WireCase *c = data;

  for (gsize n = 0; n <= c->bytes.len; n++) {
    g_autofree guint8 *exact = g_memdup2 (c->bytes.data, n);
    g_autoptr (DsnAnswer) answer = NULL;
    g_autofree char *facts = NULL;
    DsnWireResult result =
        dsn_wire_read ((DsnSpan){ exact, n }, &mx_question, ID, &answer);

    g_assert_true ((result == DSN_WIRE_ANSWER) == (answer != NULL));
    if (n < c->bytes.len) {
      g_assert_true (answer == NULL || answer->truncated);
      continue;
    }
    g_assert_cmpint (result, ==, c->result);
    facts = answer != NULL ? describe (answer) : NULL;
    g_assert_cmpstr (facts, ==, c->facts);
  }
}

/* What stands in a question on the wire, byte for byte. */
static const struct WriteCase {
  const char *name;
  DsnQuestion question;
  DsnSpan bytes;
} write_cases[] = {
  { "plain",
    { "example.com", DSN_TYPE_MX, FALSE, FALSE, TRUE },
    SPAN ("\x12\x34\1\0\0\1\0\0\0\0\0\0" QUESTION) },
  { "edns",
    { "example.com.", DSN_TYPE_MX, FALSE, FALSE, FALSE },
    SPAN ("\x12\x34\1\x20\0\1\0\0\0\0\0\1" QUESTION OPT ("\0", "")) },
  { "no-recursion-no-check",
    { "example.com", DSN_TYPE_MX, TRUE, TRUE, TRUE },
    SPAN ("\x12\x34\0\x10\0\1\0\0\0\0\0\0" QUESTION) },
  { "root",
    { ".", DSN_TYPE_NS, FALSE, FALSE, TRUE },
    SPAN ("\x12\x34\1\0\0\1\0\0\0\0\0\0\0\0\2\0\1") },
  { "long-label",
    { "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl.com",
      DSN_TYPE_MX },
    SPAN ("") },
  { "two-dots", { "example..com", DSN_TYPE_MX }, SPAN ("") },
};

static void
test_write (gconstpointer data)
{
  const struct WriteCase *c = data;
  g_autoptr (GBytes) bytes = dsn_wire_write (&c->question, ID);
  g_autofree guint8 *reply = NULL;
  gsize size;

  if (c->bytes.len == 0) {
    g_assert_null (bytes);
    return;
  }
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   c->bytes.data, c->bytes.len);
  /* A server that only sets QR has answered this question, and no other. */
  reply = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));
  reply[2] |= 0x80;
  g_assert_cmpint (dsn_wire_read ((DsnSpan){ reply, size }, &c->question, ID, NULL), ==,
                   DSN_WIRE_ANSWER);
  g_assert_cmpint (dsn_wire_read ((DsnSpan){ reply, size }, &c->question, ID + 1, NULL),
                   ==, DSN_WIRE_FOREIGN);
}

/* More records than are kept, of which the first are. */
static void
test_many_records (void)
{
  static const char head[] = "\x12\x34\x81\x80\0\1\2\0\0\0\0\0" QUESTION; /* 512 */
  static const char record[] = MX_OF ("\3", "\0", "\0");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (DsnAnswer) answer = NULL;

  g_byte_array_append (bytes, (const guint8 *) head, sizeof head - 1);
  for (guint i = 0; i < 512; i++)
    g_byte_array_append (bytes, (const guint8 *) record, sizeof record - 1);
  g_assert_cmpint (
      dsn_wire_read ((DsnSpan){ bytes->data, bytes->len }, &mx_question, ID, &answer),
      ==, DSN_WIRE_ANSWER);
  g_assert_cmpuint (answer->records->len, ==, DSN_WIRE_MAX_RECORDS);
  g_assert_true (answer->cut);
}

static void
test_find (void)
{
  const struct WireCase *c = &wire_cases[0];
  g_autoptr (DsnAnswer) answer = NULL;
  guint position = 7;

  dsn_wire_read (c->bytes, &mx_question, ID, &answer);
  g_assert_null (dsn_answer_find (NULL, DSN_SECTION_ANSWER, DSN_TYPE_MX, 0, NULL));
  g_assert_null (
      dsn_answer_find (answer, DSN_SECTION_AUTHORITY, DSN_TYPE_MX, 0, &position));
  g_assert_null (
      dsn_answer_find (answer, DSN_SECTION_ANSWER, DSN_TYPE_A, 0, &position));
  g_assert_cmpuint (position, ==, 7);
  g_assert_nonnull (
      dsn_answer_find (answer, DSN_SECTION_ANSWER, DSN_TYPE_MX, 0, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_null (dsn_answer_find (answer, DSN_SECTION_ANSWER, DSN_TYPE_MX, 1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/wire/read", wire_cases, test_read);
  TEST_ADD_ROWS ("/wire/write", write_cases, test_write);
  g_test_add_func ("/wire/many-records", test_many_records);
  g_test_add_func ("/wire/find", test_find);
  return g_test_run ();
}
