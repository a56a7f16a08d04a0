/* dsn-address.c: addresses in running text. */
#include "dsn-blocks.h"

#include "dsn-scan.h"
#include "dsn-token.h"

#include <string.h>

/* RFC 5321 §4.5.3.1 allows 64 and 255 octets; VERP and gateways write more. */
#define LOCAL_MAX_LEN 320
#define DOMAIN_MAX_LEN 255

/* RFC 5321 has no backslash here, but Exim writes bytes that are not ASCII with one. */
static gboolean
is_local (guint8 c)
{
  return dsn_token_is_atext (c) || c == '.' || c == '\\';
}

static gboolean
is_domain (guint8 c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || c == '_' || c == '\\' ||
         c >= 0x80;
}

/* In "ann@example.jp宛" the text goes on without a blank: a last label that begins in
 * ASCII is ASCII. */
static DsnSpan
cut_text (DsnSpan domain)
{
  gsize label = domain.len, end = domain.len;

  while (label > 0 && domain.data[label - 1] != '.')
    label--;
  for (gsize i = label + 1; i < end; i++)
    if (domain.data[label] < 0x80 && domain.data[i] >= 0x80)
      end = i;
  domain.len = end;
  while (domain.len > 0 && strchr (".-_", domain.data[domain.len - 1]) != NULL)
    domain.len--;
  return domain;
}

/* Takes what follows the `@` at the cursor. */
static gboolean
scan_domain (DsnScan *scan)
{
  DsnScan s = *scan;
  DsnSpan domain = { s.at, 0 };

  if (dsn_scan_byte (&s, '[')) {
    if (!dsn_scan_until (&s, ']', &domain) || domain.len > 60)
      return FALSE;
    scan->at = s.at + 1;
    return TRUE;
  }
  while (!dsn_scan_at_end (&s) && is_domain (*s.at))
    s.at++;
  domain.len = (gsize) (s.at - domain.data);
  domain = cut_text (domain);
  if (domain.len == 0 || domain.len > DOMAIN_MAX_LEN || domain.data[0] == '.' ||
      domain.data[0] == '-')
    return FALSE;
  scan->at = domain.data + domain.len;
  return TRUE;
}

/* Takes local part, `@` and domain; the local part may stand in quotes. */
static gboolean
scan_mailbox (DsnScan *scan, DsnSpan *address)
{
  DsnScan s = *scan;
  DsnSpan inner;
  const guint8 *from = s.at;

  if (!dsn_token_scan_quoted (&s, &inner))
    while (!dsn_scan_at_end (&s) && is_local (*s.at))
      s.at++;
  if (s.at == from || s.at - from > LOCAL_MAX_LEN || !dsn_scan_byte (&s, '@') ||
      !scan_domain (&s))
    return FALSE;
  *address = dsn_span_between (from, s.at);
  scan->at = s.at;
  return TRUE;
}

static void
skip_blanks (DsnScan *scan)
{
  while (dsn_scan_peek (scan) == ' ' || dsn_scan_peek (scan) == '\t')
    scan->at++;
}

static void
skip_scheme (DsnScan *scan)
{
  static const char *const schemes[] = { "mailto:", "smtp:", "smtp;", "rfc822;",
                                         "rfc822:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (dsn_span_starts_nocase (dsn_scan_rest (scan),
                                dsn_span_of_string (schemes[i]))) {
      scan->at += strlen (schemes[i]);
      skip_blanks (scan);
      return;
    }
}

/* "a@b<mailto:a@b>" is how Outlook writes a link in plain text. */
static void
skip_link (DsnScan *scan)
{
  DsnScan s = *scan;
  DsnSpan link;

  if (!dsn_span_starts_nocase (dsn_scan_rest (&s), DSN_SPAN_LIT ("<mailto:")))
    return;
  s.end = s.at + MIN (dsn_scan_left (&s), (gsize) 2 * LOCAL_MAX_LEN);
  if (dsn_scan_until (&s, '>', &link))
    scan->at = s.at + 1;
}

gboolean
dsn_address_scan (DsnSpan text, DsnSpan *address, DsnSpan *rest)
{
  DsnScan s = dsn_scan_over (text), plain = s;
  gboolean there = FALSE;
  DsnSpan found = { NULL, 0 };

  skip_blanks (&s);
  /* At each bracket or quote, for "ann bee"@example.com needs its quotes. */
  for (guint i = 0; i < 3 && !there; i++) {
    skip_scheme (&s);
    plain = s;
    there = scan_mailbox (&plain, &found);
    if (!there && (dsn_scan_peek (&s) == 0 || strchr ("<\"'[(", *s.at++) == NULL))
      return FALSE;
  }
  if (!there)
    return FALSE;
  if (found.len > 1 && found.data[0] == '\'')
    found = dsn_span_slice (found, 1, G_MAXSIZE);
  skip_link (&plain);
  for (guint i = 0;
       i < 2 && dsn_scan_peek (&plain) != 0 && strchr (">\"')]", *plain.at) != NULL;
       i++)
    plain.at++;
  *address = found;
  *rest = dsn_scan_rest (&plain);
  return TRUE;
}

/* The local part that ends before @at; not before @from. */
static const guint8 *
local_start (const guint8 *from, const guint8 *at)
{
  const guint8 *start = at;
  gboolean ascii = at > from && at[-1] < 0x80;

  if (at - from > LOCAL_MAX_LEN)
    from = at - LOCAL_MAX_LEN;
  while (start > from && is_local (start[-1]) && (!ascii || start[-1] < 0x80))
    start--;
  while (start < at && (*start == '\'' || *start == '.'))
    start++;
  return start;
}

gboolean
dsn_address_find (DsnSpan text, DsnSpan *address, DsnSpan *rest)
{
  const guint8 *from = text.data, *start;
  DsnScan s = dsn_scan_over (text), domain;
  DsnSpan before;

  while (dsn_scan_until (&s, '@', &before)) {
    domain = (DsnScan){ s.at + 1, s.end };
    start = local_start (from, s.at);
    if (start < s.at && scan_domain (&domain)) {
      *address = dsn_span_between (start, domain.at);
      skip_link (&domain);
      while (dsn_scan_peek (&domain) != 0 && strchr (">\"'", *domain.at) != NULL)
        domain.at++;
      *rest = dsn_scan_rest (&domain);
      return TRUE;
    }
    s.at++;
    from = s.at;
  }
  return FALSE;
}
