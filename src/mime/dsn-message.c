/* dsn-message.c: a message: its bytes, and the tree of parts over them. */
#include "dsn-message.h"

#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-scanner.h"

/* Bytes that a part's body was decoded to. */
typedef struct {
  GBytes *bytes;
  guint part;
  gsize offset; /* of the encoded body */
} Decoded;

struct _DsnMessage {
  GBytes *input; /* NULL where the caller keeps it */
  DsnSpan text;
  gboolean regular; /* its line ends */
  const DsnLimits *limits;
  DsnDefects *defects;
  GArray *parts;   /* DsnPart */
  GArray *fields;  /* DsnField: the header of the message */
  GArray *decoded; /* Decoded; NULL while there is none */
  gsize decoded_size;
  GStringChunk *strings;
  DsnConverters *converters;
};

static void
clear_decoded (gpointer decoded)
{
  g_bytes_unref (((Decoded *) decoded)->bytes);
}

DsnMessage *
dsn_message_new_empty (void)
{
  DsnMessage *message = g_new0 (DsnMessage, 1);

  message->parts = g_array_sized_new (FALSE, FALSE, sizeof (DsnPart), 4);
  message->strings = g_string_chunk_new (64);
  message->converters = dsn_converters_new ();
  message->fields = g_array_sized_new (FALSE, FALSE, sizeof (DsnField), 32);
  return message;
}

/* What is left is the space that the next message takes. */
static void
clear (DsnMessage *message)
{
  g_array_set_size (message->parts, 0);
  g_array_set_size (message->fields, 0);
  g_clear_pointer (&message->decoded, g_array_unref);
  message->decoded_size = 0;
  g_string_chunk_clear (message->strings);
}

void
dsn_message_read (DsnMessage *message, DsnSpan text, const DsnLimits *limits,
                  DsnDefects *defects)
{
  DsnScanner scanner = { .parts = message->parts,
                         .fields = message->fields,
                         .strings = message->strings,
                         .limits = limits,
                         .defects = defects,
                         .base = text.data };

  clear (message);
  message->text = text;
  message->limits = limits;
  message->defects = defects;
  dsn_scanner_run (&scanner, text, DSN_PART_NONE);
  message->regular = scanner.regular;
}

DsnMessage *
dsn_message_new (GBytes *bytes, const DsnLimits *limits, DsnDefects *defects)
{
  DsnMessage *message = dsn_message_new_empty ();

  message->input = g_bytes_ref (bytes);
  dsn_message_read (message, dsn_span_of_bytes (bytes), limits, defects);
  return message;
}

void
dsn_message_free (DsnMessage *message)
{
  if (message == NULL)
    return;
  g_array_unref (message->parts);
  g_array_unref (message->fields);
  g_clear_pointer (&message->decoded, g_array_unref);
  g_string_chunk_free (message->strings);
  dsn_converters_free (message->converters);
  g_clear_pointer (&message->input, g_bytes_unref);
  g_free (message);
}

DsnConverters *
dsn_message_get_converters (const DsnMessage *message)
{
  return message->converters;
}

guint
dsn_message_get_part_count (const DsnMessage *message)
{
  return message->parts->len;
}

const DsnPart *
dsn_message_get_part (const DsnMessage *message, guint index)
{
  g_assert (index < message->parts->len);
  return &g_array_index (message->parts, DsnPart, index);
}

static const Decoded *
find_decoded (const DsnMessage *message, guint part)
{
  for (guint i = 0; message->decoded != NULL && i < message->decoded->len; i++) {
    const Decoded *decoded = &g_array_index (message->decoded, Decoded, i);

    if (decoded->part == part)
      return decoded;
  }
  return NULL;
}

const GArray *
dsn_message_get_fields (const DsnMessage *message)
{
  return message->fields;
}

