/* dsn-pose.c: mail in the guise of a notice. */
#include "dsn-pose.h"

#include "dsn-header.h"

/* Who gets such mail clicks early. */
#define LINES_MAX 60

/* An answer in a conversation, whoever "Mail Administrator" is. */
static gboolean
is_answer (const GArray *fields)
{
  DsnSpan body;

  return dsn_header_find (fields, "in-reply-to", &body) ||
         dsn_header_find (fields, "references", &body) ||
         dsn_header_find (fields, "list-id", &body);
}

static gboolean
has_link (const DsnNotice *notice)
{
  static const char *const links[] = { "*http://", "*https://", NULL };

  for (guint i = 0; i < MIN (notice->lines->len, LINES_MAX); i++)
    if (dsn_phrase_match (dsn_notice_get_line (notice, i)->text, links, NULL))
      return TRUE;
  return FALSE;
}

/* HTML, whose links the text does not show; a program, an archive. */
static gboolean
has_lure (const DsnMessage *message)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnContentType *content = &dsn_message_get_part (message, i)->content;

    if (dsn_content_type_is (content, "text", "html") ||
        dsn_content_type_is (content, "application", NULL))
      return TRUE;
  }
  return FALSE;
}

void
dsn_pose_check (DsnCandidate *candidate)
{
  const DsnSigns *signs = &candidate->signs;
  const GArray *fields = dsn_message_get_fields (candidate->message);
  DsnSpan from;

  if (!signs->from_system || !signs->subject || candidate->other ||
      is_answer (fields) || !dsn_header_find (fields, "from", &from) ||
      !(has_lure (candidate->message) ||
        has_link (dsn_candidate_get_notice (candidate))))
    return;
  dsn_defects_add (candidate->report->defects, DSN_DEFECT_POSES_AS_NOTICE,
                   dsn_message_get_offset (candidate->message, from.data),
                   dsn_span_trim (from));
}
