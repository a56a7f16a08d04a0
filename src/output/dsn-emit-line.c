/* dsn-emit-line.c: labelled lines of text for people, in colour where wanted. */
#include "dsn-emit-line.h"

#include "dsn-date.h"
#include "dsn-safe.h"
#include "dsn-wrap.h"

#include <string.h>

/* A diagnostic is shown to here; --json has all of it. */
#define SHOWN_MAX_LEN 2000

gboolean
dsn_emit_is_verbose (const DsnEmit *emit)
{
  return emit->options != NULL && emit->options->verbose;
}

void
dsn_emit_color (const DsnEmit *emit, const char *escape)
{
  if (emit->options != NULL && emit->options->color)
    g_string_append (emit->out, escape);
}

/* "    label     " */
static void
append_label (const DsnEmit *emit, const char *label)
{
  gsize before;

  g_string_append_printf (emit->out, "%*s", (int) emit->label_column, "");
  dsn_emit_color (emit, DSN_COLOR_DIM);
  before = emit->out->len;
  g_string_append (emit->out, label);
  while (emit->out->len - before < emit->text_column - emit->label_column)
    g_string_append_c (emit->out, ' ');
  dsn_emit_color (emit, DSN_COLOR_END);
}

void
dsn_emit_line (const DsnEmit *emit, const char *label, const char *text)
{
  append_label (emit, label);
  dsn_wrap_append (emit->out, text, emit->text_column);
  g_string_append_c (emit->out, '\n');
}

void
dsn_emit_item (const DsnEmit *emit, const char *label, const char *text)
{
  append_label (emit, label);
  g_string_append (emit->out, "- ");
  dsn_wrap_append (emit->out, text, emit->text_column + 2);
  g_string_append_c (emit->out, '\n');
}

void
dsn_emit_append_safe (GString *out, const char *text)
{
  dsn_safe_append_bounded (out, dsn_span_of_string (text), SHOWN_MAX_LEN);
}

void
dsn_emit_safe_line (const DsnEmit *emit, const char *label, const char *text)
{
  g_autoptr (GString) safe = g_string_new (NULL);

  if (text == NULL)
    return;
  dsn_emit_append_safe (safe, text);
  dsn_emit_line (emit, label, safe->str);
}

void
dsn_emit_date_line (const DsnEmit *emit, const char *label, gint64 date)
{
  char text[DSN_DATE_TEXT_SIZE];

  if (date != DSN_DATE_NONE && dsn_date_to_text (date, text) != NULL)
    dsn_emit_line (emit, label, text);
}

void
dsn_emit_who (const DsnEmit *emit, const DsnRecipient *recipient, const char *outcome,
              const char *shade)
{
  const char *address = dsn_recipient_get_address (recipient);
  const char *ascii = dsn_recipient_get_address_ascii (recipient);
  g_autoptr (GString) name = g_string_new (NULL), also = g_string_new (NULL);
  glong width;

  dsn_emit_append_safe (name,
                        address != NULL ? address : "(the report does not say who)");
  if (ascii != NULL) {
    g_string_append (also, " (");
    dsn_emit_append_safe (also, ascii);
    g_string_append_c (also, ')');
  }
  width = g_utf8_strlen (name->str, -1) + g_utf8_strlen (also->str, -1);
  g_string_append (emit->out, "  ");
  dsn_emit_color (emit, DSN_COLOR_NAME);
  g_string_append_len (emit->out, name->str, (gssize) name->len);
  dsn_emit_color (emit, DSN_COLOR_END);
  g_string_append_printf (emit->out, "%s:", also->str);
  if (width + 4 + (glong) strlen (outcome) > DSN_WRAP_WIDTH)
    g_string_append (emit->out, "\n   ");
  g_string_append_c (emit->out, ' ');
  dsn_emit_color (emit, shade);
  g_string_append (emit->out, outcome);
  dsn_emit_color (emit, DSN_COLOR_END);
  g_string_append_c (emit->out, '\n');
}
