/* fuzz-wording.c: text -> the wording in it: its pieces stand there in order, its
 * conditions hold, and what lost has a reason. */
#include "dsn-fold.h"
#include "dsn-reply.h"
#include "dsn-wording.h"
#include "fuzz.h"

#include <string.h>

/* A text of which each byte may become two is still read to its end. */
#define TEXT_MAX_LEN 4096

static gboolean
has_pieces (const DsnFolded *text, const DsnWording *row)
{
  g_auto (DsnFolded) pattern = { 0 };
  g_auto (GStrv) pieces = NULL;
  const char *at = text->text;

  dsn_fold (&pattern, dsn_span_of_string (row->text));
  pieces = g_strsplit (pattern.text, "*", -1);
  for (char **piece = pieces; *piece != NULL; piece++) {
    at = strstr (at, g_strstrip (*piece));
    if (at == NULL)
      return FALSE;
    at += strlen (*piece);
  }
  return TRUE;
}

static gboolean
has_reply (const DsnWording *row, guint reply)
{
  for (const guint16 *r = row->replies; r != NULL; r++)
    if (*r == reply || *r == reply / 100 || *r == 0)
      return *r != 0;
  return TRUE;
}

static void
check_match (const DsnWordingQuery *query, const DsnWordingMatch *match)
{
  g_auto (DsnFolded) folded = { 0 };

  g_assert_cmpuint (match->from, <, match->to);
  g_assert_cmpuint (match->to, <=, query->text.len);
  dsn_fold (&folded, query->text);
  g_assert_true (has_pieces (&folded, match->row));
  g_assert_true (has_reply (match->row, query->reply));
}

static const DsnWording *
find (DsnWordingQuery query, const guint8 *text)
{
  DsnWordingMatch match = { 0 };

  query.text.data = text;
  return dsn_wording_find (dsn_wording_builtin (), &query, &match, NULL) ? match.row
                                                                         : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  gsize len = MIN (size, TEXT_MAX_LEN);
  g_autofree guint8 *exact = g_memdup2 (data, len);
  g_autofree guint8 *upper = fuzz_to_upper (data, len);
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (DsnWordingMatch));
  const DsnWordingSet *set = dsn_wording_builtin ();
  DsnReply reply = dsn_reply_find ((DsnSpan){ exact, len });
  DsnWordingQuery query = { { exact, len }, reply.code, reply.status, NULL };
  DsnWordingMatch match = { 0 };

  if (dsn_wording_find (set, &query, &match, losers))
    check_match (&query, &match);
  g_assert_true (match.row != NULL || losers->len == 0);
  for (guint i = 0; i < losers->len; i++) {
    const DsnWordingMatch *loser = &g_array_index (losers, DsnWordingMatch, i);

    check_match (&query, loser);
    g_assert_true (loser->lost != DSN_WORDING_WON && loser->row != match.row);
    if (loser->lost == DSN_WORDING_LOST_LENGTH)
      g_assert_cmpuint (loser->weight, <, match.weight);
    else if (loser->lost == DSN_WORDING_LOST_ORDER)
      g_assert_true (loser->weight == match.weight && loser->row > match.row);
  }
  g_assert_true (find (query, exact) == match.row);
  g_assert_true (find (query, upper) == match.row);
  return 0;
}
