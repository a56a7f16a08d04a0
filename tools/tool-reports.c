/* tool-reports.c: what dsn parse --json has written -> failures to check. */
#include "tool-reports.h"

#include "tool-json.h"
#include "tool-output.h"

#include <string.h>

/* Lines that are told of when they cannot be read. */
#define MAX_TOLD 5

typedef struct {
  const char *path;
  DsnFailures *failures;
  guint bad;
} Reading;

static void
add_recipient (JsonObject *line, JsonObject *recipient, DsnFailures *failures)
{
  JsonObject *verdict = tool_json_object (recipient, "verdict");
  JsonObject *report = tool_json_object (line, "report");
  const char *action = tool_json_text (recipient, "action");
  DsnFailure failure = { .address = tool_json_text (recipient, "address"),
                         .status = tool_json_text (recipient, "diagnostic_status"),
                         .text = tool_json_text (
                             tool_json_object (recipient, "diagnostic_code"), "text"),
                         .reporting_mta = tool_json_text (line, "reporting_mta") };

  /* The first moment that is there. */
  if (!tool_json_time (recipient, "last_attempt_date", &failure.time) &&
      !tool_json_time (report, "date", &failure.time))
    tool_json_time (line, "arrival_date", &failure.time);
  if (g_strcmp0 (action, "failed") == 0 || g_strcmp0 (action, "delayed") == 0)
    failure.category = tool_json_text (verdict, "category");
  if (failure.status == NULL)
    failure.status = tool_json_text (recipient, "status");
  if (failure.address != NULL)
    dsn_failures_add (failures, &failure);
}

/* Who signed the message that bounced. */
static void
add_signatures (JsonObject *line, DsnFailures *failures)
{
  JsonObject *original = tool_json_object (line, "original");
  guint count = original != NULL ? tool_json_count (original, "dkim") : 0;

  for (guint i = 0; i < count; i++) {
    JsonObject *signature = tool_json_at (original, "dkim", i);
    const char *domain = tool_json_text (signature, "domain");
    const char *selector = tool_json_text (signature, "selector");

    if (domain != NULL && selector != NULL)
      dsn_failures_add_signature (failures, domain, selector);
  }
}

static gboolean
read_object (JsonObject *line, DsnFailures *failures)
{
  if (g_strcmp0 (tool_json_text (line, "type"), "report") != 0)
    return tool_json_text (line, "type") != NULL;
  add_signatures (line, failures);
  for (guint i = 0; i < tool_json_count (line, "recipients"); i++) {
    JsonObject *recipient = tool_json_at (line, "recipients", i);

    if (recipient != NULL)
      add_recipient (line, recipient, failures);
  }
  return TRUE;
}

static gboolean
read_line (const char *text, gsize len, guint number, gpointer data)
{
  Reading *reading = data;
  g_autoptr (JsonParser) parser = tool_json_read_line (text, len);

  if ((parser == NULL || !read_object (tool_json_root (parser), reading->failures)) &&
      ++reading->bad <= MAX_TOLD)
    tool_message ("'%s', line %u: no line of dsn parse --json; left out", reading->path,
                  number);
  return TRUE;
}

gboolean
tool_reports_read (const char *path, DsnFailures *failures)
{
  Reading reading = { path, failures, 0 };

  if (!tool_json_foreach_line (path, read_line, &reading))
    return FALSE;
  if (reading.bad > MAX_TOLD)
    tool_message ("'%s': %u lines more were left out", path, reading.bad - MAX_TOLD);
  return reading.bad == 0;
}
