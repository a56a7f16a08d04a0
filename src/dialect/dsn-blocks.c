/* dsn-blocks.c: a stretch of lines -> the addresses in it, each with the words that are
 * said of it. */
#include "dsn-blocks.h"

#include "dsn-scan.h"
#include "dsn-token.h"

#include <string.h>

/* Words of one group of addresses; what follows is no more to the point. */
#define WORDS_MAX_LEN 8192

typedef struct {
  const DsnBlockRules *rules;
  DsnBlocks *blocks;
  guint max;
  DsnSpan bare;    /* the line at hand as phrases are compared with it */
  GString *common; /* words before the first address */
  gsize common_offset;
  GString *words;     /* of the group that is open, or @common */
  guint group;        /* its first block */
  DsnAction action;   /* of the section at hand */
  gboolean awaited;   /* a reason was announced, and has not begun yet */
  guint indent;       /* of its last address */
  guint label_indent; /* of the last label: further ones may stand so deep */
  gboolean open;      /* the next line goes on with it */
  gboolean forced;    /* so it does if it is indented, whatever it looks like */
} Reading;

/* How an address stands in its line. */
typedef struct {
  DsnSpan address;
  DsnSpan rest;
  guint shape; /* 0: it does not stand there */
} Found;

/* "* ", "- ", "> ", "1. ", "2) ", a bullet. */
static DsnSpan
skip_bullet (DsnSpan text)
{
  DsnScan s = dsn_scan_over (text);
  guint number;

  while (dsn_scan_peek (&s) != 0 && strchr ("*->+ \t", *s.at) != NULL)
    s.at++;
  if (dsn_span_starts_nocase (dsn_scan_rest (&s), DSN_SPAN_LIT ("\342\200\242")))
    s.at += 3;
  else if (dsn_span_starts_nocase (dsn_scan_rest (&s), DSN_SPAN_LIT ("\302\267")))
    s.at += 2;
  else if (dsn_scan_uint (&s, 3, &number) && !dsn_scan_byte (&s, '.') &&
           !dsn_scan_byte (&s, ')'))
    return text;
  return dsn_span_trim (dsn_scan_rest (&s));
}

static gboolean
is_atoms (DsnSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    if (!dsn_token_is_atext (text.data[i]) && text.data[i] != '.')
      return FALSE;
  return text.len > 0 && text.len <= 64;
}

/* What stands behind an address tells how it stands there. */
static guint
shape_of_rest (gboolean angle, DsnSpan *rest)
{
  DsnSpan text = dsn_span_trim (*rest);
  guint8 first = text.len > 0 ? text.data[0] : 0;

  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("..."))) {
    *rest = dsn_span_slice (text, 3, G_MAXSIZE);
    return DSN_SHAPE_DOTS;
  }
  *rest = text;
  if (first == 0 || (text.len == 1 && strchr (",;.", first) != NULL)) {
    *rest = (DsnSpan){ NULL, 0 };
    return DSN_SHAPE_ALONE | (angle ? DSN_SHAPE_ANGLE : 0);
  }
  if (first == ':') {
    *rest = dsn_span_slice (text, 1, G_MAXSIZE);
    return (angle ? DSN_SHAPE_ANGLE : 0) | DSN_SHAPE_COLON |
           (text.len == 1 ? DSN_SHAPE_ALONE : 0);
  }
  if (first == ',' || first == ';') {
    *rest = dsn_span_slice (text, 1, G_MAXSIZE);
    return DSN_SHAPE_LIST | DSN_SHAPE_BEHIND;
  }
  return DSN_SHAPE_BEHIND;
}

/* <ann>: or <ann>..., or "ann" alone in a line that is indented. */
static Found
find_local (DsnSpan text, guint indent)
{
  Found found = { .rest = { NULL, 0 } };
  gsize close;

  /* A slash begins the name of a file or of a program. */
  if (indent > 0 && is_atoms (text) && !g_ascii_isdigit (text.data[0]) &&
      text.data[0] != '/') {
    found.address = text;
    found.shape = DSN_SHAPE_ALONE;
  } else if (text.len > 2 && text.data[0] == '<' &&
             dsn_span_find_byte (text, '>', &close) &&
             is_atoms (dsn_span_slice (text, 1, close - 1))) {
    found.address = dsn_span_slice (text, 1, close - 1);
    found.rest = dsn_span_slice (text, close + 1, G_MAXSIZE);
    found.shape = shape_of_rest (TRUE, &found.rest) & ~(guint) DSN_SHAPE_BEHIND;
  }
  return found;
}

