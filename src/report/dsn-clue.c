/* dsn-clue.c: whom a returned message was for, where no field of the report says so. */
#include "dsn-clue.h"

#include "dsn-addr.h"
#include "dsn-field.h"
#include "dsn-header.h"

/* A header value longer than that is no address. */
#define VALUE_MAX_LEN 1024

/* Outlook.com puts it there for this purpose. */
static const char *const sure_fields[] = { "X-HmXmrOriginalRecipient" };

/* Fields that tell of the delivery, the surest first. */
static const char *const delivery_fields[] = {
  "X-Original-Recipient", "X-Original-Rcpt-To", "X-Rcpt-To",     "X-Envelope-To",
  "Envelope-To",          "X-Apparently-To",    "X-Original-To", "X-Delivered-To",
  "Delivered-To",         "Apparently-To",      "X-Recipient",
};

gboolean
dsn_clue_is_redacted (DsnSpan address)
{
  static const char *const words[] = { "redacted",   "undisclosed", "removed",
                                       "withheld",   "hidden",      "unknown-recipient",
                                       "anonymized", "obfuscated" };
  DsnSpan local = address;
  gsize at, same = 0;

  if (dsn_span_find_byte (address, '@', &at))
    local = dsn_span_slice (address, 0, at);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (dsn_span_starts_nocase (local, dsn_span_of_string (words[i])) ||
        dsn_span_starts_nocase (dsn_span_slice (local, 1, G_MAXSIZE),
                                dsn_span_of_string (words[i])))
      return TRUE;
  for (gsize i = 0; i < local.len; i++)
    same += local.data[i] == '*' || g_ascii_tolower (local.data[i]) == 'x';
  return local.len == 0 || (local.len > 2 && same == local.len);
}

static gboolean
is_rewritten (DsnSpan path)
{
  static const char *const marks[] = { "SRS0", "SRS1", "prvs=", "btv1=", "msprvs" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (dsn_span_starts_nocase (path, dsn_span_of_string (marks[i])))
      return TRUE;
  return FALSE;
}

/* A domain that a guess may rest on: names with a dot between them. */
static gboolean
is_sure_domain (DsnSpan domain)
{
  gsize dot = 0;

  for (gsize i = 0; i < domain.len; i++) {
    if (domain.data[i] == '.')
      dot = i;
    else if (!g_ascii_isalnum (domain.data[i]) && domain.data[i] != '-')
      return FALSE;
  }
  return dot > 0 && dot + 2 < domain.len && domain.data[0] != '.';
}

/* Where the recipient begins: behind the first plus sign; or behind the hyphens that
 * ezmlm and its like put before it (`list-return-17-ann=example.com`); or behind the
 * only hyphen. With more of them it cannot be told. */
static gboolean
find_user (DsnSpan local, gsize *from)
{
  static const char *const marks[] = { "-return-", "-bounces-", "-bounce-" };
  gsize at;

  if (dsn_span_find_byte (local, '+', &at)) {
    *from = at + 1;
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++) {
    DsnSpan mark = dsn_span_of_string (marks[i]);

    if (!dsn_span_find_nocase (local, mark, &at))
      continue;
    at += mark.len;
    *from = at;
    while (at < local.len && g_ascii_isdigit (local.data[at]))
      at++;
    if (at > *from && at < local.len && local.data[at] == '-')
      *from = at + 1;
    return TRUE;
  }
  if (!dsn_span_find_byte (local, '-', &at) ||
      dsn_span_find_byte (dsn_span_slice (local, at + 1, G_MAXSIZE), '-', NULL))
    return FALSE;
  *from = at + 1;
  return TRUE;
}

char *
dsn_clue_read_verp (DsnSpan path)
{
  DsnSpan local, user, domain;
  gsize at, from, equals;

  if (path.len > VALUE_MAX_LEN || is_rewritten (path) ||
      !dsn_span_find_byte (path, '@', &at))
    return NULL;
  local = dsn_span_slice (path, 0, at);
  if (!dsn_span_find_byte (local, '=', &equals))
    return NULL;
  domain = dsn_span_slice (local, equals + 1, G_MAXSIZE);
  if (!is_sure_domain (domain) ||
      !find_user (dsn_span_slice (local, 0, equals), &from) || from >= equals)
    return NULL;
  user = dsn_span_slice (local, from, equals - from);
  return g_strdup_printf ("%.*s@%.*s", DSN_SPAN_ARGS (user), DSN_SPAN_ARGS (domain));
}

/* One usable address; of `a@b; Tue, 1 Apr 2025 ...` (Yahoo) that before the semicolon.
 */
static char *
read_address (DsnSpan body)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (DsnAddr) addr = { 0 };
  gsize end;

  if (body.len > VALUE_MAX_LEN)
    return NULL;
  dsn_field_unfold (text, body);
  body = (DsnSpan){ (const guint8 *) text->str, text->len };
  if (dsn_span_find_byte (body, ';', &end))
    body = dsn_span_slice (body, 0, end);
  if (dsn_span_find_byte (body, ',', NULL) || !dsn_addr_read (body, &addr) ||
      !addr.has_domain || dsn_clue_is_redacted (dsn_span_of_string (addr.address)))
    return NULL;
  return g_steal_pointer (&addr.address);
}

