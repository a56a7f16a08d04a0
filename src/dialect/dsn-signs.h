/* dsn-signs.h: what the header of a message says for and against its being a notice. */
#pragma once

#include "dsn-field.h"

G_BEGIN_DECLS

/**
 * DsnSigns:
 * @weight: what speaks for a notice that a mail system wrote, less what speaks against
 *   it; about 2 for one plain sign (From: mailer-daemon), below 0 for mail of people
 * and lists
 * @from_system: From names a mail system
 * @subject: the Subject is one of a notice
 * @delay: it is one of a warning
 * @null_path: the message came with an empty return path
 * @failed: (nullable): the text of X-Failed-Recipients; empty if there is none
 *
 * @subject_body: (nullable): the Subject while it has not been looked at
 *
 * Found in one pass over the header: this is what ordinary mail costs. Its Subject is
 * not even looked at, for alone it makes nothing a notice.
 */
typedef struct {
  int weight;
  gboolean from_system;
  gboolean subject;
  gboolean delay;
  gboolean null_path;
  DsnSpan failed;
  DsnSpan subject_body;
} DsnSigns;

/**
 * dsn_signs_read:
 * @fields: (element-type DsnField): the header of a message
 *
 * Returns: its signs; those of the Subject only where there are others
 */
DsnSigns dsn_signs_read (const GArray *fields);

/**
 * dsn_signs_read_subject:
 *
 * Adds the signs of the Subject, unless they are there: for a message that something
 * else has made hopeful.
 */
void dsn_signs_read_subject (DsnSigns *signs);

G_END_DECLS