/* Ann Bee <ann@example.com> and nothing else. */
static Found
find_named (DsnSpan text)
{
  Found found = { .shape = 0 };
  DsnSpan before;

  if (text.len > 200 || !dsn_address_find (text, &found.address, &found.rest))
    return found;
  before = dsn_span_between (text.data, found.address.data);
  found.rest = dsn_span_trim (found.rest);
  if (before.len > 1 && strchr ("<([", before.data[before.len - 1]) != NULL &&
      !dsn_span_find_byte (before, ':', NULL) && found.rest.len <= 1 &&
      (found.rest.len == 0 || strchr (">)],;", found.rest.data[0]) != NULL)) {
    found.shape = DSN_SHAPE_NAME;
    found.rest = (DsnSpan){ NULL, 0 };
  }
  return found;
}

/* "on Thu, 1 Feb 2024 10:00:00", "am 01.02.2024 10:00": there is a time in it. */
static gboolean
has_time (DsnSpan text)
{
  for (gsize i = 1; i + 2 < MIN (text.len, 80); i++)
    if (text.data[i] == ':' && g_ascii_isdigit (text.data[i - 1]) &&
        g_ascii_isdigit (text.data[i + 1]) && g_ascii_isdigit (text.data[i + 2]))
      return TRUE;
  return FALSE;
}

static Found
find_in_line (const DsnNoticeLine *line, guint shapes)
{
  DsnSpan text = skip_bullet (line->text);
  gboolean angle = text.len > 0 && text.data[0] == '<';
  Found found = { .shape = 0 };

  if (text.len == 0)
    return found;
  if (dsn_address_scan (text, &found.address, &found.rest))
    found.shape = shape_of_rest (angle, &found.rest);
  else if ((shapes & DSN_SHAPE_LOCAL) != 0)
    found = find_local (text, line->indent);
  if ((shapes & DSN_SHAPE_DATED) != 0 && (found.shape & DSN_SHAPE_BEHIND) != 0 &&
      has_time (found.rest)) {
    found.shape = DSN_SHAPE_DATED;
    found.rest = (DsnSpan){ NULL, 0 };
  }
  if ((found.shape & shapes) == 0 && (shapes & DSN_SHAPE_NAME) != 0)
    found = find_named (text);
  found.shape &= shapes;
  return found;
}

static void
new_group (Reading *reading)
{
  reading->words = g_string_new (NULL);
  g_ptr_array_add (reading->blocks->words, reading->words);
  reading->group = reading->blocks->list->len;
}

static void
add_block (Reading *reading, DsnSpan address, const DsnNoticeLine *line)
{
  GArray *list = reading->blocks->list;
  DsnBlock block = { .address = address,
                     .offset = line->offset,
                     .action = reading->action };

  if (list->len >= reading->max) {
    reading->blocks->full = TRUE;
    return;
  }
  /* Addresses without a word between them share what comes. */
  if (list->len == 0 || reading->words->len > 0 || reading->words == reading->common)
    new_group (reading);
  block.words = reading->words;
  g_array_append_val (list, block);
  reading->indent = line->indent;
  reading->open = TRUE;
  reading->forced = TRUE;
}

static void
add_words (Reading *reading, DsnSpan text, gsize offset)
{
  GString *words = reading->words;

  text = dsn_span_trim (text);
  /* Each line of a reply in a transcript has this in front. */
  if (words->len > 0 && dsn_span_starts_nocase (text, DSN_SPAN_LIT ("<<< ")))
    text = dsn_span_slice (text, 4, G_MAXSIZE);
  text = dsn_span_slice (text, 0, WORDS_MAX_LEN - MIN (words->len, WORDS_MAX_LEN));
  if (text.len == 0)
    return;
  reading->awaited = FALSE;
  if (words->len > 0)
    g_string_append_c (words, ' ');
  else if (words == reading->common)
    reading->common_offset = offset;
  else
    for (guint i = reading->group; i < reading->blocks->list->len; i++)
      g_array_index (reading->blocks->list, DsnBlock, i).words_offset = offset;
  g_string_append_len (words, (const char *) text.data, (gssize) text.len);
}

