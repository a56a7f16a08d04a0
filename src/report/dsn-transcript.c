/* dsn-transcript.c: the SMTP replies that an explanation quotes, or else its own words
 * -> recipients without a diagnostic. */
#include "dsn-transcript.h"

#include "dsn-field.h"
#include "dsn-reply.h"
#include "dsn-value.h"

#include <string.h>

/* How much of an explanation's own words is about one recipient. */
#define WORDS_SIZE 1024

/* What a recipient could do with: the best reply seen so far. */
typedef struct {
  DsnRecipient *recipient;
  GString *text; /* NULL while there is none */
  DsnReply reply;
  guint rank;
  gboolean remote;
  const guint8 *at;
  GString *words; /* what is said behind the address; NULL while there is nothing */
  gboolean words_first; /* the address stood first in its line */
  const guint8 *words_at;
} Want;

typedef struct {
  GTree *by_address; /* lower-case address -> Want, NULL for who needs nothing */
  GArray *wants;
  Want *current;
  Want *speaking;  /* whose words the next line goes on with */
  GString *quoted; /* the lines of a "<<<" reply so far */
  const guint8 *quoted_at;
  GString *word;      /* scratch: one in lower case */
  gboolean text_only; /* there is nothing but the text, so all comes from it */
} Transcript;

/* "550-first line" without a second one: the reply was cut. */
static gboolean
is_cut (const DsnRecipient *recipient)
{
  const char *text = recipient->diagnostic_text;

  return text != NULL && recipient->reply_code != 0 && strlen (text) > 3 &&
         text[3] == '-' &&
         strstr (text + 4, (char[]){ ' ', text[0], text[1], text[2], '\0' }) == NULL;
}

static gboolean
wants_reply (const DsnRecipient *recipient)
{
  if (recipient->action != DSN_ACTION_FAILED && recipient->action != DSN_ACTION_DELAYED)
    return FALSE;
  return recipient->reply_code == 0 || is_cut (recipient);
}

static void
want (Transcript *transcript, DsnRecipient *recipient)
{
  Want wanted = { .recipient = recipient };

  g_array_append_val (transcript->wants, wanted);
}

/* The addresses are in a tree: the sender may choose words that hash alike. */
static int
compare_addresses (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

static void
index_address (Transcript *transcript, Want *wanted, const char *address)
{
  if (address != NULL)
    g_tree_insert (transcript->by_address, g_ascii_strdown (address, -1), wanted);
}

static void
index_recipient (Transcript *transcript, Want *wanted, const DsnRecipient *recipient)
{
  index_address (transcript, wanted, recipient->address);
  index_address (transcript, wanted, recipient->final_recipient);
  index_address (transcript, wanted, recipient->original_recipient);
}

static void
collect_wants (Transcript *transcript, DsnReport *report)
{
  for (guint i = 0; i < report->recipients->len; i++) {
    DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, i);

    if (wants_reply (recipient))
      want (transcript, recipient);
  }
  /* What is said of a recipient that needs nothing is no other's either. */
  for (guint i = 0; transcript->wants->len > 0 && i < report->recipients->len; i++)
    index_recipient (transcript, NULL,
                     &g_array_index (report->recipients, DsnRecipient, i));
  for (guint i = 0; i < transcript->wants->len; i++) {
    Want *wanted = &g_array_index (transcript->wants, Want, i);

    index_recipient (transcript, wanted, wanted->recipient);
  }
  /* With one recipient all that is said is about it. */
  if (report->recipients->len == 1 && transcript->wants->len == 1)
    transcript->current = &g_array_index (transcript->wants, Want, 0);
}

/* A reply that goes on from the recipient's own words is the best; then one of the
 * class of its status; then what a remote said; then one with an enhanced code. */
