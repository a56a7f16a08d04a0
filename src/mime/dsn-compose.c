/* dsn-compose.c: the parts of a report -> a multipart/report, through GMime. */
#include "dsn-compose.h"

#include "dsn-date.h"
#include "dsn-gmime.h"

#include <string.h>

/* GMime does not say how its objects are dropped. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InternetAddressList, g_object_unref)

/* RFC 5322 §2.1.1, without the line end. */
#define LINE_MAX_LEN 998

/* What GMime is given to read addresses from, and a word of it: none is folded. */
#define ADDRESSES_MAX_LEN 16384
#define WORD_MAX_LEN 800

/* What a body needs of its way (RFC 2045 §6.2). */
typedef struct {
  gboolean eight_bit;
  gboolean binary; /* no lines, or lines that are too long */
} Needs;

static Needs
needs_of (DsnSpan body)
{
  Needs needs = { FALSE, FALSE };
  gsize column = 0;

  for (gsize i = 0; i < body.len; i++) {
    guint8 c = body.data[i];

    needs.eight_bit |= c >= 0x80;
    column = c == '\n' ? 0 : column + 1;
    needs.binary |= c == 0 || c == '\r' || column > LINE_MAX_LEN;
  }
  return needs;
}

/* Composite types are never encoded (RFC 2046 §5.2.1), but for those of RFC 6533. */
static GMimeContentEncoding
encoding_of (const DsnComposedPart *part, Needs needs)
{
  gboolean is_text = strcmp (part->type, "text") == 0;
  gboolean is_global = g_str_has_prefix (part->subtype, "global");

  if (is_text && (needs.binary || (needs.eight_bit && part->seven_bit)))
    return GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  if (is_global && part->seven_bit)
    return GMIME_CONTENT_ENCODING_BASE64;
  if (needs.binary)
    return GMIME_CONTENT_ENCODING_BINARY;
  return needs.eight_bit ? GMIME_CONTENT_ENCODING_8BIT : GMIME_CONTENT_ENCODING_7BIT;
}

/* A message in base64 has the line ends of the network. */
static GMimeStream *
stream_of (DsnSpan body, gboolean with_crs)
{
  GMimeStream *stream = g_mime_stream_mem_new ();

  if (!with_crs) {
    g_mime_stream_write (stream, (const char *) body.data, body.len);
  } else {
    g_autoptr (GString) text = g_string_sized_new (body.len + body.len / 32);

    for (gsize i = 0; i < body.len; i++) {
      if (body.data[i] == '\n')
        g_string_append_c (text, '\r');
      g_string_append_c (text, (char) body.data[i]);
    }
    g_mime_stream_write (stream, text->str, text->len);
  }
  g_mime_stream_reset (stream);
  return stream;
}

static GMimeObject *
make_part (const DsnComposedPart *part, GMimeContentEncoding encoding)
{
  GMimePart *made = g_mime_part_new_with_type (part->type, part->subtype);
  GMimeObject *object = GMIME_OBJECT (made);
  g_autoptr (GMimeStream) stream =
      stream_of (part->body, encoding == GMIME_CONTENT_ENCODING_BASE64);
  /* What is not to be encoded is handed on as if it were encoded so already. */
  gboolean encoded = encoding == GMIME_CONTENT_ENCODING_BASE64 ||
                     encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  g_autoptr (GMimeDataWrapper) content = g_mime_data_wrapper_new_with_stream (
      stream, encoded ? GMIME_CONTENT_ENCODING_DEFAULT : encoding);

  if (part->charset != NULL)
    g_mime_object_set_content_type_parameter (object, "charset", part->charset);
  if (part->language != NULL)
    g_mime_object_set_header (object, "Content-Language", part->language, NULL);
  g_mime_part_set_content_encoding (made, encoding);
  g_mime_part_set_content (made, content);
  return object;
}

/* The label of a multipart is the highest of its parts' (RFC 2045 §6.4). */
static GMimeContentEncoding
higher (GMimeContentEncoding a, GMimeContentEncoding b)
{
  static const GMimeContentEncoding order[] = { GMIME_CONTENT_ENCODING_BINARY,
                                                GMIME_CONTENT_ENCODING_8BIT };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (a == order[i] || b == order[i])
      return order[i];
  return a;
}

static gboolean
stands_in (const char *boundary, const DsnComposedPart *parts, guint count)
{
  for (guint i = 0; i < count; i++)
    if (parts[i].body.len > 0 &&
        dsn_span_find_nocase (parts[i].body, dsn_span_of_string (boundary), NULL))
      return TRUE;
  return FALSE;
}

