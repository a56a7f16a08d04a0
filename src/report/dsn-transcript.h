/* dsn-transcript.h: the SMTP replies that an explanation quotes -> recipients without
 * one. */
#pragma once

#include "dsn-limits.h"
#include "dsn-message.h"
#include "dsn-notice.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * dsn_transcript_read:
 * @message: the message
 * @explanation: its part for people, text/plain
 * @limits: resolved limits
 * @report: its recipients are filled
 *
 * Gives each recipient whose delivery-status holds no reply, or only the first line of
 * one, the reply that the explanation quotes for it: `<<< 550 ...` in a transcript of
 * Sendmail or Courier, `ann@example.com: 421 ...` and the like. Each one is a finding.
 */
void dsn_transcript_read (DsnMessage *message, guint explanation,
                          const DsnLimits *limits, DsnReport *report);

/**
 * dsn_transcript_read_notice:
 * @notice: the text of the message
 *
 * As dsn_transcript_read(), for a report that has nothing but its text: what it gives
 * is no finding.
 */
void dsn_transcript_read_notice (DsnMessage *message, const DsnNotice *notice,
                                 const DsnLimits *limits, DsnReport *report);

G_END_DECLS
