/* dsn-turns.c: which question begins next: each server has its turn. */
#include "dsn-turns.h"

/* Questions that a server has at the same time: one that has answered nothing yet, and
 * one that is there. The first is enough for all domains of a batch. */
#define UNKNOWN_ROOM 40
#define KNOWN_ROOM 100

typedef struct {
  GQueue waiting; /* DsnQuery */
  GQueue beside;  /* those that can wait for the others */
  guint open;
  gboolean answers;
} Row;

struct _DsnTurns {
  GHashTable *by_server; /* name -> Row */
  GPtrArray *rows;
  guint turn; /* the row that is next */
  guint waiting;
};

static void
row_free (gpointer data)
{
  Row *row = data;

  g_queue_clear (&row->waiting);
  g_queue_clear (&row->beside);
  g_free (row);
}

DsnTurns *
dsn_turns_new (void)
{
  DsnTurns *turns = g_new0 (DsnTurns, 1);

  turns->by_server = g_hash_table_new (g_str_hash, g_str_equal);
  turns->rows = g_ptr_array_new_with_free_func (row_free);
  return turns;
}

void
dsn_turns_free (DsnTurns *turns)
{
  if (turns == NULL)
    return;
  g_hash_table_unref (turns->by_server);
  g_ptr_array_unref (turns->rows);
  g_free (turns);
}

void
dsn_turns_add (DsnTurns *turns, DsnQuery *query)
{
  char *name = query->reply.server->name;
  Row *row = g_hash_table_lookup (turns->by_server, name);

  if (row == NULL) {
    row = g_new0 (Row, 1);
    g_queue_init (&row->waiting);
    g_queue_init (&row->beside);
    g_ptr_array_add (turns->rows, row);
    g_hash_table_insert (turns->by_server, name, row);
  }
  g_queue_push_tail (query->reply.question.beside ? &row->beside : &row->waiting,
                     query);
  turns->waiting++;
}

DsnQuery *
dsn_turns_next (DsnTurns *turns, gboolean all)
{
  for (guint i = 0; i < turns->rows->len && turns->waiting > 0; i++) {
    Row *row = g_ptr_array_index (turns->rows, turns->turn++ % turns->rows->len);

    GQueue *queue = g_queue_is_empty (&row->waiting) ? &row->beside : &row->waiting;

    if (g_queue_is_empty (queue) ||
        (!all && row->open >= (row->answers ? KNOWN_ROOM : UNKNOWN_ROOM)))
      continue;
    row->open++;
    turns->waiting--;
    return g_queue_pop_head (queue);
  }
  return NULL;
}

void
dsn_turns_end (DsnTurns *turns, const DsnQuery *query)
{
  Row *row = g_hash_table_lookup (turns->by_server, query->reply.server->name);

  row->open--;
  row->answers |= query->reply.answer != NULL;
}

gboolean
dsn_turns_is_empty (const DsnTurns *turns)
{
  return turns->waiting == 0;
}
