/* tool-sandbox.c: a process that reads mail gives up what it does not need. */
#include "tool-sandbox.h"

#include "dsn-version.h"
#include "tool-landlock.h"

/* The filter is our own and not libseccomp's, which takes a thousand pieces of memory
 * for it at each start, and crashes or never ends where one of them is missing. */
#ifdef DSN_SANDBOX
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined __riscv
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#define YES SECCOMP_RET_ALLOW
#define NO (SECCOMP_RET_ERRNO | EPERM)

#define LOAD(member)                                                                   \
  BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, member))
#define IF(value, yes, no) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, value, yes, no)
#define AND(mask) BPF_STMT (BPF_ALU | BPF_AND | BPF_K, mask)
#define RETURN(what) BPF_STMT (BPF_RET | BPF_K, what)

#define ALLOW(name) IF (__NR_##name, 0, 1), RETURN (YES)
/* All three processors have the lower half of an argument first. */
#define ALLOW_IF(name, number, mask, value)                                            \
  IF (__NR_##name, 0, 5), LOAD (args[number]), AND (mask), IF (value, 0, 1),           \
      RETURN (YES), RETURN (NO)

/* Opening is for reading only: no flag that makes, cuts or writes. */
#define CHANGES (O_ACCMODE | O_CREAT | O_TRUNC)

typedef struct {
  struct sock_filter code[512];
  gushort len;
} Filter;

static void
append (Filter *filter, const struct sock_filter *code, gsize count)
{
  g_assert (filter->len + count <= G_N_ELEMENTS (filter->code));
  memcpy (filter->code + filter->len, code, count * sizeof *code);
  filter->len += (gushort) count;
}

static void
append_begin (Filter *filter)
{
  static const struct sock_filter code[] = { LOAD (arch), IF (ARCHITECTURE, 1, 0),
                                             RETURN (NO), LOAD (nr) };

  append (filter, code, G_N_ELEMENTS (code));
}

/* New processes run on in this program (fork()), and enter what is narrower. */
#define FORK_FLAGS (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)

static void
append_workers (Filter *filter)
{
  static const struct sock_filter code[] = {
    ALLOW_IF (clone, 0, ~(guint32) FORK_FLAGS, SIGCHLD),
    ALLOW (wait4),
    ALLOW_IF (kill, 1, 0xffffffff, SIGKILL),
    ALLOW_IF (socketpair, 0, 0xffffffff, AF_UNIX),
    /* valgrind's locks in a new process; one leads to nobody else */
    ALLOW (pipe2),
#ifdef __NR_pipe
    ALLOW (pipe),
#endif
    IF (__NR_prctl, 0, 6),
    LOAD (args[0]),
    IF (PR_SET_PDEATHSIG, 2, 0),
    IF (PR_SET_NO_NEW_PRIVS, 1, 0),
    IF (PR_SET_SECCOMP, 0, 1),
    RETURN (YES),
    RETURN (NO),
  };

  append (filter, code, G_N_ELEMENTS (code));
}

/* In which folder, a filter cannot see: Landlock does. */
static void
append_folder (Filter *filter)
{
  static const struct sock_filter code[] = {
    ALLOW (openat),   ALLOW (unlinkat), ALLOW (renameat2), ALLOW (fallocate),
#ifdef __NR_renameat
    ALLOW (renameat),
#endif
#ifdef __NR_open
    ALLOW (open),     ALLOW (unlink),   ALLOW (rename),
#endif
  };

  append (filter, code, G_N_ELEMENTS (code));
}

static void
append_reading (Filter *filter)
{
  const struct sock_filter code[] = {
    /* what is open */
    ALLOW (read), ALLOW (write), ALLOW (close), ALLOW (fstat), ALLOW (newfstatat),
    ALLOW_IF (openat, 2, CHANGES, O_RDONLY), ALLOW (lseek), ALLOW (pread64),
    ALLOW (readv), ALLOW (writev), ALLOW (fcntl), ALLOW (dup), ALLOW (dup3),
    ALLOW (fsync), ALLOW (ftruncate), ALLOW (fdatasync), ALLOW (fadvise64),
    ALLOW (readahead), ALLOW (getdents64), ALLOW (ppoll), ALLOW (pselect6),
    ALLOW (epoll_pwait), ALLOW (recvfrom), ALLOW (recvmsg), ALLOW (sendto),
    ALLOW (sendmsg), ALLOW (shutdown),
    /* sizes of terminals, and whether there is one */
    IF (__NR_ioctl, 0, 5), LOAD (args[1]), IF (TCGETS, 1, 0), IF (TIOCGWINSZ, 0, 1),
    RETURN (YES), RETURN (NO),
    /* names of files, without changing them */
    ALLOW (faccessat), ALLOW (statx), ALLOW (statfs), ALLOW (fstatfs),
    ALLOW (readlinkat), ALLOW (getcwd),
    /* memory; iconv's tables are libraries that are loaded when they are needed */
    ALLOW (brk), ALLOW (mmap), ALLOW (munmap), ALLOW (mremap), ALLOW (mprotect),
    ALLOW (madvise),
    /* time, limits of its own, and who it is */
    ALLOW (clock_gettime), ALLOW (clock_getres), ALLOW (clock_nanosleep),
    ALLOW (nanosleep), ALLOW (gettimeofday), ALLOW (times), ALLOW (setitimer),
    ALLOW (getrusage), ALLOW_IF (prlimit64, 0, 0xffffffff, 0), ALLOW (sysinfo),
    ALLOW (uname), ALLOW (getrandom), ALLOW (getpid), ALLOW (getppid), ALLOW (gettid),
    ALLOW (getuid), ALLOW (geteuid), ALLOW (getgid), ALLOW (getegid),
    ALLOW (sched_yield), ALLOW (sched_getaffinity),
    /* signals (to itself, as abort() sends them), locks and the end */
    ALLOW (rt_sigaction), ALLOW (rt_sigprocmask), ALLOW (rt_sigpending),
    ALLOW (rt_sigtimedwait), ALLOW (rt_sigreturn), ALLOW (sigaltstack),
    ALLOW (restart_syscall), ALLOW_IF (tgkill, 0, 0xffffffff, (guint32) getpid ()),
    ALLOW (futex), ALLOW (set_robust_list), ALLOW (exit), ALLOW (exit_group),
#ifdef __NR_open /* older names of the same, where the system has them */
    ALLOW_IF (open, 1, CHANGES, O_RDONLY), ALLOW (stat), ALLOW (lstat), ALLOW (access),
    ALLOW (readlink), ALLOW (dup2), ALLOW (poll), ALLOW (select), ALLOW (epoll_wait),
    ALLOW (getdents), ALLOW (time), ALLOW (alarm), ALLOW (getrlimit), ALLOW (setrlimit),
#endif
    RETURN (NO)
  };

  append (filter, code, G_N_ELEMENTS (code));
}

gboolean
tool_sandbox_enter (ToolSandboxNeeds needs, const char *folder)
{
  Filter filter = { .len = 0 };
  struct sock_fprog program = { .filter = filter.code };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return FALSE;
  append_begin (&filter);
  if ((needs & TOOL_SANDBOX_WORKERS) != 0)
    append_workers (&filter);
  if ((needs & TOOL_SANDBOX_FOLDER) != 0) {
    tool_landlock_enter (folder);
    append_folder (&filter);
  }
  append_reading (&filter);
  program.len = filter.len;
  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else /* !DSN_SANDBOX */

gboolean
tool_sandbox_enter (ToolSandboxNeeds needs G_GNUC_UNUSED,
                    const char *folder G_GNUC_UNUSED)
{
  return FALSE;
}
#endif