gsize
dsn_message_get_offset (const DsnMessage *message, const guint8 *at)
{
  if (at >= message->text.data && at <= message->text.data + message->text.len)
    return (gsize) (at - message->text.data);
  /* What was decoded last is what is being read. */
  for (guint i = message->decoded != NULL ? message->decoded->len : 0; i > 0; i--) {
    const Decoded *decoded = &g_array_index (message->decoded, Decoded, i - 1);
    DsnSpan text = dsn_span_of_bytes (decoded->bytes);

    if (at >= text.data && at <= text.data + text.len)
      return decoded->offset;
  }
  return 0;
}

DsnLines
dsn_message_cut_lines (const DsnMessage *message, DsnSpan text)
{
  const guint8 *from = message->text.data;

  /* What was decoded ends its lines as it likes. */
  return message->regular && text.data >= from && text.data < from + message->text.len
             ? dsn_lines_over_regular (text)
             : dsn_lines_over (text);
}

static DsnSpan
keep_decoded (DsnMessage *message, Decoded decoded)
{
  if (message->decoded == NULL) {
    message->decoded = g_array_new (FALSE, FALSE, sizeof (Decoded));
    g_array_set_clear_func (message->decoded, clear_decoded);
  }
  g_array_append_val (message->decoded, decoded);
  return dsn_span_of_bytes (decoded.bytes);
}

DsnSpan
dsn_message_get_body (DsnMessage *message, guint index)
{
  const DsnPart *part = dsn_message_get_part (message, index);
  const Decoded *known = find_decoded (message, index);
  Decoded decoded = { .part = index };
  gboolean cut;

  if (part->encoding == DSN_ENCODING_IDENTITY)
    return part->body;
  if (known != NULL)
    return dsn_span_of_bytes (known->bytes);
  decoded.offset = dsn_message_get_offset (message, part->body.data);
  decoded.bytes =
      dsn_decode_body (part->body, part->encoding,
                       message->limits->decoded_size - message->decoded_size, &cut);
  if (cut)
    dsn_defects_add_once (message->defects, DSN_DEFECT_DECODED_TOO_BIG, decoded.offset,
                          (DsnSpan){ NULL, 0 });
  message->decoded_size += g_bytes_get_size (decoded.bytes);
  return keep_decoded (message, decoded);
}

DsnSpan
dsn_message_keep_text (DsnMessage *message, guint index, GString *text)
{
  const DsnPart *part = dsn_message_get_part (message, index);
  Decoded decoded = { .part = DSN_PART_NONE }; /* not the part's body itself */

  decoded.offset = dsn_message_get_offset (message, part->body.data);
  decoded.bytes = g_string_free_to_bytes (text);
  return keep_decoded (message, decoded);
}

void
dsn_message_expand (DsnMessage *message, guint index)
{
  const DsnPart *part = dsn_message_get_part (message, index);
  DsnScanner scanner;
  DsnSpan text;

  if (part->kind != DSN_PART_LEAF || part->encoding == DSN_ENCODING_IDENTITY ||
      part->depth + 1 >= message->limits->depth)
    return;
  if (!dsn_content_type_is (&part->content, "message", "rfc822") &&
      !dsn_content_type_is (&part->content, "message", "global"))
    return;
  text = dsn_message_get_body (message, index);
  dsn_defects_add_once (message->defects, DSN_DEFECT_ENCODED_MESSAGE,
                        dsn_message_get_offset (message, part->header.data),
                        (DsnSpan){ NULL, 0 });
  scanner = (DsnScanner){ .parts = message->parts,
                          .fields = message->fields,
                          .strings = message->strings,
                          .limits = message->limits,
                          .defects = message->defects,
                          .offset = dsn_message_get_offset (message, part->body.data) };
  dsn_scanner_run (&scanner, text, index);
  /* At the limit of parts there is no message inside, and the leaf stays one. */
  if (g_array_index (message->parts, DsnPart, index).child != DSN_PART_NONE)
    g_array_index (message->parts, DsnPart, index).kind = DSN_PART_MESSAGE;
}