static guint
rank (const Want *wanted, DsnSpan text, const DsnReply *reply, gboolean remote)
{
  const DsnRecipient *recipient = wanted->recipient;

  if (recipient->reply_code != 0) {
    DsnSpan begun = dsn_span_of_string (recipient->diagnostic_text);

    return remote && text.len > begun.len && dsn_span_starts_nocase (text, begun) ? 8
                                                                                  : 0;
  }
  return (reply->code / 100 == recipient->status.klass ? 4 : 0) + (remote ? 2 : 0) +
         (dsn_code_is_specific (reply->status) ? 1 : 0) + 1;
}

static void
offer (Transcript *transcript, DsnSpan text, gboolean remote, const guint8 *at)
{
  Want *wanted = transcript->current;
  DsnReply reply;
  guint value;

  if (wanted == NULL)
    return;
  if (!dsn_reply_find_code (text, &reply) || reply.code < 400)
    return;
  value = rank (wanted, text, &reply, remote);
  if (value <= wanted->rank)
    return;
  if (wanted->text == NULL)
    wanted->text = g_string_new (NULL);
  g_string_truncate (wanted->text, 0);
  g_string_append_len (wanted->text, (const char *) text.data, (gssize) text.len);
  wanted->reply = reply;
  wanted->rank = value;
  wanted->remote = remote;
  wanted->at = at;
}

static void
end_quoted (Transcript *transcript)
{
  GString *quoted = transcript->quoted;

  if (quoted->len > 0)
    offer (transcript, (DsnSpan){ (const guint8 *) quoted->str, quoted->len }, TRUE,
           transcript->quoted_at);
  g_string_truncate (quoted, 0);
}

/* "<<< 550-5.1.1 no such", "<<< 550 5.1.1 user": one reply in several lines. */
static void
take_quoted (Transcript *transcript, DsnSpan line)
{
  GString *quoted = transcript->quoted;
  DsnSpan text = dsn_span_trim (dsn_span_slice (line, 3, G_MAXSIZE));
  gboolean goes_on = quoted->len > 3 && text.len > 3 &&
                     memcmp (quoted->str, text.data, 3) == 0 && quoted->str[3] == '-';

  if (!goes_on)
    end_quoted (transcript);
  if (quoted->len == 0)
    transcript->quoted_at = line.data;
  else
    g_string_append_c (quoted, ' ');
  g_string_append_len (quoted, (const char *) text.data, (gssize) text.len);
  if (text.len < 4 || text.data[3] != '-')
    end_quoted (transcript);
}

/* Whether a list mark, or Exim's word for where the address comes from, or nothing
 * stands before an address. */
