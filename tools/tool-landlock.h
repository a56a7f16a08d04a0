/* tool-landlock.h: files change in one folder only (Landlock, from Linux 5.13 on). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tool_landlock_enter:
 * @folder: the folder
 *
 * From here on this process, and each that it makes, can make, write, rename and remove
 * regular files in @folder and below it, and change no others but those that are open;
 * it can start no program. Other calls fail with EACCES or EXDEV. Needs
 * PR_SET_NO_NEW_PRIVS. Reading is as before.
 *
 * Returns: whether it is on: not where the system has no Landlock, or no such folder
 */
gboolean tool_landlock_enter (const char *folder);

G_END_DECLS
