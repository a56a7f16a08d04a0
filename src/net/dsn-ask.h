/* dsn-ask.h: many questions to many servers at the same time, in bounded time. */
#pragma once

#include "dsn-server.h"
#include "dsn-wire.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DsnAskOptions:
 * @timeout_msec: how long all of it may take
 * @tcp: ask over TCP only
 * @no_edns: ask without EDNS
 */
typedef struct {
  guint timeout_msec;
  gboolean tcp;
  gboolean no_edns;
} DsnAskOptions;

/**
 * DsnReply:
 * @server: who was asked; borrowed
 * @question: what was asked
 * @answer: (nullable): the answer; %NULL if none came
 * @error: an errno that ended the attempts, where one did
 * @tcp: the answer came over TCP
 * @truncated: an answer over UDP had TC
 * @tcp_failed: it had TC and there was no answer over TCP: what is there is cut
 * @udp_lost: TCP had an answer, UDP none
 * @edns_refused: there was an answer without EDNS only
 * @foreign: messages that answered another question
 * @malformed: messages that could not be read
 * @started: when it was asked, microseconds of the calendar; 0: not asked, since its
 *   server had answered nothing that was asked before, or the time was over
 * @rtt_usec: how long the attempt took that was answered
 *
 * What came of one question.
 */
typedef struct {
  const DsnServer *server;
  DsnQuestion question;
  DsnAnswer *answer;
  int error;
  gboolean tcp;
  gboolean truncated;
  gboolean tcp_failed;
  gboolean udp_lost;
  gboolean edns_refused;
  guint foreign;
  guint malformed;
  gint64 started;
  gint64 rtt_usec;
} DsnReply;

/**
 * DsnAsker:
 *
 * Questions, asked and waiting. Not for two threads at once; two askers share nothing.
 */
typedef struct _DsnAsker DsnAsker;

/**
 * DsnReplyFunc:
 * @asker: may be given more questions
 * @reply: what came of a question; lives as long as @asker
 */
typedef void (*DsnReplyFunc) (DsnAsker *asker, const DsnReply *reply,
                              gpointer user_data);

/**
 * DsnAskProgress:
 * @done: questions that are through
 * @all: questions so far
 */
typedef void (*DsnAskProgress) (guint done, guint all, gpointer user_data);

/**
 * dsn_asker_new:
 * @options: how to ask
 *
 * Returns: (transfer full): one without questions
 */
DsnAsker *dsn_asker_new (const DsnAskOptions *options);

/**
 * dsn_asker_free:
 *
 * Frees it with all replies.
 */
void dsn_asker_free (DsnAsker *asker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnAsker, dsn_asker_free)

/**
 * dsn_asker_add:
 * @server: whom to ask; must outlive @asker
 * @question: what to ask; copied
 * @func: (nullable): called once when it is through, from dsn_asker_run()
 *
 * Adds a question.
 *
 * Returns: (transfer none): where its reply will be
 */
const DsnReply *dsn_asker_add (DsnAsker *asker, const DsnServer *server,
                               const DsnQuestion *question, DsnReplyFunc func,
                               gpointer user_data);

/**
 * dsn_asker_drop:
 * @reply: what dsn_asker_add() gave
 *
 * Ends a question that nobody waits for any more; its function is not called. One that
 * is through stays as it is.
 */
void dsn_asker_drop (DsnAsker *asker, const DsnReply *reply);

/**
 * DsnAskLater:
 * @asker: may be given more questions
 */
typedef void (*DsnAskLater) (DsnAsker *asker, gpointer user_data);

/**
 * dsn_asker_call_later:
 * @msec: how long from now
 * @func: called once from dsn_asker_run(), unless all questions are through before
 */
void dsn_asker_call_later (DsnAsker *asker, guint msec, DsnAskLater func,
                           gpointer user_data);

/**
 * dsn_asker_count:
 *
 * Returns: how many questions it was given
 */
guint dsn_asker_count (const DsnAsker *asker);

/**
 * dsn_asker_run:
 * @cancellable: (nullable): ends it early
 * @progress: (nullable): called now and then, a few times a second
 * @error: (nullable): %G_IO_ERROR_CANCELLED
 *
 * Asks all questions, those added meanwhile too, until each is through or the time is
 * over. UDP is tried twice, the second time without EDNS; TCP on truncation, and when
 * there is still no answer.
 *
 * Returns: whether it was not cancelled
 */
gboolean dsn_asker_run (DsnAsker *asker, GCancellable *cancellable,
                        DsnAskProgress progress, gpointer user_data, GError **error);

G_END_DECLS
