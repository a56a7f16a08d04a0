/* dsn-gmime.c: GMime, made ready once. */
#include "dsn-gmime.h"

#include <signal.h>

/* GMime starts gpgme, which makes the whole process ignore SIGPIPE: that is the
 * program's to decide. */
void
dsn_gmime_init (void)
{
  static gsize done = 0;
  struct sigaction action;

  if (g_once_init_enter (&done)) {
    sigaction (SIGPIPE, NULL, &action);
    g_mime_init ();
    sigaction (SIGPIPE, &action, NULL);
    g_once_init_leave (&done, 1);
  }
}
