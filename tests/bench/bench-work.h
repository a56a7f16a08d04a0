/* bench-work.h: what dsn is measured against, each as the work of a whole process. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bench_work_read:
 * @list: a file with names of files, one a line
 *
 * Opens, reads and closes each file, and nothing else.
 *
 * Returns: the exit status
 */
int bench_work_read (const char *list);

/**
 * bench_work_gmime:
 * @list: a file with names of files, one a line
 *
 * Reads each file and lets GMime make a message of it, with one parser for all; asks
 * the message for nothing, and frees it.
 *
 * Returns: the exit status
 */
int bench_work_gmime (const char *list);

G_END_DECLS
