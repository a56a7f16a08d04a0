/* make-report.c: a line of dsn parse --json -> the report that it tells of. */
#include "make-report.h"

#include "dsn-action.h"
#include "dsn-builder.h"
#include "dsn-code-private.h"

/* The header of the report, or that of the original message. */
static const DsnHeaders *
read_headers (JsonObject *object, DsnHeaders *headers)
{
  if (object == NULL)
    return NULL;
  *headers = (DsnHeaders){
    .message_id = tool_json_text (object, "message_id"),
    .from = tool_json_text (object, "from"),
    .to = tool_json_text (object, "to"),
    .subject = tool_json_text (object, "subject"),
    .list_id = tool_json_text (object, "list_id"),
  };
  tool_json_time (object, "date", &headers->date);
  return headers;
}

static void
read_fields (JsonObject *object, DsnReportBuilder *builder)
{
  for (guint i = 0; i < tool_json_count (object, "fields"); i++) {
    JsonObject *field = tool_json_at (object, "fields", i);
    const char *name = tool_json_text (field, "name");
    const char *value = tool_json_text (field, "value");

    if (name != NULL && value != NULL)
      dsn_report_builder_add_field (builder, name, value);
  }
}

/* `address_type` is that of the address to act on: the other one, where it is written
 * otherwise, has a type of its own only if that is said. */
static const char *
type_of (JsonObject *object, const char *key)
{
  const char *own = tool_json_text (object, key);

  return own != NULL ? own : tool_json_text (object, "address_type");
}

static void
read_recipient (JsonObject *object, DsnReportBuilder *builder)
{
  JsonObject *diagnostic = tool_json_object (object, "diagnostic_code");
  const char *action = tool_json_text (object, "action");
  const char *status = tool_json_text (object, "status");
  DsnScan scan = dsn_scan_over (dsn_span_of_string (status));
  DsnRecipientFields fields = {
    .final_recipient = tool_json_text (object, "final_recipient"),
    .final_recipient_type = type_of (object, "final_recipient_type"),
    .original_recipient = tool_json_text (object, "original_recipient"),
    .original_recipient_type = type_of (object, "original_recipient_type"),
    .remote_mta = tool_json_text (object, "remote_mta"),
    .remote_mta_type = tool_json_text (object, "remote_mta_type"),
    .diagnostic_text = tool_json_text (diagnostic, "text"),
    .diagnostic_type = tool_json_text (diagnostic, "type"),
    .final_log_id = tool_json_text (object, "final_log_id"),
  };
  gboolean odd, more;

  if (fields.final_recipient == NULL && fields.original_recipient == NULL)
    fields.final_recipient = tool_json_text (object, "address");
  if (action != NULL)
    dsn_action_read (dsn_span_of_string (action), &fields.action, &odd, &more);
  if (status != NULL)
    dsn_code_scan (&scan, &fields.status);
  tool_json_time (object, "last_attempt_date", &fields.last_attempt_date);
  tool_json_time (object, "will_retry_until", &fields.will_retry_until);
  if (dsn_report_builder_add_recipient (builder, &fields))
    read_fields (object, builder);
}

DsnReport *
make_report_read (JsonObject *line, const char **what)
{
  const char *kind = tool_json_text (line, "kind");
  const char *type = tool_json_text (line, "type");
  DsnHeaders report = { 0 }, original = { 0 };
  DsnReportFields fields = {
    .reporting_mta = tool_json_text (line, "reporting_mta"),
    .reporting_mta_type = tool_json_text (line, "reporting_mta_type"),
    .received_from_mta = tool_json_text (line, "received_from_mta"),
    .received_from_mta_type = tool_json_text (line, "received_from_mta_type"),
    .dsn_gateway = tool_json_text (line, "dsn_gateway"),
    .dsn_gateway_type = tool_json_text (line, "dsn_gateway_type"),
    .original_envelope_id = tool_json_text (line, "original_envelope_id"),
    .generator = tool_json_text (line, "generator"),
    .report = read_headers (tool_json_object (line, "report"), &report),
    .original = read_headers (tool_json_object (line, "original"), &original),
  };
  DsnReportBuilder *builder;

  if ((type != NULL && g_strcmp0 (type, "report") != 0) ||
      (kind != NULL && g_strcmp0 (kind, "delivery-status") != 0)) {
    *what = "no delivery status";
    return NULL;
  }
  tool_json_time (line, "arrival_date", &fields.arrival_date);
  builder = dsn_report_builder_new (&fields, NULL);
  read_fields (line, builder);
  for (guint i = 0; i < tool_json_count (line, "recipients"); i++) {
    JsonObject *recipient = tool_json_at (line, "recipients", i);

    if (recipient != NULL)
      read_recipient (recipient, builder);
  }
  return dsn_report_builder_end (builder);
}
