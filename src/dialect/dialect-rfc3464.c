/* dialect-rfc3464.c: delivery status notifications as RFC 3464, 6522 and 6533 want
 * them.
 *
 * Shape: a part of type message/delivery-status (or global-delivery-status, or
 * tracking-status) at any depth: as a rule the second of a multipart/report, with an
 * explanation before it and the returned message, or its header, behind it. */
#include "dsn-dialect.h"

#include "dsn-finish.h"
#include "dsn-groups.h"
#include "dsn-header.h"
#include "dsn-locate.h"
#include "dsn-original.h"
#include "dsn-reader.h"
#include "dsn-transcript.h"

/* How the text beside a delivery-status part that names nobody may name them. */
static const DsnRow text_row = {
  .blocks = { .shapes = DSN_SHAPE_ANGLE | DSN_SHAPE_COLON | DSN_SHAPE_ALONE |
                        DSN_SHAPE_DOTS | DSN_SHAPE_AFTER_BLANK },
};

static guint
bid (DsnCandidate *candidate, const DsnRow *row)
{
  DsnMessage *message = candidate->message;
  g_auto (DsnLocation) location = { 0 };

  if (!dsn_hand_may_have_report (&candidate->hand))
    return 0;
  if (dsn_locate_has_report (message))
    return row->weight;
  dsn_locate_report (message, dsn_field_rule_is_known, &location);
  return location.reports->len > 0 ? row->weight : 0;
}

static void
add_defect (DsnMessage *message, DsnReport *report, DsnDefectId id, DsnSpan at)
{
  dsn_defects_add (report->defects, id, dsn_message_get_offset (message, at.data),
                   (DsnSpan){ NULL, 0 });
}

/* RFC 6522 §3: the report-type is the subtype of the second part, but for "global-". */
static void
check_container (DsnMessage *message, const DsnPart *part, const DsnLimits *limits,
                 DsnReport *report)
{
  const DsnPart *above = part->parent != DSN_PART_NONE
                             ? dsn_message_get_part (message, part->parent)
                             : NULL;
  g_autofree char *decoded = NULL;
  DsnSpan type;

  if (part->messages > 0)
    add_defect (message, report, DSN_DEFECT_NESTED_REPORT, part->header);
  if (!dsn_locate_is_report (part))
    add_defect (message, report, DSN_DEFECT_REPORT_UNLABELLED, part->header);
  if (above == NULL || !dsn_content_type_is (&above->content, "multipart", "report")) {
    add_defect (message, report, DSN_DEFECT_NOT_MULTIPART_REPORT, part->header);
    return;
  }
  type = dsn_locate_read_report_type (above, limits->value_size, &decoded);
  if (type.data == NULL)
    add_defect (message, report, DSN_DEFECT_REPORT_TYPE_MISSING, above->header);
  else if (!dsn_span_equal_nocase (type, DSN_SPAN_LIT ("delivery-status")) &&
           !dsn_span_equal_nocase (type, DSN_SPAN_LIT ("global-delivery-status")) &&
           !dsn_span_equal_nocase (type, part->content.subtype))
    add_defect (message, report, DSN_DEFECT_REPORT_TYPE_MISMATCH, above->header);
}

/* RFC 3464 §2: a report is sent with an empty return path. */
static void
check_return_path (DsnMessage *message, DsnReport *report)
{
  DsnSpan path;

  if (dsn_header_find (dsn_message_get_fields (message), "return-path", &path) &&
      dsn_span_find_byte (path, '@', NULL))
    dsn_defects_add (report->defects, DSN_DEFECT_NON_NULL_RETURN_PATH,
                     dsn_message_get_offset (message, path.data), dsn_span_trim (path));
}

/* The only recipient of the fields, who has no name, and the only one that was found
 * elsewhere are the same. */
static void
name_recipient (DsnReport *report)
{
  GArray *recipients = report->recipients;
  DsnRecipient *nameless = &g_array_index (recipients, DsnRecipient, 0);
  const DsnRecipient *found = &g_array_index (recipients, DsnRecipient, 1);

  nameless->final_recipient = found->final_recipient;
  nameless->guessed = found->guessed;
  if (nameless->diagnostic_text == NULL) {
    nameless->diagnostic_text = found->diagnostic_text;
    nameless->diagnostic_by = found->diagnostic_by;
    nameless->reply_code = found->reply_code;
    nameless->diagnostic_status = found->diagnostic_status;
  }
  g_array_set_size (recipients, 1);
  dsn_finish_report (report, 0);
}

/* Where the fields name nobody the text may, or a header. */
static void
read_missing (DsnCandidate *candidate)
{
  DsnReport *report = candidate->report;
  guint nameless = report->recipients->len, found;
  const DsnRow *row;

  for (guint i = 0; i < nameless; i++)
    if (g_array_index (report->recipients, DsnRecipient, i).address != NULL)
      return;
  row = dsn_dialect_find_text_row (candidate);
  if (row == NULL)
    row = &text_row;
  if (row->read != NULL)
    row->read (candidate, row);
  else
    dsn_row_read (candidate, row);
  found = report->recipients->len - nameless;
  if (found == 0)
    return;
  if (!dsn_defects_has (report->defects, DSN_DEFECT_RECIPIENT_GUESSED))
    dsn_defects_add (report->defects, DSN_DEFECT_RECIPIENT_FROM_TEXT, 0,
                     (DsnSpan){ NULL, 0 });
  if (nameless == 1 && found == 1)
    name_recipient (report);
  else if (nameless > 0)
    g_array_remove_range (report->recipients, 0, nameless);
}

static void
read (DsnCandidate *candidate, const DsnRow *row G_GNUC_UNUSED)
{
  DsnMessage *message = candidate->message;
  const DsnLimits *limits = candidate->limits;
  DsnReport *report = candidate->report;
  g_auto (DsnLocation) location = { 0 };

  dsn_locate_report (message, dsn_field_rule_is_known, &location);
  if (location.reports->len > 1)
    dsn_defects_add (report->defects, DSN_DEFECT_SEVERAL_REPORTS, 0,
                     (DsnSpan){ NULL, 0 });
  for (guint i = 0; i < location.reports->len; i++) {
    guint part = g_array_index (location.reports, guint, i);

    if (i == 0) {
      check_container (message, dsn_message_get_part (message, part), limits, report);
      check_return_path (message, report);
    }
    dsn_reader_read (message, part, limits, report);
  }
  if (location.explanation != DSN_PART_NONE)
    dsn_transcript_read (message, location.explanation, limits, report);
  if (location.original != DSN_PART_NONE)
    dsn_original_read (message, dsn_locate_original_header (message, location.original),
                       limits, report);
  read_missing (candidate);
}

static const DsnRow rows[] = {
  { .format = "rfc3464", .weight = 90, .bid = bid, .read = read },
};

const DsnFamily dsn_family_rfc3464 = DSN_FAMILY_OF_STRUCTURE (rows);
