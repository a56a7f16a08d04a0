/* dsn-describe.c: words and numbers of answers, for those who write them. */
#include "dsn-describe.h"

const char *
dsn_rcode_to_text (guint rcode, char text[DSN_RCODE_TEXT_SIZE])
{
  static const char *const names[] = { "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN",
                                       "NOTIMP",  "REFUSED", "YXDOMAIN", "YXRRSET",
                                       "NXRRSET", "NOTAUTH", "NOTZONE" };

  if (rcode < G_N_ELEMENTS (names))
    return names[rcode];
  if (rcode == DSN_RCODE_BADVERS)
    return "BADVERS";
  g_snprintf (text, DSN_RCODE_TEXT_SIZE, "RCODE%u", rcode);
  return text;
}

const char *
dsn_role_to_string (DsnRole role)
{
  static const char *const names[] = { "local", "independent", "authority" };

  g_return_val_if_fail (role < G_N_ELEMENTS (names), NULL);
  return names[role];
}

gboolean
dsn_view_find_ttl (const DsnView *view, guint32 *ttl)
{
  guint32 least = G_MAXUINT32;

  for (guint i = 0; i < view->hosts->len; i++)
    least = MIN (least, ((const DsnHost *) g_ptr_array_index (view->hosts, i))->ttl);
  if (view->hosts->len == 0)
    return FALSE;
  *ttl = least;
  return TRUE;
}

gboolean
dsn_view_find_negative_ttl (const DsnView *view, guint32 *ttl)
{
  const DsnRecord *soa = dsn_reply_find_soa (view->mx);

  if (soa == NULL || !dsn_reply_is_negative (view->mx))
    return FALSE;
  *ttl = MIN (soa->ttl, soa->minimum);
  return TRUE;
}

const char *
dsn_error_name (guint16 code)
{
  static const char *const names[] = {
    "other error",
    "unsupported DNSKEY algorithm",
    "unsupported DS digest type",
    "stale answer",
    "forged answer",
    "DNSSEC indeterminate",
    "DNSSEC bogus",
    "signature expired",
    "signature not yet valid",
    "DNSKEY missing",
    "RRSIGs missing",
    "no zone key bit set",
    "NSEC missing",
    "cached error",
    "not ready",
    "blocked",
    "censored",
    "filtered",
    "prohibited",
    "stale NXDOMAIN answer",
    "not authoritative",
    "not supported",
    "no reachable authority",
    "network error",
    "invalid data",
    "signature expired before valid",
    "too early",
    "unsupported NSEC3 iterations value",
    "unable to conform to policy",
    "synthesized",
    "invalid query type",
  };

  return code < G_N_ELEMENTS (names) ? names[code] : "unregistered";
}
