/* dsn-named.c: whom a reply names, and whether it is the recipient that it stands with.
 */
#include "dsn-named.h"

#include "dsn-addr.h"
#include "dsn-code-private.h"
#include "dsn-scan.h"

#include <string.h>

/* What stands for octets of an unknown charset, U+FFFD: nobody can tell whose name it
 * is. */
#define UNREADABLE "\357\277\275"

/* "550 5.1.1 <a@b> ...", "550-5.1.1 <a@b>: ...": what stands between the brackets. */
static DsnSpan
find_name (DsnSpan text)
{
  DsnScan scan = dsn_scan_over (text);
  DsnSpan name = DSN_SPAN_LIT ("");
  DsnCode status;
  guint code;

  if (!dsn_scan_uint (&scan, 3, &code) ||
      (!dsn_scan_byte (&scan, ' ') && !dsn_scan_byte (&scan, '-')))
    return DSN_SPAN_LIT ("");
  if (dsn_code_scan (&scan, &status) && !dsn_scan_byte (&scan, ' '))
    return DSN_SPAN_LIT ("");
  if (!dsn_scan_byte (&scan, '<') || !dsn_scan_until (&scan, '>', &name) ||
      !dsn_span_find_byte (name, '@', NULL))
    return DSN_SPAN_LIT ("");
  return name;
}

/* "mail.example.com" and "example.com". */
static gboolean
is_within (const char *host, const char *domain)
{
  gsize len = strlen (host), end = strlen (domain);

  return len >= end && g_ascii_strcasecmp (host + (len - end), domain) == 0 &&
         (len == end || host[len - end - 1] == '.');
}

static gboolean
is_same_mailbox (const char *a, const char *b)
{
  const char *a_at = strrchr (a, '@'), *b_at = strrchr (b, '@');

  return a_at != NULL && b_at != NULL && a_at - a == b_at - b &&
         g_ascii_strncasecmp (a, b, (gsize) (a_at - a)) == 0 &&
         (is_within (a_at + 1, b_at + 1) || is_within (b_at + 1, a_at + 1));
}

static gboolean
is_of (const DsnAddr *named, const char *address)
{
  g_auto (DsnAddr) own = { 0 };

  return address != NULL && dsn_addr_read (dsn_span_of_string (address), &own) &&
         is_same_mailbox (named->address, own.address);
}

/* What is the same as it is written is the same. */
static gboolean
is_text (const char *address, DsnSpan name)
{
  return address != NULL && dsn_span_equal_nocase (dsn_span_of_string (address), name);
}

gboolean
dsn_named_another (const DsnRecipient *recipient)
{
  g_auto (DsnAddr) named = { 0 };
  DsnSpan name = find_name (dsn_span_of_string (recipient->diagnostic_text));

  if (name.len == 0 || is_text (recipient->address, name) ||
      is_text (recipient->final_recipient, name) ||
      is_text (recipient->original_recipient, name) || !dsn_addr_read (name, &named) ||
      !named.has_domain || strstr (named.address, UNREADABLE) != NULL)
    return FALSE;
  return !is_of (&named, recipient->address) &&
         !is_of (&named, recipient->final_recipient) &&
         !is_of (&named, recipient->original_recipient);
}
