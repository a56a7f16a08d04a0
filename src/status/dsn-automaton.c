/* dsn-automaton.c: many literal pieces found in one pass over a text. */
#include "dsn-automaton.h"

typedef struct {
  const DsnAutomaton *automaton;
  DsnSpan text;
  DsnAutomatonFound found;
  gpointer user_data;
} Walk;

/* Follows the nodes from @at on as far as they go, for a word that begins at @from. */
static void
follow (const Walk *walk, guint32 index, gsize from, gsize at)
{
  const DsnSpan text = walk->text;

  for (;;) {
    const guint8 *node = walk->automaton->nodes + index;
    gsize label_len = *node & DSN_AUTOMATON_LABEL_MAX, i = 0, count;
    gboolean ends = (*node++ & DSN_AUTOMATON_ENDS) != 0;

    if (label_len > 0) {
      if (label_len > text.len - at || *node != text.data[at] ||
          memcmp (node, text.data + at, label_len) != 0)
        return;
      node += label_len;
      at += label_len;
    }
    if (ends) {
      walk->found (dsn_automaton_load (node), from, at, walk->user_data);
      node += sizeof (guint32);
    }
    count = *node++;
    if (at == text.len)
      return;
    /* Few in nearly all nodes. */
    while (i < count && node[i] != text.data[at])
      i++;
    if (i == count)
      return;
    at++;
    index = dsn_automaton_load (node + count + i * sizeof (guint32));
  }
}

/* The node of the pieces that have no head and may begin at @from; 0 if there are none.
 */
static guint32
find_shorter (const DsnAutomaton *automaton, DsnSpan text, gsize from)
{
  guint8 second = from + 1 < text.len ? text.data[from + 1] : 0;

  return automaton->seconds[text.data[from]] >> (second & 7) & 1
             ? automaton->shorter[text.data[from]]
             : 0;
}

/* The node behind the head at @at; 0 if no piece begins so. */
static guint32
find_head (const DsnAutomaton *automaton, const guint8 *at)
{
  guint32 bytes = dsn_automaton_load (at), hash = dsn_automaton_hash (bytes);
  guint32 slot = hash >> automaton->shift;
  const DsnAutomatonHead *heads = automaton->heads;

  if ((automaton->filter[slot] >> (hash >> (automaton->shift - 3) & 7) & 1) == 0)
    return 0;
  while (heads[slot].node != 0 && heads[slot].bytes != bytes)
    slot = (slot + 1) & (G_MAXUINT32 >> automaton->shift);
  return heads[slot].node;
}

void
dsn_automaton_run (const DsnAutomaton *automaton, const DsnFolded *folded,
                   DsnAutomatonFound found, gpointer user_data)
{
  DsnSpan text = { (const guint8 *) folded->text, folded->len };
  Walk walk = { automaton, text, found, user_data };

  for (guint i = 0; i < folded->start_count; i++) {
    gsize from = folded->starts[i];
    guint32 node = find_shorter (automaton, text, from);

    if (node != 0)
      follow (&walk, node, from, from + 1);
    if (text.len - from < DSN_AUTOMATON_HEAD_LEN)
      continue;
    node = find_head (automaton, text.data + from);
    if (node != 0)
      follow (&walk, node, from, from + DSN_AUTOMATON_HEAD_LEN);
  }
}
