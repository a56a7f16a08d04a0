/* tool-area.h: memory that a worker shares with its pool: what it is at, and results.
 */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * ToolSlot:
 * @job: the job that the worker is at
 * @step: the step
 * @phase: what it does there
 * @beat: changes with each of them
 *
 * What a worker writes so that its death tells of what it died.
 */
typedef struct {
  volatile guint job;
  volatile guint step;
  volatile guint phase;
  volatile guint beat;
} ToolSlot;

enum { TOOL_PHASE_IDLE, TOOL_PHASE_FINDING, TOOL_PHASE_DOING };

/* Results that wait for those of an earlier job fill some chunks; what is above this
 * goes through the socket, whose other end takes it when it has room. */
#define TOOL_CHUNK_COUNT 4
#define TOOL_CHUNK_SIZE ((gsize) 256 << 10)

/* No chunk. */
#define TOOL_CHUNK_NONE TOOL_CHUNK_COUNT

/**
 * ToolArea:
 * @chunks: results, each behind its length
 * @used: of each chunk whether there is something in it, or will be; ask the functions
 * @slot: what the worker is at
 *
 * Its pages are those of one worker only, so that no other waits for them.
 */
typedef struct {
  guint8 chunks[TOOL_CHUNK_COUNT][TOOL_CHUNK_SIZE];
  gint used[TOOL_CHUNK_COUNT];
  ToolSlot slot;
} ToolArea;

/**
 * ToolShare:
 * @area: (nullable): the memory; a worker may write there whatever it likes
 * @held: a bit for each chunk of which the pool knows, and which is not yet empty
 *
 * An area as its pool sees it.
 */
typedef struct {
  ToolArea *area;
  guint held;
} ToolShare;

/**
 * tool_area_map:
 *
 * Returns: (nullable): new memory, of which what is written first makes pages; %NULL
 * with errno
 */
ToolArea *tool_area_map (void);

/**
 * tool_area_unmap:
 * @area: (nullable): of tool_area_map()
 */
void tool_area_unmap (ToolArea *area);

/**
 * tool_area_claim:
 *
 * For the worker.
 *
 * Returns: an empty chunk, which is its own until it has told the pool of it, or
 *   %TOOL_CHUNK_NONE
 */
guint tool_area_claim (ToolArea *area);

/**
 * tool_share_reset:
 *
 * Makes an area ready for a new worker. What is held stays.
 */
void tool_share_reset (ToolShare *share);

/**
 * tool_share_hold:
 * @chunk: a chunk of which a worker tells
 * @len: how much there is in it
 *
 * Aborts if that cannot be.
 *
 * Returns: its bytes
 */
DsnSpan tool_share_hold (ToolShare *share, guint chunk, gsize len);

/**
 * tool_share_release:
 * @chunk: a chunk that is held
 *
 * Gives it back to the worker.
 */
void tool_share_release (ToolShare *share, guint chunk);

G_END_DECLS
