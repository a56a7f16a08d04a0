/* cmd-check.c: dsn check: where routing fails, by DNS evidence from several resolvers.
 */
#include "tool-args.h"
#include "tool-domains.h"
#include "tool-output.h"
#include "tool-reports.h"
#include "tool-text.h"
#include "tool-values.h"

#include "dsn-emit-address.h"
#include "dsn-emit-check.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  gboolean json;
  gboolean quiet;
  gboolean verbose;
  gboolean public_set;
  gboolean trace;
  gboolean connect;
  const char *connect_port;
  gboolean family;
  gboolean tcp;
  gboolean edns;
  gboolean progress;
  const char *watch;
  const char *rounds;
  const char *reports;
  const char *root_hints;
  const char *since;
  const char *port;
  const char *timeout;
  const char *color;
  gboolean auth;
  GPtrArray *selectors;
  GPtrArray *rbl;
  GPtrArray *ptr;
  GPtrArray *local;
  GPtrArray *resolvers;
} Settings;

static const ToolOption options[] = {
  TOOL_OPTION_JSON (Settings, json),
  TOOL_OPTION_QUIET (Settings, quiet),
  { "local", 'l', "ADDR", NULL,
    "the mail server's resolver, ADDR or ADDR#PORT; may be repeated",
    offsetof (Settings, local), TRUE },
  { "resolver", 'r', "ADDR", NULL, "an independent resolver; may be repeated",
    offsetof (Settings, resolvers), TRUE },
  { "public", 'p', NULL, NULL,
    "ask public resolvers, too: the names leave this machine",
    offsetof (Settings, public_set), FALSE },
  { "trace", 0, NULL, NULL, "ask the domain's own servers, walking from the root",
    offsetof (Settings, trace), FALSE },
  { "root-hints", 0, "FILE", NULL, "begin the walk at the servers in FILE",
    offsetof (Settings, root_hints), FALSE },
  { "port", 0, "PORT", NULL, "where servers listen whose port is not told, 53",
    offsetof (Settings, port), FALSE },
  { "auth", 'a', NULL, NULL, "SPF, DMARC, MTA-STS, TLS-RPT, DKIM and DANE, too",
    offsetof (Settings, auth), FALSE },
  { "selector", 's', "NAME", NULL, "with --auth, a selector of DKIM; may be repeated",
    offsetof (Settings, selectors), TRUE },
  { "rbl", 0, "IP", NULL, "look IP up in block lists; may be repeated",
    offsetof (Settings, rbl), TRUE },
  { "ptr", 0, "IP", NULL, "names of IP, and whether they lead back; may be repeated",
    offsetof (Settings, ptr), TRUE },
  { "connect", 'c', NULL, NULL,
    "connect to the mail hosts, and wait for their greeting",
    offsetof (Settings, connect), FALSE },
  { "connect-port", 0, "PORT", NULL, "where to connect to, 25",
    offsetof (Settings, connect_port), FALSE },
  { "from-reports", 'f', "FILE", NULL,
    "check the domains of FILE, lines of dsn parse --json",
    offsetof (Settings, reports), FALSE },
  { "verbose", 'v', NULL, NULL, "with --from-reports, show all that was found",
    offsetof (Settings, verbose), FALSE },
  { "family", 0, NULL, NULL, "ask for other domains of the same provider, too",
    offsetof (Settings, family), FALSE },
  { "since", 0, "TIME", NULL, "when it began: 2026-01-31T10:00:00Z, or 90m, 2h, 1d ago",
    offsetof (Settings, since), FALSE },
  { "timeout", 't', "SECONDS", NULL, "for all questions together, 5 by default",
    offsetof (Settings, timeout), FALSE },
  { "tcp", 0, NULL, NULL, "ask over TCP only", offsetof (Settings, tcp), FALSE },
  { "edns", 0, NULL, NULL, "ask with EDNS (default)", offsetof (Settings, edns),
    FALSE },
  { "watch", 'w', "SECONDS", NULL, "check again and again, and show what has changed",
    offsetof (Settings, watch), FALSE },
  { "rounds", 0, "COUNT", NULL, "with --watch, how often to check",
    offsetof (Settings, rounds), FALSE },
  { "progress", 0, NULL, NULL, "tell on a terminal how far it is (default)",
    offsetof (Settings, progress), FALSE },
  TOOL_OPTION_COLOR (Settings, color),
  { NULL },
};

typedef struct {
  const Settings *settings;
  DsnCheckOptions options;
  DsnTextOptions text;
  GString *out;
  char **own;  /* the resolvers of this machine, unless others were named */
  char *hints; /* the text of --root-hints */
  guint watch_msec;
  guint rounds;
  guint written;
  gint64 since;   /* when this round began, monotonic */
  gboolean shown; /* a line of progress stands on stderr */
  gboolean addresses_good;
  gboolean all_good;
  gboolean trouble; /* something could not be read */
  gboolean stopped; /* nothing can be written any more */
} Run;

static int
usage (const char *what)
{
  tool_message ("%s", what);
  tool_hint ("see 'dsn check --help'");
  return TOOL_STATUS_TROUBLE;
}

