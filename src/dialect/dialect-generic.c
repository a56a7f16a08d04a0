/* dialect-generic.c: a careful reader for notices that no other dialect knows.
 *
 * Shape: mail from a mail system, whose text has a phrase of failure and, near it,
 * addresses that stand as recipients do: alone in a line, before a colon, behind a word
 * such as `Recipient:`. */
#include "dsn-dialect.h"

#include "dsn-guess.h"
#include "dsn-prose.h"
#include "dsn-reply.h"

/* What the header has to say: that a mail system wrote and one thing more, for text
 * with a refusal in it; else two things, one of them the Subject. */
#define HOPEFUL 3
#define SURE 4

/* Only ASCII is compared without case. */
static const char *const labels[] = {
  "recipient:",
  "recipient address:",
  "final recipient:",
  "original recipient:",
  "failed recipient:",
  "did not reach the following recipient:",
  "did not reach the following recipient(s):",
  "failed address:",
  "unknown user:",
  "user unknown:",
  "address:",
  "delivery to ",
  "rcpt to:",
  "recipients:",
  "final-recipient:",
  "envelope-to:",
  "failed recipients:",
  "undeliverable address:",
  "intended recipient:",
  "intended recipients:",
  "your message to:",
  "your e-mail message to:",
  "message to:",
  "unable to deliver to:",
  "could not deliver to:",
  "rcpt=",
  "could not be delivered to:",
  "recipient(s):",
  "failed:",
  "empfänger:",
  "destinataire :",
  "destinataire:",
  "destinatario:",
  "destinatário:",
  "geadresseerde:",
  "ontvanger:",
  "odbiorca:",
  "adresat:",
  "получатель:",
  "Получатель:",
  "адресат:",
  "Адресат:",
  "příjemce:",
  "mottagare:",
  "modtager:",
  "mottaker:",
  "vastaanottaja:",
  "alıcı:",
  "宛先:",
  "宛先：",
  "受信者:",
  "受信者：",
  "收件人:",
  "收件人：",
  "收件者：",
  "수신자:",
  "수신인:",
  "받는 사람:",
  NULL,
};

static const char *const reasons[] = {
  "reason:",
  "because:",
  "error:",
  "the reason for the problem:",
  "the error was:",
  "error message:",
  "diagnostic:",
  "diagnostic code:",
  "remote host said:",
  "the response was:",
  "server message",
  "details:",
  "technical details of permanent failure:",
  "technical details of temporary failure:",
  "technical details:",
  "grund:",
  "raison :",
  "raison:",
  "motivo:",
  "reden:",
  "powód:",
  "причина:",
  "Причина:",
  "důvod:",
  "orsak:",
  "årsag:",
  "Årsag:",
  "årsak:",
  "Årsak:",
  "syy:",
  "sebep:",
  "neden:",
  "理由:",
  "理由：",
  "原因:",
  "原因：",
  "사유:",
  "원인:",
  NULL,
};

