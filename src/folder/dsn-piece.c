/* dsn-piece.c: a piece of the input as bytes for another process, and back. */
#include "dsn-piece.h"

#include <string.h>

/* The numbers come first, then lengths, then texts with a NUL behind each, then bytes.
 */
typedef struct {
  guint64 total_len;
  guint64 kind;
  guint64 maildir;
  guint64 in_mbox;
  guint64 offset;
  guint64 size;
  guint64 device;
  guint64 inode;
  guint64 code;
  guint64 lengths_count;
  guint64 bytes_len;
  guint64 source_len; /* with the NUL; 0 is NULL */
  guint64 path_len;
  guint64 message_len;
} Head;

#define ALIGN(len) (((len) + 7) & ~(guint64) 7)

static guint64
text_len (const char *text)
{
  return text != NULL ? strlen (text) + 1 : 0;
}

/* Gives the place behind what it has written. */
static guint8 *
put (guint8 *to, gconstpointer data, guint64 len)
{
  if (len > 0)
    memcpy (to, data, len);
  return to + len;
}

void
dsn_piece_pack (const DsnPiece *piece, GByteArray *out)
{
  guint start = out->len;
  Head head = {
    .kind = piece->kind,
    .maildir = (guint64) piece->maildir,
    .in_mbox = (guint64) piece->in_mbox,
    .offset = piece->offset,
    .size = piece->size,
    .device = piece->device,
    .inode = piece->inode,
    .code = piece->code,
    .lengths_count = piece->lengths_count,
    .bytes_len = piece->bytes.len,
    .source_len = text_len (piece->source),
    .path_len = text_len (piece->path),
    .message_len = text_len (piece->message),
  };
  guint64 len = sizeof head + head.lengths_count * sizeof (guint64) + head.source_len +
                head.path_len + head.message_len + head.bytes_len;
  guint8 *to;

  head.total_len = ALIGN (len);
  g_byte_array_set_size (out, start + (guint) head.total_len);
  to = put (out->data + start, &head, sizeof head);
  to = put (to, piece->lengths, head.lengths_count * sizeof (guint64));
  to = put (to, piece->source, head.source_len);
  to = put (to, piece->path, head.path_len);
  to = put (to, piece->message, head.message_len);
  to = put (to, piece->bytes.data, head.bytes_len);
  memset (to, 0, head.total_len - len);
}

/* Cuts @len bytes off @rest. */
static gboolean
take (DsnSpan *rest, guint64 len, const guint8 **data)
{
  if (len > rest->len)
    return FALSE;
  *data = len > 0 ? rest->data : NULL;
  *rest = dsn_span_slice (*rest, (gsize) len, G_MAXSIZE);
  return TRUE;
}

static gboolean
take_text (DsnSpan *rest, guint64 len, const char **text)
{
  const guint8 *data;

  if (!take (rest, len, &data) || (data != NULL && data[len - 1] != '\0'))
    return FALSE;
  *text = (const char *) data;
  return TRUE;
}

gboolean
dsn_piece_unpack (DsnSpan *packed, DsnPiece *piece)
{
  DsnSpan rest = *packed;
  DsnPiece found = { 0 };
  const guint8 *data, *lengths;
  Head head;

  if (!take (&rest, sizeof head, &data))
    return FALSE;
  memcpy (&head, data, sizeof head);
  if (head.total_len < sizeof head || head.total_len > packed->len ||
      head.total_len % 8 != 0 || head.kind > DSN_PIECE_ERROR ||
      head.lengths_count > head.total_len / sizeof (guint64))
    return FALSE;
  rest.len = (gsize) (head.total_len - sizeof head);
  if (!take (&rest, head.lengths_count * sizeof (guint64), &lengths) ||
      !take_text (&rest, head.source_len, &found.source) ||
      !take_text (&rest, head.path_len, &found.path) ||
      !take_text (&rest, head.message_len, &found.message) ||
      !take (&rest, head.bytes_len, &found.bytes.data) || rest.len >= 8)
    return FALSE;
  found.kind = (DsnPieceKind) head.kind;
  found.maildir = head.maildir != 0;
  found.in_mbox = head.in_mbox != 0;
  found.offset = head.offset;
  found.size = head.size;
  found.device = head.device;
  found.inode = head.inode;
  found.code = (DsnError) head.code;
  found.lengths = (const guint64 *) (gconstpointer) lengths;
  found.lengths_count = (gsize) head.lengths_count;
  found.bytes.len = (gsize) head.bytes_len;
  *piece = found;
  *packed = dsn_span_slice (*packed, (gsize) head.total_len, G_MAXSIZE);
  return TRUE;
}
