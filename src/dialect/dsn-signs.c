/* dsn-signs.c: what the header of a message says for and against its being a notice. */
#include "dsn-signs.h"

#include "dsn-decode.h"
#include "dsn-skim.h"

#include <string.h>

/* Weights. One sign of a mail system is enough to look at the text. */
enum {
  WEIGHT_FROM = 2,
  WEIGHT_NULL_PATH = 2,
  WEIGHT_SUBJECT = 2,
  WEIGHT_FAILED = 4,
  WEIGHT_AUTO = 1,
  WEIGHT_REPORT = 2,
  WEIGHT_REPLY = -4, /* "Re: failure notice": people talk about one */
  WEIGHT_LIST = -1,  /* a bounce that went to a list's owner has them as well */
};

#include "dsn-notice-word-table.h"

static gboolean
is_reply (DsnSpan subject)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_reply_words); i++)
    if (dsn_span_starts_nocase (subject, dsn_reply_words[i]))
      return TRUE;
  return FALSE;
}

/* Of a longer subject only so much is compared. */
#define SUBJECT_MAX_LEN 1024

static gboolean
has_line_end (DsnSpan text)
{
  return dsn_span_find_byte (text, '\n', NULL) || dsn_span_find_byte (text, '\r', NULL);
}

void
dsn_signs_read_subject (DsnSigns *signs)
{
  DsnSpan body = signs->subject_body;
  g_autoptr (GString) unfolded = NULL, plain = NULL;
  DsnSpan text = dsn_span_trim (dsn_span_slice (body, 0, SUBJECT_MAX_LEN));

  signs->subject_body = (DsnSpan){ NULL, 0 };
  if (has_line_end (text)) {
    unfolded = g_string_new (NULL);
    dsn_field_unfold (unfolded, text);
    text = (DsnSpan){ (const guint8 *) unfolded->str, unfolded->len };
  }
  if (dsn_span_find_nocase (text, DSN_SPAN_LIT ("=?"), NULL)) {
    plain = g_string_new (NULL);
    dsn_decode_text (plain, text);
    text = (DsnSpan){ (const guint8 *) plain->str, plain->len };
  }
  if (is_reply (text))
    signs->weight += WEIGHT_REPLY;
  signs->delay = dsn_skim_holds (&dsn_delay_words_skim, text);
  signs->subject = signs->delay || dsn_skim_holds (&dsn_failure_words_skim, text);
  if (signs->subject)
    signs->weight += WEIGHT_SUBJECT;
}

/* Return-Path: "<>", or the daemon's own address. */
static void
read_path (DsnSigns *signs, DsnSpan body)
{
  DsnSpan path = dsn_span_trim (body);

  signs->null_path = dsn_span_equal (path, DSN_SPAN_LIT ("<>")) || path.len == 0 ||
                     dsn_span_find_nocase (path, DSN_SPAN_LIT ("mailer-daemon"), NULL);
  if (signs->null_path)
    signs->weight += WEIGHT_NULL_PATH;
}

/* @before: what stands before the at-sign. */
static gboolean
is_system_local (DsnSpan before)
{
  gsize from = before.len;

  while (from > 0 && before.data[from - 1] > ' ' && before.data[from - 1] != '<')
    from--;
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_local_words); i++)
    if (dsn_span_equal_nocase (dsn_span_slice (before, from, G_MAXSIZE),
                               dsn_local_words[i]))
      return TRUE;
  return FALSE;
}

/* "daemon@a.example (Mail Delivery System)" */
static gboolean
has_comment (DsnSpan behind)
{
  return dsn_span_find_byte (behind, '(', NULL) &&
         (dsn_span_find_nocase (behind, DSN_SPAN_LIT ("(mail delivery"), NULL) ||
          dsn_span_find_nocase (behind, DSN_SPAN_LIT ("(postmaster"), NULL));
}

static void
read_from (DsnSigns *signs, DsnSpan body)
{
  gsize at = body.len;

  body = dsn_span_trim (dsn_span_slice (body, 0, 1024));
  /* The name, and the local part: a domain may well be called bounce.example.com. */
  for (gsize i = body.len; i > 0; i--)
    if (body.data[i - 1] == '@') {
      at = i - 1;
      break;
    }
  signs->from_system =
      dsn_span_find_nocase (body, DSN_SPAN_LIT ("<>"), NULL) || body.len == 0 ||
      dsn_skim_holds (&dsn_sender_words_skim, dsn_span_slice (body, 0, at)) ||
      (at < body.len && is_system_local (dsn_span_slice (body, 0, at))) ||
      has_comment (dsn_span_slice (body, at, G_MAXSIZE));
  if (signs->from_system)
    signs->weight += WEIGHT_FROM;
}

static void
read_field (DsnSigns *signs, const DsnField *field)
{
#define IS(text) dsn_span_equal_nocase (field->name, DSN_SPAN_LIT (text))
  switch (field->name.data[0] | 0x20) {
  case 'a':
    if (IS ("Auto-Submitted") &&
        !dsn_span_starts_nocase (dsn_span_trim (field->body), DSN_SPAN_LIT ("no")))
      signs->weight += WEIGHT_AUTO;
    break;
  case 'c':
    if (IS ("Content-Type") &&
        dsn_span_find_nocase (dsn_span_slice (field->body, 0, 1024),
                              DSN_SPAN_LIT ("multipart/report"), NULL))
      signs->weight += WEIGHT_REPORT;
    break;
  case 'f':
    if (IS ("From"))
      read_from (signs, field->body);
    break;
  case 'l':
    if (IS ("List-Post") || IS ("List-Unsubscribe"))
      signs->weight += WEIGHT_LIST;
    break;
  case 'r':
    if (IS ("Return-Path"))
      read_path (signs, field->body);
    break;
  case 's':
    if (IS ("Subject") && signs->subject_body.len == 0)
      signs->subject_body = field->body;
    break;
  case 'x':
    if (IS ("X-Failed-Recipients") && signs->failed.len == 0) {
      signs->failed = field->body;
      signs->weight += WEIGHT_FAILED;
    }
    break;
  default:
    break;
  }
#undef IS
}

DsnSigns
dsn_signs_read (const GArray *fields)
{
  DsnSigns signs = { 0 };

  for (guint i = 0; i < fields->len; i++)
    read_field (&signs, &g_array_index (fields, DsnField, i));
  if (signs.weight > 0 || signs.from_system || signs.null_path)
    dsn_signs_read_subject (&signs);
  return signs;
}
