/* tool-sandbox.h: a process that only reads mail gives up what it does not need. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tool_sandbox_enter:
 *
 * From here on this process, and each that it makes, can read files and what is open,
 * write to what is open, take memory and end. It can start no program and no process,
 * open no socket, change no file and no other process: such calls fail with EPERM.
 * There is no way back. For who reads mail, once rules are read and outputs are open;
 * in a worker, when it begins.
 *
 * Returns: whether it is on: not where the build (Meson option `sandbox`) or the system
 *   has none, which is no error
 */
gboolean tool_sandbox_enter (void);

G_END_DECLS
