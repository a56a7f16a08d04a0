/* dsn-others.c: addresses in a text that are no recipients. */
#include "dsn-dialect.h"

#include "dsn-header.h"

/* Who is written to about mail, and never the reason why it failed. */
static const char *const desks[] = {
  "postmaster@", "mailer-daemon@", "abuse@",      "support@", "helpdesk@", "help@",
  "noreply@",    "no-reply@",      "hostmaster@", "admin@",   "it@",       "webmaster@",
};

/* How much of a field is looked at for each address. */
#define FIELD_LOOK 512

static gboolean
is_in_field (const DsnCandidate *candidate, const char *name, DsnSpan address)
{
  DsnSpan rest, found;

  if (!dsn_header_find (dsn_message_get_fields (candidate->message), name, &rest))
    return FALSE;
  rest = dsn_span_slice (rest, 0, FIELD_LOOK);
  while (dsn_address_find (rest, &found, &rest))
    if (dsn_span_equal_nocase (found, address))
      return TRUE;
  return FALSE;
}

static gboolean
is_desk (DsnSpan address)
{
  for (gsize i = 0; i < G_N_ELEMENTS (desks); i++)
    if (dsn_span_starts_nocase (address, dsn_span_of_string (desks[i])))
      return TRUE;
  return FALSE;
}

/* Keeps the blocks whose address stands in no field @name, and is no desk's. */
static void
keep_others (const DsnCandidate *candidate, DsnBlocks *blocks, const char *name,
             gboolean desks_too)
{
  guint kept = 0;

  for (guint i = 0; i < blocks->list->len; i++) {
    DsnBlock block = g_array_index (blocks->list, DsnBlock, i);

    if (!is_in_field (candidate, name, block.address) &&
        !(desks_too && is_desk (block.address)))
      g_array_index (blocks->list, DsnBlock, kept++) = block;
  }
  g_array_set_size (blocks->list, kept);
}

gboolean
dsn_row_is_other (const DsnCandidate *candidate, DsnSpan address)
{
  return is_desk (address) || is_in_field (candidate, "from", address) ||
         is_in_field (candidate, "to", address);
}

void
dsn_row_drop_others (const DsnCandidate *candidate, DsnBlocks *blocks)
{
  gboolean other = FALSE;

  keep_others (candidate, blocks, "from", TRUE);
  for (guint i = 0; i < blocks->list->len && !other; i++)
    other = !is_in_field (candidate, "to",
                          g_array_index (blocks->list, DsnBlock, i).address);
  if (other)
    keep_others (candidate, blocks, "to", FALSE);
}
