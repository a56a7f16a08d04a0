/* dsn-redact-tree.c: a message -> the same message about other people and hosts. */
#include "dsn-redact-tree.h"

#include "dsn-redact-header.h"

#include "dsn-decode.h"
#include "dsn-encode.h"
#include "dsn-message.h"

#include <string.h>

typedef struct {
  GString *out;
  DsnRedactor *redactor;
  DsnMessage *message;
} Walk;

static gboolean
is_report (const DsnPart *part)
{
  return dsn_content_type_is (&part->content, "message", "delivery-status") ||
         dsn_content_type_is (&part->content, "message", "global-delivery-status");
}

static gboolean
is_returned_header (const DsnPart *part)
{
  return dsn_content_type_is (&part->content, "text", "rfc822-headers") ||
         dsn_content_type_is (&part->content, "message", "global-headers");
}

/* What has no text that could be read: what it was is gone, its size is not. */
static gboolean
is_opaque (const DsnPart *part)
{
  static const char *const types[] = { "image", "audio", "video", "application",
                                       "font",  "model", NULL };
  const DsnSpan type = part->content.type;

  for (gsize i = 0; types[i] != NULL; i++)
    if (dsn_span_equal_nocase (type, dsn_span_of_string (types[i])))
      return TRUE;
  return FALSE;
}

/* The same text in UTF-8. */
static gboolean
to_utf8 (DsnSpan body, DsnSpan charset, GString *text)
{
  if (dsn_span_is_utf8 (body) && !dsn_span_find_byte (body, '\033', NULL))
    return FALSE;
  return dsn_decode_charset (text, body, charset, NULL);
}

static void
redact_body (Walk *walk, const DsnPart *part, DsnSpan body, GString *out)
{
  gboolean strict = part->messages > 0 && !is_report (part) && !walk->redactor->flat;
  guint flags = strict ? DSN_REDACT_STRICT : 0;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) redacted = g_string_new (NULL);
  GString *back = NULL;
  DsnSpan charset = { NULL, 0 };

  if (is_opaque (part)) {
    for (gsize i = 0; i < body.len; i++)
      g_string_append_c (out, body.data[i] == '\r' || body.data[i] == '\n'
                                  ? (char) body.data[i]
                                  : 'x');
    return;
  }
  if (dsn_content_type_is (&part->content, "text", "html"))
    flags |= DSN_REDACT_HTML;
  if (is_returned_header (part)) {
    dsn_redact_header (out, walk->redactor, body, !walk->redactor->flat);
    return;
  }
  dsn_content_type_find_param (part->content.params, "charset", &charset);
  if (!to_utf8 (body, charset, text)) {
    dsn_redact_text (out, walk->redactor, body, flags);
    return;
  }
  dsn_redact_text (redacted, walk->redactor,
                   (DsnSpan){ (const guint8 *) text->str, text->len }, flags);
  if (dsn_span_find_nocase (body, DSN_SPAN_LIT ("\033$"), NULL))
    charset = DSN_SPAN_LIT ("iso-2022-jp");
  back = dsn_encode_charset ((DsnSpan){ (const guint8 *) redacted->str, redacted->len },
                             charset);
  g_string_append_len (out, back != NULL ? back->str : redacted->str,
                       (gssize) (back != NULL ? back->len : redacted->len));
  if (back != NULL)
    g_string_free (back, TRUE);
}

static void
add_with_line_ends (GString *out, const GString *text, gboolean crlf)
{
  for (gsize i = 0; i < text->len; i++) {
    if (crlf && text->str[i] == '\n')
      g_string_append_c (out, '\r');
    g_string_append_c (out, text->str[i]);
  }
}

static void
do_leaf (Walk *walk, guint index)
{
  const DsnPart part = *dsn_message_get_part (walk->message, index);
  g_autoptr (GString) redacted = g_string_new (NULL);
  g_autoptr (GString) encoded = NULL;
  DsnSpan body = part.body;

  if (part.encoding == DSN_ENCODING_IDENTITY) {
    redact_body (walk, &part, body, walk->out);
    return;
  }
  redact_body (walk, &part, dsn_message_get_body (walk->message, index), redacted);
  encoded = dsn_encode_body ((DsnSpan){ (const guint8 *) redacted->str, redacted->len },
                             part.encoding);
  if (encoded->len > 0 && encoded->str[encoded->len - 1] == '\n' &&
      (body.len == 0 || body.data[body.len - 1] != '\n'))
    g_string_truncate (encoded, encoded->len - 1);
  add_with_line_ends (walk->out, encoded,
                      dsn_span_find_nocase (body, DSN_SPAN_LIT ("\r\n"), NULL));
}

static gboolean
is_inside (DsnSpan outer, DsnSpan inner)
{
  return inner.len > 0 && inner.data >= outer.data &&
         inner.data + inner.len <= outer.data + outer.len;
}

/* What stands between the parts: empty lines, delimiters, and words for old programs.
 */
static void
do_gap (Walk *walk, const guint8 *at, const guint8 *to)
{
  if (to > at)
    dsn_redact_text (walk->out, walk->redactor, dsn_span_between (at, to), 0);
}

GBytes *
dsn_redact_tree (DsnRedactor *redactor, GBytes *bytes, const DsnLimits *limits)
{
  DsnDefects *defects = dsn_defects_new (limits->defects);
  DsnSpan input = dsn_span_of_bytes (bytes);
  DsnMessage *message = dsn_message_new (bytes, limits, defects);
  Walk walk = { .out = g_string_sized_new (input.len),
                .redactor = redactor,
                .message = message };
  const guint8 *at = input.data;

  /* Parts stand in the order of the message, each behind the one before it; what was
   * decoded is elsewhere, and part of a leaf here. */
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart part = *dsn_message_get_part (message, i);

    if (is_inside (input, part.header) && part.header.data >= at) {
      do_gap (&walk, at, part.header.data);
      dsn_redact_header (walk.out, redactor, part.header,
                         part.messages > 0 && !redactor->flat);
      at = part.header.data + part.header.len;
    }
    if ((part.kind == DSN_PART_LEAF || part.encoding != DSN_ENCODING_IDENTITY) &&
        is_inside (input, part.body) && part.body.data >= at) {
      do_gap (&walk, at, part.body.data);
      do_leaf (&walk, i);
      at = part.body.data + part.body.len;
    }
  }
  if (input.len > 0)
    do_gap (&walk, at, input.data + input.len);
  dsn_message_free (message);
  dsn_defects_free (defects);
  return g_string_free_to_bytes (walk.out);
}
