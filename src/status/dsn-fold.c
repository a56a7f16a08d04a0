/* dsn-fold.c: diagnostic text -> the one form in which wordings are compared. */
#include "dsn-fold.h"

#include "dsn-repeated.h"
#include "dsn-wide.h"
#include "dsn-written.h"

typedef struct {
  DsnFolded *folded;
  DsnSpan text;
  DsnRepeated repeated;
  gsize name_end; /* end of the name that is being read */
  gsize shift;    /* how far before its origin the last run stands */
} Fold;

enum {
  IN_NAME = 0x01, /* what a name may hold */
  LETTER = 0x02,  /* of that, letters and digits */
  SHOWS = 0x04,   /* of that, what may show that a word is one */
  SPECIAL = 0x08, /* of that, what may be written for another character */
  OTHER = 0x10,   /* of that, what is not ASCII */
  BLANK = 0x20,
};

static const guint8 kinds[256] = {
  [0 ... ' '] = BLANK,
  [0x7f] = BLANK,
  ['0' ... '9'] = IN_NAME | LETTER,
  ['A' ... 'Z'] = IN_NAME | LETTER,
  ['a' ... 'z'] = IN_NAME | LETTER,
  [0x80 ... 0xff] = IN_NAME | OTHER,
  ['-'] = IN_NAME,
  ['_'] = IN_NAME,
  [':'] = IN_NAME,
  ['?'] = IN_NAME,
  ['%'] = IN_NAME,
  ['+'] = IN_NAME,
  ['#'] = IN_NAME,
  ['~'] = IN_NAME,
  ['$'] = IN_NAME,
  ['!'] = IN_NAME,
  ['*'] = IN_NAME,
  ['='] = IN_NAME | SPECIAL,
  ['&'] = IN_NAME | SPECIAL,
  ['.'] = IN_NAME | SHOWS,
  ['@'] = IN_NAME | SHOWS,
  ['/'] = IN_NAME | SHOWS,
};

/* Whether @c is the first byte of a word: of letters and digits, or of any other
 * character, which is one by itself. */
static gboolean
begins_word (const DsnFolded *folded, guint8 c)
{
  if ((kinds[c] & LETTER) != 0)
    return folded->len == 0 ||
           (kinds[(guint8) folded->text[folded->len - 1]] & LETTER) == 0;
  return c != ' ' && (c < 0x80 || c >= 0xc0);
}

/* Notes that a word begins with what is written next. */
static void
note_start (DsnFolded *folded, gsize at)
{
  folded->starts[folded->start_count++] = (guint32) at;
}

/* Notes where what is written next comes from. */
static void
note_origin (Fold *fold, gsize at)
{
  DsnFolded *folded = fold->folded;

  if (at - folded->len == fold->shift)
    return;
  fold->shift = at - folded->len;
  folded->runs[folded->run_count++] =
      (DsnFoldedRun){ (guint32) folded->len, (guint32) at };
}

/* Notes that the next @len bytes stand in a name. */
static void
note_name (DsnFolded *folded, gsize len)
{
  DsnFoldedName name = { (guint32) folded->len, (guint32) (folded->len + len) };

  if (folded->name_count > 0 && folded->names[folded->name_count - 1].end == name.from)
    folded->names[folded->name_count - 1].end = name.end;
  else
    folded->names[folded->name_count++] = name;
}

static void
put (Fold *fold, char c, gsize at)
{
  DsnFolded *folded = fold->folded;

  note_origin (fold, at);
  if (at < fold->name_end)
    note_name (folded, 1);
  if (begins_word (folded, (guint8) c))
    note_start (folded, folded->len);
  folded->text[folded->len++] = c;
}

static void
put_blank (Fold *fold, gsize at)
{
  const DsnFolded *folded = fold->folded;

  fold->name_end = MIN (fold->name_end, at); /* one that was encoded ends a name, too */
  if (folded->len > 0 && folded->text[folded->len - 1] != ' ')
    put (fold, ' ', at);
}

