/* tool-reports.c: what dsn parse --json has written -> failures to check. */
#include "tool-reports.h"

#include "tool-input.h"
#include "tool-output.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define INPUT_MAX_SIZE ((gsize) 1 << 30)

/* What dsn writes is less deep; the parser's stack is not the input's choice. */
#define MAX_DEPTH 32

/* Lines that are told of when they cannot be read. */
#define MAX_TOLD 5

static gboolean
is_too_deep (const char *text, gsize len)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < len; i++) {
    if (quoted && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '{' || text[i] == '[') && ++depth > MAX_DEPTH)
      return TRUE;
    else if (!quoted && (text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;
  }
  return FALSE;
}

/* A member that is text; %NULL for any other. */
static const char *
text_of (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static JsonObject *
object_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                       : NULL;
}

/* The first of several moments that is there. */
static gint64
time_of (const char *const *texts, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_autoptr (GDateTime) time =
        texts[i] != NULL ? g_date_time_new_from_iso8601 (texts[i], NULL) : NULL;

    if (time != NULL)
      return g_date_time_to_unix (time);
  }
  return 0;
}

static void
add_recipient (JsonObject *line, JsonObject *recipient, DsnFailures *failures)
{
  JsonObject *verdict = object_of (recipient, "verdict");
  JsonObject *report = object_of (line, "report");
  const char *action = text_of (recipient, "action");
  const char *times[] = { text_of (recipient, "last_attempt_date"),
                          text_of (report, "date"), text_of (line, "arrival_date") };
  DsnFailure failure = { .address = text_of (recipient, "address"),
                         .status = text_of (recipient, "diagnostic_status"),
                         .text =
                             text_of (object_of (recipient, "diagnostic_code"), "text"),
                         .reporting_mta = text_of (line, "reporting_mta"),
                         .time = time_of (times, G_N_ELEMENTS (times)) };

  if (g_strcmp0 (action, "failed") == 0 || g_strcmp0 (action, "delayed") == 0)
    failure.category = text_of (verdict, "category");
  if (failure.status == NULL)
    failure.status = text_of (recipient, "status");
  if (failure.address != NULL)
    dsn_failures_add (failures, &failure);
}

/* Who signed the message that bounced. */
static void
add_signatures (JsonObject *line, DsnFailures *failures)
{
  JsonObject *original = object_of (line, "original");
  JsonNode *node = original != NULL ? json_object_get_member (original, "dkim") : NULL;
  JsonArray *signatures =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; signatures != NULL && i < json_array_get_length (signatures); i++) {
    JsonNode *one = json_array_get_element (signatures, i);
    JsonObject *signature =
        JSON_NODE_HOLDS_OBJECT (one) ? json_node_get_object (one) : NULL;
    const char *domain = text_of (signature, "domain");
    const char *selector = text_of (signature, "selector");

    if (domain != NULL && selector != NULL)
      dsn_failures_add_signature (failures, domain, selector);
  }
}

static gboolean
read_line (const char *text, gsize len, DsnFailures *failures)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root, *recipients;
  JsonObject *line;

  if (!g_utf8_validate (text, (gssize) len, NULL) || is_too_deep (text, len) ||
      !json_parser_load_from_data (parser, text, (gssize) len, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  line = json_node_get_object (root);
  if (g_strcmp0 (text_of (line, "type"), "report") != 0)
    return text_of (line, "type") != NULL;
  add_signatures (line, failures);
  recipients = json_object_get_member (line, "recipients");
  if (recipients == NULL || !JSON_NODE_HOLDS_ARRAY (recipients))
    return TRUE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (recipients)); i++) {
    JsonNode *one = json_array_get_element (json_node_get_array (recipients), i);

    if (JSON_NODE_HOLDS_OBJECT (one))
      add_recipient (line, json_node_get_object (one), failures);
  }
  return TRUE;
}

gboolean
tool_reports_read (const char *path, DsnFailures *failures)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tool_input_read (path, INPUT_MAX_SIZE, &error);
  const char *at, *end;
  gsize size;
  guint number = 0, bad = 0;

  if (bytes == NULL) {
    tool_message ("%s", error->message);
    return FALSE;
  }
  at = g_bytes_get_data (bytes, &size);
  end = at != NULL ? at + size : NULL;
  while (at < end) {
    const char *newline = memchr (at, '\n', (gsize) (end - at));
    gsize len = (gsize) ((newline != NULL ? newline : end) - at);

    number++;
    if (len > 0 && !read_line (at, len, failures) && ++bad <= MAX_TOLD)
      tool_message ("'%s', line %u: no line of dsn parse --json; left out", path,
                    number);
    at += len + 1;
  }
  if (bad > MAX_TOLD)
    tool_message ("'%s': %u lines more were left out", path, bad - MAX_TOLD);
  return bad == 0;
}
