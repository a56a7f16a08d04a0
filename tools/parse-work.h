/* parse-work.h: pieces of the input -> results, in a worker of dsn parse. */
#pragma once

#include "parse-settings.h"
#include "tool-worker.h"

G_BEGIN_DECLS

/**
 * ParseMark:
 * @source: number of an input, from 1; 0 for the beginning of all
 * @offset: where the last of its messages begins that is done; -1 for none
 * @bare: of those that have no offset, how many are done
 *
 * How far all has come.
 */
typedef struct {
  guint64 source;
  gint64 offset;
  guint64 bare;
} ParseMark;

/**
 * ParsePieceHead:
 * @mark: the piece's input, and what of it is done
 *
 * Stands before each piece of a job.
 */
typedef struct {
  ParseMark mark;
} ParsePieceHead;

/**
 * ParseWork:
 *
 * What a worker needs.
 */
typedef struct _ParseWork ParseWork;

/**
 * parse_work_new:
 * @settings: checked; outlives the work
 */
ParseWork *parse_work_new (const ParseSettings *settings);

/**
 * parse_work_free:
 */
void parse_work_free (ParseWork *work);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParseWork, parse_work_free)

/**
 * parse_work_run:
 * @job: pieces, each behind a #ParsePieceHead
 *
 * A #ToolWork: one result for each message.
 */
void parse_work_run (ToolTask *task, DsnSpan job, ParseWork *work);

G_END_DECLS
