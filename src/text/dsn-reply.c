/* dsn-reply.c: SMTP replies in diagnostic text (RFC 5321 §4.2, RFC 2034 §4). */
#include "dsn-reply.h"

#include "dsn-token.h"
#include "dsn-wide.h"

#include <string.h>

/* How sure a three-digit number is a reply code: the sum of what speaks for it. */
enum {
  WEIGHT_AT_START = 4,    /* the diagnostic begins with it */
  WEIGHT_AFTER_LABEL = 4, /* "said: ", "error ", ";", "<<< " stands before it */
  WEIGHT_STATUS_NEXT = 5, /* an enhanced code of its class follows */
  WEIGHT_CONTINUED = 4,   /* it is "550-" or "550 " with the same number again later */
  WEIGHT_ENOUGH = 4,
  WEIGHT_MOST = 9, /* of all but the first number, which may be continued */
};

typedef struct {
  guint code;
  DsnCode status;
  guint weight;
  gsize at;
} Candidate;

static gboolean
ends_with_nocase (DsnSpan text, DsnSpan suffix)
{
  return text.len >= suffix.len &&
         dsn_span_equal_nocase (
             dsn_span_slice (text, text.len - suffix.len, suffix.len), suffix);
}

/* "mx.example.com:", "192.0.2.1:" or "[192.0.2.1]:": a port is what comes next. */
static gboolean
is_port_next (DsnSpan before)
{
  gboolean dot = FALSE;
  gsize i = before.len;

  if (i < 2 || before.data[--i] != ':')
    return FALSE;
  if (before.data[i - 1] == ']')
    return TRUE;
  if (!g_ascii_isalnum (before.data[i - 1]))
    return FALSE;
  for (; i > 0 && (g_ascii_isalnum (before.data[i - 1]) || before.data[i - 1] == '.' ||
                   before.data[i - 1] == '-');
       i--)
    dot |= before.data[i - 1] == '.';
  return dot;
}

/* <550-ann@example.com> is no reply. */
static gboolean
is_local_part (DsnScan s)
{
  while (!dsn_scan_at_end (&s) && (dsn_token_is_atext (*s.at) || *s.at == '.'))
    s.at++;
  return dsn_scan_peek (&s) == '@';
}

/* Whether a reply is what comes after @before. */
static gboolean
is_label (DsnSpan before)
{
  static const DsnSpan words[] = {
    DSN_SPAN_LIT ("said"),     DSN_SPAN_LIT ("replied"),     DSN_SPAN_LIT ("reply"),
    DSN_SPAN_LIT ("response"), DSN_SPAN_LIT ("responded"),   DSN_SPAN_LIT ("error"),
    DSN_SPAN_LIT ("code"),     DSN_SPAN_LIT ("status"),      DSN_SPAN_LIT ("smtp"),
    DSN_SPAN_LIT ("returned"), DSN_SPAN_LIT ("answered"),    DSN_SPAN_LIT ("reason"),
    DSN_SPAN_LIT ("with"),     DSN_SPAN_LIT ("permanently"), DSN_SPAN_LIT ("failed"),
    DSN_SPAN_LIT ("after"),
  };

  if (is_port_next (before))
    return FALSE;
  before = dsn_span_trim (before);
  if (before.len == 0)
    return FALSE;
  if (strchr (":;<>#\"'([=", before.data[before.len - 1]) != NULL &&
      before.data[before.len - 1] != 0)
    return TRUE;
  if (ends_with_nocase (before, DSN_SPAN_LIT ("],"))) /* [192.0.2.1], 550 no */
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (ends_with_nocase (before, words[i]))
      return TRUE;
  return FALSE;
}

/* Whether the word after a number makes it an amount. The whole word, and in lower
 * case: "550 Recipient rejected" and "552 Messages over 10 MB are refused" are replies.
 */
