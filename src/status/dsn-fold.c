/* dsn-fold.c: diagnostic text -> the one form in which wordings are compared. */
#include "dsn-fold.h"

#include "dsn-code-private.h"

#include <string.h>

typedef struct {
  DsnFolded *folded;
  DsnSpan text;
  guint reply;    /* the reply code that the text began with; later ones repeat it */
  DsnCode code;   /* likewise the first enhanced code */
  gsize name_end; /* end of the name that is being read */
} Fold;

void
dsn_folded_clear (DsnFolded *folded)
{
  g_free (folded->origin); /* the others stand in the same block */
  *folded = (DsnFolded){ 0 };
}

static void
put (Fold *fold, char c, gsize at)
{
  DsnFolded *folded = fold->folded;

  folded->text[folded->len] = c;
  folded->origin[folded->len] = (guint32) at;
  folded->in_name[folded->len] = at < fold->name_end;
  folded->len++;
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

/* The number behind "&#" or "&#x", and where its semicolon ends. */
static gsize
take_number (DsnSpan rest, gunichar *c)
{
  gboolean hex = rest.len > 2 && (rest.data[2] | 0x20) == 'x';
  gsize at = hex ? 3 : 2, from = at;
  gunichar number = 0;

  for (; at < rest.len && at < from + 6; at++) {
    int digit = hex ? g_ascii_xdigit_value ((char) rest.data[at])
                    : g_ascii_digit_value ((char) rest.data[at]);

    if (digit < 0)
      break;
    number = number * (hex ? 16 : 10) + (gunichar) digit;
  }
  if (at == from || at == rest.len || rest.data[at] != ';' ||
      !g_unichar_validate (number))
    return 0;
  *c = number;
  return at + 1;
}

/* "&lt;", "&#60;", "&#x3c;": few entities stand in replies. */
static gsize
take_entity (DsnSpan rest, gunichar *c)
{
  static const struct {
    const char *name;
    gunichar c;
  } entities[] = { { "&lt;", '<' },   { "&gt;", '>' },    { "&amp;", '&' },
                   { "&quot;", '"' }, { "&apos;", '\'' }, { "&nbsp;", ' ' } };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (dsn_span_starts_nocase (rest, dsn_span_of_string (entities[i].name))) {
      *c = entities[i].c;
      return strlen (entities[i].name);
    }
  return rest.len > 2 && rest.data[1] == '#' ? take_number (rest, c) : 0;
}

/* "=20" and "=3D" in text that was not decoded, "= " where a soft break was. */
static gsize
take_quoted_printable (DsnSpan rest, gunichar *c)
{
  if (rest.len < 3)
    return 0;
  /* Not in "id=20025". */
  if (dsn_span_starts_nocase (rest, DSN_SPAN_LIT ("=20")) &&
      !(rest.len > 3 && g_ascii_isdigit (rest.data[3])))
    *c = ' ';
  else if (dsn_span_starts_nocase (rest, DSN_SPAN_LIT ("=3d")))
    *c = '=';
  else if (dsn_span_starts_nocase (rest, DSN_SPAN_LIT ("=2e")))
    *c = '.';
  else
    return 0;
  return 3;
}

/* 1 for what a name may hold, 2 for what may show that a word is one. */
static const guint8 name_bytes[256] = {
  ['0' ... '9'] = 1, ['A' ... 'Z'] = 1, ['a' ... 'z'] = 1, [0x80 ... 0xff] = 1,
  ['-'] = 1,         ['_'] = 1,         [':'] = 1,         ['?'] = 1,
  ['='] = 1,         ['&'] = 1,         ['%'] = 1,         ['+'] = 1,
  ['#'] = 1,         ['~'] = 1,         ['$'] = 1,         ['!'] = 1,
  ['*'] = 1,         ['.'] = 2,         ['@'] = 2,         ['/'] = 2,
};

static gboolean
is_name_byte (guint8 c)
{
  return name_bytes[c] != 0;
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
    name |= name_bytes[text.data[end]] == 2 && shows_name (text, at, end);
  return name ? end : at;
}

static gboolean
take_blanks (DsnScan *scan)
{
  const guint8 *from = scan->at;

  while (!dsn_scan_at_end (scan) && (*scan->at <= ' ' || *scan->at == 0x7f))
    scan->at++;
  return scan->at > from;
}

/* "5.1.1 " once more where a relay took away the reply codes of further lines. The code
 * behind a reply code is the reply's own. */
static gsize
take_repeated_code (Fold *fold, gsize at)
{
  DsnScan scan = dsn_scan_over (dsn_span_slice (fold->text, at, G_MAXSIZE));
  const DsnFolded *folded = fold->folded;
  DsnCode code;

  if (!dsn_code_scan (&scan, &code) || !take_blanks (&scan))
    return 0;
  if (fold->code.klass == 0)
    fold->code = code;
  else if (code.klass == fold->code.klass && code.subject == fold->code.subject &&
           code.detail == fold->code.detail && folded->len > 1 &&
           folded->text[folded->len - 1] == ' ' &&
           !g_ascii_isdigit (folded->text[folded->len - 2]) &&
           folded->text[folded->len - 2] != '-')
    return (gsize) (scan.at - (fold->text.data + at));
  return 0;
}

/* "550-5.1.1 " or "550 5.1.1 " once more, on a further line of the same reply. */
static gsize
take_repeated_reply (Fold *fold, gsize at)
{
  DsnScan scan = dsn_scan_over (dsn_span_slice (fold->text, at, G_MAXSIZE)), code_scan;
  gboolean goes_on;
  guint number;
  DsnCode code;

  if (!dsn_scan_uint (&scan, 3, &number) || number < 200 || number > 599)
    return take_repeated_code (fold, at);
  goes_on = dsn_scan_byte (&scan, '-');
  if (!take_blanks (&scan) && !goes_on)
    return take_repeated_code (fold, at);
  if (fold->reply == 0 && goes_on) {
    fold->reply = number;
    take_repeated_code (fold, (gsize) (scan.at - fold->text.data));
    return 0;
  }
  if (fold->reply != number)
    return 0;
  code_scan = scan;
  if (dsn_code_scan (&code_scan, &code) && take_blanks (&code_scan))
    scan = code_scan;
  return (gsize) (scan.at - (fold->text.data + at));
}

/* What is left out or replaced at @at, in bytes; 0 for a character as it stands. */
static gsize
take_special (Fold *fold, gsize at, gboolean word_start)
{
  guint8 first = fold->text.data[at];
  gunichar c = 0;
  gsize len = 0;

  if (first == '&')
    len = take_entity (dsn_span_slice (fold->text, at, G_MAXSIZE), &c);
  else if (first == '=')
    len = take_quoted_printable (dsn_span_slice (fold->text, at, G_MAXSIZE), &c);
  else if (word_start && g_ascii_isdigit (first))
    return take_repeated_reply (fold, at);
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

/* Letters and digits inside of a word, which most of a text is. Gives where they end.
 */
static gsize
take_letters (const Fold *fold, gsize at)
{
  DsnFolded *folded = fold->folded;
  const guint8 *from = fold->text.data;
  char *text = folded->text + folded->len;
  guint32 *origin = folded->origin + folded->len;
  guint8 *in_name = folded->in_name + folded->len;
  guint8 name = at < fold->name_end;
  gsize end = at, max = fold->text.len;

  for (; end < max && g_ascii_isalnum (from[end]); end++) {
    *text++ = (char) (from[end] | 0x20); /* digits have that bit */
    *origin++ = (guint32) end;
    *in_name++ = name;
  }
  folded->len += end - at;
  return end;
}

void
dsn_fold (DsnFolded *folded, DsnSpan text)
{
  Fold fold = { .folded = folded, .text = text };
  gboolean in_word = FALSE; /* whether what was written last belongs to a word */
  gsize max = text.len * 2 + 1, at = 0;

  /* A small letter may take one byte more than its capital: 2 become 3. */
  folded->len = 0;
  folded->origin = g_malloc_n (max, sizeof (guint32) + 2);
  folded->text = (char *) (folded->origin + max);
  folded->in_name = (guint8 *) folded->text + max;
  while (at < text.len) {
    gsize len;

    if (!in_word && at >= fold.name_end && is_name_byte (text.data[at]))
      fold.name_end = find_name_end (text, at);
    len = take_special (&fold, at, !in_word);
    at += len > 0 ? len : take_character (&fold, at);
    in_word = folded->len > 0 && is_name_byte ((guint8) folded->text[folded->len - 1]);
    if (in_word)
      at = take_letters (&fold, at);
  }
  folded->text[folded->len] = '\0';
}