static gboolean
is_line_start (DsnSpan before)
{
  static const char *const words[] = { "generated by", "generated from",
                                       "(generated from" };

  before = dsn_span_trim (before);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (dsn_span_equal_nocase (before, dsn_span_of_string (words[i])))
      return TRUE;
  for (gsize i = 0; i < before.len; i++)
    if (before.data[i] == 0 || strchr (" \t<([\"'*-", before.data[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* An address in a line: whose it is (%NULL: of one that needs nothing), and the line
 * before and behind it. */
typedef struct {
  gboolean found;
  Want *wanted;
  DsnSpan before, behind;
} Named;

/* Whose turn it is: the recipient whose address stands in the line. */
static gboolean
is_edge (guint8 c)
{
  static const guint8 edges[0x80] = {
    [' '] = 1, ['\t'] = 1, ['<'] = 1, ['>'] = 1,  ['('] = 1, [')'] = 1, ['['] = 1,
    [']'] = 1, ['"'] = 1,  [':'] = 1, ['\''] = 1, [';'] = 1, [','] = 1,
  };

  return c < 0x80 && edges[c] != 0;
}

static Named
find_recipient (Transcript *transcript, DsnSpan line)
{
  GString *word = transcript->word;
  Named named = { 0 };
  gsize from = 0;

  if (!dsn_span_find_byte (line, '@', NULL))
    return named;
  for (gsize i = 0; i <= line.len; i++) {
    if (i < line.len && !is_edge (line.data[i]))
      continue;
    if (i > from) {
      gpointer wanted;

      g_string_truncate (word, 0);
      g_string_append_len (word, (const char *) line.data + from, (gssize) (i - from));
      g_string_ascii_down (word);
      if (g_tree_lookup_extended (transcript->by_address, word->str, NULL, &wanted)) {
        transcript->current = wanted;
        if (!named.found)
          named = (Named){ TRUE, wanted, dsn_span_slice (line, 0, from),
                           dsn_span_slice (line, i, G_MAXSIZE) };
      }
    }
    from = i + 1;
  }
  return named;
}

/* "a@b: no such user", "<a@b>... Deferred", "to a@b because it is full". */
static DsnSpan
skip_marks (DsnSpan text)
{
  while (text.len > 0 && text.data[0] != 0 &&
         strchr (" \t<>()[]\"':;,.-", text.data[0]) != NULL)
    text = dsn_span_slice (text, 1, G_MAXSIZE);
  return text;
}

static void
add_words (Want *wanted, DsnSpan text)
{
  GString *words = wanted->words;

  text = dsn_span_slice (text, 0, WORDS_SIZE - MIN (words->len, WORDS_SIZE));
  if (words->len > 0 && text.len > 0)
    g_string_append_c (words, ' ');
  g_string_append_len (words, (const char *) text.data, (gssize) text.len);
}

/* What the explanation says of a recipient whose report says nothing: the rest of a
 * line behind the address, and if the address stands first, the lines up to an empty
 * one. */
static void
take_words (Transcript *transcript, const Named *named, DsnSpan line)
{
  Want *wanted = named->wanted;
  gboolean first;

  if (!named->found) {
    if (line.len == 0 || dsn_span_starts_nocase (line, DSN_SPAN_LIT ("--")))
      transcript->speaking = NULL;
    else if (transcript->speaking != NULL)
      add_words (transcript->speaking, line);
    return;
  }
  transcript->speaking = NULL;
  first = is_line_start (named->before);
  if (wanted == NULL || wanted->recipient->diagnostic_text != NULL ||
      (wanted->words != NULL && wanted->words->len > 0 &&
       (wanted->words_first || !first)))
    return;
  if (wanted->words == NULL)
    wanted->words = g_string_new (NULL);
  g_string_truncate (wanted->words, 0);
  wanted->words_first = first;
  wanted->words_at = line.data;
  add_words (wanted, skip_marks (named->behind));
  if (first)
    transcript->speaking = wanted;
}

static void
take_line (Transcript *transcript, DsnSpan text)
{
  Named named;

  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("<<<"))) {
    take_quoted (transcript, text);
    return;
  }
  end_quoted (transcript);
  named = find_recipient (transcript, text);
  if (dsn_span_starts_nocase (text, DSN_SPAN_LIT (">>>")))
    return;
  offer (transcript, text, FALSE, text.data);
  take_words (transcript, &named, text);
}

static void
read_lines (Transcript *transcript, DsnSpan body)
{
  DsnLines lines = dsn_lines_over (body);
  DsnLine line;

  while (dsn_lines_next (&lines, &line))
    take_line (transcript, dsn_span_trim (line.text));
  end_quoted (transcript);
}

static void
fill (const Want *wanted, gboolean text_only, DsnValues *values)
{
  DsnRecipient *recipient = wanted->recipient;
  DsnSpan text = { (const guint8 *) wanted->text->str, wanted->text->len };
  DsnSpan at = { wanted->at, 0 };

  if (!text_only)
    dsn_value_defect (values, DSN_DEFECT_REPLY_FROM_TEXT, at, text);
  if (recipient->diagnostic_text == NULL || recipient->reply_code != 0) {
    recipient->diagnostic_text = dsn_value_keep (values, at, text);
    recipient->diagnostic_by =
        wanted->remote ? DSN_DIAGNOSTIC_BY_REMOTE : DSN_DIAGNOSTIC_BY_REPORTER;
  }
  recipient->reply_code = wanted->reply.code;
  if (!dsn_code_is_specific (recipient->diagnostic_status))
    recipient->diagnostic_status = wanted->reply.status;
}

/* Without any reply, the reporter's own words are the diagnostic. */
static void
fill_words (const Want *wanted, gboolean text_only, DsnValues *values)
{
  DsnRecipient *recipient = wanted->recipient;
  DsnSpan text = { (const guint8 *) wanted->words->str, wanted->words->len };
  DsnSpan at = { wanted->words_at, 0 };
  DsnCode code = dsn_reply_find (text).status;

  if (!text_only)
    dsn_value_defect (values, DSN_DEFECT_DIAGNOSTIC_FROM_TEXT, at, text);
  recipient->diagnostic_text = dsn_value_keep (values, at, text);
  recipient->diagnostic_by = DSN_DIAGNOSTIC_BY_REPORTER;
  if (!dsn_code_is_specific (recipient->diagnostic_status))
    recipient->diagnostic_status = code;
}

static void
free_want (gpointer data)
{
  Want *wanted = data;

  if (wanted->text != NULL)
    g_string_free (wanted->text, TRUE);
  if (wanted->words != NULL)
    g_string_free (wanted->words, TRUE);
}

static void
fill_all (Transcript *transcript, DsnMessage *message, const DsnLimits *limits,
          DsnReport *report)
{
  g_auto (DsnValues) values;

  dsn_values_init (&values, report, message, limits->field_size);
  for (guint i = 0; i < transcript->wants->len; i++) {
    const Want *wanted = &g_array_index (transcript->wants, Want, i);

    if (wanted->text != NULL)
      fill (wanted, transcript->text_only, &values);
    else if (wanted->words != NULL && wanted->words->len > 0)
      fill_words (wanted, transcript->text_only, &values);
  }
}

/* Whether any recipient could do with a reply. */
static gboolean
is_wanted (const DsnReport *report)
{
  for (guint i = 0; i < report->recipients->len; i++)
    if (wants_reply (&g_array_index (report->recipients, DsnRecipient, i)))
      return TRUE;
  return FALSE;
}

static void
begin (Transcript *transcript, DsnReport *report)
{
  *transcript =
      (Transcript){ .quoted = g_string_new (NULL), .word = g_string_new (NULL) };
  transcript->wants = g_array_new (FALSE, FALSE, sizeof (Want));
  g_array_set_clear_func (transcript->wants, free_want);
  transcript->by_address = g_tree_new_full (compare_addresses, NULL, g_free, NULL);
  collect_wants (transcript, report);
}

static void
end (Transcript *transcript)
{
  g_array_unref (transcript->wants);
  g_tree_unref (transcript->by_address);
  g_string_free (transcript->quoted, TRUE);
  g_string_free (transcript->word, TRUE);
}

void
dsn_transcript_read (DsnMessage *message, guint explanation, const DsnLimits *limits,
                     DsnReport *report)
{
  Transcript transcript;
  DsnSpan body;

  if (!is_wanted (report))
    return;
  begin (&transcript, report);
  body = dsn_message_get_body (message, explanation);
  read_lines (&transcript, dsn_span_slice (body, 0, limits->field_size));
  fill_all (&transcript, message, limits, report);
  end (&transcript);
}

void
dsn_transcript_read_notice (DsnMessage *message, const DsnNotice *notice,
                            const DsnLimits *limits, DsnReport *report)
{
  Transcript transcript;

  if (!is_wanted (report))
    return;
  begin (&transcript, report);
  transcript.text_only = TRUE;
  for (guint i = 0; i < notice->lines->len; i++)
    take_line (&transcript, dsn_notice_get_line (notice, i)->text);
  end_quoted (&transcript);
  fill_all (&transcript, message, limits, report);
  end (&transcript);
}
