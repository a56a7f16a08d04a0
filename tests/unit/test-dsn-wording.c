/* test-dsn-wording.c: every row of rules/wordings/ wins on its witness, and none
 * matches what it says it must not. */
#include "dsn-reply.h"
#include "dsn-status.h"
#include "dsn-wording-nots.h"
#include "dsn-wording.h"

#include <string.h>

static DsnWordingQuery
query_of (const char *text, const char *vendor)
{
  DsnReply reply = dsn_reply_find (dsn_span_of_string (text));

  return (DsnWordingQuery){
    .text = dsn_span_of_string (text),
    .reply = reply.code,
    .status = reply.status,
    .vendor = vendor,
  };
}

static void
test_witness (gconstpointer data)
{
  const DsnWording *row = data;
  DsnWordingQuery query = query_of (row->witness, row->vendor);
  DsnWordingMatch match = { 0 };

  if (!dsn_wording_find (dsn_wording_builtin (), &query, &match, NULL)) {
    g_test_message ("no row wins on: %s", row->witness);
    g_test_fail ();
    return;
  }
  if (match.row != row) {
    g_test_message ("%s wins on: %s", match.row->id, row->witness);
    g_test_fail ();
  }
  g_assert_cmpuint (match.from, <, match.to);
  g_assert_cmpuint (match.to, <=, query.text.len);
}

/* Where it fits nevertheless, a more specific row has to win. */
static void
test_not (gconstpointer data)
{
  const struct DsnWordingNot *not = data;
  const DsnWording *row = &dsn_wording_builtin ()->rows[not ->row];
  DsnWordingQuery query = query_of (not ->text, row->vendor);
  DsnWordingMatch match = { 0 };

  if (dsn_wording_find (dsn_wording_builtin (), &query, &match, NULL) &&
      match.row == row) {
    g_test_message ("it wins on: %s", not ->text);
    g_test_fail ();
  }
}

/* What is known of all rows together. */
static void
test_rows (void)
{
  const DsnWordingSet *set = dsn_wording_builtin ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (set->row_count, >=, 900);
  for (guint32 i = 0; i < set->row_count; i++) {
    const DsnWording *row = &set->rows[i];

    g_assert_true (g_hash_table_add (ids, (gpointer) row->id));
    g_assert_nonnull (dsn_category_find (row->category));
    g_assert_true (row->code.klass == 4 || row->code.klass == 5);
    g_assert_cmpuint (strlen (row->text), <=, 300);
    g_assert_cmpstr (row->source, !=, "");
  }
}

int
main (int argc, char **argv)
{
  const DsnWordingSet *set = dsn_wording_builtin ();

  g_test_init (&argc, &argv, NULL);
  for (guint32 i = 0; i < set->row_count; i++) {
    g_autofree char *path = g_strconcat ("/wording/witness/", set->rows[i].id, NULL);

    g_test_add_data_func (path, &set->rows[i], test_witness);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_wording_nots); i++) {
    const char *id = set->rows[dsn_wording_nots[i].row].id;
    g_autofree char *path = g_strdup_printf ("/wording/not/%s/%zu", id, i);

    g_test_add_data_func (path, &dsn_wording_nots[i], test_not);
  }
  g_test_add_func ("/wording/rows", test_rows);
  return g_test_run ();
}
