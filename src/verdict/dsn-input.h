/* dsn-input.h: what people paste -> the words of a failing system in it. */
#pragma once

#include "dsn-code.h"
#include "dsn-recipient.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnInputKind:
 * @DSN_INPUT_NOTHING: nothing that can be explained
 * @DSN_INPUT_CODE: an enhanced code or a reply code and nothing else
 * @DSN_INPUT_REPLY: an SMTP reply, or words of an error
 * @DSN_INPUT_KEYWORD: one word, e.g. `ROUTING.NoMX`
 * @DSN_INPUT_LOG_LINE: a line of an MTA's log
 * @DSN_INPUT_REPORT: a whole bounce
 *
 * What was pasted.
 */
typedef enum {
  DSN_INPUT_NOTHING,
  DSN_INPUT_CODE,
  DSN_INPUT_REPLY,
  DSN_INPUT_KEYWORD,
  DSN_INPUT_LOG_LINE,
  DSN_INPUT_REPORT,
} DsnInputKind;

/**
 * DsnInput:
 * @kind: what it is
 * @words: what the failing system said; borrows from the text
 * @recipients: whom it is about: one address, or a list; empty where that does not
 * show
 * @reply: the reply code of %DSN_INPUT_CODE; 0 if none
 * @status: the code that a log tells beside the words, or that of %DSN_INPUT_CODE;
 * class 0 if none
 * @action: what a log says was done
 * @underscored: blanks stand as underscores in @words, as qmail logs them
 *
 * One line, taken apart.
 */
typedef struct {
  DsnInputKind kind;
  DsnSpan words;
  DsnSpan recipients;
  guint reply;
  DsnCode status;
  DsnAction action;
  gboolean underscored;
} DsnInput;

/**
 * dsn_input_kind_to_string:
 *
 * Returns: (transfer none) (nullable): the word that the JSON uses; %NULL for
 *   %DSN_INPUT_NOTHING
 */
const char *dsn_input_kind_to_string (DsnInputKind kind);

/**
 * dsn_input_read_line:
 * @line: one line, without quoting marks
 *
 * Takes a line apart: of a log line the reply stays.
 *
 * Returns: what it is; @words is the line itself where nothing better is known
 */
DsnInput dsn_input_read_line (DsnSpan line);

/**
 * dsn_input_take_recipient:
 * @list: the @recipients of an input; moved behind what was taken
 * @address: (out): one address, without brackets; set on success only
 *
 * Returns: whether there was one more
 */
gboolean dsn_input_take_recipient (DsnSpan *list, DsnSpan *address);

G_END_DECLS
