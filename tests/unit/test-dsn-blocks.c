/* test-dsn-blocks.c: lines -> addresses, and what is said of each. */
#include "dsn-blocks.h"

#include "dsn-lines.h"

#include "test-message.h"

static const char *const labels[] = { "recipient:", "*rcpt to:", NULL };
static const char *const reasons[] = { "reason:", "because", NULL };
static const char *const skips[] = { "giving up", NULL };
static const char *const ends[] = { "end of list", NULL };
static const DsnSection sections[] = {
  { "*fatal", DSN_ACTION_FAILED },
  { "*delayed", DSN_ACTION_DELAYED },
  { NULL, DSN_ACTION_UNKNOWN },
};

#define ANGLE (DSN_SHAPE_ANGLE | DSN_SHAPE_LOCAL)
#define ALONE DSN_SHAPE_ALONE
#define AFTER (DSN_SHAPE_ALONE | DSN_SHAPE_AFTER_BLANK)

/* "address=words" parted by bars; `+` before one that a section says is delayed. */
static const struct BlockCase {
  const char *name;
  guint shapes;
  const char *text;
  const char *blocks;
} block_cases[] = {
  { "angle", ANGLE, "<a@b>:\nno such\nuser\n\nx\n", "a@b=no such user" },
  { "angle-words-behind", ANGLE, "<a@b>: no\n    such user\n", "a@b=no such user" },
  { "angle-local", ANGLE, "<ann>:\nno\n", "ann=no" },
  { "angle-two", ANGLE, "<a@b>:\none\n\n<c@d>:\ntwo\n", "a@b=one|c@d=two" },
  { "angle-shared", ANGLE, "<a@b>:\n<c@d>:\nboth\n", "a@b=both|c@d=both" },
  { "angle-quoted", ANGLE, "<\"a b\"@c>: no\n", "\"a b\"@c=no" },
  { "angle-escaped-quote", ANGLE, "<\"a\\\"b@c\"@d>: no\n", "\"a\\\"b@c\"@d=no" },
  { "angle-in-words", ANGLE, "<a@b>: host said:\n    <a@b>: no\n",
    "a@b=host said: <a@b>: no" },
  { "angle-not-colon", ANGLE, "a@b: no\n", "" },
  { "colon", DSN_SHAPE_COLON, "a@b: no such user\nc@d: full\n",
    "a@b=no such user|c@d=full" },
  { "colon-quoted", DSN_SHAPE_COLON, "\"a@b\":\nno\n", "a@b=no" },
  { "dots", DSN_SHAPE_DOTS, "<a@b>... no\nc@d... full\n", "a@b=no|c@d=full" },
  { "alone", ALONE, "a@b\nno\n", "a@b=no" },
  { "alone-bullets", ALONE, "* a@b\n- c@d\n> e@f\n1. g@h\n\342\200\242 i@j,\n",
    "a@b|c@d|e@f|g@h|i@j" },
  { "alone-quotes", ALONE, "'a@b'\n\"c@d\"\n<e@f>\n[g@h]\n", "a@b|c@d|e@f|g@h" },
  { "alone-outlook", ALONE, "a@b<mailto:a@b>\nno\n", "a@b=no" },
  { "alone-scheme", ALONE, "mailto:a@b\nSMTP:c@d\nrfc822; e@f\n", "a@b|c@d|e@f" },
  { "alone-digits", ALONE, "123@b\n42ann@b\n", "123@b|42ann@b" },
  { "alone-not-behind", ALONE, "a@b is gone\n", "" },
  { "alone-not-in-prose", ALONE, "write to a@b\n", "" },
  { "alone-exim", ALONE, "  a@b\n    c@d: no\n    such\n  e@f\n    full\n",
    "a@b=c@d: no such|e@f=full" },
  { "alone-local", ALONE | DSN_SHAPE_LOCAL, "  ann\n    no\n", "ann=no" },
  { "alone-local-not-indented", ALONE | DSN_SHAPE_LOCAL, "ann\n", "" },
  { "alone-blank-ends", ALONE, "a@b\n\nno\n", "a@b" },
  { "after-blank", AFTER, "a@b\n\nno\n\nmore\n", "a@b=no" },
  { "after-blank-shared", AFTER, "a@b\n\nc@d\n\nno\n", "a@b=no|c@d=no" },
  { "dated", DSN_SHAPE_DATED, "a@b on 1/2/2024 9:30\n  no\n\nc@d is gone\n", "a@b=no" },
  { "not-of-those-above", ALONE | DSN_SHAPE_BEHIND, "a@b\nc@d no\n", "a@b|c@d=no" },
  { "dash", DSN_SHAPE_BEHIND, "a@b - no\n", "a@b=no" },
  { "rule-is-no-words", DSN_SHAPE_ALONE | DSN_SHAPE_AFTER_BLANK, "a@b\n----\nno\n",
    "a@b=no" },
  { "behind", DSN_SHAPE_BEHIND, "a@b [no]\nc@d is gone\n", "a@b=[no]|c@d=is gone" },
  { "list", ALONE | DSN_SHAPE_LIST, "a@b, c@d; <e@f>\n", "a@b|c@d|e@f" },
  { "name", ALONE | DSN_SHAPE_NAME, "Ann Bee <a@b>\nBob (c@d)\nno\n", "a@b=no|c@d=no" },
  { "name-not-label", ALONE | DSN_SHAPE_NAME, "To: Ann <a@b>\n", "" },
  { "label", 0, "Recipient: <a@b>\nx\nRecipient: c@d: full\n", "a@b=x|c@d=full" },
  { "label-inside", 0, ">>> RCPT TO:<a@b>\n", "a@b" },
  { "label-list", 0, "Recipient: a@b, c@d\n", "a@b|c@d" },
  { "label-without-address", 0, "Recipient: nobody\n", "" },
  { "reason", AFTER, "a@b\n\nhello\nReason: no\n", "a@b=hello no" },
  { "reason-next-line", ALONE, "a@b\n\nbecause\n\nno\nsuch\n\nx\n", "a@b=no such" },
  { "reason-first", ALONE, "Reason: 550 no\n\na@b\nc@d\n", "a@b=550 no|c@d=550 no" },
  { "reason-first-not-for-all", ALONE, "Reason: no\n\na@b\nfull\n", "a@b=full" },
  { "skip", ANGLE, "<a@b>:\nno\nGiving up on x.\nsuch\n", "a@b=no such" },
  { "end", ALONE, "a@b\n--- End of list ---\nc@d\n", "a@b" },
  { "sections", ALONE, "a@b\n-- fatal --\nc@d\n-- delayed --\ne@f\n", "a@b|c@d|+e@f" },
  { "glued-text", ALONE, "a@b.jp\n", "a@b.jp" },
  { "no-addresses", ALONE, "@\na@\n@b\na@-\na@.b\na@@b\n", "" },
  { "literal", ANGLE, "<a@[192.0.2.1]>:\nno\n", "a@[192.0.2.1]=no" },
  { "idn", ALONE, "a@b\303\274cher.example\n", "a@b\303\274cher.example" },
  { "limit", ALONE, "a@b\na@c\na@d\na@e\na@f\na@g\na@h\na@i\na@j\na@k\n",
    "a@b|a@c|a@d|a@e|a@f|a@g|a@h|a@i" },
};

