/* dsn-strings.c: copies of texts that live and end together. */
#include "dsn-strings.h"

struct _DsnStringsBlock {
  DsnStringsBlock *next;
  char data[];
};

static void
add_block (DsnStrings *strings, gsize size)
{
  DsnStringsBlock *block = g_malloc (sizeof (DsnStringsBlock) + size);

  block->next = strings->blocks;
  strings->blocks = block;
  strings->at = block->data;
  strings->end = block->data + size;
}

DsnStrings *
dsn_strings_new (gsize block_size)
{
  DsnStrings *strings = g_new0 (DsnStrings, 1);

  g_assert (block_size > 0);
  strings->block_size = block_size;
  add_block (strings, block_size);
  return strings;
}

void
dsn_strings_grow (DsnStrings *strings, gsize len)
{
  add_block (strings, MAX (len, strings->block_size));
}

/* Frees all blocks but the first one that was made, which has the usual size. */
static void
free_later (DsnStrings *strings)
{
  while (strings->blocks->next != NULL) {
    DsnStringsBlock *next = strings->blocks->next;

    g_free (strings->blocks);
    strings->blocks = next;
  }
}

void
dsn_strings_clear (DsnStrings *strings)
{
  free_later (strings);
  strings->at = strings->blocks->data;
  strings->end = strings->at + strings->block_size;
}

void
dsn_strings_free (DsnStrings *strings)
{
  if (strings == NULL)
    return;
  free_later (strings);
  g_free (strings->blocks);
  g_free (strings);
}