/* What is composed is a function of the parts alone, so a random boundary will not do.
 */
static char *
make_boundary (const DsnComposedPart *parts, guint count)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  char *boundary = NULL;

  for (guint i = 0; i < count; i++)
    g_checksum_update (sum, parts[i].body.data, (gssize) parts[i].body.len);
  do {
    g_autoptr (GChecksum) copy = NULL;

    g_free (boundary);
    g_checksum_update (sum, (const guchar *) "=", 1);
    copy = g_checksum_copy (sum);
    boundary = g_strdup_printf ("=_%.32s", g_checksum_get_string (copy));
  } while (stands_in (boundary, parts, count));
  return boundary;
}

void
dsn_compose_report (GString *out, const char *report_type, const DsnComposedPart *parts,
                    guint count)
{
  g_autofree char *boundary = make_boundary (parts, count);
  GMimeContentEncoding highest = GMIME_CONTENT_ENCODING_7BIT;
  g_autoptr (GMimeMultipart) multipart = NULL;
  g_autoptr (GMimeStream) stream = NULL;
  GByteArray *bytes;

  dsn_gmime_init ();
  multipart = g_mime_multipart_new_with_subtype ("report");
  g_mime_object_set_content_type_parameter (GMIME_OBJECT (multipart), "report-type",
                                            report_type);
  g_mime_multipart_set_boundary (multipart, boundary);
  for (guint i = 0; i < count; i++) {
    GMimeContentEncoding encoding = encoding_of (&parts[i], needs_of (parts[i].body));
    g_autoptr (GMimeObject) part = make_part (&parts[i], encoding);

    g_mime_multipart_add (multipart, part);
    highest = higher (highest, encoding);
  }
  if (highest != GMIME_CONTENT_ENCODING_7BIT)
    g_mime_object_set_header (GMIME_OBJECT (multipart), "Content-Transfer-Encoding",
                              g_mime_content_encoding_to_string (highest), NULL);
  stream = g_mime_stream_mem_new ();
  g_mime_object_write_to_stream (GMIME_OBJECT (multipart), NULL, stream);
  bytes = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  g_string_append_len (out, (const char *) bytes->data, (gssize) bytes->len);
}

char *
dsn_compose_date (gint64 seconds)
{
  g_autoptr (GDateTime) date =
      seconds != DSN_DATE_NONE ? g_date_time_new_from_unix_utc (seconds) : NULL;

  return date != NULL ? g_mime_utils_header_format_date (date) : NULL;
}

/* Whether a header can hold @text as it is: one line, of words that fit into one. */
static gboolean
is_header_text (const char *text)
{
  gsize word = 0;

  for (const char *at = text; *at != '\0'; at++) {
    if (((guint8) *at < ' ' && *at != '\t') || *at == 0x7f)
      return FALSE;
    word = *at == ' ' ? 0 : word + 1;
    if (word > WORD_MAX_LEN || at - text > ADDRESSES_MAX_LEN)
      return FALSE;
  }
  return TRUE;
}

static InternetAddressList *
read_addresses (const char *text)
{
  g_autoptr (InternetAddressList) list = NULL;

  if (!is_header_text (text))
    return NULL;
  dsn_gmime_init ();
  list = internet_address_list_parse (NULL, text);
  if (list == NULL || internet_address_list_length (list) == 0)
    return NULL;
  return g_steal_pointer (&list);
}

char *
dsn_compose_addresses (const char *text, gboolean utf8)
{
  g_autoptr (InternetAddressList) list = read_addresses (text);
  g_autofree char *encoded = NULL;

  if (list == NULL)
    return NULL;
  if (utf8 || g_str_is_ascii (text))
    return g_strdup (text);
  encoded = internet_address_list_to_string (list, NULL, TRUE);
  if (encoded == NULL || !g_str_is_ascii (encoded))
    return NULL;
  g_strdelimit (encoded, "\r\n\t", ' ');
  return is_header_text (encoded) ? g_steal_pointer (&encoded) : NULL;
}

char *
dsn_compose_addr_spec (const char *text)
{
  g_autoptr (InternetAddressList) list = read_addresses (text);
  InternetAddress *first =
      list != NULL ? internet_address_list_get_address (list, 0) : NULL;

  if (first == NULL || !INTERNET_ADDRESS_IS_MAILBOX (first))
    return NULL;
  return g_strdup (
      internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (first)));
}