static void
put_character (Fold *fold, gunichar c, gsize at)
{
  char bytes[6];
  int len;

  switch (c) {
  case 0x2018: /* typographic quotes */
  case 0x2019:
    c = '\'';
    break;
  case 0x201c:
  case 0x201d:
    c = '"';
    break;
  case 0x2010: /* hyphens and dashes */
  case 0x2011:
  case 0x2013:
  case 0x2014:
    c = '-';
    break;
  default:
    break;
  }
  if (c <= ' ' || c == 0x7f || g_unichar_isspace (c)) {
    put_blank (fold, at);
    return;
  }
  len = g_unichar_to_utf8 (g_unichar_tolower (c), bytes);
  for (int i = 0; i < len; i++)
    put (fold, bytes[i], at);
}

static gboolean
is_name_byte (guint8 c)
{
  return (kinds[c] & IN_NAME) != 0;
}

/* Whether the byte at @i makes its word a name. */
static gboolean
shows_name (DsnSpan text, gsize at, gsize i)
{
  guint8 c = text.data[i];
  gboolean inside = i > at && i + 1 < text.len;

  return c == '@' || (c == '/' && inside && text.data[i + 1] == '/') ||
         (c == '.' && inside && g_ascii_isalnum (text.data[i - 1]) &&
          g_ascii_isalpha (text.data[i + 1]));
}

/* Where a word begins that is a name: it has an `@`, a `://`, or a dot between letters.
 * Host names, addresses and URLs are not words about what happened. */
static gsize
find_name_end (DsnSpan text, gsize at)
{
  gboolean name = FALSE;
  gsize end = at;

  for (; end < text.len && is_name_byte (text.data[end]); end++)
    name |= (kinds[text.data[end]] & SHOWS) != 0 && shows_name (text, at, end);
  return name ? end : at;
}

/* What is left out or replaced at @at, in bytes; 0 for a character as it stands. */
static gsize
take_special (Fold *fold, gsize at, gboolean word_start)
{
  guint8 kind = kinds[fold->text.data[at]];
  gunichar c = 0;
  gsize len = 0;

  if ((kind & SPECIAL) != 0)
    len = dsn_written_take (fold->text, at, &c);
  else if (word_start)
    return dsn_repeated_take (&fold->repeated,
                              dsn_span_slice (fold->text, at, G_MAXSIZE), fold->folded);
  if (len > 0)
    put_character (fold, c, at);
  return len;
}

/* One character as it stands. Gives its length in bytes. */
static gsize
take_character (Fold *fold, gsize at)
{
  guint8 first = fold->text.data[at];
  gunichar c;

  if (first > ' ' && first < 0x7f) {
    put (fold, (char) (g_ascii_isupper (first) ? first | 0x20 : first), at);
    return 1;
  }
  c = first < 0x80 ? ' '
                   : g_utf8_get_char_validated ((const char *) fold->text.data + at,
                                                (gssize) (fold->text.len - at));
  if (c == ' ' || c == (gunichar) -1 || c == (gunichar) -2) {
    put_blank (fold, at);
    return 1;
  }
  put_character (fold, c, at);
  return (gsize) g_unichar_to_utf8 (c, NULL);
}

/* Letters and digits inside of a word. Gives where they end. */
static gsize
take_letters (Fold *fold, gsize at)
{
  for (; at < fold->text.len && g_ascii_isalnum (fold->text.data[at]); at++)
    put (fold, (char) (fold->text.data[at] | 0x20), at); /* digits have that bit */
  return at;
}

/* Copies ASCII in small letters. May read and write seven bytes more. */
static void
copy_small (char *to, DsnSpan from, gsize len)
{
  for (gsize i = 0; i < len; i += 8) {
    guint64 bytes, capital;

    if (from.len - i < 8) {
      for (; i < len; i++)
        to[i] = g_ascii_tolower ((char) from.data[i]);
      return;
    }
    bytes = dsn_wide_load (from.data + i);
    /* What follows @len may be no ASCII, which is no harm to what stands before. */
    capital = (bytes + DSN_WIDE (0x80 - 'A')) & ~(bytes + DSN_WIDE (0x7f - 'Z')) &
              DSN_WIDE_HIGH;
    bytes = GUINT64_TO_LE (bytes | capital >> 2);
    memcpy (to + i, &bytes, sizeof bytes);
  }
}

/* Finds a word that is all ASCII with nothing to replace in it, which most are. Gives
 * its length; 0 for another. */