/* One check as it was asked for. */
static void
write_check (Run *run, const DsnCheck *check)
{
  if (run->settings->quiet)
    return;
  if (run->settings->json) {
    dsn_emit_check_json (check, run->out);
  } else if (run->settings->reports != NULL && !run->settings->verbose) {
    dsn_emit_check_line (check, run->out);
  } else {
    if (run->written++ > 0)
      g_string_append_c (run->out, '\n');
    dsn_emit_check_text (check, &run->text, run->out);
  }
  run->stopped = !tool_output_write (run->out);
}

/* Writes what is new: all in the first round, what has changed in those behind it. */
static void
write_checks (Run *run, const GPtrArray *checks, const GPtrArray *before)
{
  run->all_good = run->addresses_good;
  for (guint i = 0; i < checks->len && !run->stopped; i++) {
    const DsnCheck *check = g_ptr_array_index (checks, i);

    run->all_good &= !dsn_check_has_fault (check);
    if (before == NULL || !dsn_check_is_same (check, g_ptr_array_index (before, i)))
      write_check (run, check);
  }
}

/* How far it is, on a line of stderr that is taken away again; only where it takes
 * longer than a second. */
static void
show_progress (guint done, guint all, gpointer data)
{
  Run *run = data;

  if (g_get_monotonic_time () - run->since < G_USEC_PER_SEC)
    return;
  fprintf (stderr, "\r%u of %u questions are through\033[K", done, all);
  run->shown = TRUE;
}

static GPtrArray *
check_once (Run *run, const GPtrArray *domains, const DsnFailures *failures,
            GError **error)
{
  GPtrArray *checks;

  run->since = g_get_monotonic_time ();
  run->shown = FALSE;
  if (failures != NULL)
    checks = dsn_failures_check (failures, &run->options, NULL, error);
  else
    checks = dsn_check_domains ((const char *const *) domains->pdata, &run->options,
                                NULL, error);
  if (run->shown)
    fputs ("\r\033[K", stderr);
  return checks;
}

/* What the addresses of --rbl and --ptr are asked for. */
static gboolean
check_addresses (Run *run, const GPtrArray *addresses, gboolean names, gboolean lists)
{
  for (guint i = 0; i < addresses->len && !run->stopped; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DsnAddressCheck) check = dsn_address_check_run (
        g_ptr_array_index (addresses, i), names, lists, &run->options, NULL, &error);

    if (check == NULL) {
      tool_message ("%s", error->message);
      return FALSE;
    }
    run->addresses_good &= !dsn_address_check_has_fault (check);
    if (run->settings->quiet)
      continue;
    if (run->settings->json)
      dsn_emit_address_json (check, run->out);
    else
      dsn_emit_address_text (check, run->out);
    run->written++;
    run->stopped = !tool_output_write (run->out);
  }
  return TRUE;
}

static int
check_all (Run *run, const GPtrArray *domains, const DsnFailures *failures)
{
  g_autoptr (GPtrArray) before = NULL;

  if (!check_addresses (run, run->settings->ptr, TRUE, FALSE) ||
      !check_addresses (run, run->settings->rbl, FALSE, TRUE))
    return TOOL_STATUS_TROUBLE;
  for (guint round = 0; !run->stopped; round++) {
    g_autoptr (GError) error = NULL;
    GPtrArray *checks = check_once (run, domains, failures, &error);

    if (checks == NULL) {
      tool_message ("%s", error->message);
      return TOOL_STATUS_TROUBLE;
    }
    write_checks (run, checks, before);
    g_clear_pointer (&before, g_ptr_array_unref);
    before = checks;
    if (run->watch_msec == 0 || (run->rounds > 0 && round + 1 >= run->rounds))
      break;
    fflush (stdout);
    g_usleep ((gulong) run->watch_msec * 1000);
  }
  if (!tool_output_close () || run->stopped || run->trouble)
    return TOOL_STATUS_TROUBLE;
  return run->all_good ? TOOL_STATUS_YES : TOOL_STATUS_NO;
}

/* What cannot be meant; %NULL where all is well. */
static const char *
read_values (Run *run, const GPtrArray *domains)
{
  const Settings *settings = run->settings;
  guint64 rounds = 0;

  if (domains->len + settings->rbl->len + settings->ptr->len == 0 &&
      settings->reports == NULL)
    return "no domain and no address was given";
  if (domains->len > 0 && settings->reports != NULL)
    return "--from-reports and a domain do not go together";
  if (settings->timeout != NULL &&
      !tool_read_seconds (settings->timeout, &run->options.timeout_msec))
    return "--timeout takes seconds, from 0.001 to 600";
  if (settings->watch != NULL && !tool_read_seconds (settings->watch, &run->watch_msec))
    return "--watch takes seconds, from 0.001 to 600";
  if (settings->rounds != NULL &&
      !g_ascii_string_to_unsigned (settings->rounds, 10, 1, 1000000, &rounds, NULL))
    return "--rounds takes a number from 1 to 1000000";
  if (settings->port != NULL && !tool_read_port (settings->port, &run->options.port))
    return "--port takes a number from 1 to 65535";
  if (settings->connect_port != NULL &&
      !tool_read_port (settings->connect_port, &run->options.connect_port))
    return "--connect-port takes a number from 1 to 65535";
  if (settings->since != NULL &&
      !tool_read_since (settings->since, &run->options.since))
    return "--since takes a moment as in RFC 3339, or 90m, 2h or 1d";
  run->rounds = (guint) rounds;
  return NULL;
}

