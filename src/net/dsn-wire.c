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
answer_of_header (DsnSpan bytes)
{
  DsnAnswer *answer = answer_new ();

  answer->rcode = LDNS_RCODE_WIRE (bytes.data);
  answer->authoritative = LDNS_AA_WIRE (bytes.data) != 0;
  answer->truncated = LDNS_TC_WIRE (bytes.data) != 0;
  answer->recursion = LDNS_RA_WIRE (bytes.data) != 0;
  answer->authentic = LDNS_AD_WIRE (bytes.data) != 0;
  return answer;
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

/* The record at @at, or %NULL. ldns sees nothing of what follows: a name in a record's
 * data would take it there. It gets no whole message either, for it forgets to free a
 * second OPT or TSIG and misses what stands behind one. */
static ldns_rr *
take_record (DsnSpan bytes, gsize *at, ldns_pkt_section section)
{
  gsize end = *at, len = section == LDNS_SECTION_QUESTION ? 4 : 10;
  size_t got = *at;
  ldns_rr *rr = NULL;

  if (!skip_name (bytes, &end) || bytes.len - end < len)
    return NULL;
  if (section != LDNS_SECTION_QUESTION)
    len += read_number (bytes, end + 8);
  end += len;
  if (end > bytes.len ||
      ldns_wire2rr (&rr, bytes.data, end, &got, section) != LDNS_STATUS_OK)
    return NULL;
  if (got != end) {
    ldns_rr_free (rr);
    return NULL;
  }
  *at = end;
  return rr;
}

/* OPT keeps in the place of TTL the upper bits of RCODE (RFC 6891 §6.1.3); there is one
 * at the most (§6.1.1). */
static gboolean
take_opt (DsnAnswer *answer, const ldns_rr *rr)
{
  if (answer->has_edns)
    return FALSE;
  answer->has_edns = TRUE;
  answer->rcode |= (ldns_rr_ttl (rr) >> 24) << 4;
  take_options (answer, ldns_rr_rdf (rr, 0));
  return TRUE;
}

static gboolean
take_section (DsnAnswer *answer, DsnSpan bytes, gsize *at, guint count,
              DsnSection section)
{
  static const ldns_pkt_section theirs[] = { [DSN_SECTION_ANSWER] = LDNS_SECTION_ANSWER,
                                             [DSN_SECTION_AUTHORITY] =
                                                 LDNS_SECTION_AUTHORITY,
                                             [DSN_SECTION_ADDITIONAL] =
                                                 LDNS_SECTION_ADDITIONAL };
  gboolean good = TRUE;
  guint signatures = 0;

  for (guint i = 0; good && i < count; i++) {
    ldns_rr *rr = take_record (bytes, at, theirs[section]);

    if (rr == NULL)
      return FALSE;
    if (section == DSN_SECTION_ADDITIONAL && ldns_rr_get_type (rr) == LDNS_RR_TYPE_OPT)
      good = take_opt (answer, rr);
    else if (ldns_rr_get_type (rr) == LDNS_RR_TYPE_TSIG) /* one (RFC 8945 §5.1) */
      good = ++signatures == 1;
    else if (ldns_rr_get_class (rr) == LDNS_RR_CLASS_IN) {
      if (answer->records->len == DSN_WIRE_MAX_RECORDS)
        answer->cut = TRUE;
      else
        g_ptr_array_add (answer->records, record_new (rr, section));
    }
    ldns_rr_free (rr);
  }
  return good;
}

static gboolean
is_question (const ldns_rr *rr, const DsnQuestion *question)
{
  ldns_rdf *name;
  gboolean same;

  if (ldns_rr_get_type (rr) != (ldns_rr_type) question->type ||
      ldns_rr_get_class (rr) != LDNS_RR_CLASS_IN)
    return FALSE;
  name = ldns_dname_new_frm_str (question->name);
  same = name != NULL && ldns_dname_compare (name, ldns_rr_owner (rr)) == 0;
  ldns_rdf_deep_free (name);
  return same;
}

/* Whether the question came back as it was asked. A server that could not read it may
 * leave it out. */
static gboolean
take_question (DsnSpan bytes, gsize *at, const DsnQuestion *question, gboolean *same)
{
  guint count = read_number (bytes, 4), rcode = LDNS_RCODE_WIRE (bytes.data);

  *same = count == 1 ||
          (count == 0 && rcode != LDNS_RCODE_NOERROR && rcode != LDNS_RCODE_NXDOMAIN);
  for (guint i = 0; i < count; i++) {
    ldns_rr *rr = take_record (bytes, at, LDNS_SECTION_QUESTION);

    if (rr == NULL)
      return FALSE;
    *same = *same && is_question (rr, question);
    ldns_rr_free (rr);
  }
  return TRUE;
}

/* What was cut off says no more than that. */
static void
keep_truncated (DsnAnswer *answer, DsnSpan bytes)
{
  g_array_set_size (answer->errors, 0);
  g_ptr_array_set_size (answer->records, 0);
  g_free (answer->error_text);
  *answer = (DsnAnswer){ .rcode = LDNS_RCODE_WIRE (bytes.data),
                         .truncated = TRUE,
                         .errors = answer->errors,
                         .records = answer->records };
}

static DsnWireResult
read_body (DsnAnswer *answer, DsnSpan bytes, const DsnQuestion *question)
{
  gsize at = LDNS_HEADER_SIZE;
  gboolean same;

  if (take_question (bytes, &at, question, &same) &&
      take_section (answer, bytes, &at, read_number (bytes, 6), DSN_SECTION_ANSWER) &&
      take_section (answer, bytes, &at, read_number (bytes, 8),
                    DSN_SECTION_AUTHORITY) &&
      take_section (answer, bytes, &at, read_number (bytes, 10),
                    DSN_SECTION_ADDITIONAL))
    return same ? DSN_WIRE_ANSWER : DSN_WIRE_FOREIGN;
  if (!answer->truncated)
    return DSN_WIRE_MALFORMED;
  keep_truncated (answer, bytes);
  return DSN_WIRE_ANSWER;
}

DsnWireResult
dsn_wire_read (DsnSpan bytes, const DsnQuestion *question, guint16 id,
               DsnAnswer **answer)
{
  DsnAnswer *found;
  DsnWireResult result;

  if (bytes.len < LDNS_HEADER_SIZE || bytes.len > DSN_WIRE_MAX_SIZE)
    return DSN_WIRE_MALFORMED;
  if (LDNS_ID_WIRE (bytes.data) != id || !LDNS_QR_WIRE (bytes.data) ||
      LDNS_OPCODE_WIRE (bytes.data) != LDNS_PACKET_QUERY)
    return DSN_WIRE_FOREIGN;
  found = answer_of_header (bytes);
  result = read_body (found, bytes, question);
  if (result == DSN_WIRE_ANSWER && answer != NULL)
    *answer = found;
  else
    dsn_answer_free (found);
  return result;
}