/* The other addresses of a line, "a@b, c@d"; what follows the last is returned. */
static DsnSpan
add_further (Reading *reading, DsnSpan rest, const DsnNoticeLine *line)
{
  DsnSpan address, behind;

  for (;;) {
    rest = dsn_span_trim (rest);
    while (rest.len > 0 && (rest.data[0] == ',' || rest.data[0] == ';'))
      rest = dsn_span_trim (dsn_span_slice (rest, 1, G_MAXSIZE));
    if (rest.len == 0 || !dsn_address_scan (rest, &address, &behind))
      return rest;
    add_block (reading, address, line);
    rest = behind;
  }
}

/* "Recipient: a@b", "RCPT TO:<a@b>". */
static gboolean
take_label (Reading *reading, const DsnNoticeLine *line)
{
  DsnSpan rest, address;

  if (!dsn_phrase_match_bare (reading->bare, reading->rules->labels, &rest) ||
      !(dsn_address_scan (rest, &address, &rest) ||
        dsn_address_find (rest, &address, &rest)))
    return FALSE;
  add_block (reading, address, line);
  reading->label_indent = line->indent;
  /* What follows in lines that begin below the label are words as well. */
  reading->indent -= reading->indent > 0;
  rest = add_further (reading, rest, line);
  while (rest.len > 0 && rest.data[0] != 0 &&
         strchr (" .:,;)>]-", rest.data[0]) != NULL)
    rest = dsn_span_slice (rest, 1, G_MAXSIZE);
  if (!dsn_phrase_match (rest, reading->rules->skips, NULL))
    add_words (reading, rest, line->offset);
  return TRUE;
}

/* A line of dashes, or what is left of one. */
static gboolean
is_rule (DsnSpan text)
{
  return dsn_notice_strip_marks (text, NULL).len == 0;
}

static gboolean
take_reason (Reading *reading, const DsnNoticeLine *line)
{
  DsnSpan rest = line->text;

  if (!dsn_phrase_match_bare (reading->bare, reading->rules->statements, NULL) &&
      !dsn_phrase_match_bare (reading->bare, reading->rules->reasons, &rest))
    return FALSE;
  if (is_rule (rest))
    rest.len = 0;
  reading->open = TRUE;
  while (rest.len > 0 && strchr (": ", rest.data[0]) != NULL && rest.data[0] != 0)
    rest = dsn_span_slice (rest, 1, G_MAXSIZE);
  if (dsn_notice_strip_marks (rest, NULL).len == 0) /* "--- Failure Reasons ---" */
    rest.len = 0;
  add_words (reading, rest, line->offset);
  reading->awaited = rest.len == 0;
  return TRUE;
}

static gboolean
take_address (Reading *reading, const DsnNoticeLine *line)
{
  Found found = find_in_line (line, reading->rules->shapes);

  if (found.shape == 0)
    return FALSE;
  /* Words beside an address are not said of those above it. */
  if (found.rest.len > 0 && (found.shape & DSN_SHAPE_LIST) == 0 &&
      reading->words != reading->common && reading->words->len == 0)
    new_group (reading);
  add_block (reading, found.address, line);
  if ((found.shape & DSN_SHAPE_LIST) != 0)
    found.rest = add_further (reading, found.rest, line);
  if (found.rest.len > 1 && found.rest.data[0] == '-' && found.rest.data[1] == ' ')
    found.rest = dsn_span_slice (found.rest, 2, G_MAXSIZE); /* "a@b - words" */
  if (!dsn_phrase_match (found.rest, reading->rules->skips, NULL))
    add_words (reading, found.rest, line->offset);
  return TRUE;
}

/* "... for the following reason:" */
static gboolean
announces (const GString *words)
{
  static const char *const whats[] = {
    "*reason", "*error",  "*said",   "*respon", "*because",
    "*grund",  "*raison", "*motivo", NULL,
  };
  DsnSpan text = { (const guint8 *) words->str, words->len };

  return words->len > 0 && words->str[words->len - 1] == ':' &&
         dsn_phrase_match (
             dsn_span_slice (text, words->len - MIN (words->len, 40), G_MAXSIZE), whats,
             NULL) != NULL;
}

