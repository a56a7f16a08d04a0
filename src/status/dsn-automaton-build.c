/* dsn-automaton-build.c: literal pieces -> the tables that find them. */
#include "dsn-automaton-build.h"

/* A state while the trie grows: its children are a list, sorted by byte. */
typedef struct {
  guint32 child;
  guint32 next; /* of the same parent */
  guint32 piece;
  guint8 byte;
} Node;

#define NONE G_MAXUINT32

/* The roots of the tries: of pieces that have a head, and of those that are shorter. */
enum { ROOT, ROOT_SHORTER };

/* A node that is still to be written, and where to note the place that it gets. */
typedef struct {
  guint32 node;
  gsize number;
} Wanted;

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

/* Adds a piece to its trie, and what stands behind a new head to @heads. */
static void
add_piece (GArray *nodes, const GString *text, guint32 piece, GArray *heads)
{
  guint32 node = text->len < DSN_AUTOMATON_HEAD_LEN ? ROOT_SHORTER : ROOT;

  g_assert (text->len > 0 && text->str[0] != ' ');
  for (gsize i = 0; i < text->len; i++) {
    guint32 before = nodes->len;

    node = get_child (nodes, node, (guint8) text->str[i]);
    if (i + 1 == DSN_AUTOMATON_HEAD_LEN && nodes->len > before) {
      DsnAutomatonHead head = { dsn_automaton_load ((const guint8 *) text->str), node };

      g_array_append_val (heads, head);
    }
  }
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

static void
put_number (GByteArray *out, guint32 number)
{
  number = GUINT32_TO_LE (number);
  g_byte_array_append (out, (const guint8 *) &number, sizeof number);
}

/* Writes @node with those behind it that only lead on to the next. What follows is
 * wanted. */
static void
write_node (GArray *nodes, guint32 node, GByteArray *out, GArray *wanted)
{
  gsize start = out->len;
  guint8 count = 0;

  g_byte_array_append (out, &count, 1);
  for (; is_link (nodes, node) && out->data[start] < DSN_AUTOMATON_LABEL_MAX;
       out->data[start]++) {
    node = node_at (nodes, node)->child;
    g_byte_array_append (out, &node_at (nodes, node)->byte, 1);
  }
  if (node_at (nodes, node)->piece != NONE) {
    out->data[start] |= DSN_AUTOMATON_ENDS;
    put_number (out, node_at (nodes, node)->piece);
  }
  start = out->len;
  g_byte_array_append (out, &count, 1);
  for (guint32 c = node_at (nodes, node)->child; c != NONE;
       c = node_at (nodes, c)->next) {
    g_byte_array_append (out, &node_at (nodes, c)->byte, 1);
    out->data[start]++;
  }
  for (guint32 c = node_at (nodes, node)->child; c != NONE;
       c = node_at (nodes, c)->next) {
    Wanted next = { c, out->len };

    g_array_append_val (wanted, next);
    put_number (out, 0);
  }
}

/* Writes @node and all behind it, level by level; gives where it stands. */
static guint32
write_all (GArray *nodes, guint32 node, GByteArray *out)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  guint32 first = out->len;

  write_node (nodes, node, out, wanted);
  for (guint i = 0; i < wanted->len; i++) {
    Wanted next = g_array_index (wanted, Wanted, i);
    guint32 number = GUINT32_TO_LE (out->len);

    memcpy (out->data + next.number, &number, sizeof number);
    write_node (nodes, next.node, out, wanted);
  }
  return first;
}

static void
write_shorter (GArray *nodes, DsnAutomatonTables *tables)
{
  for (guint32 c = node_at (nodes, ROOT_SHORTER)->child; c != NONE;
       c = node_at (nodes, c)->next) {
    const Node *first = node_at (nodes, c);

    tables->shorter[first->byte] = write_all (nodes, c, tables->nodes);
    if (first->piece != NONE)
      tables->seconds[first->byte] = 0xff;
    for (guint32 s = first->child; s != NONE; s = node_at (nodes, s)->next)
      tables->seconds[first->byte] |= (guint8) (1 << (node_at (nodes, s)->byte & 7));
  }
}

/* Half of the slots stay free, so that few heads stand beside theirs. */
static void
write_heads (GArray *nodes, const GArray *heads, DsnAutomatonTables *tables)
{
  guint bits = 1;

  while (1u << bits < heads->len * 2)
    bits++;
  tables->shift = 32 - bits;
  g_array_set_size (tables->heads, 1u << bits);
  g_byte_array_set_size (tables->filter, 1u << bits);
  memset (tables->filter->data, 0, tables->filter->len);
  for (guint i = 0; i < heads->len; i++) {
    DsnAutomatonHead head = g_array_index (heads, DsnAutomatonHead, i);
    guint32 hash = dsn_automaton_hash (head.bytes), slot = hash >> tables->shift;

    tables->filter->data[slot] |= (guint8) (1 << (hash >> (tables->shift - 3) & 7));
    while (g_array_index (tables->heads, DsnAutomatonHead, slot).node != 0)
      slot = (slot + 1) % tables->heads->len;
    head.node = write_all (nodes, head.node, tables->nodes);
    g_array_index (tables->heads, DsnAutomatonHead, slot) = head;
  }
}

DsnAutomatonTables *
dsn_automaton_build (const GPtrArray *pieces)
{
  DsnAutomatonTables *tables = g_new0 (DsnAutomatonTables, 1);
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (DsnAutomatonHead));

  add_node (nodes, 0);
  add_node (nodes, 0);
  for (guint i = 0; i < pieces->len; i++)
    add_piece (nodes, g_ptr_array_index (pieces, i), i, heads);
  tables->heads = g_array_new (FALSE, TRUE, sizeof (DsnAutomatonHead));
  tables->filter = g_byte_array_new ();
  tables->nodes = g_byte_array_new ();
  g_byte_array_append (tables->nodes, (const guint8 *) "", 1); /* 0 is no node */
  write_shorter (nodes, tables);
  write_heads (nodes, heads, tables);
  return tables;
}

void
dsn_automaton_tables_free (DsnAutomatonTables *tables)
{
  if (tables == NULL)
    return;
  g_array_unref (tables->heads);
  g_byte_array_unref (tables->filter);
  g_byte_array_unref (tables->nodes);
  g_free (tables);
}

DsnAutomaton
dsn_automaton_tables_get (const DsnAutomatonTables *tables)
{
  return (DsnAutomaton){
    .heads = (const DsnAutomatonHead *) (gpointer) tables->heads->data,
    .filter = tables->filter->data,
    .shift = tables->shift,
    .shorter = tables->shorter,
    .seconds = tables->seconds,
    .nodes = tables->nodes->data,
  };
}