static const char *const failures[] = {
  "*not be delivered",
  "*not deliver",
  "*undeliver",
  "*unable to deliver",
  "*delivery fail",
  "*delivery to the follow",
  "*failed to deliver",
  "*delivery error",
  "*could not send",
  "*had delivery",
  "*delivery problem",
  "*user unknown",
  "*unknown user",
  "*returned to sender",
  "*rejected",
  "*does not exist",
  "*permanent error",
  "*permanent fatal",
  "*has failed",
  "*nicht zugestellt",
  "*unzustellbar",
  "*n'a pas pu être",
  "*no se pudo entregar",
  "*no se ha podido",
  "*non è stato possibile",
  "*não pôde ser entregue",
  "*niet worden bezorgd",
  "*送信できません",
  "*配信できません",
  "*无法",
  "*не может быть доставлен",
  "*退信",
  "*was aborted",
  "*did not reach",
  "*unknown host",
  "*host unknown",
  "*no such user",
  "*over quota",
  "*mailbox full",
  "*mailbox is full",
  "*quota exceeded",
  "*failed addresses",
  "*could not be sent",
  "*account is disabled",
  "*no longer valid",
  "*been postponed",
  "*nicht zustellen",
  "*nicht übermittelt",
  "*n'a pu être",
  "*non è stato recapitato",
  "*não foi possível entregar",
  "*niet worden afgeleverd",
  "*nie została dostarczona",
  "*nie można dostarczyć",
  "*не удалось доставить",
  "*не было доставлено",
  "*nepodařilo doručit",
  "*voitu toimittaa",
  "*iletilemedi",
  "*配信できませんでした",
  "*届けできません",
  "*投递失败",
  "*無法",
  "*배달되지 못",
  "*배달할 수 없",
  "*kunde inte levereras",
  "*kunne ikke leveres",
  "*nie może zostać dostarczona",
  "*teslim edilemedi",
  "*nelze doručit",
  "*전달하지 못",
  "*failure reason",
  "*not received",
  "*did not receive",
  "*was not delivered",
  "*wasn't delivered",
  "*were not delivered",
  "*has been delayed",
  "*have exceeded",
  "*would exceed",
  "*is unknown",
  "*not accepting",
  "*no such account",
  "*which failed",
  "*been closed",
  "*been removed",
  "*been disabled",
  "*invalid recipient",
  "*нет такого",
  "*переполнен",
  "*nie zostala dostarczona",
  "*no existe",
  NULL,
};

/* The shapes that need no words around them. */
static const DsnBlockRules strict = {
  .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_COLON | DSN_SHAPE_ALONE | DSN_SHAPE_DOTS,
  .labels = labels,
  .reasons = reasons,
};

/* How far a refusal or an address may stand from the beginning. */
#define LINES_MAX 200

/* Whether addresses stand in the text as recipients do, and whether one has a refusal
 * beside it: then no words of any language are needed. */
static void
look (DsnCandidate *candidate, gboolean *address, gboolean *refusal)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  g_auto (DsnBlocks) blocks = { 0 };

  dsn_blocks_read (notice->lines, 0, MIN (notice->lines->len, LINES_MAX), &strict, 20,
                   &blocks);
  dsn_row_drop_others (candidate, &blocks);
  *address = blocks.list->len > 0;
  *refusal = FALSE;
  for (guint i = 0; i < blocks.list->len && !*refusal; i++) {
    const GString *words = g_array_index (blocks.list, DsnBlock, i).words;
    DsnSpan text = { NULL, 0 };

    if (words != NULL)
      text = (DsnSpan){ (const guint8 *) words->str, words->len };
    *refusal = dsn_reply_find (text).code >= 400;
  }
}

static gboolean
has_failure (const DsnNotice *notice)
{
  return dsn_notice_find_phrase (notice, LINES_MAX, failures) != NULL;
}

static guint
bid (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnSigns *signs = &candidate->signs;
  gboolean system = signs->from_system || signs->null_path;
  gboolean address, refusal;
  const DsnNotice *notice;
  DsnSpan subject;

  if (candidate->other || signs->weight < HOPEFUL || !system)
    return 0;
  /* Nothing else writes this field, in whatever language it goes on. */
  if (signs->failed.len > 0)
    return row->weight;
  notice = dsn_candidate_get_notice (candidate);
  look (candidate, &address, &refusal);
  if (refusal && signs->from_system)
    return row->weight;
  address |= notice->original.len > 0 || notice->original_part != DSN_PART_NONE;
  if (!address) {
    g_autofree char *verp = dsn_guess_dup_verp (candidate, NULL);

    address = verp != NULL || dsn_prose_find_lone (candidate, &subject, NULL) ||
              dsn_guess_find_in_subject (candidate, &subject);
  }
  return signs->weight >= SURE && signs->subject && address && has_failure (notice)
             ? row->weight
             : 0;
}

static const DsnRow rows[] = {
  {
      .format = "generic",
      .weight = 10,
      .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_COLON | DSN_SHAPE_ALONE |
                            DSN_SHAPE_DOTS | DSN_SHAPE_AFTER_BLANK,
                  .labels = labels,
                  .reasons = reasons },
      .careful = TRUE,
      .bid = bid,
  },
};

const DsnFamily dsn_family_generic = DSN_FAMILY (rows);
