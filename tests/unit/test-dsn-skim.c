/* test-dsn-skim.c: whether a text may hold one of many phrases. */
#include "dsn-skim.h"

#include "test-util.h"

#include <string.h>

/* Phrases, and the piece of each: "huma", " onc", "lanc". */
static const DsnSkimPhrase phrases[] = {
  { DSN_SPAN_LIT ("you are human"), 8, 0, TRUE },
  { DSN_SPAN_LIT ("at once"), 3, 1, FALSE },
  { DSN_SPAN_LIT ("do this once"), 8, 1, FALSE },
  { DSN_SPAN_LIT ("lance"), 0, 0, TRUE },
};
static guint8 steps[DSN_SKIM_STEP_COUNT];
static const DsnSkim skim = { phrases, steps, 4 };

static guint8 *
step_of (char first, char second)
{
  return &steps[(first & 0x1f) << 5 | (second & 0x1f)];
}

/* As rules/compile.py does it. */
static void
fill_steps (void)
{
  static const char *const pieces[] = { "huma", "lanc", " onc" };

  memset (steps, 3, sizeof steps);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (guint8 end = 1; end < 3; end++) {
      guint8 *step = step_of (pieces[i][end - 1], pieces[i][end]);

      *step = MIN (*step, 3 - end);
    }
  for (const char *blank = "\t\n\v\f\r"; *blank != '\0'; blank++)
    *step_of (*blank, 'o') = MIN (*step_of (*blank, 'o'), 2);
  *step_of ('m', 'a') = DSN_SKIM_PHRASE;
  *step_of ('n', 'c') = DSN_SKIM_PHRASE + 1;
}

static const struct SkimCase {
  const char *name;
  DsnSpan text;
  gboolean may_hold;
} cases[] = {
  { "nothing", SPAN (""), FALSE },
  { "less-than-a-piece", SPAN ("hum"), FALSE },
  { "whole", SPAN ("you are human"), TRUE },
  { "capitals", SPAN ("YOU Are humAN"), TRUE },
  { "inside", SPAN ("xyou are humanx"), TRUE },
  { "piece-alone", SPAN ("human"), FALSE },
  { "other-word-before", SPAN ("you art human"), FALSE },
  { "ends-early", SPAN ("you are huma"), FALSE },
  { "begins-late", SPAN ("ou are human"), FALSE },
  { "no-blank", SPAN ("you arehuman"), FALSE },
  { "many-blanks", SPAN ("you  are\t\t human"), TRUE },
  { "line-ends", SPAN ("you\r\nare\n\n  human"), TRUE },
  { "twice-and-late", SPAN ("human human human you are human"), TRUE },
  { "quoted-between", SPAN ("you are\n> so are you\nhuman"), TRUE },
  { "quoted-above", SPAN ("you are\n> not\n\n human"), TRUE },
  { "not-quoted", SPAN ("you are\nso are you\nhuman"), FALSE },
  { "first-of-a-group", SPAN ("at once"), TRUE },
  { "any-blank-before-a-piece", SPAN ("at \r\n\tonce"), TRUE },
  { "line-end-before-a-piece", SPAN ("at\nonce"), TRUE },
  { "no-blank-before-a-piece", SPAN ("at-once"), FALSE },
  { "second-of-a-group", SPAN ("do this once"), TRUE },
  { "last-of-a-group", SPAN ("a lance"), TRUE },
  { "none-of-a-group", SPAN ("do then once"), FALSE },
  { "nul", SPAN ("you\0are human"), FALSE },
  { "eight-bit", SPAN ("\xc3\xbc you are human"), TRUE },
};

static void
test_case (gconstpointer row)
{
  const struct SkimCase *c = row;
  g_autofree guint8 *exact = g_memdup2 (c->text.data, c->text.len);

  g_assert_cmpint (dsn_skim_may_hold (&skim, (DsnSpan){ exact, c->text.len }), ==,
                   c->may_hold);
}

/* Phrases that begin with their pieces, "lanc" and "you ". */
static void
test_begin (void)
{
  static const DsnSkimPhrase begins[] = {
    { DSN_SPAN_LIT ("lance"), 0, 0, TRUE },
    { DSN_SPAN_LIT ("you are"), 0, 0, TRUE },
  };
  static guint8 begin_steps[DSN_SKIM_STEP_COUNT];
  const DsnSkim of_begins = { begins, begin_steps, 4 };
  static const struct {
    DsnSpan text;
    gboolean begins;
    gboolean holds;
  } texts[] = {
    { SPAN ("lance"), TRUE, TRUE },
    { SPAN ("LANCElot"), TRUE, TRUE },
    { SPAN ("you are x"), TRUE, TRUE },
    { SPAN ("a lance"), FALSE, TRUE },
    { SPAN ("lanclancyou You aRE"), FALSE, TRUE },
    { SPAN ("lanc"), FALSE, FALSE },
    { SPAN ("lan"), FALSE, FALSE },
    { SPAN (""), FALSE, FALSE },
    { SPAN ("lanca"), FALSE, FALSE },
    { SPAN ("vanced"), FALSE, FALSE },
    { SPAN ("your are"), FALSE, FALSE },
    { SPAN ("you  are"), FALSE, FALSE },
    { SPAN ("you\tare"), FALSE, FALSE },
    { SPAN ("you\0are"), FALSE, FALSE },
  };

  memset (begin_steps, 3, sizeof begin_steps);
  begin_steps[('l' & 0x1f) << 5 | ('a' & 0x1f)] = 2;
  begin_steps[('a' & 0x1f) << 5 | ('n' & 0x1f)] = 1;
  begin_steps[('n' & 0x1f) << 5 | ('c' & 0x1f)] = DSN_SKIM_PHRASE;
  begin_steps[('y' & 0x1f) << 5 | ('o' & 0x1f)] = 2;
  begin_steps[('o' & 0x1f) << 5 | ('u' & 0x1f)] = 1;
  begin_steps[('u' & 0x1f) << 5 | (' ' & 0x1f)] = DSN_SKIM_PHRASE + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree guint8 *exact = g_memdup2 (texts[i].text.data, texts[i].text.len);
    DsnSpan text = { exact, texts[i].text.len };

    g_assert_cmpint (dsn_skim_begins (&of_begins, text), ==, texts[i].begins);
    g_assert_cmpint (dsn_skim_holds (&of_begins, text), ==, texts[i].holds);
  }
}

/* Wherever a phrase stands, it is found. */
static void
test_everywhere (void)
{
  for (guint before = 0; before < 40; before++)
    for (guint i = 0; i < G_N_ELEMENTS (phrases); i++) {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = 0; k < before; k++)
        g_string_append_c (text, "humanceo "[k * 7 % 9]);
      g_string_append_len (text, (const char *) phrases[i].text.data,
                           (gssize) phrases[i].text.len);
      g_assert_true (dsn_skim_may_hold (
          &skim, (DsnSpan){ (const guint8 *) text->str, text->len }));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fill_steps ();
  TEST_ADD_ROWS ("/skim", cases, test_case);
  g_test_add_func ("/skim/everywhere", test_everywhere);
  g_test_add_func ("/skim/begin", test_begin);
  return g_test_run ();
}
