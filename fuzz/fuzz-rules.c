/* fuzz-rules.c: bytes -> a user's rules, or an error with its line; what a row says is
 * found by it. */
#include "dsn-error.h"
#include "dsn-fold.h"
#include "dsn-rule-file-private.h"
#include "fuzz.h"

#include <string.h>

/* What is longer is not read to its end, and a piece may stand too far behind another.
 */
#define TEXT_MAX_LEN 4096

static void
check_error (const GError *error, const guint8 *data, gsize size)
{
  guint64 line, lines = 1;
  char *end;

  g_assert_true (g_error_matches (error, DSN_ERROR, DSN_ERROR_RULES));
  g_assert_true (g_str_has_prefix (error->message, "a.toml:"));
  for (gsize i = 0; i < size; i++)
    lines += data[i] == '\n';
  line = g_ascii_strtoull (error->message + strlen ("a.toml:"), &end, 10);
  g_assert_true (line >= 1 && line <= lines && g_str_has_prefix (end, ": "));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* The pieces of a row, with a blank for each asterisk. */
static char *
make_text (const DsnWording *row)
{
  g_auto (DsnFolded) pattern = { 0 };
  g_auto (GStrv) pieces = NULL;
  g_autofree char *text = NULL;

  dsn_fold (&pattern, dsn_span_of_string (row->text));
  pieces = g_strsplit (pattern.text, "*", -1);
  for (char **piece = pieces; *piece != NULL; piece++)
    g_strstrip (*piece);
  text = g_strjoinv (" ", pieces);
  return g_strdup (g_strstrip (text));
}

static void
check_row (const DsnRules *rules, const DsnWording *row)
{
  g_auto (DsnFolded) folded = { 0 };
  g_autofree char *text = make_text (row);
  DsnWordingQuery query = { .text = dsn_span_of_string (text) };
  DsnWordingMatch match;

  if (row->replies != NULL)
    query.reply = row->replies[0] < 10 ? row->replies[0] * 100u : row->replies[0];
  if (row->sent != NULL)
    query.status = row->sent[0];
  dsn_fold (&folded, query.text);
  /* Without the asterisks codes may be repeated ones, and entities whole. A phrase that
   * is a name matches only where the row says so. */
  if (query.text.len > TEXT_MAX_LEN || strcmp (folded.text, text) != 0 ||
      (!row->in_name && folded.name_count > 0))
    return;
  g_assert_true (dsn_rules_find (rules, &query, &match, NULL));
  g_assert_true (match.from < match.to && match.to <= query.text.len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *exact = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnRules) rules =
      dsn_rules_new_from_text (size > 0 ? exact : "", size, "a.toml", NULL, &error);
  const DsnWordingSet *set;
  const DsnRules *next;

  g_assert_true ((rules == NULL) == (error != NULL));
  if (rules == NULL) {
    check_error (error, data, size);
    return 0;
  }
  set = dsn_rules_get_set (rules, &next);
  g_assert_null (next);
  for (guint32 i = 0; i < set->row_count; i++)
    check_row (rules, &set->rows[i]);
  return 0;
}