#define MAX_BLOCKS 8

static GArray *
split (DsnSpan text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (DsnNoticeLine));
  DsnLines cursor = dsn_lines_over (text);
  DsnLine line;

  while (dsn_lines_next (&cursor, &line)) {
    DsnNoticeLine made = { dsn_span_trim (line.text), 0,
                           (gsize) (line.text.data - text.data) };

    made.indent = (guint) (made.text.data - line.text.data);
    g_array_append_val (lines, made);
  }
  return lines;
}

static void
check_cut (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct BlockCase *c = row;
  DsnBlockRules rules = { .shapes = c->shapes,
                          .labels = labels,
                          .reasons = reasons,
                          .skips = skips,
                          .ends = ends,
                          .sections = sections };
  g_autoptr (GArray) lines = split (text);
  g_autoptr (GString) found = g_string_new (NULL);
  g_auto (DsnBlocks) blocks = { 0 };

  dsn_blocks_read (lines, 0, lines->len, &rules, MAX_BLOCKS, &blocks);
  for (guint i = 0; i < blocks.list->len; i++) {
    const DsnBlock *block = &g_array_index (blocks.list, DsnBlock, i);

    test_assert_inside (block->address, text);
    g_string_append_printf (found, "%s%s%.*s", i > 0 ? "|" : "",
                            block->action == DSN_ACTION_DELAYED ? "+" : "",
                            DSN_SPAN_ARGS (block->address));
    if (block->words != NULL)
      g_string_append_printf (found, "=%s", block->words->str);
  }
  if (whole)
    g_assert_cmpstr (found->str, ==, c->blocks);
  if (whole)
    g_assert_cmpint (blocks.full, ==, g_str_equal (c->name, "limit"));
}

