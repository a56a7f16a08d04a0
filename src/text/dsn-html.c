/* dsn-html.c: HTML -> plain text, with the place that each line came from. */
#include "dsn-html.h"

#include "dsn-scan.h"

#include <string.h>

/* What an element does to the line that it stands in. */
typedef enum {
  BREAK_NONE,
  BREAK_BLANK,     /* a blank: table cells */
  BREAK_LINE,      /* a new line unless one has just begun */
  BREAK_ALWAYS,    /* a new line even then: <br> */
  BREAK_PARAGRAPH, /* an empty line */
} Break;

typedef struct {
  DsnScan scan;
  const guint8 *start;
  GString *out;
  GArray *marks;
  gsize line;     /* where the line being written begins in @out */
  gsize empty;    /* line ends at the end of @out, two at most */
  gboolean blank; /* a blank is due before the next word */
  gboolean pre;   /* line ends count */
  guint unclosed; /* what was looked for once and is not there: a bit for each */
} Html;

enum {
  NO_COMMENT_END = 1,
  NO_STYLE_END = 2,
  NO_SCRIPT_END = 4,
  NO_TITLE_END = 8,
  NO_TAG_END = 16,
};

static const struct {
  const char *name;
  Break what;
} elements[] = {
  { "br", BREAK_ALWAYS },         { "p", BREAK_PARAGRAPH },  { "div", BREAK_LINE },
  { "tr", BREAK_LINE },           { "td", BREAK_BLANK },     { "th", BREAK_BLANK },
  { "li", BREAK_LINE },           { "ul", BREAK_LINE },      { "ol", BREAK_LINE },
  { "table", BREAK_PARAGRAPH },   { "h1", BREAK_PARAGRAPH }, { "h2", BREAK_PARAGRAPH },
  { "h3", BREAK_PARAGRAPH },      { "h4", BREAK_PARAGRAPH }, { "h5", BREAK_PARAGRAPH },
  { "h6", BREAK_PARAGRAPH },      { "hr", BREAK_PARAGRAPH }, { "pre", BREAK_PARAGRAPH },
  { "blockquote", BREAK_LINE },   { "center", BREAK_LINE },  { "dt", BREAK_LINE },
  { "dd", BREAK_LINE },           { "body", BREAK_LINE },    { "address", BREAK_LINE },
  { "section", BREAK_PARAGRAPH }, { "article", BREAK_LINE }, { "dl", BREAK_LINE },
  { "form", BREAK_LINE },         { "header", BREAK_LINE },  { "footer", BREAK_LINE },
};

