/* dsn-paste.c: text as people paste it -> lines and messages that can be read. */
#include "dsn-paste.h"

#include "dsn-lines.h"
#include "dsn-scan.h"

#include <string.h>

#define LINES_MAX 50000
#define LINE_MAX_LEN 8192
#define TAG_MAX_LEN 1024

static void
free_line (gpointer data)
{
  DsnPasteLine *line = data;

  g_string_free (line->text, TRUE);
  g_free (line);
}

static DsnPasteLine *
add_line (GPtrArray *lines, DsnSpan text, guint joined)
{
  DsnPasteLine *line = g_new (DsnPasteLine, 1);

  line->text = g_string_new_len ((const char *) text.data,
                                 (gssize) MIN (text.len, LINE_MAX_LEN));
  line->joined = joined;
  g_ptr_array_add (lines, line);
  return line;
}

/* "> > text" and "| text": what mail programs put before quoted lines. */
static DsnSpan
strip_quoting (DsnSpan line)
{
  while (line.len > 0 && (line.data[0] == '>' || line.data[0] == '|') &&
         (line.len == 1 || strchr (" >|\t", line.data[1]) != NULL)) {
    line = dsn_span_slice (line, 1, G_MAXSIZE);
    if (line.len > 0 && line.data[0] == ' ')
      line = dsn_span_slice (line, 1, G_MAXSIZE);
  }
  return line;
}

/* Whether a tag is known to part lines; all others vanish without a trace. */
static gboolean
parts_lines (DsnSpan tag)
{
  static const char *const names[] = { "br",  "p",  "/p",  "div", "/div", "tr",
                                       "/tr", "li", "/li", "h",   "td",   "/td" };
  gsize len = 0;

  while (len < tag.len && (g_ascii_isalpha (tag.data[len]) || tag.data[len] == '/'))
    len++;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (dsn_span_equal_nocase (dsn_span_slice (tag, 0, len),
                               dsn_span_of_string (names[i])))
      return TRUE;
  return FALSE;
}

/* A tag begins with a letter, a slash or an exclamation mark. An address in brackets is
 * none: it has an `@` in its first word. */
static gsize
measure_tag (DsnSpan text)
{
  gsize close;

  if (text.len < 3 ||
      (!g_ascii_isalpha (text.data[1]) && text.data[1] != '/' && text.data[1] != '!'))
    return 0;
  text = dsn_span_slice (text, 0, TAG_MAX_LEN);
  if (!dsn_span_find_byte (text, '>', &close))
    return 0;
  for (gsize i = 1; i < close && !g_ascii_isspace (text.data[i]); i++)
    if (text.data[i] == '@')
      return 0;
  return close + 1;
}

/* What shows nothing: a style sheet, a script, a comment. */
static const struct {
  const char *begin, *end;
} hidden[] = { { "<style", "</style>" },
               { "<script", "</script>" },
               { "<!--", "-->" } };

/* The length of what is hidden at @at, 0 if nothing is. @ends holds where each kind
 * ends next, so that no byte is looked at twice for an end. */
static gsize
measure_hidden (DsnSpan text, gsize at, gsize *ends)
{
  DsnSpan rest = dsn_span_slice (text, at, G_MAXSIZE);
  gsize end;

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++) {
    if (!dsn_span_starts_nocase (rest, dsn_span_of_string (hidden[i].begin)))
      continue;
    if (ends[i] <= at)
      ends[i] = dsn_span_find_nocase (rest, dsn_span_of_string (hidden[i].end), &end)
                    ? at + end + strlen (hidden[i].end)
                    : G_MAXSIZE;
    return ends[i] == G_MAXSIZE ? 0 : ends[i] - at;
  }
  return 0;
}

/* The entities that hide an address or a code from who looks for it; the folding knows
 * more of them. */
static gsize
take_entity (DsnSpan text, char *c)
{
  static const struct {
    const char *name;
    char c;
  } entities[] = { { "&lt;", '<' },    { "&gt;", '>' },   { "&amp;", '&' },
                   { "&quot;", '"' },  { "&#34;", '"' },  { "&#39;", '\'' },
                   { "&apos;", '\'' }, { "&nbsp;", ' ' }, { "&#160;", ' ' },
                   { "&#64;", '@' },   { "&#46;", '.' } };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (dsn_span_starts_nocase (text, dsn_span_of_string (entities[i].name))) {
      *c = entities[i].c;
      return strlen (entities[i].name);
    }
  return 0;
}

