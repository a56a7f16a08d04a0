/* dsn-signs.c: what the header of a message says for and against its being a notice. */
#include "dsn-signs.h"

#include "dsn-decode.h"
#include "dsn-grams.h"

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

/* Whose From is a mail system's: words of the address or of the name beside it. */
static const char *const systems[] = {
  "mailer-daemon",
  "mailer_daemon",
  "mailerdaemon",
  "mail delivery",
  "mail-daemon",
  "maildaemon",
  "postmaster",
  "mail deliver system",
  "maildelivery",
  "mail.delivery",
  "delivery subsystem",
  "mail administrator",
  "system administrator",
  "mail system",
  "mmdf",
  "mdaemon",
  "mail router",
  "mail gateway",
  "mailsystem",
  "delivery-status",

  "ndr administrator",
  "mailer daemon",
  "microsoftexchange",

  "mail-system",

  "mailmanager",

  "mail server",
  "uucp",
};

/* Local parts of its address that are too short to be looked for elsewhere. */
static const char *const system_locals[] = { "ndr", "bounce", "bounces", "mailer" };

/* What the Subject of a notice holds, and whether it is a warning's. */
static const struct {
  const char *text;
  gboolean delay;
} subjects[] = {
  { "undeliver", FALSE },
  { "undelivrable", FALSE },
  { "non-deliver", FALSE },
  { "nondeliver", FALSE },
  { "non deliver", FALSE },
  { "not deliver", FALSE },
  { "unable to deliver", FALSE },
  { "could not be delivered", FALSE },
  { "couldn't be delivered", FALSE },
  { "could not deliver", FALSE },
  { "cannot be delivered", FALSE },
  { "can't be delivered", FALSE },
  { "delivery fail", FALSE },
  { "delivery has failed", FALSE },
  { "delivery error", FALSE },
  { "delivery problem", FALSE },
  { "delivery status", FALSE },
  { "delivery notification", FALSE },
  { "delivery report", FALSE },
  { "delivery impossible", FALSE },
  { "delivery unsuccessful", FALSE },
  { "delivery attempt", FALSE },
  { "delivery incomplete", FALSE },
  { "delivery delay", TRUE },
  { "delivery warning", TRUE },
  { "delayed", TRUE },
  { "still being retried", TRUE },
  { "warning: could not send", TRUE },
  { "failed delivery", FALSE },
  { "failed mail", FALSE },
  { "failure notice", FALSE },
  { "failure delivery", FALSE },
  { "failure notification", FALSE },
  { "mail fail", FALSE },
  { "mail error", FALSE },
  { "mail could not", FALSE },
  { "mail not ", FALSE },
  { "mail rejected", FALSE },
  { "message rejected", FALSE },
  { "message status", FALSE },
  { "message not ", FALSE },
  { "mail system error", FALSE },
  { "mail returned", FALSE },
  { "mail receiving error", FALSE },
  { "returned mail", FALSE },
  { "returned message", FALSE },
  { "returned to sender", FALSE },
  { "returning message", FALSE },
  { "returning to sender", FALSE },
  { "return to sender", FALSE },
  { "user unknown", FALSE },
  { "unknown user", FALSE },
  { "sending your mail", FALSE },
  { "sending failed", FALSE },
  { "wasn't delivered", FALSE },
  { "was not delivered", FALSE },
  { "rejected:", FALSE },
  { "bounce", FALSE },
  { "unzustellbar", FALSE },
  { "nicht zugestellt", FALSE },
  { "nicht zustellbar", FALSE },
  { "verz\303\266gert", TRUE },
  { "zustellung", FALSE },
  { "non remis", FALSE },
  { "non distribu", FALSE },
  { "non-remise", FALSE },
  { "de la remise", FALSE },
  { "chec de remise", FALSE },
  { "non recapit", FALSE },
  { "mancato recapito", FALSE },
  { "mancata consegna", FALSE },
  { "recapito", FALSE },
  { "no se puede entregar", FALSE },
  { "no se pudo entregar", FALSE },
  { "no entregado", FALSE },
  { "no se ha podido entregar", FALSE },
  { "de entrega", FALSE },
  { "devuelto", FALSE },
  { "devolvid", FALSE },
  { "falha na entrega", FALSE },
  { "onbestelbaar", FALSE },
  { "niet bezorgd", FALSE },
  { "niet-bezorgd", FALSE },
  { "kan inte levereras", FALSE },
  { "levereras", FALSE },
  { "kan ikke leveres", FALSE },
  { "ikke leveret", FALSE },
  { "toimittaminen ep", FALSE },
  { "nie mo\305\274na dostarczy", FALSE },
  { "niedostarcz", FALSE },
  { "nedoru\304\215iteln", FALSE },
  { "iletilemedi", FALSE },
  { "не доставлен", FALSE },
  { "недоставлен", FALSE },
  { "невозможно доставить", FALSE },
  { "配信不能", FALSE },
  { "配信エラー", FALSE },
  { "配信できません", FALSE },
  { "送信できません", FALSE },
  { "送信エラー", FALSE },
  { "返送", FALSE },
  { "退信", FALSE },
  { "退回", FALSE },
  { "无法送达", FALSE },
  { "無法傳遞", FALSE },
  { "未送达", FALSE },
  { "无法投递", FALSE },
  { "배달되지", FALSE },
  { "배달할 수", FALSE },
  { "전송 실패", FALSE },
  { "반송", FALSE },
  { "無法送達", FALSE },
  { "無法投遞", FALSE },
  { "kunne ikke leveres", FALSE },
  { "teslim edilemedi", FALSE },
  { "nepodařilo doručit", FALSE },
  { "ei voitu toimittaa", FALSE },
  { "配信遅延", TRUE },
  { "配送延迟", TRUE },
  { "传递延迟", TRUE },
  { "投递延迟", TRUE },
  { "傳遞延遲", TRUE },
  { "전송 지연", TRUE },
  { "отложена", TRUE },
  { "доставка задержана", TRUE },
  { "retard de remise", TRUE },
  { "remise retard\303\251e", TRUE },
  { "entrega retrasada", TRUE },
  { "entrega atrasada", TRUE },
  { "recapito ritardato", TRUE },
  { "bezorging vertraagd", TRUE },
};

