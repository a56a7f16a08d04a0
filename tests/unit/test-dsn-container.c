/* test-dsn-container.c: where a report part stands, and who has precedence. */
#include "dsn-container.h"

#include "test-report.h"

#define REPORT                                                                         \
  "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n"
#define PART(type, body) "--b\nContent-Type: " type "\n\n" body "\n"
#define FEEDBACK PART ("message/feedback-report", "Feedback-Type: abuse")
#define STATUS PART ("message/delivery-status", "Status: 5.1.1")
#define INNER(type)                                                                    \
  PART ("message/rfc822", "Content-Type: " type "\n\nFeedback-Type: abuse")
#define END "--b--\n"

static const char *const subtypes[] = { "feedback-report", NULL };
static const char *const report_types[] = { "feedback-report", NULL };
static const DsnContainerType type = { subtypes, report_types };

static gboolean
is_first_field (DsnSpan name)
{
  return dsn_span_equal_nocase (name, DSN_SPAN_LIT ("feedback-type"));
}

/* @found: the path of the part, by its number; @bid: what it is worth. */
static const struct ContainerCase {
  const char *name;
  DsnSpan text;
  guint found, unlabelled;
  guint bid;
} cases[] = {
  { "usual", SPAN (REPORT PART ("text/plain", "x") FEEDBACK END), 2, 2, 60 },
  { "mixed", SPAN (MIXED FEEDBACK END), 1, DSN_PART_NONE, 60 },
  { "none", SPAN (MIXED PART ("text/plain", "x") END), DSN_PART_NONE, DSN_PART_NONE,
    0 },
  { "inside", SPAN (MIXED INNER ("message/feedback-report") END), 2, DSN_PART_NONE, 5 },
  { "outermost", SPAN (MIXED INNER ("message/feedback-report") FEEDBACK END), 3,
    DSN_PART_NONE, 60 },
  { "status-beside", SPAN (REPORT FEEDBACK STATUS END), 1, 1, 0 },
  { "status-around", SPAN (MIXED STATUS INNER ("message/feedback-report") END), 3,
    DSN_PART_NONE, 0 },
  { "status-inside", SPAN (REPORT FEEDBACK INNER ("message/delivery-status") END), 1, 1,
    95 },
  { "unlabelled", SPAN (REPORT PART ("text/plain", "Feedback-Type: abuse") END),
    DSN_PART_NONE, 1, 0 },
  { "unlabelled-blank-lines",
    SPAN (REPORT PART ("text/plain", "\n\nFeedback-Type: abuse") END), DSN_PART_NONE, 1,
    0 },
  { "unlabelled-in-mixed", SPAN (MIXED PART ("text/plain", "Feedback-Type: abuse") END),
    DSN_PART_NONE, DSN_PART_NONE, 0 },
  { "unlabelled-other-field", SPAN (REPORT PART ("text/plain", "Status: 5.1.1") END),
    DSN_PART_NONE, DSN_PART_NONE, 0 },
  { "unlabelled-returned",
    SPAN (REPORT PART ("text/rfc822-headers", "Feedback-Type: abuse") END),
    DSN_PART_NONE, DSN_PART_NONE, 0 },
};

static void
check (DsnSpan text, gboolean whole, gconstpointer row)
{
  const struct ContainerCase *c = row;
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (10);
  g_autoptr (GBytes) bytes = test_bytes (text, text.len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  guint found = dsn_container_find (message, &type);
  guint unlabelled = dsn_container_find_unlabelled (message, &type, is_first_field);

  g_assert_true (found == DSN_PART_NONE ||
                 found < dsn_message_get_part_count (message));
  if (!whole)
    return;
  g_assert_cmpuint (found, ==, c->found);
  g_assert_cmpuint (unlabelled, ==, c->unlabelled);
  g_assert_cmpuint (dsn_container_bid (message, found), ==, c->bid);
}

static void
test_row (gconstpointer data)
{
  const struct ContainerCase *c = data;

  test_cut_everywhere (c->text, check, c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/container", cases, test_row);
  return g_test_run ();
}
