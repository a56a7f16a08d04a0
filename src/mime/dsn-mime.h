/* dsn-mime.h: any message as a tree of MIME parts. */
#pragma once

#include "dsn-defect.h"
#include "dsn-limits.h"

G_BEGIN_DECLS

/**
 * DsnMime:
 *
 * A message and its parts (RFC 2045, RFC 2046), those of messages inside it included.
 * Immutable and counted: any thread may read it.
 */
typedef struct _DsnMime DsnMime;

/**
 * DsnMimePart:
 *
 * One part of a message: a header and a body. It belongs to its #DsnMime and lives as
 * long; so does every text that its getters give. dsn_mime_part_ref() keeps both.
 */
typedef struct _DsnMimePart DsnMimePart;

/**
 * dsn_mime_part_ref:
 * @part: a part of a message
 *
 * Counts the part's message once more.
 *
 * Returns: (transfer full): @part, which lives until dsn_mime_part_unref()
 */
DSN_API DsnMimePart *dsn_mime_part_ref (const DsnMimePart *part);

/**
 * dsn_mime_part_unref:
 * @part: (nullable) (transfer full): a part that was counted
 *
 * Drops what dsn_mime_part_ref() has counted.
 */
DSN_API void dsn_mime_part_unref (DsnMimePart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMimePart, dsn_mime_part_unref)

/**
 * DsnMimeKind:
 * @DSN_MIME_LEAF: a body that holds no parts, or was not looked into
 * @DSN_MIME_MULTIPART: its children are its parts (RFC 2046 §5.1)
 * @DSN_MIME_MESSAGE: its only child is the message inside (RFC 2046 §5.2.1)
 *
 * What a part holds. Where a label is wrong, this says how it was read.
 */
typedef enum {
  DSN_MIME_LEAF,
  DSN_MIME_MULTIPART,
  DSN_MIME_MESSAGE,
} DsnMimeKind;

/**
 * dsn_mime_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): the word that the JSON uses: `leaf`, `multipart`, `message`
 */
DSN_API const char *dsn_mime_kind_to_string (DsnMimeKind kind);

/**
 * dsn_mime_new:
 * @bytes: one message, as it came; counted, not copied
 * @limits: (nullable): ceilings; %NULL for the defaults
 *
 * Reads a message into its tree. Nothing that a message holds is an error: odd mail has
 * defects, and there is always one part. Messages inside that are encoded, which
 * RFC 2046 §5.2.1 forbids, are decoded and read, up to `decoded_size` together. Time
 * and memory are linear in the size of @bytes; nothing recurses.
 *
 * Returns: (transfer full): the message; unref it with dsn_mime_unref()
 */
DSN_API DsnMime *dsn_mime_new (GBytes *bytes, const DsnLimits *limits);

/**
 * dsn_mime_ref:
 * @mime: a message
 *
 * Returns: (transfer full): @mime, with one more reference
 */
DSN_API DsnMime *dsn_mime_ref (DsnMime *mime);

/**
 * dsn_mime_unref:
 * @mime: (nullable) (transfer full): a message
 *
 * Drops a reference; the last one frees it with all of its parts.
 */
DSN_API void dsn_mime_unref (DsnMime *mime);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMime, dsn_mime_unref)

/**
 * dsn_mime_get_part_count:
 * @mime: a message
 *
 * Returns: how many parts there are, at least 1
 */
DSN_API guint dsn_mime_get_part_count (const DsnMime *mime);

/**
 * dsn_mime_get_part:
 * @mime: a message
 * @index: below dsn_mime_get_part_count()
 *
 * The parts stand in the order of the message, each before its children; part 0 is the
 * message itself.
 *
 * Returns: (transfer none): a part
 */
DSN_API const DsnMimePart *dsn_mime_get_part (const DsnMime *mime, guint index);

/**
 * dsn_mime_find_path:
 * @mime: a message
 * @path: where a part stands, see dsn_mime_part_get_path()
 *
 * Finds a part. A path that ends in `0` is that of the message itself or of the message
 * in a part, whatever its type.
 *
 * Returns: (transfer none) (nullable): the part; %NULL if there is none
 */
DSN_API const DsnMimePart *dsn_mime_find_path (const DsnMime *mime, const char *path);

/**
 * dsn_mime_find_type:
 * @mime: a message
 * @type: a type such as `text/html`, or `text/` followed by `*`; any case
 * @after: (nullable): the part behind which to look; %NULL for all
 *
 * Finds the next part of a type.
 *
 * Returns: (transfer none) (nullable): the part; %NULL if there is none
 */
DSN_API const DsnMimePart *dsn_mime_find_type (const DsnMime *mime, const char *type,
                                               const DsnMimePart *after);