static gboolean
is_html (DsnSpan text)
{
  static const char *const signs[] = {
    "<html", "<body", "<div", "<br", "</p>", "<table"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (dsn_span_find_nocase (text, dsn_span_of_string (signs[i]), NULL))
      return TRUE;
  return FALSE;
}

/* HTML as it shows. */
static GString *
strip_tags (DsnSpan text)
{
  GString *out = g_string_sized_new (text.len);
  gsize ends[G_N_ELEMENTS (hidden)] = { 0 };

  for (gsize i = 0; i < text.len;) {
    DsnSpan rest = dsn_span_slice (text, i, G_MAXSIZE);
    char c = (char) rest.data[0];
    gsize skip = c == '<' ? measure_hidden (text, i, ends) : 0;

    if (skip == 0 && c == '<') {
      skip = measure_tag (rest);
      if (skip > 0 && parts_lines (dsn_span_slice (rest, 1, skip - 2)))
        g_string_append_c (out, '\n');
    }
    if (skip == 0) {
      skip = c == '&' ? take_entity (rest, &c) : 0;
      g_string_append_c (out, c);
    }
    i += MAX (skip, 1);
  }
  return out;
}

/* "550-5.1.1 no such" and what follows it: one reply. */
static gboolean
goes_on (const GString *line, DsnSpan next)
{
  return line->len > 3 && next.len > 3 && line->str[3] == '-' &&
         g_ascii_isdigit (line->str[0]) && memcmp (line->str, next.data, 3) == 0 &&
         (next.data[3] == '-' || next.data[3] == ' ');
}

static void
append_joined (GString *to, DsnSpan line)
{
  if (to->len >= LINE_MAX_LEN)
    return;
  if (to->len > 0)
    g_string_append_c (to, ' ');
  g_string_append_len (to, (const char *) line.data,
                       (gssize) MIN (line.len, LINE_MAX_LEN - to->len));
}

/* A paragraph of more than one line may be one statement that was wrapped. */
static void
end_paragraph (GPtrArray *lines, GString *paragraph, guint *count)
{
  if (*count > 1 && lines->len < LINES_MAX)
    add_line (lines, (DsnSpan){ (const guint8 *) paragraph->str, paragraph->len },
              *count);
  g_string_truncate (paragraph, 0);
  *count = 0;
}

static gboolean
cut_lines (GPtrArray *found, DsnSpan text)
{
  g_autoptr (GString) paragraph = g_string_new (NULL);
  DsnLines lines = dsn_lines_over (text);
  GString *last = NULL;
  guint count = 0;
  DsnLine line;

  while (found->len < LINES_MAX && dsn_lines_next (&lines, &line)) {
    DsnSpan bare = dsn_span_trim (strip_quoting (line.text));

    if (bare.len == 0) {
      end_paragraph (found, paragraph, &count);
      last = NULL;
      continue;
    }
    append_joined (paragraph, bare);
    if (last != NULL && goes_on (last, bare)) {
      append_joined (last, bare);
      if (bare.data[3] == ' ') /* its last line */
        last = NULL;
      continue;
    }
    last = add_line (found, bare, 0)->text;
    count++;
  }
  end_paragraph (found, paragraph, &count);
  return found->len < LINES_MAX;
}

GPtrArray *
dsn_paste_to_lines (DsnSpan text, gboolean *complete)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  g_autoptr (GString) plain = NULL;

  if (is_html (text)) {
    plain = strip_tags (text);
    text = (DsnSpan){ (const guint8 *) plain->str, plain->len };
  }
  *complete = cut_lines (lines, text);
  return lines;
}

static GString *
unquote (DsnSpan text)
{
  GString *out = g_string_sized_new (text.len);
  DsnLines lines = dsn_lines_over (text);
  DsnLine line;

  while (dsn_lines_next (&lines, &line)) {
    DsnSpan bare = strip_quoting (line.text);

    g_string_append_len (out, (const char *) bare.data, (gssize) bare.len);
    g_string_append_c (out, '\n');
  }
  return out;
}

/* Where a delivery-status part begins that no MIME header stands before. */
static gboolean
find_fields (DsnSpan text, gsize *at)
{
  return dsn_span_find_nocase (text, DSN_SPAN_LIT ("Reporting-MTA:"), at) ||
         dsn_span_find_nocase (text, DSN_SPAN_LIT ("Final-Recipient:"), at);
}

GBytes *
dsn_paste_to_message (GBytes *bytes)
{
  g_autoptr (GString) plain = NULL;
  GString *message;
  DsnSpan text;
  gsize at;

  if (!find_fields (dsn_span_of_bytes (bytes), &at))
    return NULL;
  plain = unquote (dsn_span_of_bytes (bytes));
  text = (DsnSpan){ (const guint8 *) plain->str, plain->len };
  if (!find_fields (text, &at))
    return NULL;
  message = g_string_new ("Content-Type: message/delivery-status\n\n");
  g_string_append_len (message, plain->str + at, (gssize) (plain->len - at));
  return g_string_free_to_bytes (message);
}

static gboolean
is_host_byte (guint8 c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || c >= 0x80;
}

gboolean
dsn_paste_is_host (DsnSpan name)
{
  for (gsize i = 0; i < name.len; i++)
    if (!is_host_byte (name.data[i]))
      return FALSE;
  return name.len > 0 && name.data[0] != '-';
}

/* Letters behind the last dot, and at least one dot. */
static gboolean
is_domain (DsnSpan word)
{
  gsize dot = word.len;

  while (dot > 0 && word.data[dot - 1] != '.')
    dot--;
  if (dot < 2 || word.len - dot < 2)
    return FALSE;
  for (gsize i = dot; i < word.len; i++)
    if (!g_ascii_isalpha (word.data[i]) && word.data[i] < 0x80)
      return FALSE;
  /* ROUTING.NoMX is a keyword: capitals stand inside its words. */
  for (gsize i = 1; i < word.len; i++)
    if (g_ascii_isupper (word.data[i]) && g_ascii_islower (word.data[i - 1]))
      return FALSE;
  return TRUE;
}

gboolean
dsn_paste_find_domain (DsnSpan words, DsnSpan *domain)
{
  gsize at = 0;

  while (at < words.len) {
    gsize from = at;
    DsnSpan word;
    guint8 before = from > 0 ? words.data[from - 1] : ' ';

    while (at < words.len && is_host_byte (words.data[at]))
      at++;
    word = dsn_span_slice (words, from, at - from);
    while (word.len > 0 && word.data[word.len - 1] == '.')
      word.len--;
    if (dsn_paste_is_host (word) && before != '/' && is_domain (word)) {
      *domain = word;
      return TRUE;
    }
    at += at < words.len;
  }
  return FALSE;
}
