/* dialect-domain-report.c: reports about a domain, which come to the same mailbox as
 * bounces do: DMARC aggregate reports (RFC 7489 §7.2.1.1) and SMTP TLS reports (RFC
 * 8460).
 *
 * Shape: an archive or an XML file named `receiver!domain!begin!end.xml.gz`, as a rule
 * below a subject "Report Domain: ... Submitter: ... Report-ID: ..."; or a
 * multipart/report with report-type=tlsrpt and a part of type application/tlsrpt+gzip.
 * They are told as what they are, and not read. */
#include "dsn-dialect.h"

#include "dsn-field.h"
#include "dsn-header.h"

enum {
  BID_DMARC = 50,
  BID_TLSRPT = 60,
};

static gboolean
is_tlsrpt_part (const DsnPart *part)
{
  return dsn_content_type_is (&part->content, "application", "tlsrpt+gzip") ||
         dsn_content_type_is (&part->content, "application", "tlsrpt+json");
}

static guint
bid_tlsrpt (DsnHand *hand, guint others)
{
  const DsnMessage *message = hand->message;
  const DsnPart *root = dsn_message_get_part (message, 0);
  DsnSpan body;

  if (others >= BID_TLSRPT)
    return 0;
  if (dsn_content_type_is (&root->content, "multipart", "report") &&
      dsn_span_equal_nocase (root->report_type, DSN_SPAN_LIT ("tlsrpt")))
    return BID_TLSRPT;
  if (dsn_header_find (hand->fields, "tls-report-domain", &body))
    return BID_TLSRPT;
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->messages == 0 && is_tlsrpt_part (part))
      return BID_TLSRPT;
  }
  return 0;
}

static gboolean
is_archive (const DsnContentType *content)
{
  static const char *const subtypes[] = { "gzip",        "x-gzip",           "zip",
                                          "x-zip",       "x-zip-compressed", "xml",
                                          "octet-stream" };

  for (gsize i = 0; i < G_N_ELEMENTS (subtypes); i++)
    if (dsn_content_type_is (content, "application", subtypes[i]))
      return TRUE;
  return dsn_content_type_is (content, "text", "xml");
}

/* filename = receiver "!" policy-domain "!" begin-timestamp "!" end-timestamp
 *   [ "!" unique-id ] "." extension */
static gboolean
is_dmarc_name (DsnSpan name)
{
  guint marks = 0;
  gsize digits = 0;

  for (gsize i = 0; i < name.len; i++) {
    guint8 c = name.data[i];

    if (c != '!') {
      digits += g_ascii_isdigit (c) && marks >= 2;
      continue;
    }
    marks++;
    if (marks == 3 && digits < 8)
      return FALSE;
  }
  return marks >= 3 && digits >= 16 &&
         (dsn_span_find_nocase (name, DSN_SPAN_LIT (".xml"), NULL) ||
          dsn_span_find_nocase (name, DSN_SPAN_LIT (".zip"), NULL) ||
          dsn_span_find_nocase (name, DSN_SPAN_LIT (".gz"), NULL));
}

static gboolean
has_dmarc_name (const DsnPart *part)
{
  g_autoptr (GArray) fields = NULL;
  DsnSpan name, body;
  gsize semicolon;

  if (dsn_content_type_find_param (part->content.params, "name", &name) &&
      is_dmarc_name (name))
    return TRUE;
  fields = dsn_field_collect (part->header);
  return dsn_header_find (fields, "content-disposition", &body) &&
         dsn_span_find_byte (body, ';', &semicolon) &&
         dsn_content_type_find_param (dsn_span_slice (body, semicolon, G_MAXSIZE),
                                      "filename", &name) &&
         is_dmarc_name (name);
}

/* "Report Domain: ... Submitter: ... Report-ID: ...", a mark like "[Preview]" before
 * it.
 */
static gboolean
has_dmarc_subject (const GArray *fields)
{
  DsnSpan subject;
  gsize at;

  return dsn_header_find (fields, "subject", &subject) &&
         dsn_span_find_nocase (subject, DSN_SPAN_LIT ("report domain:"), &at) &&
         (at < 3 || subject.data[at - 2] == ']') &&
         dsn_span_find_nocase (subject, DSN_SPAN_LIT ("submitter:"), NULL);
}

static guint
bid_dmarc (DsnHand *hand, guint others)
{
  const DsnMessage *message = hand->message;

  if (others >= BID_DMARC)
    return 0;
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->messages > 0 || part->kind != DSN_PART_LEAF ||
        !is_archive (&part->content))
      continue;
    if (has_dmarc_name (part) || has_dmarc_subject (hand->fields))
      return BID_DMARC;
  }
  return 0;
}

/* What the message is stands in the format; there is nothing else to tell. */
static void
read (DsnMessage *message, const DsnLimits *limits, DsnReport *report)
{
  (void) message;
  (void) limits;
  report->kind = DSN_KIND_OTHER;
}

const DsnDialect dsn_dialect_tlsrpt = { "tls-rpt", bid_tlsrpt, read };
const DsnDialect dsn_dialect_dmarc = { "dmarc-aggregate", bid_dmarc, read };
