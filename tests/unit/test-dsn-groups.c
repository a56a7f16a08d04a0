/* test-dsn-groups.c: the body of a delivery-status part to groups of fields. */
#include "dsn-groups.h"

#include "test-message.h"

static const struct GroupCase {
  const char *name;
  DsnSpan body;
  const char *groups; /* "Name=value, Name=value / Name=value" */
  const char *defects;
} cases[] = {
  { "two",
    SPAN ("Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; b\nAction: failed\n"),
    "Reporting-MTA=dns; a / Final-Recipient=rfc822; b, Action=failed", "" },
  { "crlf", SPAN ("A: b\r\n\r\nC: d\r\n"), "A=b / C=d", "" },
  { "cr", SPAN ("A: b\r\rC: d\r"), "A=b / C=d", "" },
  { "cr-cr-lf", SPAN ("A: b\r\r\n\r\r\nC: d\r\r\n"), "A=b / C=d", "" },
  { "no-end", SPAN ("A: b\n\nC: d"), "A=b / C=d", "" },
  { "many-blank-lines", SPAN ("\n\nA: b\n\n\n \t\n\nC: d\n\n\n"), "A=b / C=d", "" },
  { "blank-line-with-blanks", SPAN ("A: b\n  \t\nC: d\n"), "A=b / C=d", "" },
  { "fold", SPAN ("A: b\n c\n\td\n\nE: f\n"), "A=b c d / E=f", "" },
  { "unknown-fields", SPAN ("X-A: b\nX-A: c\n"), "X-A=b, X-A=c", "" },
  { "run-together", SPAN ("Final-Recipient: a\nStatus: 5\nFinal-Recipient: b\n"),
    "Final-Recipient=a, Status=5 / Final-Recipient=b", "groups-run-together@29" },
  { "run-together-original",
    SPAN ("Original-Recipient: a\nFinal-Recipient: b\nOriginal-Recipient: c\n"),
    "Original-Recipient=a, Final-Recipient=b / Original-Recipient=c",
    "groups-run-together@41" },
  { "other-duplicates-stay", SPAN ("Status: 5\nStatus: 4\n"), "Status=5, Status=4",
    "" },
  { "junk-goes-on", SPAN ("A: b\njunk here\nC: d\n"), "A=b junk here, C=d",
    "junk-in-group@5" },
  { "junk-before", SPAN ("junk\nA: b\n"), "A=b", "fields-before-group@0" },
  { "junk-before-blank", SPAN ("junk\n\nA: b\n"), "A=b", "fields-before-group@0" },
  { "only-junk", SPAN ("junk\nmore junk\n"), "",
    "fields-before-group@0 fields-before-group@5" },
  { "empty-value", SPAN ("A:\nB: \n"), "A=, B=", "" },
  { "nul", SPAN ("A: b\0c\n\nD: e\n"), "A=b\\x00c / D=e", "" },
  { "over-limit", SPAN ("A: 1\nB: 2\nC: 3\nD: 4\nE: 5\nF: 6\n\nG: 7\n"),
    "A=1, B=2, C=3, D=4 / G=7", "too-many-fields@20" },
  { "blank", SPAN ("\n \n\t\n"), "", "" },
  { "empty", SPAN (""), "", "" },
};

static gsize
offset_of (gconstpointer start, const guint8 *at)
{
  return (gsize) (at - (const guint8 *) start);
}

static void
append_group (GString *out, const DsnGroupFields *fields)
{
  for (guint i = 0; i < fields->len; i++) {
    const DsnGroupField *found = &fields->list[i];
    g_autoptr (GString) body = g_string_new (NULL);

    g_assert_true (found->rule == dsn_field_rule_find (found->field.name));
    dsn_field_unfold (body, found->field.body);
    for (gsize n = 0; (n = strlen (body->str)) < body->len;) {
      g_string_erase (body, (gssize) n, 1);
      g_string_insert (body, (gssize) n, "\\x00");
    }
    g_string_append_printf (out, "%s%.*s=%s", i > 0 ? ", " : "",
                            DSN_SPAN_ARGS (found->field.name), body->str);
  }
}

