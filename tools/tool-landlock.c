/* tool-landlock.c: files change in one folder only (Landlock, from Linux 5.13 on). */
#include "tool-landlock.h"

#include "dsn-version.h"

#if defined DSN_SANDBOX && __has_include(<linux/landlock.h>)
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the first of its versions knows. Renaming into another folder none allows. */
#define FILES                                                                          \
  (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |                    \
   LANDLOCK_ACCESS_FS_MAKE_REG)
#define CHANGES                                                                        \
  (FILES | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                \
   LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |                        \
   LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |                       \
   LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

gboolean
tool_landlock_enter (const char *folder)
{
  struct landlock_ruleset_attr handled = { .handled_access_fs = CHANGES };
  struct landlock_path_beneath_attr beneath = { .allowed_access = FILES };
  int rules = (int) syscall (__NR_landlock_create_ruleset, &handled,
                             sizeof handled.handled_access_fs, 0);
  gboolean on;

  if (rules < 0)
    return FALSE;
  beneath.parent_fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  on = beneath.parent_fd >= 0 &&
       syscall (__NR_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath,
                0) == 0 &&
       syscall (__NR_landlock_restrict_self, rules, 0) == 0;
  if (beneath.parent_fd >= 0)
    close (beneath.parent_fd);
  close (rules);
  return on;
}

#else

gboolean
tool_landlock_enter (const char *folder G_GNUC_UNUSED)
{
  return FALSE;
}
#endif
