/* dsn-mime-part.c: what a part says of itself. */
#include "dsn-mime-private.h"

#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-param.h"
#include "dsn-safe.h"
#include "dsn-scan.h"
#include "dsn-token.h"

/* Words: types, encodings, charsets, dispositions. What is longer is none. */
#define WORD_MAX_LEN 255

static const char *
keep (DsnMime *mime, DsnSpan text)
{
  g_autoptr (GString) valid = g_string_new (NULL);

  dsn_safe_append_utf8 (valid, dsn_span_slice (text, 0, mime->limits.value_size));
  return g_string_chunk_insert_len (mime->strings, valid->str, (gssize) valid->len);
}

static const char *
keep_word (DsnMime *mime, DsnSpan text)
{
  char lower[WORD_MAX_LEN];

  text = dsn_span_slice (text, 0, WORD_MAX_LEN);
  for (gsize i = 0; i < text.len; i++)
    lower[i] = (char) dsn_span_lower (text.data[i]);
  return text.len > 0 ? keep (mime, (DsnSpan){ (guint8 *) lower, text.len }) : NULL;
}

/* A name or a text for people, as it is kept; frees @text. */
static const char *
keep_text (DsnMime *mime, char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GString) plain = g_string_new (NULL);
  DsnSpan span = dsn_span_of_string (owned);

  if (span.len == 0)
    return NULL;
  if (dsn_decode_charset (plain, span, (DsnSpan){ NULL, 0 }, NULL))
    span = (DsnSpan){ (const guint8 *) plain->str, plain->len };
  return keep (mime, span);
}

/* "attachment; filename=..." */
static void
read_disposition (DsnMime *mime, DsnMimePart *part, DsnSpan body)
{
  DsnScan scan = dsn_scan_over (body);
  const guint8 *from;

  if (part->disposition != NULL)
    return;
  dsn_token_skip_cfws (&scan);
  from = scan.at;
  while (!dsn_scan_at_end (&scan) && dsn_token_is_atext (*scan.at))
    scan.at++;
  part->disposition = keep_word (mime, dsn_span_between (from, scan.at));
  part->name = keep_text (mime, dsn_param_read (dsn_scan_rest (&scan), "filename"));
}

static void
read_encoding (DsnMime *mime, DsnMimePart *part, DsnSpan body)
{
  DsnScan scan = dsn_scan_over (body);
  const guint8 *from;

  dsn_token_skip_cfws (&scan);
  from = scan.at;
  while (!dsn_scan_at_end (&scan) && dsn_token_is_atext (*scan.at))
    scan.at++;
  part->encoding = keep_word (mime, dsn_span_between (from, scan.at));
}

static void
read_description (DsnMime *mime, DsnMimePart *part, DsnSpan body)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dsn_decode_field (text, dsn_span_slice (body, 0, mime->limits.value_size),
                    (DsnSpan){ NULL, 0 }, NULL);
  if (text->len > 0 && part->description == NULL)
    part->description = keep (mime, (DsnSpan){ (guint8 *) text->str, text->len });
}

static void
read_content_id (DsnMime *mime, DsnMimePart *part, DsnSpan body)
{
  DsnSpan id = dsn_span_trim (body);

  if (id.len > 2 && id.data[0] == '<' && id.data[id.len - 1] == '>')
    id = dsn_span_slice (id, 1, id.len - 2);
  if (id.len > 0 && part->content_id == NULL)
    part->content_id = keep (mime, id);
}

