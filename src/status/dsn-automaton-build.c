/* dsn-automaton-build.c: literal pieces -> the tables that find them. */
#include "dsn-automaton-build.h"

/* A state while the trie grows: its children are a list, sorted by byte. */
typedef struct {
  guint32 child;
  guint32 next; /* of the same parent */
  guint32 piece;
  guint8 byte;
} Node;

#define NONE DSN_AUTOMATON_NONE

static Node *
node_at (GArray *nodes, guint32 index)
{
  return &g_array_index (nodes, Node, index);
}

static guint32
add_node (GArray *nodes, guint8 byte)
{
  Node node = { NONE, NONE, NONE, byte };

  g_array_append_val (nodes, node);
  return nodes->len - 1;
}

static guint32
find_child (GArray *nodes, guint32 parent, guint8 byte)
{
  guint32 child = node_at (nodes, parent)->child;

  while (child != NONE && node_at (nodes, child)->byte < byte)
    child = node_at (nodes, child)->next;
  return child != NONE && node_at (nodes, child)->byte == byte ? child : NONE;
}

static guint32
get_child (GArray *nodes, guint32 parent, guint8 byte)
{
  guint32 child = find_child (nodes, parent, byte), before = NONE, at;

  if (child != NONE)
    return child;
  child = add_node (nodes, byte);
  for (at = node_at (nodes, parent)->child;
       at != NONE && node_at (nodes, at)->byte < byte; at = node_at (nodes, at)->next)
    before = at;
  node_at (nodes, child)->next = at;
  if (before == NONE)
    node_at (nodes, parent)->child = child;
  else
    node_at (nodes, before)->next = child;
  return child;
}

static void
add_piece (GArray *nodes, const GString *text, guint32 piece)
{
  guint32 node = 0;

  g_assert (text->len > 0);
  for (gsize i = 0; i < text->len; i++)
    node = get_child (nodes, node, (guint8) text->str[i]);
  g_assert (node_at (nodes, node)->piece == NONE);
  node_at (nodes, node)->piece = piece;
}

static gboolean
is_link (GArray *nodes, guint32 node)
{
  const Node *n = node_at (nodes, node);

  return n->piece == NONE && n->child != NONE &&
         node_at (nodes, n->child)->next == NONE;
}

/* Makes a state of @node and of those behind it that only lead on to the next. Gives
 * the last of them, whose children follow the state. */
static guint32
add_state (GArray *nodes, guint32 node, DsnAutomatonTables *tables)
{
  DsnAutomatonState state = { .label = tables->labels->len };

  g_byte_array_append (tables->bytes, &node_at (nodes, node)->byte, 1);
  for (; is_link (nodes, node) && state.label_len < G_MAXUINT16; state.label_len++) {
    node = node_at (nodes, node)->child;
    g_byte_array_append (tables->labels, &node_at (nodes, node)->byte, 1);
  }
  state.piece = node_at (nodes, node)->piece;
  g_array_append_val (tables->states, state);
  return node;
}

/* The states level by level: those that most texts touch stand close together. */
static void
write_tables (GArray *nodes, DsnAutomatonTables *tables)
{
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (guint32));
  DsnAutomatonState none = { .piece = NONE };
  guint32 root = 0;

  g_byte_array_append (tables->bytes, &node_at (nodes, root)->byte, 1);
  g_array_append_val (tables->states, none);
  g_array_append_val (last, root);
  for (guint i = 0; i < last->len; i++) {
    guint32 first = tables->states->len;

    for (guint32 c = node_at (nodes, g_array_index (last, guint32, i))->child;
         c != NONE; c = node_at (nodes, c)->next) {
      guint32 end = add_state (nodes, c, tables);

      g_array_append_val (last, end);
      if (i == 0)
        tables->root[node_at (nodes, c)->byte] = tables->states->len - 1;
    }
    g_array_index (tables->states, DsnAutomatonState, i).children = first;
    g_array_index (tables->states, DsnAutomatonState, i).child_count =
        (guint16) (tables->states->len - first);
  }
}

DsnAutomatonTables *
dsn_automaton_build (const GPtrArray *pieces)
{
  DsnAutomatonTables *tables = g_new0 (DsnAutomatonTables, 1);
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));

  add_node (nodes, 0);
  for (guint i = 0; i < pieces->len; i++)
    add_piece (nodes, g_ptr_array_index (pieces, i), i);
  tables->states = g_array_new (FALSE, FALSE, sizeof (DsnAutomatonState));
  tables->bytes = g_byte_array_new ();
  tables->labels = g_byte_array_new ();
  write_tables (nodes, tables);
  return tables;
}

void
dsn_automaton_tables_free (DsnAutomatonTables *tables)
{
  if (tables == NULL)
    return;
  g_array_unref (tables->states);
  g_byte_array_unref (tables->bytes);
  g_byte_array_unref (tables->labels);
  g_free (tables);
}

DsnAutomaton
dsn_automaton_tables_get (const DsnAutomatonTables *tables)
{
  return (DsnAutomaton){
    .root = tables->root,
    .states = &g_array_index (tables->states, DsnAutomatonState, 0),
    .bytes = tables->bytes->data,
    .labels = tables->labels->data,
  };
}