/* What a person, a list or an absence note puts before the Subject of another mail. */
static const char *const replies[] = {
  "re:",
  "re[",
  "fw:",
  "fwd:",
  "aw:",
  "wg:",
  "sv:",
  "vs:",
  "tr:",
  "rv:",
  "r:",
  "antw:",
  "odp:",
  "ynt:",
  "res:",
  "enc:",
  "rif:",
  "回复",
  "答复",
  "转发",
  "[",
  "automatic reply",
  "auto:",
  "autoreply",
  "auto reply",
  "out of office",
  "out of the office",
  "abwesenheit",
  "automatische antwort",
  "r\303\251ponse automatique",
  "respuesta autom\303\241tica",
  "risposta automatica",
  "resposta autom\303\241tica",
  "automatisch antwoord",
  "autosvar",
  "自動返信",
  "自动回复",
  "автоответ",
  "vacation",
};

#define FOUND(text, list) (find_any (text, list, G_N_ELEMENTS (list)))

static gboolean
find_any (DsnSpan text, const char *const *list, gsize count)
{
  DsnGrams grams = { { 0 } };

  dsn_grams_add (&grams, text);
  for (gsize i = 0; i < count; i++) {
    DsnSpan phrase = dsn_span_of_string (list[i]);

    if (dsn_grams_may_hold (&grams, phrase) &&
        dsn_span_find_nocase (text, phrase, NULL))
      return TRUE;
  }
  return FALSE;
}

static gboolean
starts_with_any (DsnSpan text, const char *const *list, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (dsn_span_starts_nocase (text, dsn_span_of_string (list[i])))
      return TRUE;
  return FALSE;
}

void
dsn_signs_read_subject (DsnSigns *signs)
{
  DsnSpan body = signs->subject_body;
  DsnGrams grams = { { 0 } };
  g_autoptr (GString) unfolded = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL);
  DsnSpan text;

  signs->subject_body = (DsnSpan){ NULL, 0 };
  dsn_field_unfold (unfolded, dsn_span_slice (body, 0, 1024));
  text = (DsnSpan){ (const guint8 *) unfolded->str, unfolded->len };
  if (dsn_span_find_nocase (text, DSN_SPAN_LIT ("=?"), NULL)) {
    dsn_decode_text (plain, text);
    text = (DsnSpan){ (const guint8 *) plain->str, plain->len };
  }
  if (starts_with_any (text, replies, G_N_ELEMENTS (replies)))
    signs->weight += WEIGHT_REPLY;
  dsn_grams_add (&grams, text);
  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++) {
    DsnSpan phrase = dsn_span_of_string (subjects[i].text);

    if (!dsn_grams_may_hold (&grams, phrase) ||
        !dsn_span_find_nocase (text, phrase, NULL))
      continue;
    signs->subject = TRUE;
    signs->delay |= subjects[i].delay;
  }
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
  for (gsize i = 0; i < G_N_ELEMENTS (system_locals); i++)
    if (dsn_span_equal_nocase (dsn_span_slice (before, from, G_MAXSIZE),
                               dsn_span_of_string (system_locals[i])))
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
      FOUND (dsn_span_slice (body, 0, at), systems) ||
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

  for (guint i = 0; i < fields->len; i++) {
    const DsnField *field = &g_array_index (fields, DsnField, i);

    signs.names |= dsn_field_name_bit (field->name);
    read_field (&signs, field);
  }
  if (signs.weight > 0 || signs.from_system || signs.null_path)
    dsn_signs_read_subject (&signs);
  return signs;
}