/* The names of U+00A0 to U+00FF, in their order. */
static const char *const latin[] = {
  "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",
  "uml",    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",
  "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",  "para",   "middot",
  "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest",
  "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil",
  "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",
  "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",
  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",
  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
  "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
  "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
  "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

static const struct {
  const char *name;
  gunichar c;
} entities[] = {
  { "amp", '&' },      { "lt", '<' },       { "gt", '>' },        { "quot", '"' },
  { "apos", '\'' },    { "ndash", 0x2013 }, { "mdash", 0x2014 },  { "lsquo", 0x2018 },
  { "rsquo", 0x2019 }, { "sbquo", 0x201a }, { "ldquo", 0x201c },  { "rdquo", 0x201d },
  { "bdquo", 0x201e }, { "bull", 0x2022 },  { "hellip", 0x2026 }, { "euro", 0x20ac },
  { "trade", 0x2122 }, { "commat", '@' },   { "period", '.' },    { "colon", ':' },
  { "ensp", ' ' },     { "emsp", ' ' },     { "thinsp", ' ' },    { "lowbar", '_' },
  { "num", '#' },      { "lpar", '(' },     { "rpar", ')' },
};

static void
end_line (Html *html)
{
  g_string_append_c (html->out, '\n');
  html->line = html->out->len;
  html->blank = FALSE;
  if (html->empty < 2)
    html->empty++;
}

static void
apply_break (Html *html, Break what)
{
  gboolean begun = html->out->len > html->line;

  if (what == BREAK_BLANK)
    html->blank = TRUE;
  if (what == BREAK_ALWAYS || (what >= BREAK_LINE && begun))
    end_line (html);
  if (what == BREAK_PARAGRAPH && html->empty < 2 && html->out->len > 0)
    end_line (html);
}

/* A character of text; blanks wait until a word follows. */
static void
put (Html *html, const char *text, gsize len, const guint8 *from)
{
  if (html->out->len == html->line && html->marks != NULL) {
    DsnHtmlMark mark = { html->out->len, (gsize) (from - html->start) };

    g_array_append_val (html->marks, mark);
  }
  if (html->blank && html->out->len > html->line)
    g_string_append_c (html->out, ' ');
  html->blank = FALSE;
  html->empty = 0;
  g_string_append_len (html->out, text, (gssize) len);
}

static gunichar
find_entity (DsnSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (dsn_span_equal (name, dsn_span_of_string (entities[i].name)))
      return entities[i].c;
  for (gsize i = 0; i < G_N_ELEMENTS (latin); i++)
    if (dsn_span_equal (name, dsn_span_of_string (latin[i])))
      return 0xa0 + (gunichar) i;
  return 0;
}

/* "#233" or "#xe9", without the ampersand and the semicolon. */
static gunichar
read_number (DsnSpan name)
{
  gboolean hex = name.len > 1 && (name.data[1] | 0x20) == 'x';
  gunichar c = 0;

  for (gsize i = hex ? 2 : 1; i < name.len; i++) {
    int digit = hex ? g_ascii_xdigit_value ((char) name.data[i])
                    : g_ascii_digit_value ((char) name.data[i]);

    if (digit < 0 || c > 0x10ffff)
      return 0;
    c = c * (hex ? 16 : 10) + (gunichar) digit;
  }
  return g_unichar_validate (c) ? c : 0;
}

/* Takes "&name;"; the semicolon may be missing behind a number or a name. */
static gboolean
take_entity (Html *html)
{
  const guint8 *from = html->scan.at, *at = from + 1;
  const guint8 *end = from + MIN (dsn_scan_left (&html->scan), 12);
  char text[6];
  gunichar c;
  DsnSpan name;

  while (at < end && (g_ascii_isalnum (*at) || (*at == '#' && at == from + 1)))
    at++;
  name = dsn_span_between (from + 1, at);
  if (name.len < 2)
    return FALSE;
  c = name.data[0] == '#' ? read_number (name) : find_entity (name);
  if (c == 0)
    return FALSE;
  html->scan.at = at < html->scan.end && *at == ';' ? at + 1 : at;
  if (c == 0xa0 || c == 0x200b || c == 0xad || c <= ' ')
    html->blank |= c != 0xad && c != 0x200b;
  else
    put (html, text, (gsize) g_unichar_to_utf8 (c, text), from);
  return TRUE;
}

/* Moves past the next @end; looks for one that is not there only once. */
static gboolean
skip_past (Html *html, DsnSpan end, guint missing)
{
  gsize at;

  if ((html->unclosed & missing) != 0)
    return FALSE;
  if (!dsn_span_find_nocase (dsn_scan_rest (&html->scan), end, &at)) {
    html->unclosed |= missing;
    return FALSE;
  }
  html->scan.at += at + end.len;
  return TRUE;
}

/* Moves past the `>` of a tag; one inside quotes does not end it, unless the quotes are
 * not closed before the next tag begins. */
static gboolean
skip_tag (Html *html)
{
  DsnScan s = html->scan;
  guint8 quote = 0;

  if ((html->unclosed & NO_TAG_END) != 0)
    return FALSE;
  for (s.at++; !dsn_scan_at_end (&s); s.at++) {
    if (quote != 0 ? *s.at == quote : (*s.at == '"' || *s.at == '\''))
      quote = quote != 0 ? 0 : *s.at;
    else if (*s.at == '<' || (*s.at == '>' && quote == 0))
      break;
  }
  if (!dsn_scan_at_end (&s) && *s.at == '>') {
    html->scan.at = s.at + 1;
    return TRUE;
  }
  return skip_past (html, DSN_SPAN_LIT (">"), NO_TAG_END);
}

static Break
find_break (DsnSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (dsn_span_equal_nocase (name, dsn_span_of_string (elements[i].name)))
      return elements[i].what;
  return BREAK_NONE;
}

/* What stands in these elements is nobody's text. */
static void
skip_content (Html *html, DsnSpan name)
{
  static const struct {
    const char *name, *end;
    guint missing;
  } skipped[] = { { "style", "</style", NO_STYLE_END },
                  { "script", "</script", NO_SCRIPT_END },
                  { "title", "</title", NO_TITLE_END } };

  for (gsize i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (dsn_span_equal_nocase (name, dsn_span_of_string (skipped[i].name)) &&
        skip_past (html, dsn_span_of_string (skipped[i].end), skipped[i].missing))
      skip_past (html, DSN_SPAN_LIT (">"), NO_TAG_END);
}

/* Takes a tag, a comment or a declaration. */
static gboolean
take_tag (Html *html)
{
  DsnScan s = html->scan;
  gboolean close;
  DsnSpan name;

  s.at++;
  if (dsn_span_starts_nocase (dsn_scan_rest (&s), DSN_SPAN_LIT ("!--"))) {
    html->scan.at += 4;
    skip_past (html, DSN_SPAN_LIT ("-->"), NO_COMMENT_END);
    return TRUE;
  }
  close = dsn_scan_byte (&s, '/');
  name.data = s.at;
  while (!dsn_scan_at_end (&s) &&
         (g_ascii_isalnum (*s.at) || *s.at == '!' || *s.at == ':'))
    s.at++;
  name.len = (gsize) (s.at - name.data);
  /* <ann@example.com>, "a < b" and "<<< 550": text that nobody has escaped. */
  if (name.len == 0 || g_ascii_isdigit (name.data[0]) ||
      (!dsn_scan_at_end (&s) && strchr (" \t\r\n/>", *s.at) == NULL))
    return FALSE;
  if (!skip_tag (html))
    return FALSE;
  apply_break (html, find_break (name));
  if (dsn_span_equal_nocase (name, DSN_SPAN_LIT ("pre")))
    html->pre = !close;
  if (!close)
    skip_content (html, name);
  return TRUE;
}

static void
take_byte (Html *html)
{
  const guint8 *from = html->scan.at++;

  if (*from == '\n' && html->pre)
    end_line (html);
  else if (*from == ' ' || *from == '\t' || *from == '\r' || *from == '\n' ||
           (*from == 0xc2 && dsn_scan_byte (&html->scan, 0xa0))) /* U+00A0 */
    html->blank = TRUE;
  else
    put (html, (const char *) from, 1, from);
}

void
dsn_html_append_text (GString *out, DsnSpan span, GArray *marks)
{
  Html html = { .scan = dsn_scan_over (span),
                .start = span.data,
                .out = out,
                .marks = marks,
                .line = out->len,
                .empty = 2 };

  while (!dsn_scan_at_end (&html.scan)) {
    if (*html.scan.at == '<' && take_tag (&html))
      continue;
    if (*html.scan.at == '&' && take_entity (&html))
      continue;
    take_byte (&html);
  }
}
