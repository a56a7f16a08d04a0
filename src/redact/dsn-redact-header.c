/* dsn-redact-header.c: a header block, field by field. */
#include "dsn-redact-header.h"

#include "dsn-content.h"
#include "dsn-decode.h"
#include "dsn-field-write.h"
#include "dsn-field.h"

#include <string.h>

/* What is decoded of one field. */
#define VALUE_MAX_SIZE 65536

typedef enum {
  TREAT_TEXT,   /* somebody's words */
  TREAT_KEEP,   /* a number */
  TREAT_TYPES,  /* types and their parameters */
  TREAT_SYSTEM, /* written by systems: addresses, hosts, ids between known words */
} Treatment;

static const struct {
  const char *name;
  Treatment treatment;
} treatments[] = {
  { "date", TREAT_SYSTEM },
  { "mime-version", TREAT_SYSTEM },
  { "content-transfer-encoding", TREAT_SYSTEM },
  { "content-length", TREAT_KEEP },
  { "content-language", TREAT_SYSTEM },
  { "auto-submitted", TREAT_SYSTEM },
  { "precedence", TREAT_SYSTEM },
  { "content-type", TREAT_TYPES },
  { "content-disposition", TREAT_TYPES },
  { "received", TREAT_SYSTEM },
  { "return-path", TREAT_SYSTEM },
  { "message-id", TREAT_SYSTEM },
  { "x-mailer", TREAT_SYSTEM },
  { "x-failed-recipients", TREAT_SYSTEM },
};

static Treatment
treatment_of (DsnSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (treatments); i++)
    if (dsn_span_equal_nocase (name, dsn_span_of_string (treatments[i].name)))
      return treatments[i].treatment;
  return TREAT_TEXT;
}

/* A value with encoded words is written anew, since words begin and end anywhere. */
static void
add_decoded (GString *out, DsnRedactor *redactor, DsnSpan body, guint flags)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) redacted = g_string_new (NULL);
  g_autoptr (GString) field = g_string_new (NULL);

  dsn_field_unfold (line, dsn_span_slice (body, 0, VALUE_MAX_SIZE));
  dsn_decode_text (text, (DsnSpan){ (const guint8 *) line->str, line->len });
  dsn_redact_text (redacted, redactor,
                   (DsnSpan){ (const guint8 *) text->str, text->len }, flags);
  dsn_field_write (field, "X", NULL, redacted->str, FALSE, G_MAXSIZE);
  g_string_append_len (out, field->str + 2, (gssize) field->len - 3);
}

/* A boundary is redacted as in the lines that it stands in; all else are words. */
static void
add_types (GString *out, DsnRedactor *redactor, DsnSpan body)
{
  DsnContentType content = dsn_content_type_read (body);
  DsnSpan boundary = { NULL, 0 };
  const guint8 *end;

  if (!dsn_content_type_find_param (content.params, "boundary", &boundary) ||
      boundary.len == 0) {
    dsn_redact_text (out, redactor, body, DSN_REDACT_TYPES);
    return;
  }
  end = boundary.data + boundary.len;
  dsn_redact_text (out, redactor, dsn_span_between (body.data, boundary.data),
                   DSN_REDACT_TYPES);
  dsn_redact_text (out, redactor, boundary, 0);
  dsn_redact_text (out, redactor, dsn_span_between (end, body.data + body.len),
                   DSN_REDACT_TYPES);
}

static void
add_value (GString *out, DsnRedactor *redactor, const DsnField *field,
           gboolean returned)
{
  Treatment treatment = treatment_of (field->name);
  guint flags = 0;

  if (treatment == TREAT_KEEP) {
    g_string_append_len (out, (const char *) field->body.data,
                         (gssize) field->body.len);
    return;
  }
  if (treatment == TREAT_TYPES) {
    add_types (out, redactor, field->body);
    return;
  }
  if (treatment == TREAT_TEXT && returned)
    flags |= DSN_REDACT_STRICT;
  if (treatment == TREAT_TEXT &&
      dsn_span_find_nocase (field->body, DSN_SPAN_LIT ("=?"), NULL))
    add_decoded (out, redactor, field->body, flags);
  else
    dsn_redact_text (out, redactor, field->body, flags);
}

static void
add_bytes (GString *out, const guint8 *from, const guint8 *to)
{
  g_string_append_len (out, (const char *) from, to - from);
}

void
dsn_redact_header (GString *out, DsnRedactor *redactor, DsnSpan block,
                   gboolean returned)
{
  DsnLines lines = dsn_lines_over (block);
  const guint8 *at = block.data;
  DsnFieldStep step;
  DsnField field;

  while ((step = dsn_field_next (&lines, DSN_FIELD_MODE_HEADER, &field)) !=
         DSN_FIELD_STEP_END) {
    if (step == DSN_FIELD_STEP_FIELD) {
      add_bytes (out, at, field.name.data);
      dsn_redact_text (out, redactor, field.name, DSN_REDACT_TYPES);
      add_bytes (out, field.name.data + field.name.len, field.body.data);
      add_value (out, redactor, &field, returned);
      at = field.body.data + field.body.len;
    } else if (step == DSN_FIELD_STEP_JUNK) {
      add_bytes (out, at, field.body.data);
      dsn_redact_text (out, redactor, field.body, 0);
      at = field.body.data + field.body.len;
    }
  }
  if (block.len > 0)
    add_bytes (out, at, block.data + block.len);
}
