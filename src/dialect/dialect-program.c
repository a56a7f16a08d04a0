/* dialect-program.c: servers that took the opening of qmail and nothing else of it.
 *
 * Shapes: `Hi. This is the James mail server at HOST.`, the apology, the addresses
 * alone in lines, an empty line, and `Remote mail server told me: ...` or `Error
 * message:` and the error below it (Apache James); `Hi. This is the Haraka Mailer
 * program at HOST.`, `Intended Recipients: <ann@example.com>, <bob@example.com>`,
 * `Failure Reason: ...`, and a line `<ann@example.com>: words` for each of them
 * (Haraka). */
#include "dsn-dialect.h"

static const char *const james_openings[] = { "hi. this is the james mail server",
                                              NULL };
static const char *const james_begins[] = {
  "failed recipient(s):",
  "your message.",
  "i include the list of recipients",
  NULL,
};
static const char *const james_reasons[] = {
  "error message:",
  "remote mail server told me:",
  "the error message is:",
  "*server told me:",
  NULL,
};
static const char *const james_reporters[] = {
  "hi. this is the james mail server at",
  NULL,
};

static const char *const haraka_openings[] = {
  "hi. this is the haraka mailer program",
  NULL,
};
static const char *const haraka_labels[] = { "intended recipients:", NULL };
static const char *const haraka_reasons[] = { "failure reason:", NULL };
static const char *const haraka_reporters[] = {
  "hi. this is the haraka mailer program at",
  NULL,
};

/* James answers, so its Subject is `Re: ` and the sender's: From has to be enough. */
static guint
bid_james (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice;

  if (candidate->other || !candidate->signs.from_system)
    return 0;
  notice = dsn_candidate_get_notice (candidate);
  for (guint i = 0; i < MIN (notice->lines->len, 3); i++)
    if (dsn_phrase_match (dsn_notice_get_line (notice, i)->text, row->opening, NULL))
      return row->weight;
  return 0;
}

static const DsnRow rows[] = {
  {
      .format = "james",
      .generator = "james",
      .weight = 65,
      .opening = james_openings,
      .begins = james_begins,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_AFTER_BLANK,
                  .reasons = james_reasons },
      .reporters = james_reporters,
      .bid = bid_james,
  },
  {
      .format = "haraka",
      .generator = "haraka",
      .weight = 65,
      .opening = haraka_openings,
      .blocks = { .shapes = DSN_SHAPE_ANGLE,
                  .labels = haraka_labels,
                  .reasons = haraka_reasons },
      .reporters = haraka_reporters,
  },
};

const DsnFamily dsn_family_program = DSN_FAMILY (rows);
