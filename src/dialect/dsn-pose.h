/* dsn-pose.h: mail in the guise of a notice. */
#pragma once

#include "dsn-dialect.h"

G_BEGIN_DECLS

/**
 * dsn_pose_check:
 * @candidate: a message that no dialect reads
 *
 * Spam likes to come as a bounce: sender and Subject are those of a mail system, the
 * text names nobody whom mail has not reached, and there is something to click on or to
 * open. That is a finding, and no report.
 */
void dsn_pose_check (DsnCandidate *candidate);

G_END_DECLS