static gboolean
is_amount (DsnSpan after)
{
  static const DsnSpan units[] = {
    DSN_SPAN_LIT ("bytes"),      DSN_SPAN_LIT ("octets"),   DSN_SPAN_LIT ("characters"),
    DSN_SPAN_LIT ("k"),          DSN_SPAN_LIT ("kb"),       DSN_SPAN_LIT ("KB"),
    DSN_SPAN_LIT ("kB"),         DSN_SPAN_LIT ("mb"),       DSN_SPAN_LIT ("MB"),
    DSN_SPAN_LIT ("gb"),         DSN_SPAN_LIT ("GB"),       DSN_SPAN_LIT ("s"),
    DSN_SPAN_LIT ("sec"),        DSN_SPAN_LIT ("secs"),     DSN_SPAN_LIT ("seconds"),
    DSN_SPAN_LIT ("mins"),       DSN_SPAN_LIT ("minutes"),  DSN_SPAN_LIT ("hours"),
    DSN_SPAN_LIT ("days"),       DSN_SPAN_LIT ("times"),    DSN_SPAN_LIT ("messages"),
    DSN_SPAN_LIT ("recipients"), DSN_SPAN_LIT ("attempts"), DSN_SPAN_LIT ("mails"),
    DSN_SPAN_LIT ("percent"),    DSN_SPAN_LIT ("%"),
  };
  gsize len = 0;

  after = dsn_span_trim (after);
  while (len < after.len &&
         (g_ascii_isalnum (after.data[len]) || after.data[len] == '%'))
    len++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (dsn_span_equal (dsn_span_slice (after, 0, len), units[i]))
      return TRUE;
  return FALSE;
}

/* The enhanced code right behind a reply code: "5.1.1", "-5.1.1", " #5.1.1", " (5.1.1".
 */
static gboolean
scan_status_after (DsnScan *scan, DsnCode *status)
{
  DsnScan s = *scan;

  for (guint i = 0;
       i < 4 && !dsn_scan_at_end (&s) && strchr (" -#(:['", *s.at) && *s.at != 0; i++)
    s.at++;
  if (!dsn_code_scan (&s, status))
    return FALSE;
  *scan = s;
  return TRUE;
}

/* A number in a reply's place; FALSE where it is part of a word, an address or a host.
 */
static gboolean
scan_candidate (DsnSpan text, gsize at, Candidate *candidate)
{
  DsnScan s = dsn_scan_over (dsn_span_slice (text, at, G_MAXSIZE));
  DsnSpan before = dsn_span_slice (text, 0, at);
  guint8 prev = at > 0 ? text.data[at - 1] : ' ';
  Candidate found = { 0 };

  if (g_ascii_isalnum (prev) || prev >= 0x80 ||
      (prev != 0 && strchr (".-_/@+$%", prev) != NULL))
    return FALSE;
  if (!dsn_scan_uint (&s, 3, &found.code) || found.code < 200 || found.code % 100 >= 80)
    return FALSE;
  /* 250 and 354 stand in running text as numbers of many things. */
  if (found.code < 400 &&
      (before.len > 0 || (dsn_scan_peek (&s) != ' ' && dsn_scan_peek (&s) != '-')))
    return FALSE;
  if (!dsn_scan_at_end (&s) && (g_ascii_isalnum (*s.at) || *s.at >= 0x80 ||
                                strchr (" -:,;)]>.\"'#(", *s.at) == NULL))
    return FALSE;
  if (prev == '<' && is_local_part (s))
    return FALSE;
  /* 550.5.1.1 is no reply, "... 550." is. */
  if (dsn_scan_left (&s) > 1 && *s.at == '.' && s.at[1] != ' ')
    return FALSE;

  if (dsn_span_trim (before).len == 0)
    found.weight += WEIGHT_AT_START;
  else if (is_label (before) && !is_amount (dsn_scan_rest (&s)))
    found.weight += WEIGHT_AFTER_LABEL;
  if (scan_status_after (&s, &found.status)) {
    if (found.status.klass == found.code / 100)
      found.weight += WEIGHT_STATUS_NEXT;
  }
  *candidate = found;
  return TRUE;
}

/* Whether "550-..." is taken up again by a later "550"; 555-0100 is a telephone number,
 * and a status behind the hyphen needs no more. */
static gboolean
is_continued (DsnSpan text, gsize at)
{
  gsize next;

  if (at + 4 >= text.len || text.data[at + 3] != '-' ||
      g_ascii_isdigit (text.data[at + 4]))
    return FALSE;
  return dsn_span_find_nocase (dsn_span_slice (text, at + 4, G_MAXSIZE),
                               dsn_span_slice (text, at, 3), &next);
}

/* The first code of the reply's class in the text, else the first of any. */
static void
find_status (DsnSpan text, DsnReply *reply)
{
  DsnSpan where;
  DsnCode code;

  while (dsn_code_find (text, &code, &where)) {
    gboolean fits =
        reply->code == 0 ? code.klass != 2 : code.klass == reply->code / 100;

    if (fits || (reply->status.klass == 0 && code.klass != 2 && reply->code / 100 != 2))
      reply->status = code;
    if (fits)
      return;
    text = dsn_span_between (where.data + where.len, text.data + text.len);
  }
}

