/* dsn-action.c: the words of Action fields (RFC 3464 §2.3.3). */
#include "dsn-action.h"

#include "dsn-action-table.h"
#include "dsn-token.h"

gboolean
dsn_action_read (DsnSpan text, DsnAction *action, gboolean *odd, gboolean *more)
{
  DsnScan scan = dsn_scan_over (text);
  DsnSpan word;

  dsn_token_skip_cfws (&scan);
  word.data = scan.at;
  while (!dsn_scan_at_end (&scan) && (g_ascii_isalpha (*scan.at) || *scan.at == '-'))
    scan.at++;
  word.len = (gsize) (scan.at - word.data);
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_action_words); i++) {
    if (!dsn_span_equal_nocase (word, dsn_action_words[i].word))
      continue;
    *action = dsn_action_words[i].action;
    *odd = !dsn_span_equal_nocase (word,
                                   dsn_span_of_string (dsn_action_to_string (*action)));
    *more = word.len != text.len;
    return TRUE;
  }
  return FALSE;
}