static gboolean
find_delivery (const GArray *fields, const char *const *names, gsize count,
               DsnClue *clue)
{
  DsnSpan body;

  for (gsize i = 0; i < count; i++) {
    if (!dsn_header_find (fields, names[i], &body))
      continue;
    clue->address = read_address (body);
    clue->source = names[i];
    clue->at = body.data;
    if (clue->address != NULL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
find_verp (const GArray *fields, const char *mail_from, DsnClue *clue)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DsnSpan body = { NULL, 0 };

  clue->source = "Original-Mail-From";
  clue->address = dsn_clue_read_verp (dsn_span_of_string (mail_from));
  if (dsn_header_find (fields, "return-path", &body))
    clue->at = body.data;
  if (clue->address != NULL)
    return TRUE;
  if (body.len == 0 || body.len > VALUE_MAX_LEN)
    return FALSE;
  dsn_field_unfold (text, body);
  if (text->len > 1 && text->str[0] == '<' && text->str[text->len - 1] == '>') {
    g_string_truncate (text, text->len - 1);
    g_string_erase (text, 0, 1);
  }
  clue->source = "Return-Path";
  clue->address =
      dsn_clue_read_verp ((DsnSpan){ (const guint8 *) text->str, text->len });
  return clue->address != NULL;
}

static gboolean
find_to (const GArray *fields, DsnClue *clue)
{
  g_autofree char *from = NULL, *to = NULL;
  DsnSpan body;

  if (!dsn_header_find (fields, "to", &body))
    return FALSE;
  to = read_address (body);
  clue->at = body.data;
  if (dsn_header_find (fields, "from", &body))
    from = read_address (body);
  if (to == NULL || (from != NULL && g_ascii_strcasecmp (from, to) == 0))
    return FALSE;
  clue->address = g_steal_pointer (&to);
  clue->source = "To";
  return TRUE;
}

/* What the sender wrote is the address that he knows, unless it is a list's; an alias
 * or a feedback loop on the way may have added what is said of the delivery. */
gboolean
dsn_clue_find (const GArray *fields, const char *mail_from, DsnClue *clue)
{
  DsnClue found = { 0 };
  DsnSpan list;

  if (!find_delivery (fields, sure_fields, G_N_ELEMENTS (sure_fields), &found) &&
      !find_verp (fields, mail_from, &found) &&
      (dsn_header_find (fields, "list-post", &list) || !find_to (fields, &found)) &&
      !find_delivery (fields, delivery_fields, G_N_ELEMENTS (delivery_fields), &found))
    return FALSE;
  found.sure = found.source == sure_fields[0];
  *clue = found;
  return TRUE;
}

void
dsn_clue_clear (DsnClue *clue)
{
  g_clear_pointer (&clue->address, g_free);
}
