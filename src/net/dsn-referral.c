/* dsn-referral.c: what an answer is on the way from the root: a step down, or the end.
 */
#include "dsn-referral.h"

gboolean
dsn_name_is_below (const char *name, const char *zone)
{
  gsize len = strlen (name), tail = strlen (zone);

  if (strcmp (zone, ".") == 0)
    return TRUE;
  return len >= tail && g_ascii_strcasecmp (name + len - tail, zone) == 0 &&
         (len == tail || name[len - tail - 1] == '.');
}

const char *
dsn_referral_find_zone (const DsnReply *reply, const char *domain, const char *zone)
{
  const DsnRecord *ns =
      dsn_answer_find (reply->answer, DSN_SECTION_AUTHORITY, DSN_TYPE_NS, 0, NULL);

  if (reply->answer == NULL || reply->answer->rcode != DSN_RCODE_NOERROR ||
      reply->answer->authoritative || ns == NULL || dsn_reply_find_soa (reply) != NULL)
    return NULL;
  if (!dsn_name_is_below (domain, ns->owner) || !dsn_name_is_below (ns->owner, zone) ||
      strcmp (ns->owner, zone) == 0)
    return NULL;
  return ns->owner;
}

gboolean
dsn_referral_is_own_word (const DsnReply *reply)
{
  return reply->answer->authoritative && (reply->answer->rcode == DSN_RCODE_NOERROR ||
                                          reply->answer->rcode == DSN_RCODE_NXDOMAIN);
}