/**
 * dsn_mime_get_defect_count:
 * @mime: a message
 *
 * Returns: how many things were odd in the structure
 */
DSN_API guint dsn_mime_get_defect_count (const DsnMime *mime);

/**
 * dsn_mime_get_defect:
 * @mime: a message
 * @index: below dsn_mime_get_defect_count()
 *
 * Returns: (transfer none): a finding
 */
DSN_API const DsnDefect *dsn_mime_get_defect (const DsnMime *mime, guint index);

/**
 * dsn_mime_part_get_path:
 * @part: a part of a message
 *
 * Where a part stands, as IMAP counts (RFC 9051 §6.4.5): `2.1` is the first part of the
 * second, parts of a message inside count on below the part that holds it, and the body
 * of a message that is no multipart is `1`. A multipart that is a whole message has no
 * number there: it is `0`, and the one inside part 3 is `3.0`.
 *
 * Returns: (transfer none): its path
 */
DSN_API const char *dsn_mime_part_get_path (const DsnMimePart *part);

/**
 * dsn_mime_part_get_kind:
 * @part: a part of a message
 *
 * Returns: what it holds
 */
DSN_API DsnMimeKind dsn_mime_part_get_kind (const DsnMimePart *part);

/**
 * dsn_mime_part_get_depth:
 * @part: a part of a message
 *
 * Returns: how many parts it stands inside of
 */
DSN_API guint dsn_mime_part_get_depth (const DsnMimePart *part);

/**
 * dsn_mime_part_get_parent:
 * @part: a part of a message
 *
 * Returns: (transfer none) (nullable): the part around it; %NULL for the message itself
 */
DSN_API const DsnMimePart *dsn_mime_part_get_parent (const DsnMimePart *part);

/**
 * dsn_mime_part_get_child:
 * @part: a part of a message
 *
 * Returns: (transfer none) (nullable): its first child; dsn_mime_part_get_next() has
 *   the others
 */
DSN_API const DsnMimePart *dsn_mime_part_get_child (const DsnMimePart *part);

/**
 * dsn_mime_part_get_next:
 * @part: a part of a message
 *
 * Returns: (transfer none) (nullable): the next part of the same parent
 */
DSN_API const DsnMimePart *dsn_mime_part_get_next (const DsnMimePart *part);

/**
 * dsn_mime_part_get_content_type:
 * @part: a part of a message
 *
 * Returns: (transfer none): its type in lower case, e.g. `text/plain`, which is also
 *   that of a part that names none (RFC 2045 §5.2)
 */
DSN_API const char *dsn_mime_part_get_content_type (const DsnMimePart *part);

/**
 * dsn_mime_part_get_charset:
 * @part: a part of a message
 *
 * Returns: (transfer none) (nullable): the charset that it names, in lower case
 */
DSN_API const char *dsn_mime_part_get_charset (const DsnMimePart *part);

/**
 * dsn_mime_part_get_encoding:
 * @part: a part of a message
 *
 * Returns: (transfer none) (nullable): the Content-Transfer-Encoding that it names, in
 *   lower case (RFC 2045 §6)
 */
DSN_API const char *dsn_mime_part_get_encoding (const DsnMimePart *part);

/**
 * dsn_mime_part_get_disposition:
 * @part: a part of a message
 *
 * Returns: (transfer none) (nullable): its disposition in lower case, e.g. `attachment`
 *   (RFC 2183 §2)
 */
DSN_API const char *dsn_mime_part_get_disposition (const DsnMimePart *part);

/**
 * dsn_mime_part_get_name:
 * @part: a part of a message
 *
 * The name of a file that its sender gave it: the filename of the disposition, or else
 * the name of the type (RFC 2183 §2.3, RFC 2231, RFC 2047). It may hold anything: no
 * file must ever be opened by it. dsn_mime_part_dup_file_name() makes a safe one of it.
 *
 * Returns: (transfer none) (nullable): the name, decoded, valid UTF-8
 */
DSN_API const char *dsn_mime_part_get_name (const DsnMimePart *part);

/**
 * dsn_mime_part_get_description:
 * @part: a part of a message
 *
 * Returns: (transfer none) (nullable): its Content-Description, decoded (RFC 2045 §8)
 */
DSN_API const char *dsn_mime_part_get_description (const DsnMimePart *part);

/**
 * dsn_mime_part_get_content_id:
 * @part: a part of a message
 *
 * Returns: (transfer none) (nullable): its Content-ID without the angle brackets
 *   (RFC 2045 §7)
 */
DSN_API const char *dsn_mime_part_get_content_id (const DsnMimePart *part);

/**
 * dsn_mime_part_get_header:
 * @part: a part of a message
 * @size: (out): its length in bytes
 *
 * Returns: (transfer none) (array length=size): its header as it stands in the message,
 *   without the empty line behind it; maybe %NULL where @size is 0
 */