static void
set_options (Run *run)
{
  const Settings *settings = run->settings;
  DsnCheckOptions *check = &run->options;

  check->trace = settings->trace || run->hints != NULL;
  check->root_hints = run->hints;
  /* Names that are not for the internet are asked of servers that were named only. */
  check->special_names = !settings->public_set &&
                         settings->local->len + settings->resolvers->len > 0 &&
                         (!settings->trace || run->hints != NULL);
  check->local_unnamed = settings->local->len == 0;
  if (settings->public_set)
    tool_add_public_resolvers (settings->resolvers);
  g_ptr_array_add (settings->local, NULL);
  g_ptr_array_add (settings->resolvers, NULL);
  check->local = run->own != NULL ? (const char *const *) run->own
                                  : (const char *const *) settings->local->pdata;
  check->independent = (const char *const *) settings->resolvers->pdata;
  check->auth = settings->auth;
  g_ptr_array_add (settings->selectors, NULL);
  check->selectors = (const char *const *) settings->selectors->pdata;
  check->connect = settings->connect;
  check->family = settings->family;
  check->tcp = settings->tcp;
  check->no_edns = !settings->edns;
  if (settings->progress && !settings->quiet && isatty (STDERR_FILENO)) {
    check->progress = show_progress;
    check->progress_data = run;
  }
  run->text.color = tool_output_wants_color (settings->color);
}

/* The files that the options name. */
static gboolean
read_files (Run *run, DsnFailures *failures)
{
  const Settings *settings = run->settings;

  if (settings->local->len == 0 && !tool_read_resolv_conf (&run->own))
    return FALSE;
  if (settings->root_hints != NULL) {
    run->hints = tool_read_text (settings->root_hints);
    if (run->hints == NULL)
      return FALSE;
  }
  if (settings->reports != NULL)
    run->trouble = !tool_reports_read (settings->reports, failures);
  return TRUE;
}

/* Whether it is said what to check; if not, it is told on stdin. */
static gboolean
is_told (const Settings *settings, const GPtrArray *words)
{
  return words->len + settings->rbl->len + settings->ptr->len > 0 ||
         settings->reports != NULL || isatty (STDIN_FILENO);
}

static int
run (const ToolCommand *command, int count, char **words)
{
  g_autoptr (GPtrArray) local = g_ptr_array_new ();
  g_autoptr (GPtrArray) resolvers = g_ptr_array_new ();
  g_autoptr (GPtrArray) words_left = g_ptr_array_new ();
  g_autoptr (GPtrArray) domains = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) selectors = g_ptr_array_new ();
  g_autoptr (GPtrArray) rbl = g_ptr_array_new ();
  g_autoptr (GPtrArray) ptr = g_ptr_array_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (DsnFailures) failures = dsn_failures_new ();
  Settings settings = { .color = "auto",
                        .edns = TRUE,
                        .progress = TRUE,
                        .selectors = selectors,
                        .rbl = rbl,
                        .ptr = ptr,
                        .local = local,
                        .resolvers = resolvers };
  Run state = { .settings = &settings, .out = out, .addresses_good = TRUE };
  const char *wrong;
  int status;

  if (!tool_args_read (command, count, words, &settings, words_left, &status))
    return status;
  if (!tool_domains_read (words_left, !is_told (&settings, words_left), domains))
    return TOOL_STATUS_TROUBLE;
  wrong = read_values (&state, domains);
  if (wrong != NULL)
    return usage (wrong);
  status = TOOL_STATUS_TROUBLE;
  if (read_files (&state, failures)) {
    set_options (&state);
    g_ptr_array_add (domains, NULL);
    status = check_all (&state, domains, settings.reports != NULL ? failures : NULL);
  }
  g_strfreev (state.own);
  g_free (state.hints);
  return status;
}

const ToolCommand tool_command_check = {
  .name = "check",
  .synopsis = "[OPTION...] DOMAIN... | --from-reports FILE",
  .help = "where routing fails: DNS evidence from several resolvers",
  .details =
      "DOMAIN is a domain, or an address whose domain is meant; - or nothing stands "
      "for\n"
      "those of standard input, one a line. The resolvers of\n"
      "/etc/resolv.conf are asked, each on its own, or those of --local in their "
      "place;\n"
      "with them independent ones, if any are named. All are asked at the same "
      "time.\n\n"
      "exit status: 0 every domain has a mail route, by all that answered; 1 a domain\n"
      "has a fault; 2 wrong usage, or something could not be read or written.\n\n"
      "examples:\n"
      "  dsn check example.com\n"
      "  dsn check --public --json example.com >evidence.json\n",
  .options = options,
  .run = run,
};