static void
test_blocks (gconstpointer data)
{
  const struct BlockCase *c = data;

  test_cut_everywhere (dsn_span_of_string (c->text), check_cut, c);
}

static const struct FindCase {
  const char *name;
  const char *text;
  const char *address; /* NULL: there is none */
  const char *rest;
} find_cases[] = {
  { "prose", "write to ann@example.com.", "ann@example.com", "." },
  { "brackets", "to <ann@example.com>: no", "ann@example.com", ": no" },
  { "quotes", "to 'ann@example.com'", "ann@example.com", "" },
  { "glued-before", "\345\256\233ann@example.com", "ann@example.com", "" },
  { "glued-behind", "ann@example.jp\345\256\233", "ann@example.jp", "\345\256\233" },
  { "eai", "<\345\256\233@example.jp>", "\345\256\233@example.jp", "" },
  { "second", "@ and @x and ann@x", "ann@x", "" },
  { "verp", "b+ann=example.com@list.example", "b+ann=example.com@list.example", "" },
  { "none", "nobody at all", NULL, NULL },
  { "only-at", "@", NULL, NULL },
};

static void
test_find (gconstpointer data)
{
  const struct FindCase *c = data;
  DsnSpan address, rest;

  if (c->address == NULL) {
    g_assert_false (dsn_address_find (dsn_span_of_string (c->text), &address, &rest));
    return;
  }
  g_assert_true (dsn_address_find (dsn_span_of_string (c->text), &address, &rest));
  test_assert_text (address, c->address);
  test_assert_text (rest, c->rest);
}

static const struct PhraseCase {
  const char *name;
  const char *line;
  const char *rest; /* NULL: it does not match */
} phrase_cases[] = {
  { "start", "Recipient: x", "x" },
  { "decorated", "--- recipient: x ---", "x ---" },
  { "quoted", "> Recipient:", "" },
  { "inside", ">>> RCPT To:<a>", "<a>" },
  { "not-inside", "The recipient: x", NULL },
  { "empty", "", NULL },
  { "rule", "-----", NULL },
};

static void
test_phrase (gconstpointer data)
{
  const struct PhraseCase *c = data;
  DsnSpan rest;
  const char *phrase = dsn_phrase_match (dsn_span_of_string (c->line), labels, &rest);

  g_assert_cmpint (phrase != NULL, ==, c->rest != NULL);
  if (c->rest != NULL)
    test_assert_text (rest, c->rest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/blocks", block_cases, test_blocks);
  TEST_ADD_ROWS ("/address", find_cases, test_find);
  TEST_ADD_ROWS ("/phrase", phrase_cases, test_phrase);
  return g_test_run ();
}
