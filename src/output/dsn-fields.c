/* dsn-fields.c: a line of our JSON -> the values of chosen fields, by their paths. */
#include "dsn-fields.h"

#include <string.h>

#define RECIPIENTS "recipients"

/* Deeper than our JSON goes. */
#define MAX_DEPTH 16

static const char *const names[] = {
  "type",
  "schema",
  "source",
  "offset",
  "kind",
  "format",
  "generator",
  "reporting_mta",
  "reporting_mta_type",
  "received_from_mta",
  "received_from_mta_type",
  "dsn_gateway",
  "dsn_gateway_type",
  "arrival_date",
  "original_envelope_id",
  "report.message_id",
  "report.date",
  "report.from",
  "report.to",
  "report.subject",
  "original.message_id",
  "original.date",
  "original.from",
  "original.to",
  "original.subject",
  "original.list_id",
  "original.dkim.domain",
  "original.dkim.selector",
  "feedback.type",
  "feedback.user_agent",
  "feedback.version",
  "feedback.source_ip",
  "feedback.source_port",
  "feedback.original_mail_from",
  "feedback.incidents",
  "feedback.reported_domains",
  "feedback.reported_uris",
  "feedback.authentication_results",
  "feedback.auth_failure",
  "feedback.delivery_result",
  "feedback.identity_alignment",
  "feedback.dkim_domain",
  "feedback.dkim_identity",
  "feedback.dkim_selector",
  "feedback.spf_dns",
  "disposition.type",
  "disposition.action_mode",
  "disposition.sending_mode",
  "disposition.modifiers",
  "disposition.unread",
  "disposition.refused",
  "disposition.reporting_ua",
  "disposition.product",
  "disposition.gateway",
  "disposition.original_message_id",
  "disposition.failures",
  "disposition.errors",
  "disposition.warnings",
  "fields.name",
  "fields.value",
  "recipients.address",
  "recipients.address_ascii",
  "recipients.final_recipient",
  "recipients.original_recipient",
  "recipients.address_type",
  "recipients.action",
  "recipients.status",
  "recipients.diagnostic_status",
  "recipients.reply_code",
  "recipients.remote_mta",
  "recipients.remote_mta_type",
  "recipients.last_attempt_date",
  "recipients.final_log_id",
  "recipients.will_retry_until",
  "recipients.diagnostic_code.type",
  "recipients.diagnostic_code.text",
  "recipients.diagnostic_code.by",
  "recipients.fields.name",
  "recipients.fields.value",
  "recipients.verdict.status",
  "recipients.verdict.category",
  "recipients.verdict.hard",
  "recipients.verdict.scope",
  "recipients.verdict.action",
  "recipients.verdict.confidence",
  "recipients.verdict.evidence.by",
  "recipients.verdict.evidence.wording",
  "recipients.verdict.evidence.text",
  "recipients.verdict.evidence.over",
  "recipients.verdict.evidence.against.by",
  "recipients.verdict.evidence.against.code",
  "recipients.verdict.blocklist.id",
  "recipients.verdict.blocklist.name",
  "recipients.verdict.blocklist.lookup",
  "defects.id",
  "defects.offset",
  "defects.detail",
  "message",
  NULL,
};

typedef struct {
  DsnSpan name;
  gboolean of_recipients;
} Choice;

struct _DsnFields {
  GArray *choices;  /* Choice */
  GPtrArray *cells; /* GString: row by row, those of a row in the order of choices */
  GString *path;    /* where the reader is */
  guint rows;
};

const char *const *
dsn_fields_names (void)
{
  return names;
}

static void
free_cell (gpointer cell)
{
  g_string_free (cell, TRUE);
}

DsnFields *
dsn_fields_new (void)
{
  DsnFields *fields = g_new0 (DsnFields, 1);

  fields->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  fields->cells = g_ptr_array_new_with_free_func (free_cell);
  fields->path = g_string_new (NULL);
  return fields;
}

void
dsn_fields_free (DsnFields *fields)
{
  if (fields == NULL)
    return;
  g_array_unref (fields->choices);
  g_ptr_array_unref (fields->cells);
  g_string_free (fields->path, TRUE);
  g_free (fields);
}

static const Choice *
choice_at (const DsnFields *fields, guint index)
{
  return &g_array_index (fields->choices, Choice, index);
}

gboolean
dsn_fields_add (DsnFields *fields, DsnSpan name, guint *index)
{
  for (guint i = 0; i < fields->choices->len; i++)
    if (dsn_span_equal (choice_at (fields, i)->name, name)) {
      *index = i;
      return TRUE;
    }
  for (const char *const *known = names; *known != NULL; known++)
    if (dsn_span_equal (dsn_span_of_string (*known), name)) {
      Choice choice = { dsn_span_of_string (*known),
                        g_str_has_prefix (*known, RECIPIENTS ".") };

      *index = fields->choices->len;
      g_array_append_val (fields->choices, choice);
      return TRUE;
    }
  return FALSE;
}