DSN_API const guint8 *dsn_mime_part_get_header (const DsnMimePart *part, gsize *size);

/**
 * dsn_mime_part_get_body:
 * @part: a part of a message
 * @size: (out): its length in bytes
 *
 * Returns: (transfer none) (array length=size): its body as it stands in the message,
 *   encoded as it is; maybe %NULL where @size is 0
 */
DSN_API const guint8 *dsn_mime_part_get_body (const DsnMimePart *part, gsize *size);

/**
 * dsn_mime_part_get_header_offset:
 * @part: a part of a message
 *
 * Returns: where its header begins, in bytes from the start of the message; inside a
 *   message that had to be decoded, where that one's body begins
 */
DSN_API gsize dsn_mime_part_get_header_offset (const DsnMimePart *part);

/**
 * dsn_mime_part_get_body_offset:
 * @part: a part of a message
 *
 * Returns: where its body begins, as dsn_mime_part_get_header_offset()
 */
DSN_API gsize dsn_mime_part_get_body_offset (const DsnMimePart *part);

/**
 * dsn_mime_part_decode:
 * @part: a part of a message
 *
 * Takes the transfer encoding off its body. The result is no longer than the body, so
 * `message_size` is its ceiling. The body of a multipart has its boundaries in it.
 *
 * Returns: (transfer full): the bytes themselves
 */
DSN_API GBytes *dsn_mime_part_decode (const DsnMimePart *part);

/**
 * DsnMimeText:
 * @DSN_MIME_TEXT_AS_IT_WAS: the bytes were UTF-8, or are not labelled as text
 * @DSN_MIME_TEXT_CONVERTED: they were in another charset, and are UTF-8 now
 * @DSN_MIME_TEXT_REPAIRED: so they are, but some were none of their charset: these are
 *   U+FFFD
 * @DSN_MIME_TEXT_UNKNOWN: they are no UTF-8, and their charset is not named or nobody
 *   knows it
 *
 * What became of a text.
 */
typedef enum {
  DSN_MIME_TEXT_AS_IT_WAS,
  DSN_MIME_TEXT_CONVERTED,
  DSN_MIME_TEXT_REPAIRED,
  DSN_MIME_TEXT_UNKNOWN,
} DsnMimeText;

/**
 * dsn_mime_part_decode_text:
 * @part: a part of a message
 * @outcome: (out) (optional): what became of it
 *
 * As dsn_mime_part_decode(), and takes the charset off a part of type text (RFC 2046
 * §4.1.2).
 *
 * Returns: (transfer full): UTF-8 where @outcome does not say otherwise
 */
DSN_API GBytes *dsn_mime_part_decode_text (const DsnMimePart *part,
                                           DsnMimeText *outcome);

/**
 * DsnMimeField:
 * @name: its name as written, valid UTF-8
 * @value: its body as one line, with folds taken out and encoded words (RFC 2047) and
 *   8-bit text decoded; valid UTF-8
 * @raw: (array length=raw_size): all of it as it stands in the message, without the
 *   line end behind it; lives as long as the message
 * @raw_size: length of @raw in bytes
 * @offset: where it begins, in bytes from the start of the message
 * @cut: its value is over `value_size`, and only its beginning is here
 * @repaired: some of it was no text: that is U+FFFD
 *
 * A header field (RFC 5322 §2.2).
 */
typedef struct {
  const char *name;
  const char *value;
  const guint8 *raw;
  gsize raw_size;
  gsize offset;
  gboolean cut;
  gboolean repaired;
} DsnMimeField;

/**
 * dsn_mime_part_read_fields: (skip)
 * @part: a part of a message
 * @names: (nullable) (array zero-terminated=1): names of fields, any case; %NULL for
 *   all
 *
 * Reads the header of a part. There are no more fields than `headers`, and those over
 * `header_size` are left out: the defects of the message say so.
 *
 * Returns: (transfer full) (element-type DsnMimeField): the fields, in their order; the
 *   message must outlive them
 */
DSN_API GPtrArray *dsn_mime_part_read_fields (const DsnMimePart *part,
                                              const char *const *names);

/**
 * dsn_mime_part_dup_file_name:
 * @part: a part of a message
 *
 * Makes a name for a file to keep the part in: of the last step of its sender's name,
 * or of its path and type. It is never empty, has at most 200 bytes of valid UTF-8,
 * begins with neither a dot, a hyphen nor a tilde, and holds no separator of folders,
 * no control or invisible character, and nothing that another system could not write.
 * Two parts may have the same.
 *
 * Returns: (transfer full): the name
 */
DSN_API char *dsn_mime_part_dup_file_name (const DsnMimePart *part);

G_END_DECLS
