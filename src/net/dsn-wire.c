/* dsn-wire.c: DNS messages: a question to bytes, bytes to facts (RFC 1035 §4). The only
 * file that calls ldns, and of ldns only what makes and reads messages. */
#include "dsn-wire.h"

#include "dsn-safe.h"

#include <ldns/ldns.h>

#define OPTION_EXTENDED_ERROR 15 /* RFC 8914 §2 */
#define MAX_ERRORS 8
#define MAX_TEXT 4096

GBytes *
dsn_wire_write (const DsnQuestion *question, guint16 id)
{
  ldns_rdf *name = ldns_dname_new_frm_str (question->name);
  uint16_t flags =
      (question->no_recursion ? 0 : LDNS_RD) | (question->no_check ? LDNS_CD : 0);
  ldns_pkt *message;
  GBytes *bytes = NULL;
  uint8_t *wire = NULL;
  size_t len = 0;

  if (name == NULL)
    return NULL;
  message = ldns_pkt_query_new (name, (ldns_rr_type) question->type, LDNS_RR_CLASS_IN,
                                flags); /* takes @name */
  if (message == NULL) {
    ldns_rdf_deep_free (name);
    return NULL;
  }
  ldns_pkt_set_id (message, id);
  /* Whoever sets AD in a question understands it in the answer (RFC 6840 §5.7). */
  ldns_pkt_set_ad (message, !question->no_recursion && !question->no_edns);
  if (!question->no_edns)
    ldns_pkt_set_edns_udp_size (message, DSN_WIRE_UDP_SIZE);
  if (ldns_pkt2wire (&wire, message, &len) == LDNS_STATUS_OK)
    bytes = g_bytes_new (wire, len);
  LDNS_FREE (wire);
  ldns_pkt_free (message);
  return bytes;
}

static void
record_free (gpointer data)
{
  DsnRecord *record = data;

  g_free (record->owner);
  g_free (record->text);
  g_free (record);
}

void
dsn_answer_free (DsnAnswer *answer)
{
  if (answer == NULL)
    return;
  g_clear_pointer (&answer->errors, g_array_unref);
  g_clear_pointer (&answer->records, g_ptr_array_unref);
  g_free (answer->error_text);
  g_free (answer);
}

const DsnRecord *
dsn_answer_find (const DsnAnswer *answer, DsnSection section, guint16 type, guint from,
                 guint *position)
{
  for (guint i = from; answer != NULL && i < answer->records->len; i++) {
    const DsnRecord *record = g_ptr_array_index (answer->records, i);

    if (record->section != section || record->type != type)
      continue;
    if (position != NULL)
      *position = i;
    return record;
  }
  return NULL;
}