/* 0 to 7: what begins a code is among them. */
static guint64
find_digits (guint64 bytes)
{
  return dsn_wide_is (bytes & DSN_WIDE (0xf8), '0') & ~bytes;
}

static gboolean
is_digit (guint8 byte)
{
  return (byte & 0xf8) == '0';
}

/* Three digits that begin a word; a fourth is for scan_candidate() to see. */
static gboolean
may_be_code (DsnSpan text, gsize at)
{
  return text.data[at] >= '2' && text.data[at] <= '5' &&
         g_ascii_isdigit (text.data[at + 1]) && g_ascii_isdigit (text.data[at + 2]) &&
         (at == 0 || !g_ascii_isalnum (text.data[at - 1]));
}

/* The surest reply code of a trimmed text; a code of 0 if none is sure enough. */
static Candidate
find_best (DsnSpan text)
{
  Candidate best = { 0 }, candidate;
  gboolean checked_continuation = FALSE;

  for (gsize i = 0; i + 3 <= text.len; i++) {
    i = dsn_wide_find (text, i, find_digits, is_digit);
    if (i + 3 > text.len)
      break;
    if (!may_be_code (text, i) || !scan_candidate (text, i, &candidate)) {
      /* The digits behind it do not begin a word. */
      while (i + 1 < text.len && g_ascii_isdigit (text.data[i + 1]))
        i++;
      continue;
    }
    /* Looked for once: further on it would be the same lines again. */
    if (!checked_continuation && candidate.weight < WEIGHT_ENOUGH &&
        is_continued (text, i))
      candidate.weight += WEIGHT_CONTINUED;
    checked_continuation = TRUE;
    if (candidate.weight > best.weight) {
      best = candidate;
      best.at = i;
      if (best.weight >= WEIGHT_MOST)
        break;
    }
    i += 2;
  }
  return best.weight >= WEIGHT_ENOUGH ? best : (Candidate){ 0 };
}

DsnReply
dsn_reply_find (DsnSpan text)
{
  DsnReply reply;

  if (!dsn_reply_find_code (text, &reply)) {
    reply = (DsnReply){ 0 };
    find_status (text, &reply);
  }
  return reply;
}

gboolean
dsn_reply_find_code (DsnSpan text, DsnReply *reply)
{
  /* Once for all: each number asks what blanks leave of the text before and after it.
   */
  DsnSpan bare = dsn_span_trim (text);
  Candidate best = find_best (bare);

  if (best.code == 0)
    return FALSE;
  *reply =
      (DsnReply){ best.code, best.status, best.at + (gsize) (bare.data - text.data) };
  if (reply->status.klass == 0)
    find_status (bare, reply);
  return TRUE;
}

void
dsn_reply_append_joined (GString *out, DsnSpan text)
{
  DsnSpan code = dsn_span_slice (text, 0, 4);
  DsnScan scan;
  guint number;
  gsize from = 4;

  scan = dsn_scan_over (code);
  /* Only a text that begins as a multi-line reply has further lines. */
  if (!dsn_scan_uint (&scan, 3, &number) || number < 100 ||
      !dsn_scan_byte (&scan, '-')) {
    g_string_append_len (out, (const char *) text.data, (gssize) text.len);
    return;
  }
  g_string_append_printf (out, "%u ", number);
  for (gsize i = 4; i + 4 <= text.len; i++) {
    DsnCode status;

    if (text.data[i] != ' ' || memcmp (text.data + i + 1, text.data, 3) != 0 ||
        (i + 4 < text.len && text.data[i + 4] != '-' && text.data[i + 4] != ' '))
      continue;
    scan = dsn_scan_over (dsn_span_slice (text, i + 5, G_MAXSIZE));
    scan_status_after (&scan, &status);
    while (dsn_scan_peek (&scan) == ' ')
      scan.at++;
    g_string_append_len (out, (const char *) text.data + from, (gssize) (i + 1 - from));
    from = text.len - dsn_scan_left (&scan);
    i = from - 2; /* behind an empty line the next one begins here */
  }
  g_string_append_len (out, (const char *) text.data + from,
                       (gssize) (text.len - from));
}
