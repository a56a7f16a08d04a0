/* fault-shim.c: loaded before libc: calls that DSN_FAULT names fail. "read EIO 3 1":
 * the third read() fails with EIO; "read SHORT 1 99": those calls give one byte at
 * most. */
#undef _FILE_OFFSET_BITS /* open() and open64() are two names here */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static const struct {
  const char *name;
  int number;
} errors[] = { { "EIO", EIO },       { "ENOSPC", ENOSPC }, { "EINTR", EINTR },
               { "EMFILE", EMFILE }, { "EACCES", EACCES }, { "ENOENT", ENOENT },
               { "ENOMEM", ENOMEM }, { "ESTALE", ESTALE }, { "SHORT", -1 } };

/* What DSN_FAULT says; read once, by calls that may come before any constructor. */
static char call_name[16];
static int call_error;
static unsigned first, last;
static atomic_uint calls;

static void
read_plan (void)
{
  const char *plan = getenv ("DSN_FAULT");
  char word[16] = "", name[16] = "";
  unsigned from = 0, count = 0;

  if (plan == NULL || sscanf (plan, "%15s %15s %u %u", name, word, &from, &count) != 4)
    return;
  for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
    if (strcmp (errors[i].name, word) == 0)
      call_error = errors[i].number;
  first = from;
  last = from + count;
  strcpy (call_name, name);
}

__attribute__ ((constructor)) static void
begin (void)
{
  read_plan ();
}

/* What is to happen to this call: 0 nothing, -1 less than was asked for, or an errno.
 */
static int
fault (const char *name)
{
  unsigned number;

  if (call_name[0] == 0 || strcmp (call_name, name) != 0)
    return 0;
  number = atomic_fetch_add (&calls, 1) + 1;
  return number >= first && number < last ? call_error : 0;
}

#define NEXT(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))
/* Ends the function with @result if @call is one that fails. */
#define FAIL(call, result)                                                             \
  int what = call;                                                                     \
  if (what > 0) {                                                                      \
    errno = what;                                                                      \
    return result;                                                                     \
  }
#define FAIL_OR_CUT(name, length)                                                      \
  FAIL (fault (#name), -1)                                                             \
  if (what < 0 && (length) > 1)                                                        \
  (length) = 1

ssize_t
read (int file, void *buffer, size_t len)
{
  FAIL_OR_CUT (read, len);
  return NEXT (read) (file, buffer, len);
}

ssize_t
pread64 (int file, void *buffer, size_t len, off64_t offset)
{
  FAIL_OR_CUT (read, len);
  return NEXT (pread64) (file, buffer, len, offset);
}

ssize_t
write (int file, const void *buffer, size_t len)
{
  FAIL_OR_CUT (write, len);
  return NEXT (write) (file, buffer, len);
}

ssize_t
writev (int file, const struct iovec *pieces, int count)
{
  FAIL_OR_CUT (write, count);
  return NEXT (writev) (file, pieces, count);
}

size_t
fwrite (const void *data, size_t size, size_t count, FILE *file)
{
  FAIL (file == stdout ? fault ("fwrite") : 0, 0)
  return NEXT (fwrite) (data, size, count, file);
}

int
fflush (FILE *file)
{
  FAIL (file == stdout ? fault ("fflush") : 0, EOF)
  return NEXT (fflush) (file);
}

int
close (int file)
{
  FAIL (file == STDOUT_FILENO ? fault ("close") : 0, -1)
  return NEXT (close) (file);
}

/* @parameters and @arguments are what stands before the flags. */
#define LIST(...) __VA_ARGS__
#define OPEN(name, parameters, arguments)                                              \
  int name (LIST parameters, int flags, ...)                                           \
  {                                                                                    \
    mode_t mode = 0;                                                                   \
    va_list more;                                                                      \
    FAIL (fault ("open"), -1)                                                          \
    va_start (more, flags);                                                            \
    if ((flags & O_CREAT) != 0)                                                        \
      mode = va_arg (more, mode_t);                                                    \
    va_end (more);                                                                     \
    return NEXT (name) (LIST arguments, flags, mode);                                  \
  }
OPEN (open, (const char *path), (path))
OPEN (open64, (const char *path), (path))
OPEN (openat, (int folder, const char *path), (folder, path))
OPEN (openat64, (int folder, const char *path), (folder, path))

/* What _FORTIFY_SOURCE makes of the same calls. */
#define OPEN_2(name, ...)                                                              \
  FAIL (fault ("open"), -1)                                                            \
  return NEXT (name) (__VA_ARGS__)

int __open_2 (const char *path, int flags);
int __open64_2 (const char *path, int flags);
int __openat_2 (int folder, const char *path, int flags);
int __openat64_2 (int folder, const char *path, int flags);
ssize_t __read_chk (int file, void *buffer, size_t len, size_t room);
ssize_t __pread64_chk (int file, void *buffer, size_t len, off64_t offset, size_t room);

int
__open_2 (const char *path, int flags)
{
  OPEN_2 (__open_2, path, flags);
}

int
__open64_2 (const char *path, int flags)
{
  OPEN_2 (__open64_2, path, flags);
}

int
__openat_2 (int folder, const char *path, int flags)
{
  OPEN_2 (__openat_2, folder, path, flags);
}

int
__openat64_2 (int folder, const char *path, int flags)
{
  OPEN_2 (__openat64_2, folder, path, flags);
}

ssize_t
__read_chk (int file, void *buffer, size_t len, size_t room)
{
  FAIL_OR_CUT (read, len);
  return NEXT (__read_chk) (file, buffer, len, room);
}

ssize_t
__pread64_chk (int file, void *buffer, size_t len, off64_t offset, size_t room)
{
  FAIL_OR_CUT (read, len);
  return NEXT (__pread64_chk) (file, buffer, len, offset, room);
}

int
fstat64 (int file, struct stat64 *info)
{
  FAIL (fault ("stat"), -1)
  return NEXT (fstat64) (file, info);
}

/* glibc's own names: dlsym() asks for memory itself. */
void *__libc_malloc (size_t size);
void *__libc_calloc (size_t count, size_t size);
void *__libc_realloc (void *old, size_t size);

void *
malloc (size_t size)
{
  return fault ("malloc") > 0 ? NULL : __libc_malloc (size);
}

void *
calloc (size_t count, size_t size)
{
  return fault ("malloc") > 0 ? NULL : __libc_calloc (count, size);
}

void *
realloc (void *old, size_t size)
{
  return fault ("malloc") > 0 ? NULL : __libc_realloc (old, size);
}
