/* tool-sandbox.h: a process that reads mail gives up what it does not need. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ToolSandboxNeeds:
 * @TOOL_SANDBOX_READ: read files and what is open, write to what is open, take memory,
 *   and end
 * @TOOL_SANDBOX_WORKERS: besides, make processes of the same program, and end them
 * @TOOL_SANDBOX_FOLDER: besides, make, change, rename and remove files in one folder
 *
 * What is left to a process.
 */
typedef enum {
  TOOL_SANDBOX_READ = 0,
  TOOL_SANDBOX_WORKERS = 1 << 0,
  TOOL_SANDBOX_FOLDER = 1 << 1,
} ToolSandboxNeeds;

/**
 * tool_sandbox_enter:
 * @needs: what it goes on to do
 * @folder: (nullable): the folder of %TOOL_SANDBOX_FOLDER, which no other use needs
 *
 * From here on this process, and each that it makes, can do what @needs says and no
 * more. It can start no program, open no socket but a pair of its own, change no file
 * elsewhere and end no process but, with %TOOL_SANDBOX_WORKERS, by SIGKILL: such calls
 * fail with EPERM or EACCES. Where the system has no Landlock, %TOOL_SANDBOX_FOLDER
 * holds for all folders. There is no way back, but a process can enter again, with
 * less.
 *
 * Returns: whether it is on: not where the build (Meson option `sandbox`) or the system
 *   has none, which is no error
 */
gboolean tool_sandbox_enter (ToolSandboxNeeds needs, const char *folder);

G_END_DECLS
