/* dsn-exit.h: what a local program's exit status says. */
#pragma once

#include "dsn-code.h"
#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DsnExit:
 * @code: the enhanced code that stands for it; its class is 4 for what may pass
 * @category: the cause
 *
 * What became of a message that was given to a program.
 */
typedef struct {
  DsnCode code;
  const char *category;
} DsnExit;

/**
 * dsn_exit_find:
 * @type: the type of a Diagnostic-Code, as written
 * @text: its value
 * @found: (out caller-allocates): set on success only
 *
 * Reads `X-Unix; 67`: a number from 1 to 255 alone, as Sendmail and its kin write it.
 * The numbers are those of sysexits.h, what a shell says of a command that it cannot
 * run (126, 127) and signals (above 128); any other is a failure of the program.
 *
 * Returns: whether it is an exit status.
 */
gboolean dsn_exit_find (DsnSpan type, DsnSpan text, DsnExit *found);

G_END_DECLS
