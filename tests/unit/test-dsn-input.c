/* test-dsn-input.c: one line: a code, a keyword, a reply, or nothing. */
#include "dsn-input.h"

#include "test-util.h"

static const struct InputCase {
  const char *name;
  DsnSpan text;
  DsnInputKind kind;
  guint reply;
  DsnCode status;
  const char *recipient;
} cases[] = {
  { "nothing", SPAN (""), DSN_INPUT_NOTHING },
  { "blanks", SPAN (" \t "), DSN_INPUT_NOTHING },
  { "code", SPAN ("5.4.4"), DSN_INPUT_CODE, 0, { 5, 4, 4 } },
  { "code-of-success", SPAN ("2.1.5"), DSN_INPUT_CODE, 0, { 2, 1, 5 } },
  { "code-not-registered", SPAN ("5.9.9"), DSN_INPUT_CODE, 0, { 5, 9, 9 } },
  { "code-with-hash", SPAN ("#5.1.1"), DSN_INPUT_CODE, 0, { 5, 1, 1 } },
  { "code-in-brackets", SPAN ("(5.4.4)"), DSN_INPUT_CODE, 0, { 5, 4, 4 } },
  { "code-in-quotes", SPAN ("\"5.4.4\"."), DSN_INPUT_CODE, 0, { 5, 4, 4 } },
  { "code-asked-for", SPAN ("5.4.4?"), DSN_INPUT_CODE, 0, { 5, 4, 4 } },
  { "reply-code", SPAN ("550"), DSN_INPUT_CODE, 550 },
  { "reply-code-of-success", SPAN ("250"), DSN_INPUT_CODE, 250 },
  { "both", SPAN ("550 5.4.4"), DSN_INPUT_CODE, 550, { 5, 4, 4 } },
  { "both-continued", SPAN ("550-5.4.4"), DSN_INPUT_CODE, 550, { 5, 4, 4 } },
  { "both-with-hash", SPAN ("550 #5.4.4"), DSN_INPUT_CODE, 550, { 5, 4, 4 } },
  { "class-9", SPAN ("9.9.9"), DSN_INPUT_NOTHING },
  { "two-numbers", SPAN ("5.1"), DSN_INPUT_NOTHING },
  { "four-numbers", SPAN ("5.1.1.1"), DSN_INPUT_NOTHING },
  { "number", SPAN ("999"), DSN_INPUT_NOTHING },
  { "small-number", SPAN ("12"), DSN_INPUT_NOTHING },
  { "no-answer", SPAN ("354"), DSN_INPUT_NOTHING },
  { "numbers", SPAN ("450 500"), DSN_INPUT_NOTHING },
  { "marks", SPAN ("(?)"), DSN_INPUT_NOTHING },
  { "keyword", SPAN ("ROUTING.NoMX"), DSN_INPUT_KEYWORD },
  { "category", SPAN ("user-unknown"), DSN_INPUT_KEYWORD },
  { "reply",
    SPAN (" 550 5.1.1 <ann@example.com>: no "),
    DSN_INPUT_REPLY,
    0,
    { 0 },
    "ann@example.com" },
  { "reply-with-bounce-address",
    SPAN ("550 <b+ann=example.com@example.org>"),
    DSN_INPUT_REPLY,
    0,
    { 0 },
    "b+ann=example.com@example.org" },
  { "reply-at-its-end",
    SPAN ("no mailbox for ann@example.com."),
    DSN_INPUT_REPLY,
    0,
    { 0 },
    "ann@example.com" },
  { "reply-with-a-list",
    SPAN ("cannot mail {ann@example.com}"),
    DSN_INPUT_REPLY,
    0,
    { 0 },
    "ann@example.com" },
  { "only-an-at", SPAN ("550 @ home"), DSN_INPUT_REPLY },
  { "reply-with-nul", SPAN ("550 a\0b@\0"), DSN_INPUT_REPLY },
  { "log",
    SPAN ("1a ** ann@example.com: no"),
    DSN_INPUT_LOG_LINE,
    0,
    { 0 },
    "ann@example.com" },
};

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct InputCase *c = row;
  DsnInput input = dsn_input_read_line (text);
  DsnSpan list = input.recipients, address = { NULL, 0 };
  g_autofree char *recipient = NULL;

  test_assert_inside (input.words, text);
  test_assert_inside (input.recipients, text);
  if (!whole)
    return;
  g_assert_cmpint (input.kind, ==, c->kind);
  g_assert_cmpuint (input.reply, ==, c->reply);
  g_assert_cmpuint (input.status.klass, ==, c->status.klass);
  g_assert_cmpuint (input.status.subject, ==, c->status.subject);
  g_assert_cmpuint (input.status.detail, ==, c->status.detail);
  g_assert_cmpint (dsn_input_take_recipient (&list, &address), ==,
                   c->recipient != NULL);
  recipient =
      g_strndup (address.len > 0 ? (const char *) address.data : "", address.len);
  g_assert_cmpstr (recipient, ==, c->recipient != NULL ? c->recipient : "");
}

static void
test_row (gconstpointer data)
{
  const struct InputCase *c = data;

  test_cut_everywhere (c->text, check_cut, c);
}

static const struct ListCase {
  const char *name;
  DsnSpan text;
  const char *addresses; /* with a blank behind each */
} list_cases[] = {
  { "nothing", SPAN (""), "" },
  { "brackets", SPAN ("<>"), "" },
  { "one", SPAN ("ann@example.com"), "ann@example.com " },
  { "sendmail", SPAN ("<ann@example.com>,<cat@example.com>"),
    "ann@example.com cat@example.com " },
  { "exchange", SPAN ("ann@example.com;cat@example.com"),
    "ann@example.com cat@example.com " },
  { "local", SPAN ("root, postmaster"), "root postmaster " },
};

static void
check_list (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct ListCase *c = row;
  g_autoptr (GString) found = g_string_new (NULL);
  DsnSpan list = text, address;

  while (dsn_input_take_recipient (&list, &address)) {
    g_assert_cmpuint (address.len, >, 0);
    test_assert_inside (address, text);
    test_assert_inside (list, text);
    g_string_append_len (found, (const char *) address.data, (gssize) address.len);
    g_string_append_c (found, ' ');
  }
  if (whole)
    g_assert_cmpstr (found->str, ==, c->addresses);
}

static void
test_list_row (gconstpointer data)
{
  const struct ListCase *c = data;

  test_cut_everywhere (c->text, check_list, c);
}

static void
test_kinds (void)
{
  g_assert_null (dsn_input_kind_to_string (DSN_INPUT_NOTHING));
  g_assert_cmpstr (dsn_input_kind_to_string (DSN_INPUT_CODE), ==, "code");
  g_assert_cmpstr (dsn_input_kind_to_string (DSN_INPUT_REPLY), ==, "reply");
  g_assert_cmpstr (dsn_input_kind_to_string (DSN_INPUT_KEYWORD), ==, "keyword");
  g_assert_cmpstr (dsn_input_kind_to_string (DSN_INPUT_LOG_LINE), ==, "log-line");
  g_assert_cmpstr (dsn_input_kind_to_string (DSN_INPUT_REPORT), ==, "report");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/input", cases, test_row);
  TEST_ADD_ROWS ("/input/list", list_cases, test_list_row);
  g_test_add_func ("/input/kinds", test_kinds);
  return g_test_run ();
}
