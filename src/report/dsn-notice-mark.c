/* dsn-notice-mark.c: the lines that say that the returned message follows. */
#include "dsn-notice.h"

#include "dsn-field.h"

#include <string.h>

/* What a line begins with, whatever it is decorated with. Lower case is for reading
 * only. */
static const char *const plain_marks[] = {
  "original message follows",
  "the original message follows",
  "original message header",
  "the original message header",
  "original message is following",
  "original mail info",
  "original mail follows",
  "original mail header",
  "message headers follow",
  "message header follows",
  "message header:",
  "the message header follows",
  "the header of the message follows",
  "below is a copy of the original message",
  "below this line is a copy",
  "below the next line is a copy",
  "below this line is the original",
  "a copy of the original message follows",
  "a copy of the original message below",
  "a copy of the message follows",
  "a copy of your message follows",
  "here is a copy of your message",
  "here is a copy of the original message",
  "the following is a copy of the original",
  "the following is a copy of your message",
  "this is a copy of your message",
  "this is a copy of the message",
  "this is a copy of the headers of the",
  "this is the original message",
  "your original message follows",
  "your message follows",
  "the text of your message follows",
  "the text of the message follows",
  "the returned message follows",
  "the returned message is as follows",
  "the undelivered message follows",
  "the message contents follow",
  "unsent message follows",
  "unsent message below",
  "returned message follows",
  "returned message header",
  "message text follows",
  "text of the original message",
  "headers of the original message",
  "header of the original message",
  "the header of the original message",
  "the headers of the original message",
  "kopfzeilen der originalnachricht",
  "ursprüngliche nachrichtenkopfzeilen",
  "ursprüngliche nachricht",
  "der header der ursprünglichen nachricht",
  "en-têtes de message d'origine",
  "en-têtes du message d'origine",
  "encabezados de mensaje originales",
  "encabezados originales del mensaje",
  "encabezados del mensaje original",
  "intestazioni messaggio originale",
  "intestazioni del messaggio originale",
  "intestazioni originali del messaggio",
  "cabeçalhos da mensagem original",
  "cabeçalhos de mensagens originais",
  "encabezados de mensajes originales",
  "cabeçalhos de mensagem originais",
  "oorspronkelijke berichtkoppen",
  "oorspronkelijke berichtheaders",
  "oryginalne nagłówki wiadomości",
  "ursprungliga meddelanderubriker",
  "oprindelige brevhoveder",
  "původní záhlaví zprávy",
  "исходные заголовки сообщения",
  "Исходные заголовки сообщения",
  "заголовки исходного сообщения",
  "Заголовки исходного сообщения",
  "ниже этой линии находится копия",
  "元のメッセージ ヘッダー",
  "元のメッセージヘッダー",
  "元のメールヘッダ",
  "以下は元のメール",
  "原始邮件头",
  "原始邮件标头",
  "原始郵件標頭",
  "元のメッセージのヘッダー",
  "邮件原文",
  "原文如下",
  "원본 메시지 헤더",
};

/* What a line holds that is decorated on a side, or that is nothing but this. */
static const char *const decorated_marks[] = {
  "original message",
  "original mail",
  "old message",
  "copy of the message",
  "copy of your message",
  "copy of the headers",
  "unsent message",
  "returned message",
  "rejected message",
  "message text",
  "message header",
  "message follows",
  "included message",
  "enclosed message",
  "forwarded message",
  "header of message",
  "headers of message",
  "originalnachricht",
  "ursprüngliche nachricht",
  "message d'origine",
  "message original",
  "mensaje original",
  "mensagem original",
  "messaggio originale",
  "oorspronkelijk bericht",
  "исходное сообщение",
  "копия сообщения",
  "oryginalna wiadomość",
  "původní zpráva",
  "orijinal ileti",
  "元のメール",
  "元のメッセージ",
  "原メール",
  "原文",
  "原始邮件",
  "原邮件",
  "원본 메시지",
};

/* Fields that only a message which has been sent has. */
static const char *const transport_fields[] = {
  "received",
  "return-path",
  "x-received",
  "dkim-signature",
  "arc-seal",
  "received-spf",
  "arc-message-signature",
  "x-apparently-to",
  "x-originating-ip",
};