/* The presentation of one field; a name in lower case and without its last dot. */
static char *
field_text (const ldns_rdf *field)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *raw = field != NULL ? ldns_rdf2str (field) : NULL;

  dsn_safe_append_bounded (text, dsn_span_of_string (raw), MAX_TEXT);
  LDNS_FREE (raw);
  if (field != NULL && ldns_rdf_get_type (field) == LDNS_RDF_TYPE_DNAME) {
    for (gsize i = 0; i < text->len; i++)
      text->str[i] = g_ascii_tolower (text->str[i]);
    if (text->len > 1 && text->str[text->len - 1] == '.')
      g_string_truncate (text, text->len - 1);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The strings of a TXT record, joined (RFC 7208 §3.3). */
static char *
strings_text (const ldns_rr *rr)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (size_t i = 0; i < ldns_rr_rd_count (rr) && text->len < MAX_TEXT; i++) {
    const ldns_rdf *field = ldns_rr_rdf (rr, i);
    const guint8 *data = ldns_rdf_data (field);
    gsize len = ldns_rdf_size (field);

    if (len > 1)
      dsn_safe_append_utf8 (text, (DsnSpan){ data + 1, MIN (len - 1, data[0]) });
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
joined_fields (const ldns_rr *rr)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (size_t i = 0; i < ldns_rr_rd_count (rr); i++) {
    g_autofree char *field = field_text (ldns_rr_rdf (rr, i));

    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", field);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint32
number_of (const ldns_rr *rr, size_t index, ldns_rdf_type type)
{
  const ldns_rdf *field =
      index < ldns_rr_rd_count (rr) ? ldns_rr_rdf (rr, index) : NULL;

  if (field == NULL || ldns_rdf_get_type (field) != type)
    return 0;
  return type == LDNS_RDF_TYPE_INT16 ? ldns_rdf2native_int16 (field)
                                     : ldns_rdf2native_int32 (field);
}

static DsnRecord *
record_new (const ldns_rr *rr, DsnSection section)
{
  DsnRecord *record = g_new0 (DsnRecord, 1);
  size_t fields = ldns_rr_rd_count (rr);

  record->section = section;
  record->type = (guint16) ldns_rr_get_type (rr);
  record->owner = field_text (ldns_rr_owner (rr));
  record->ttl = ldns_rr_ttl (rr);
  switch (record->type) {
  case DSN_TYPE_MX:
    record->preference = number_of (rr, 0, LDNS_RDF_TYPE_INT16);
    record->text = field_text (fields > 1 ? ldns_rr_rdf (rr, 1) : NULL);
    break;
  case DSN_TYPE_SOA:
    record->serial = number_of (rr, 2, LDNS_RDF_TYPE_INT32);
    record->minimum = number_of (rr, 6, LDNS_RDF_TYPE_PERIOD);
    record->text = field_text (fields > 0 ? ldns_rr_rdf (rr, 0) : NULL);
    break;
  case DSN_TYPE_TXT:
    record->text = strings_text (rr);
    break;
  case DSN_TYPE_TLSA:
    record->text = joined_fields (rr);
    break;
  case DSN_TYPE_A:
  case DSN_TYPE_AAAA:
  case DSN_TYPE_CNAME:
  case DSN_TYPE_NS:
  case DSN_TYPE_PTR:
    record->text = field_text (fields > 0 ? ldns_rr_rdf (rr, 0) : NULL);
    break;
  default:
    record->text = g_strdup ("");
  }
  return record;
}

static void
take_section (DsnAnswer *answer, const ldns_rr_list *list, DsnSection section)
{
  for (size_t i = 0; i < ldns_rr_list_rr_count (list); i++) {
    const ldns_rr *rr = ldns_rr_list_rr (list, i);

    if (ldns_rr_get_class (rr) != LDNS_RR_CLASS_IN)
      continue;
    if (answer->records->len == DSN_WIRE_MAX_RECORDS) {
      answer->cut = TRUE;
      return;
    }
    g_ptr_array_add (answer->records, record_new (rr, section));
  }
}

/* {attribute,value} pairs of OPT: OPTION-CODE, OPTION-LENGTH, OPTION-DATA
 * (RFC 6891 §6.1.2); of an extended error INFO-CODE and EXTRA-TEXT (RFC 8914 §2). */
static void
take_options (DsnAnswer *answer, const ldns_rdf *options)
{
  const guint8 *at = options != NULL ? ldns_rdf_data (options) : NULL;
  gsize left = options != NULL ? ldns_rdf_size (options) : 0;

  while (left >= 4) {
    guint16 option = (guint16) (at[0] << 8 | at[1]), error;
    gsize len = (gsize) (at[2] << 8 | at[3]);

    if (len > left - 4)
      return;
    if (option == OPTION_EXTENDED_ERROR && len >= 2 &&
        answer->errors->len < MAX_ERRORS) {
      error = (guint16) (at[4] << 8 | at[5]);
      g_array_append_val (answer->errors, error);
      if (len > 2 && answer->error_text == NULL) {
        g_autoptr (GString) text = g_string_new (NULL);

        dsn_safe_append_utf8 (text, (DsnSpan){ at + 6, len - 2 });
        answer->error_text = g_string_free (g_steal_pointer (&text), FALSE);
      }
    }
    at += 4 + len;
    left -= 4 + len;
  }
}

static DsnAnswer *
answer_new (void)
{
  DsnAnswer *answer = g_new0 (DsnAnswer, 1);

  answer->errors = g_array_new (FALSE, FALSE, sizeof (guint16));
  answer->records = g_ptr_array_new_with_free_func (record_free);
  return answer;
}

static DsnAnswer *
answer_of (const ldns_pkt *message)
{
  DsnAnswer *answer = answer_new ();

  answer->rcode = (guint) ldns_pkt_get_rcode (message);
  answer->authoritative = ldns_pkt_aa (message) != 0;
  answer->truncated = ldns_pkt_tc (message) != 0;
  answer->recursion = ldns_pkt_ra (message) != 0;
  answer->authentic = ldns_pkt_ad (message) != 0;
  answer->has_edns = ldns_pkt_edns (message) != 0;
  if (answer->has_edns) {
    answer->rcode |= (guint) ldns_pkt_edns_extended_rcode (message) << 4;
    take_options (answer, ldns_pkt_edns_data (message));
  }
  take_section (answer, ldns_pkt_answer (message), DSN_SECTION_ANSWER);
  take_section (answer, ldns_pkt_authority (message), DSN_SECTION_AUTHORITY);
  take_section (answer, ldns_pkt_additional (message), DSN_SECTION_ADDITIONAL);
  return answer;
}

/* Whether the question came back as it was asked. A server that could not read it may
 * leave it out. */
static gboolean
is_same_question (const ldns_pkt *message, const DsnQuestion *question)
{
  const ldns_rr_list *list = ldns_pkt_question (message);
  const ldns_rr *rr;
  ldns_rdf *name;
  gboolean same;

  if (ldns_rr_list_rr_count (list) == 0)
    return ldns_pkt_get_rcode (message) != LDNS_RCODE_NOERROR &&
           ldns_pkt_get_rcode (message) != LDNS_RCODE_NXDOMAIN;
  if (ldns_rr_list_rr_count (list) > 1)
    return FALSE;
  rr = ldns_rr_list_rr (list, 0);
  if (ldns_rr_get_type (rr) != (ldns_rr_type) question->type ||
      ldns_rr_get_class (rr) != LDNS_RR_CLASS_IN)
    return FALSE;
  name = ldns_dname_new_frm_str (question->name);
  same = name != NULL && ldns_dname_compare (name, ldns_rr_owner (rr)) == 0;
  ldns_rdf_deep_free (name);
  return same;
}

static guint
read_number (DsnSpan bytes, gsize at)
{
  return (guint) bytes.data[at] << 8 | bytes.data[at + 1];
}

/* Labels, which a zero or a pointer ends (RFC 1035 §4.1.4). */
static gboolean
skip_name (DsnSpan bytes, gsize *at)
{
  while (*at < bytes.len) {
    guint8 len = bytes.data[*at];

    if (len >= 0x40) {
      *at += 2;
      return len >= 0xc0 && *at <= bytes.len;
    }
    *at += 1u + len;
    if (len == 0)
      return TRUE;
  }
  return FALSE;
}

/* Whether all records are there that the header tells of, and of OPT and TSIG one at
 * the most (RFC 6891 §6.1.1, RFC 8945 §5.1). ldns takes these out of the additional
 * section, lets the last one win, forgets to free those before, and misses what follows
 * a TSIG. */
static gboolean
is_whole (DsnSpan bytes)
{
  guint questions = read_number (bytes, 4);
  guint more = questions + read_number (bytes, 6) + read_number (bytes, 8);
  guint all = more + read_number (bytes, 10), opts = 0, tsigs = 0;
  gsize at = LDNS_HEADER_SIZE;

  for (guint i = 0; i < all; i++) {
    gsize len = i < questions ? 4 : 10; /* behind the name */

    if (!skip_name (bytes, &at) || bytes.len - at < len)
      return FALSE;
    if (i >= more) {
      opts += read_number (bytes, at) == LDNS_RR_TYPE_OPT;
      tsigs += read_number (bytes, at) == LDNS_RR_TYPE_TSIG;
    }
    at += len + (i < questions ? 0 : read_number (bytes, at + 8));
    if (at > bytes.len)
      return FALSE;
  }
  return opts <= 1 && tsigs <= 1;
}

DsnWireResult
dsn_wire_read (DsnSpan bytes, const DsnQuestion *question, guint16 id,
               DsnAnswer **answer)
{
  ldns_pkt *message = NULL;
  DsnWireResult result = DSN_WIRE_ANSWER;

  if (bytes.len < LDNS_HEADER_SIZE || bytes.len > DSN_WIRE_MAX_SIZE)
    return DSN_WIRE_MALFORMED;
  if (LDNS_ID_WIRE (bytes.data) != id || !LDNS_QR_WIRE (bytes.data) ||
      LDNS_OPCODE_WIRE (bytes.data) != LDNS_PACKET_QUERY)
    return DSN_WIRE_FOREIGN;
  if (!is_whole (bytes) ||
      ldns_wire2pkt (&message, bytes.data, bytes.len) != LDNS_STATUS_OK) {
    if (!LDNS_TC_WIRE (bytes.data))
      return DSN_WIRE_MALFORMED;
    if (answer != NULL) {
      *answer = answer_new ();
      (*answer)->rcode = LDNS_RCODE_WIRE (bytes.data);
      (*answer)->truncated = TRUE;
    }
    return DSN_WIRE_ANSWER;
  }
  if (!is_same_question (message, question))
    result = DSN_WIRE_FOREIGN;
  else if (answer != NULL)
    *answer = answer_of (message);
  ldns_pkt_free (message);
  return result;
}
