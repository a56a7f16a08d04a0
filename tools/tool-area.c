/* tool-area.c: memory that a worker shares with its pool: what it is at, and results.
 */
#include "tool-area.h"

#include <string.h>
#include <sys/mman.h>

ToolArea *
tool_area_map (void)
{
  void *area = mmap (NULL, sizeof (ToolArea), PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  return area != MAP_FAILED ? area : NULL;
}

void
tool_area_unmap (ToolArea *area)
{
  if (area != NULL)
    munmap (area, sizeof *area);
}

guint
tool_area_claim (ToolArea *area)
{
  for (guint i = 0; i < TOOL_CHUNK_COUNT; i++)
    if (g_atomic_int_get (&area->used[i]) == 0) {
      g_atomic_int_set (&area->used[i], 1);
      return i;
    }
  return TOOL_CHUNK_NONE;
}

void
tool_share_reset (ToolShare *share)
{
  ToolArea *area = share->area;

  memset (&area->slot, 0, sizeof area->slot);
  for (guint i = 0; i < TOOL_CHUNK_COUNT; i++)
    g_atomic_int_set (&area->used[i], (share->held >> i & 1) != 0);
}

DsnSpan
tool_share_hold (ToolShare *share, guint chunk, gsize len)
{
  /* A worker that did what it should not must not make us read what is not there. */
  g_assert (chunk < TOOL_CHUNK_COUNT && len <= TOOL_CHUNK_SIZE);
  g_assert ((share->held >> chunk & 1) == 0);
  share->held |= 1u << chunk;
  return (DsnSpan){ share->area->chunks[chunk], len };
}

void
tool_share_release (ToolShare *share, guint chunk)
{
  g_assert ((share->held >> chunk & 1) != 0);
  share->held &= ~(1u << chunk);
  g_atomic_int_set (&share->area->used[chunk], 0);
}
