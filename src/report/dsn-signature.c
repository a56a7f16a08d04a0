/* dsn-signature.c: a DKIM-Signature field -> who signed, and by which key. */
#include "dsn-signature.h"

/* tag-list = tag-spec *( ";" tag-spec ) [ ";" ]
 * tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]    (RFC 6376 §3.2) */
static DsnSpan
take_tag (DsnSpan *list, DsnSpan *name)
{
  DsnSpan tag = *list;
  gsize at;

  if (dsn_span_find_byte (*list, ';', &at)) {
    tag = dsn_span_slice (*list, 0, at);
    *list = dsn_span_slice (*list, at + 1, G_MAXSIZE);
  } else {
    *list = dsn_span_slice (*list, list->len, 0);
  }
  if (!dsn_span_find_byte (tag, '=', &at))
    at = tag.len;
  *name = dsn_span_trim (dsn_span_slice (tag, 0, at));
  return dsn_span_trim (dsn_span_slice (tag, at + 1, G_MAXSIZE));
}

void
dsn_signature_keep (DsnValues *values, DsnSpan body)
{
  DsnSpan list = dsn_value_read (values, body);
  DsnSpan domain = { NULL, 0 }, selector = { NULL, 0 };
  DsnSignature signature;

  while (list.len > 0) {
    DsnSpan name;
    DsnSpan value = take_tag (&list, &name);

    if (dsn_span_equal (name, DSN_SPAN_LIT ("d")) && domain.len == 0)
      domain = value;
    else if (dsn_span_equal (name, DSN_SPAN_LIT ("s")) && selector.len == 0)
      selector = value;
  }
  if (domain.len == 0 || selector.len == 0)
    return;
  signature.domain = dsn_value_keep_lower (values, body, domain);
  signature.selector = dsn_value_keep_lower (values, body, selector);
  dsn_report_add_signature (values->report, &signature);
}