static gboolean
is_decoration (guint8 c)
{
  switch (c) {
  case '-':
  case '=':
  case '*':
  case '_':
  case '#':
  case '|':
  case '~':
  case '+':
  case '>':
  case ' ':
  case '\t':
    return TRUE;
  default:
    return FALSE;
  }
}

DsnSpan
dsn_notice_strip_marks (DsnSpan line, gsize *count)
{
  DsnSpan bare = dsn_span_trim (line);
  gsize before = bare.len;

  while (bare.len > 0 && is_decoration (bare.data[0]))
    bare = dsn_span_slice (bare, 1, G_MAXSIZE);
  while (bare.len > 0 && is_decoration (bare.data[bare.len - 1]))
    bare.len--;
  if (count != NULL)
    *count = before - bare.len;
  return bare;
}

/* Those of @phrases that a text may hold; gives how many. */
static guint
choose (const DsnGrams *grams, const char *const *phrases, gsize count, DsnSpan *chosen)
{
  guint found = 0;

  for (gsize i = 0; i < count; i++) {
    DsnSpan phrase = dsn_span_of_string (phrases[i]);

    if (dsn_grams_may_hold (grams, phrase))
      chosen[found++] = phrase;
  }
  return found;
}

void
dsn_notice_marks_choose (DsnNoticeMarks *marks, const DsnGrams *grams)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (plain_marks) <= G_N_ELEMENTS (marks->plain));
  G_STATIC_ASSERT (G_N_ELEMENTS (decorated_marks) <= G_N_ELEMENTS (marks->decorated));
  marks->plain_count =
      choose (grams, plain_marks, G_N_ELEMENTS (plain_marks), marks->plain);
  marks->decorated_count =
      choose (grams, decorated_marks, G_N_ELEMENTS (decorated_marks), marks->decorated);
}

/* Marks are short: a line that is longer is a sentence. */
#define MARK_MAX_LEN 120

gboolean
dsn_notice_is_original_mark (DsnSpan line, const DsnNoticeMarks *marks)
{
  gsize decoration;
  gboolean alone;
  DsnSpan bare;

  if (marks->plain_count + marks->decorated_count == 0)
    return FALSE;
  bare = dsn_notice_strip_marks (line, &decoration);
  if (bare.len < 6 || bare.len > MARK_MAX_LEN)
    return FALSE;
  for (guint i = 0; i < marks->plain_count; i++)
    if (dsn_span_starts_nocase (bare, marks->plain[i]))
      return TRUE;
  alone = bare.data[bare.len - 1] == ':' && bare.len < 40;
  for (guint i = 0; i < marks->decorated_count && (alone || decoration >= 3); i++) {
    DsnSpan mark = marks->decorated[i];

    if ((decoration >= 3 && dsn_span_find_nocase (bare, mark, NULL)) ||
        (alone && dsn_span_starts_nocase (bare, mark) && bare.len == mark.len + 1))
      return TRUE;
  }
  return FALSE;
}

#define LOOK_AHEAD 2048

gboolean
dsn_notice_begins_header (DsnSpan text)
{
  /* Two lines are looked at, so not all of the text for where they end. */
  DsnLines lines = dsn_lines_over (dsn_span_slice (text, 0, LOOK_AHEAD));
  DsnSpan name = { text.data, 0 };
  DsnLine line;

  if (text.len == 0 || strchr ("RrXxDdAa", text.data[0]) == NULL || text.data[0] == 0)
    return FALSE;
  if (!dsn_lines_next (&lines, &line) || !dsn_field_line_is_field (line.text) ||
      !dsn_span_find_byte (line.text, ':', &name.len))
    return FALSE;
  name = dsn_span_trim (name);
  for (gsize i = 0; i < G_N_ELEMENTS (transport_fields); i++) {
    if (!dsn_span_equal_nocase (name, dsn_span_of_string (transport_fields[i])))
      continue;
    /* Alone it may be a word of the notice: "Received: 3 days ago". */
    return dsn_lines_next (&lines, &line) && line.text.len > 0 &&
           (line.text.data[0] == ' ' || line.text.data[0] == '\t' ||
            dsn_field_line_is_field (line.text));
  }
  return FALSE;
}