static gsize
find_plain_word (Fold *fold, DsnSpan text, gboolean *name)
{
  DsnFolded *folded = fold->folded;
  guint8 kind = 0;
  gunichar c;

  for (gsize len = 0;; len++) {
    gsize from = len;

    while (len < text.len && ((kind = kinds[text.data[len]]) & LETTER) != 0)
      len++;
    if (len > from)
      note_start (folded, folded->len + from);
    if (len == text.len || (kind & IN_NAME) == 0)
      return len;
    if ((kind & OTHER) != 0 ||
        ((kind & SPECIAL) != 0 && dsn_written_take (text, len, &c) > 0))
      return 0;
    *name |= (kind & SHOWS) != 0 && shows_name (text, 0, len);
    note_start (folded, folded->len + len);
  }
}

static gsize
take_plain_word (Fold *fold, gsize at)
{
  DsnFolded *folded = fold->folded;
  DsnSpan text = dsn_span_slice (fold->text, at, G_MAXSIZE);
  guint start_count = folded->start_count;
  gboolean name = FALSE;
  gsize len = find_plain_word (fold, text, &name);

  if (len == 0) {
    folded->start_count = start_count;
    return 0;
  }
  note_origin (fold, at);
  if (name) {
    note_name (folded, len);
    fold->name_end = at + len;
  }
  copy_small (folded->text + folded->len, text, len);
  folded->len += len;
  return len;
}

/* Whatever it is. Gives where it ends. */
static gsize
take_any (Fold *fold, gsize at, gboolean word_start)
{
  const DsnFolded *folded = fold->folded;
  gsize len;

  if (word_start && at >= fold->name_end && is_name_byte (fold->text.data[at]))
    fold->name_end = find_name_end (fold->text, at);
  len = take_special (fold, at, word_start);
  at += len > 0 ? len : take_character (fold, at);
  if (folded->len > 0 && is_name_byte ((guint8) folded->text[folded->len - 1]))
    at = take_letters (fold, at);
  return at;
}

static void
fold_text (Fold *fold)
{
  const DsnFolded *folded = fold->folded;
  DsnSpan text = fold->text;

  for (gsize at = 0; at < text.len;) {
    guint8 kind = kinds[text.data[at]];
    gsize len = 0;
    gboolean word_start;

    if (kind == 0 || kind == BLANK) {
      if (kind == BLANK)
        put_blank (fold, at);
      else
        put (fold, (char) text.data[at], at);
      at++;
      continue;
    }
    /* Whether what was written last belongs to no word. */
    word_start =
        folded->len == 0 || !is_name_byte ((guint8) folded->text[folded->len - 1]);
    if (word_start && at >= fold->name_end) {
      DsnSpan rest = dsn_span_slice (text, at, G_MAXSIZE);

      if (dsn_repeated_may_begin (rest)) {
        fold->name_end = find_name_end (text, at);
        len = dsn_repeated_take (&fold->repeated, rest, folded);
        word_start = FALSE; /* not to be asked again */
      }
      if (len == 0)
        len = take_plain_word (fold, at);
    }
    at = len > 0 ? at + len : take_any (fold, at, word_start);
  }
}

void
dsn_fold_within (DsnFolded *folded, DsnSpan text, guint32 *room, gsize size)
{
  Fold fold = { .folded = folded, .text = text, .shift = G_MAXSIZE };
  /* A small letter may take one byte more than its capital: 2 become 3. */
  gsize max = text.len * 2 + 1;
  gsize names = max / 2 + 1; /* something stands between two */
  gsize needed = max * (sizeof (DsnFoldedRun) + sizeof (guint32)) +
                 names * sizeof (DsnFoldedName) + max + 8;

  *folded = (DsnFolded){ 0 };
  if (room == NULL || needed > size)
    folded->block = room = g_malloc (needed);
  folded->runs = (DsnFoldedRun *) room;
  folded->names = (DsnFoldedName *) (folded->runs + max);
  folded->starts = (guint32 *) (folded->names + names);
  folded->text = (char *) (folded->starts + max);
  fold_text (&fold);
  folded->text[folded->len] = '\0';
}

void
dsn_fold (DsnFolded *folded, DsnSpan text)
{
  dsn_fold_within (folded, text, NULL, 0);
}