static char *
read_all (DsnSpan body, DsnDefects *defects)
{
  DsnLimits limits = dsn_limits_resolve (&(DsnLimits){ .fields = 4 });
  g_auto (DsnGroupFields) fields;
  GString *out = g_string_new (NULL);
  DsnGroups groups = { .lines = dsn_lines_over (body),
                       .limits = &limits,
                       .defects = defects,
                       .offset_of = offset_of,
                       .user_data = body.data };

  dsn_group_fields_init (&fields);
  while (dsn_groups_next (&groups, &fields)) {
    g_assert_cmpuint (fields.len, >, 0);
    g_assert_cmpuint (fields.len, <=, limits.fields);
    if (groups.count > 1)
      g_string_append (out, " / ");
    append_group (out, &fields);
  }
  g_assert_cmpuint (fields.len, ==, 0);
  return g_string_free (out, FALSE);
}

static void
test_row (gconstpointer data)
{
  const struct GroupCase *c = data;

  for (gsize n = 0; n <= c->body.len; n++) {
    g_autoptr (DsnDefects) defects = dsn_defects_new (100);
    g_autoptr (GBytes) bytes = test_bytes (c->body, n);
    g_autofree char *groups = read_all (dsn_span_of_bytes (bytes), defects);
    g_autofree char *found = test_describe_defects (defects);

    if (n < c->body.len)
      continue;
    g_assert_cmpstr (groups, ==, c->groups);
    g_assert_cmpstr (found, ==, c->defects);
  }
}

static const struct RuleCase {
  const char *name;
  DsnSpan field;
  gboolean found, known;
} rule_cases[] = {
  { "known", SPAN ("Final-Recipient"), TRUE, TRUE },
  { "case", SPAN ("final-RECIPIENT"), TRUE, TRUE },
  { "message", SPAN ("Reporting-MTA"), TRUE, TRUE },
  { "extension", SPAN ("Localized-Diagnostic"), TRUE, FALSE },
  { "prefix", SPAN ("Final-Recipien"), FALSE, FALSE },
  { "longer", SPAN ("Status-Note"), FALSE, FALSE },
  { "empty", SPAN (""), FALSE, FALSE },
};

static void
test_rule (gconstpointer data)
{
  const struct RuleCase *c = data;

  g_assert_cmpint (dsn_field_rule_find (c->field) != NULL, ==, c->found);
  g_assert_cmpint (dsn_field_rule_is_known (c->field), ==, c->known);
}

/* More fields than there is room for at first, twice. */
static void
test_many (void)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (GString) body = g_string_new (NULL);
  g_auto (DsnGroupFields) fields;
  DsnGroups groups;

  for (guint i = 0; i < 5 * DSN_GROUP_FIELDS_SOME; i++)
    g_string_append_printf (body, "X-%u: %u\n", i, i);
  g_string_append (body, "\nStatus: 5.0.0\n");
  groups = (DsnGroups){
    .lines = dsn_lines_over ((DsnSpan){ (const guint8 *) body->str, body->len }),
    .limits = &limits,
    .defects = defects,
    .offset_of = offset_of,
    .user_data = body->str,
  };
  dsn_group_fields_init (&fields);
  g_assert_true (dsn_groups_next (&groups, &fields));
  g_assert_cmpuint (fields.len, ==, 5 * DSN_GROUP_FIELDS_SOME);
  for (guint i = 0; i < fields.len; i++) {
    g_autofree char *name = g_strdup_printf ("X-%u", i);

    g_assert_true (
        dsn_span_equal (fields.list[i].field.name, dsn_span_of_string (name)));
  }
  g_assert_cmpuint (fields.per_recipient, ==, 0);
  g_assert_true (dsn_groups_next (&groups, &fields));
  g_assert_cmpuint (fields.len, ==, 1);
  g_assert_cmpuint (fields.per_recipient, ==, DSN_FIELD_BIT (DSN_FIELD_STATUS));
  g_assert_cmpuint (fields.per_message, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/groups", cases, test_row);
  TEST_ADD_ROWS ("/groups/rule", rule_cases, test_rule);
  g_test_add_func ("/groups/many", test_many);
  return g_test_run ();
}