gboolean
dsn_fields_has_recipients (const DsnFields *fields)
{
  for (guint i = 0; i < fields->choices->len; i++)
    if (choice_at (fields, i)->of_recipients)
      return TRUE;
  return FALSE;
}

static GString *
cell_at (const DsnFields *fields, guint index, guint row)
{
  guint at = row * fields->choices->len + index;

  while (fields->cells->len <= at)
    g_ptr_array_add (fields->cells, g_string_new (NULL));
  return g_ptr_array_index (fields->cells, at);
}

/* The value at the reader's path, or %NULL where nobody asked for it. */
static GString *
find_cell (const DsnFields *fields)
{
  DsnSpan path = { (const guint8 *) fields->path->str, fields->path->len };

  for (guint i = 0; i < fields->choices->len; i++) {
    const Choice *choice = choice_at (fields, i);

    if (dsn_span_equal (choice->name, path))
      return cell_at (fields, i,
                      choice->of_recipients && fields->rows > 0 ? fields->rows - 1 : 0);
  }
  return NULL;
}

static int
hex_value (const guint8 *at)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    value = value * 16 + MAX (g_ascii_xdigit_value ((char) at[i]), 0);
  return value;
}

/* Takes a string up to its end quote; @out may be NULL. The escapes are those that
 * dsn-json.c writes: all characters that it escapes are of the basic plane. */
static const guint8 *
take_string (const guint8 *p, const guint8 *end, GString *out)
{
  while (p < end && *p != '"') {
    const guint8 *run = p;

    while (p < end && *p != '"' && *p != '\\')
      p++;
    if (out != NULL)
      g_string_append_len (out, (const char *) run, p - run);
    if (p == end || *p == '"')
      break;
    if (end - p >= 6 && p[1] == 'u') {
      if (out != NULL)
        g_string_append_unichar (out, (gunichar) hex_value (p + 2));
      p += 6;
    } else {
      if (out != NULL && end - p >= 2)
        g_string_append_c (out, p[1] == 'n' ? '\n' : p[1] == 't' ? '\t' : (char) p[1]);
      p += MIN (2, end - p);
    }
  }
  return p < end ? p + 1 : end;
}

static const guint8 *
take_value (DsnFields *fields, const guint8 *p, const guint8 *end)
{
  static const guint8 ends[] = { ',', ']', '}', '\n' };
  GString *cell = find_cell (fields);
  const guint8 *start = p;

  if (cell != NULL && cell->len > 0)
    g_string_append_c (cell, ',');
  if (*p == '"')
    return take_string (p + 1, end, cell);
  while (p < end && memchr (ends, *p, sizeof ends) == NULL)
    p++;
  if (cell != NULL)
    g_string_append_len (cell, (const char *) start, p - start);
  return p;
}

/* Goes to a member: its key stands at @p, behind the quote. */
static const guint8 *
take_key (DsnFields *fields, const guint8 *p, const guint8 *end, gsize outer)
{
  g_string_truncate (fields->path, outer);
  if (outer > 0)
    g_string_append_c (fields->path, '.');
  p = take_string (p, end, fields->path);
  return p < end && *p == ':' ? p + 1 : p;
}

void
dsn_fields_read (DsnFields *fields, DsnSpan line)
{
  const guint8 *p = line.data, *end = line.len > 0 ? p + line.len : p;
  gsize outer[MAX_DEPTH] = { 0 }; /* how long the path of the object around is */
  gboolean keys[MAX_DEPTH] = { FALSE }, key_follows = FALSE;
  guint depth = 0;

  for (guint i = 0; i < fields->cells->len; i++)
    g_string_truncate (g_ptr_array_index (fields->cells, i), 0);
  fields->rows = 0;
  g_string_truncate (fields->path, 0);
  while (p < end) {
    if (*p == '{' || *p == '[') {
      if (++depth == MAX_DEPTH)
        return;
      fields->rows +=
          *p == '{' && depth == 3 && strcmp (fields->path->str, RECIPIENTS) == 0;
      outer[depth] = fields->path->len;
      key_follows = keys[depth] = *p++ == '{';
    } else if (*p == '}' || *p == ']') {
      g_string_truncate (fields->path, outer[depth]);
      depth -= depth > 0;
      p++;
    } else if (*p == ',' || *p == '\n') {
      key_follows = keys[depth];
      p++;
    } else if (key_follows && *p == '"') {
      p = take_key (fields, p + 1, end, outer[depth]);
      key_follows = FALSE;
    } else {
      p = take_value (fields, p, end);
    }
  }
}

guint
dsn_fields_get_rows (const DsnFields *fields)
{
  return fields->rows;
}

DsnSpan
dsn_fields_get (const DsnFields *fields, guint index, guint row)
{
  guint at =
      (choice_at (fields, index)->of_recipients ? row : 0) * fields->choices->len +
      index;
  const GString *cell;

  if (at >= fields->cells->len)
    return (DsnSpan){ NULL, 0 };
  cell = g_ptr_array_index (fields->cells, at);
  return (DsnSpan){ (const guint8 *) cell->str, cell->len };
}