static void
take_empty (Reading *reading)
{
  reading->forced = FALSE;
  /* Words that have not begun yet may begin behind the empty line. */
  if (reading->awaited || announces (reading->words))
    return;
  if (reading->words->len > 0 || (reading->rules->shapes & DSN_SHAPE_AFTER_BLANK) == 0)
    reading->open =
        reading->words == reading->common && reading->words->len == 0 && reading->open;
}

/* A heading is nobody's words. */
static gboolean
take_section (Reading *reading)
{
  for (const DsnSection *section = reading->rules->sections;
       section != NULL && section->phrase != NULL; section++) {
    const char *phrases[] = { section->phrase, NULL };

    if (!dsn_phrase_match_bare (reading->bare, phrases, NULL))
      continue;
    reading->action = section->action;
    reading->open = reading->forced = FALSE;
    return TRUE;
  }
  return FALSE;
}

/* An address, or words: of one that stands in deeper lines, whatever they look like. */
static void
take_other (Reading *reading, const DsnNoticeLine *line)
{
  gboolean deeper = reading->forced && line->indent > reading->indent;

  if ((!deeper || line->indent == reading->label_indent) && take_label (reading, line))
    return;
  if (!deeper && take_address (reading, line))
    return;
  if (deeper || reading->open)
    add_words (reading, line->text, line->offset);
}

/* Takes a line; FALSE behind the last one. */
static gboolean
take_line (Reading *reading, const DsnNoticeLine *line)
{
  const DsnBlockRules *rules = reading->rules;

  reading->bare = dsn_phrase_strip (line->text);
  if (dsn_phrase_match_bare (reading->bare, rules->ends, NULL))
    return FALSE;
  if (reading->bare.len == 0) /* a rule */
    take_empty (reading);
  else if (!take_section (reading) &&
           !dsn_phrase_match_bare (reading->bare, rules->skips, NULL) &&
           !take_reason (reading, line))
    take_other (reading, line);
  return TRUE;
}

static void
free_words (gpointer words)
{
  g_string_free (words, TRUE);
}

/* Words before the first address are of those that have none. */
static void
share_common (Reading *reading)
{
  for (guint i = 0; i < reading->blocks->list->len; i++) {
    DsnBlock *block = &g_array_index (reading->blocks->list, DsnBlock, i);

    if (block->words->len == 0 && reading->common->len > 0) {
      block->words = reading->common;
      block->words_offset = reading->common_offset;
    } else if (block->words->len == 0) {
      block->words = NULL;
    }
  }
}

void
dsn_blocks_init (DsnBlocks *blocks)
{
  *blocks = (DsnBlocks){ .full = FALSE };
  blocks->list = g_array_new (FALSE, FALSE, sizeof (DsnBlock));
  blocks->words = g_ptr_array_new_with_free_func (free_words);
}

void
dsn_blocks_add (DsnBlocks *blocks, DsnSpan address, DsnSpan words, gsize offset,
                guint max)
{
  DsnBlock block = { .address = address, .offset = offset, .words_offset = offset };
  GString *copy;

  if (blocks->list->len >= max) {
    blocks->full = TRUE;
    return;
  }
  words = dsn_span_slice (words, 0, WORDS_MAX_LEN);
  if (words.len > 0) {
    copy = g_string_new_len ((const char *) words.data, (gssize) words.len);
    g_ptr_array_add (blocks->words, copy);
    block.words = copy;
  }
  g_array_append_val (blocks->list, block);
}

void
dsn_blocks_read (const GArray *lines, guint from, guint to, const DsnBlockRules *rules,
                 guint max, DsnBlocks *blocks)
{
  Reading reading = {
    .rules = rules, .blocks = blocks, .max = max, .label_indent = G_MAXUINT
  };

  dsn_blocks_init (blocks);
  reading.common = reading.words = g_string_new (NULL);
  g_ptr_array_add (blocks->words, reading.common);
  for (guint i = from; i < MIN (to, lines->len); i++)
    if (!take_line (&reading, &g_array_index (lines, DsnNoticeLine, i)))
      break;
  share_common (&reading);
  blocks->common = reading.common;
  blocks->common_offset = reading.common_offset;
}

void
dsn_blocks_clear (DsnBlocks *blocks)
{
  g_clear_pointer (&blocks->list, g_array_unref);
  g_clear_pointer (&blocks->words, g_ptr_array_unref);
}
