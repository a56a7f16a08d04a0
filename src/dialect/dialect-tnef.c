/* dialect-tnef.c: Exchange's reports that come as winmail.dat.
 *
 * Shape: a part application/ms-tnef whose message class is a report's,
 * `REPORT.IPM.Note.NDR` (not delivered) or `REPORT.IPM.Note.DR` (delivered), or the
 * older `IPM.Microsoft Mail.Non-Delivery`. Only the class is read: who failed comes
 * from the text beside it, or is guessed. */
#include "dsn-dialect.h"

#include "dsn-tnef.h"

/* Parts that are looked into; a message has one. */
#define PARTS_MAX 4

static const struct {
  const char *begin, *end;
  DsnAction action;
} classes[] = {
  { "REPORT.", ".NDR", DSN_ACTION_FAILED },
  { "REPORT.", ".DR", DSN_ACTION_DELIVERED },
  { "IPM.Microsoft Mail.Non-Delivery", "", DSN_ACTION_FAILED },
};

static gboolean
ends_nocase (DsnSpan text, DsnSpan end)
{
  return text.len >= end.len &&
         dsn_span_equal_nocase (dsn_span_slice (text, text.len - end.len, G_MAXSIZE),
                                end);
}

static DsnAction
action_of_class (DsnSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (dsn_span_starts_nocase (name, dsn_span_of_string (classes[i].begin)) &&
        ends_nocase (name, dsn_span_of_string (classes[i].end)))
      return classes[i].action;
  return DSN_ACTION_UNKNOWN;
}

static DsnAction
find_action (DsnMessage *message)
{
  guint seen = 0;

  for (guint i = 0; i < dsn_message_get_part_count (message) && seen < PARTS_MAX; i++) {
    const DsnPart *part = dsn_message_get_part (message, i);
    DsnSpan name;
    DsnAction action;

    if (part->messages > 0 || part->kind != DSN_PART_LEAF ||
        !(dsn_content_type_is (&part->content, "application", "ms-tnef") ||
          dsn_content_type_is (&part->content, "application", "vnd.ms-tnef")))
      continue;
    seen++;
    if (!dsn_tnef_find_class (dsn_message_get_body (message, i), &name))
      continue;
    action = action_of_class (name);
    if (action != DSN_ACTION_UNKNOWN)
      return action;
  }
  return DSN_ACTION_UNKNOWN;
}

static guint
bid (DsnCandidate *candidate, const DsnRow *row)
{
  DsnAction action =
      candidate->other ? DSN_ACTION_UNKNOWN : find_action (candidate->message);

  return action != DSN_ACTION_UNKNOWN && action == row->action ? row->weight : 0;
}

/* The text beside the part is what the class is about, whatever its words. */
#define TNEF_ROW(what)                                                                 \
  {                                                                                    \
    .format = "tnef", .generator = "exchange", .weight = 30, .careful = TRUE,          \
    .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_COLON | DSN_SHAPE_DATED |        \
                          DSN_SHAPE_AFTER_BLANK },                                     \
    .action = what, .bid = bid                                                         \
  }

static const DsnRow rows[] = {
  TNEF_ROW (DSN_ACTION_FAILED),
  TNEF_ROW (DSN_ACTION_DELIVERED),
};

const DsnFamily dsn_family_tnef = DSN_FAMILY_OF_STRUCTURE (rows);