static void
read_field (DsnMime *mime, DsnMimePart *part, const DsnField *field)
{
  static const struct {
    const char *name;
    void (*read) (DsnMime *mime, DsnMimePart *part, DsnSpan body);
  } rows[] = {
    { "content-disposition", read_disposition },
    { "content-transfer-encoding", read_encoding },
    { "content-description", read_description },
    { "content-id", read_content_id },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (dsn_span_equal_nocase (field->name, dsn_span_of_string (rows[i].name)))
      rows[i].read (mime, part, field->body);
}

/* RFC 2045 §5.2, RFC 2046 §5.1.5 */
static const char *
default_type (const DsnMimePart *part)
{
  switch (part->at.kind) {
  case DSN_PART_LEAF:
    return "text/plain";
  case DSN_PART_MULTIPART:
    return "multipart/mixed";
  case DSN_PART_MESSAGE:
    return "message/rfc822";
  }
  g_return_val_if_reached ("");
}

static void
read_content_type (DsnMime *mime, DsnMimePart *part)
{
  const DsnContentType *content = &part->at.content;
  g_autoptr (GString) type = g_string_new (NULL);
  DsnSpan charset;

  part->content_type = default_type (part);
  if (content->type.len == 0)
    return;
  g_string_append_len (type, (const char *) content->type.data,
                       (gssize) MIN (content->type.len, WORD_MAX_LEN / 2));
  g_string_append_c (type, '/');
  g_string_append_len (type, (const char *) content->subtype.data,
                       (gssize) MIN (content->subtype.len, WORD_MAX_LEN / 2));
  part->content_type =
      keep_word (mime, (DsnSpan){ (const guint8 *) type->str, type->len });
  if (dsn_content_type_find_param (content->params, "charset", &charset))
    part->charset = keep_word (mime, charset);
  if (part->name == NULL)
    part->name = keep_text (mime, dsn_param_read (content->params, "name"));
}

void
dsn_mime_describe (DsnMime *mime, DsnMimePart *part)
{
  DsnLines lines = dsn_lines_over (part->at.header);
  DsnFieldStep step;
  DsnField field;

  for (guint i = 0; i < mime->limits.headers; i += step == DSN_FIELD_STEP_FIELD) {
    step = dsn_field_next (&lines, DSN_FIELD_MODE_HEADER, &field);
    if (step == DSN_FIELD_STEP_END)
      break;
    if (step == DSN_FIELD_STEP_FIELD && dsn_span_lower (field.name.data[0]) == 'c' &&
        field.body.len <= mime->limits.header_size)
      read_field (mime, part, &field);
  }
  read_content_type (mime, part);
}

#define GETTER(type, name)                                                             \
  type dsn_mime_part_get_##name (const DsnMimePart *part)                              \
  {                                                                                    \
    g_return_val_if_fail (part != NULL, NULL);                                         \
    return part->name;                                                                 \
  }

GETTER (const DsnMimePart *, parent)
GETTER (const DsnMimePart *, child)
GETTER (const DsnMimePart *, next)
GETTER (const char *, path)
GETTER (const char *, content_type)
GETTER (const char *, charset)
GETTER (const char *, encoding)
GETTER (const char *, disposition)
GETTER (const char *, name)
GETTER (const char *, description)
GETTER (const char *, content_id)

DsnMimeKind
dsn_mime_part_get_kind (const DsnMimePart *part)
{
  g_return_val_if_fail (part != NULL, DSN_MIME_LEAF);
  switch (part->at.kind) {
  case DSN_PART_LEAF:
    return DSN_MIME_LEAF;
  case DSN_PART_MULTIPART:
    return DSN_MIME_MULTIPART;
  case DSN_PART_MESSAGE:
    return DSN_MIME_MESSAGE;
  }
  g_return_val_if_reached (DSN_MIME_LEAF);
}

guint
dsn_mime_part_get_depth (const DsnMimePart *part)
{
  g_return_val_if_fail (part != NULL, 0);
  return part->at.depth;
}

const guint8 *
dsn_mime_part_get_header (const DsnMimePart *part, gsize *size)
{
  g_return_val_if_fail (part != NULL && size != NULL, NULL);
  *size = part->at.header.len;
  return part->at.header.data;
}

const guint8 *
dsn_mime_part_get_body (const DsnMimePart *part, gsize *size)
{
  g_return_val_if_fail (part != NULL && size != NULL, NULL);
  *size = part->at.body.len;
  return part->at.body.data;
}

gsize
dsn_mime_part_get_header_offset (const DsnMimePart *part)
{
  g_return_val_if_fail (part != NULL, 0);
  return dsn_message_get_offset (part->mime->tree, part->at.header.data);
}

gsize
dsn_mime_part_get_body_offset (const DsnMimePart *part)
{
  g_return_val_if_fail (part != NULL, 0);
  return dsn_message_get_offset (part->mime->tree, part->at.body.data);
}
