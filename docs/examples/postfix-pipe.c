/* postfix-pipe.c: what Postfix hands bounces to: adds a line of JSON for each to a
 * file.
 *
 *     cc -o dsn-pipe postfix-pipe.c $(pkg-config --cflags --libs dsn-1)
 *
 * In master.cf (recipes.md has the rest):
 *
 *     dsn unix - n n - 4 pipe
 *       flags=q user=dsn argv=/usr/local/bin/dsn-pipe /var/lib/dsn/bounces.jsonl
 *
 * It ends with EX_OK once the line is in the file, and with EX_TEMPFAIL whatever else
 * happens: Postfix keeps the message and tries again. Any other status, and anything on
 * standard output, would become a bounce of a bounce.
 */
#include <dsn/dsn.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

static int
try_again (const char *what)
{
  g_printerr ("dsn-pipe: cannot %s: %s\n", what, g_strerror (errno));
  return EX_TEMPFAIL;
}

/* Standard input to its end, so that Postfix can write it all; a message over the limit
 * is kept as far as is needed to see that. */
static GBytes *
read_message (void)
{
  gsize limit = dsn_limits_resolve (NULL).message_size;
  g_autoptr (GByteArray) message = g_byte_array_new ();
  guint8 block[65536];
  ssize_t count;

  while ((count = read (STDIN_FILENO, block, sizeof block)) != 0) {
    if (count > 0 && message->len <= limit)
      g_byte_array_append (message, block, (guint) count);
    else if (count < 0 && errno != EINTR)
      return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&message));
}

static gboolean
write_all (int file, const GString *line)
{
  for (gsize done = 0; done < line->len;) {
    ssize_t count = write (file, line->str + done, line->len - done);

    if (count < 0 && errno != EINTR)
      return FALSE;
    done += (gsize) MAX (count, 0);
  }
  return fsync (file) == 0;
}

/* All of the line or nothing of it: several of us may run at the same time, and the
 * disk may be full. */
static gboolean
append (const char *path, const GString *line)
{
  int file = open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  gboolean good = FALSE;
  struct stat before;

  if (file < 0)
    return FALSE;
  if (flock (file, LOCK_EX) == 0 && fstat (file, &before) == 0) {
    good = write_all (file, line);
    if (!good) {
      int reason = errno;

      if (S_ISREG (before.st_mode) && ftruncate (file, before.st_size) != 0)
        g_printerr ("dsn-pipe: a part of a line is left at the end\n");
      errno = reason;
    }
  }
  return close (file) == 0 && good;
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) message = NULL;
  g_autoptr (DsnReport) report = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (argc != 2) {
    g_printerr ("usage: dsn-pipe FILE < MESSAGE\n");
    return EX_TEMPFAIL; /* master.cf is wrong: the mail waits until it is right */
  }
  message = read_message ();
  if (message == NULL)
    return try_again ("read the message");
  report = dsn_parse_bytes (message, NULL);
  /* What is no report gets its line, too: nothing that was handed over is lost. */
  dsn_emit_json (report, &(DsnEmitOptions){ .source = "-" }, line);
  return append (argv[1], line) ? EX_OK : try_again ("write the file");
}
