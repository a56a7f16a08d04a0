/* dsn-listed-ip.c: the IP address that a refusal says is listed. */
#include "dsn-listed-ip.h"

#include <string.h>

/* "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255" */
#define IP_MAX_LEN 45
#define IP_MIN_LEN 3

static gboolean
is_ip_byte (guint8 c)
{
  return g_ascii_isxdigit (c) || c == '.' || c == ':';
}

static gboolean
is_name_byte (guint8 c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '-' || c == '_' || c == ':' ||
         c >= 0x80;
}

/* What a list answers with, and what stands for no address at all. */
static gboolean
is_nobody (const char *ip)
{
  return g_str_has_prefix (ip, "127.") || g_str_has_prefix (ip, "0.") ||
         g_str_has_prefix (ip, "::");
}

/* The address at @at, with nothing of a longer name around it. */
static DsnSpan
read_ip (DsnSpan text, gsize at)
{
  const DsnSpan none = { NULL, 0 };
  char ip[IP_MAX_LEN + 1];
  gsize end = at;

  while (end < text.len && is_ip_byte (text.data[end]) && end - at <= IP_MAX_LEN + 1)
    end++;
  if (end < text.len && is_name_byte (text.data[end]))
    return none;
  while (end > at && (text.data[end - 1] == '.' || text.data[end - 1] == ':'))
    end--;
  if (end - at < IP_MIN_LEN || end - at > IP_MAX_LEN)
    return none;
  memcpy (ip, text.data + at, end - at);
  ip[end - at] = '\0';
  if (!g_hostname_is_ip_address (ip) || is_nobody (ip))
    return none;
  return dsn_span_slice (text, at, end - at);
}

/* "[192.0.2.1]: 550 ...", "(192.0.2.1) said: ...": who refuses, not who is refused. */
static gboolean
is_reporter (DsnSpan text, DsnSpan ip)
{
  DsnSpan rest =
      dsn_span_slice (text, (gsize) (ip.data - text.data) + ip.len, G_MAXSIZE);

  if (rest.len == 0 || (rest.data[0] != ']' && rest.data[0] != ')'))
    return FALSE;
  rest = dsn_span_slice (rest, 1, G_MAXSIZE);
  return dsn_span_starts_nocase (rest, DSN_SPAN_LIT (":")) ||
         dsn_span_starts_nocase (rest, DSN_SPAN_LIT (" said"));
}

/* The end of the URL that @name stands in; where @name begins if it is in none. */
static const guint8 *
find_url_end (DsnSpan text, DsnSpan name)
{
  const guint8 *at = name.data, *end = text.data + text.len;

  while (at > text.data && at[-1] > ' ')
    at--;
  if (!dsn_span_find_nocase (dsn_span_between (at, name.data), DSN_SPAN_LIT ("://"),
                             NULL))
    return name.data;
  for (at = name.data; at<end && * at> ' ';)
    at++;
  return at;
}

DsnSpan
dsn_listed_ip_find (DsnSpan text, DsnSpan name)
{
  const guint8 *url_end = find_url_end (text, name);
  DsnSpan before = { NULL, 0 }, after = { NULL, 0 };

  for (gsize at = 0; at < text.len; at++) {
    DsnSpan ip;

    if (at > 0 && is_name_byte (text.data[at - 1]))
      continue;
    if (dsn_span_starts_nocase (dsn_span_slice (text, at, 5), DSN_SPAN_LIT ("ipv6:")))
      at += 5;
    if (at >= text.len || !is_ip_byte (text.data[at]))
      continue;
    ip = read_ip (text, at);
    if (ip.len == 0 || is_reporter (text, ip))
      continue;
    if (ip.data < name.data)
      before = ip;
    else if (ip.data < url_end)
      return ip;
    else if (after.len == 0)
      after = ip;
  }
  return before.len > 0 ? before : after;
}
