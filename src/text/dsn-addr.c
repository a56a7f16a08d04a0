/* dsn-addr.c: one mail address: local part and domain. The only file that calls
 * libidn2. */
#include "dsn-addr.h"

#include "dsn-safe.h"
#include "dsn-scan.h"
#include "dsn-token.h"

#include <idn2.h>
#include <string.h>

/* RFC 5321 §4.5.3.1.2 allows 255 octets; U-labels may take a few times more. */
#define DOMAIN_MAX_LEN 1024

#define NAME_MAX_LEN 253
#define LABEL_MAX_LEN 63

/* The last `@` that stands outside of a quoted string; a quote that is not closed is
 * text like any other. */
static gboolean
find_at (DsnSpan text, gsize *position)
{
  DsnScan s = dsn_scan_over (text);
  gboolean found = FALSE, open = FALSE;
  DsnSpan inner;

  while (!dsn_scan_at_end (&s)) {
    if (*s.at == '"' && !open) {
      open = !dsn_token_scan_quoted (&s, &inner);
      if (!open)
        continue;
    }
    if (*s.at == '@') {
      *position = text.len - dsn_scan_left (&s);
      found = TRUE;
    }
    s.at++;
  }
  return found;
}

/* What stands in the last pair of angle brackets, or after an open one. */
static DsnSpan
take_brackets (DsnSpan text)
{
  const guint8 *open = NULL, *close = NULL;
  DsnScan s = dsn_scan_over (text);
  gboolean comments = TRUE;
  DsnSpan inner;

  while (!dsn_scan_at_end (&s)) {
    if (*s.at == '"' && dsn_token_scan_quoted (&s, &inner))
      continue;
    if (*s.at == '(' && comments) {
      comments = dsn_token_scan_comment (&s, &inner); /* unclosed: looked for once */
      if (comments)
        continue;
    }
    if (*s.at == '<')
      open = s.at;
    else if (*s.at == '>' && open != NULL) {
      close = s.at;
      break;
    } else if (*s.at == '"')
      break;
    s.at++;
  }
  if (open != NULL)
    return dsn_span_trim (dsn_span_between (open + 1, close != NULL ? close : s.end));
  if (text.len > 1 && text.data[text.len - 1] == '>') /* never opened */
    text.len--;
  return dsn_span_trim (text);
}

/* Takes comments out. Behind a whole address, or a name that is none, what follows a
 * comment goes with it; ann(Bee)@example.com is put together in @joined. */
static DsnSpan
drop_comments (DsnSpan text, GString *joined)
{
  DsnScan s = dsn_scan_over (text);
  gboolean seen_at = FALSE;
  gsize first_len = 0;
  const guint8 *from;
  DsnSpan inner, piece;

  dsn_token_skip_cfws (&s);
  from = s.at;
  while (!dsn_scan_at_end (&s)) {
    DsnScan comment = s;

    if (*s.at == '"' && dsn_token_scan_quoted (&s, &inner))
      continue;
    if (*s.at == '"' || (*s.at == '(' && !dsn_token_scan_comment (&comment, &inner)))
      break;
    if (*s.at == '(') {
      piece = dsn_span_trim (dsn_span_between (from, s.at));
      g_string_append_len (joined, (const char *) piece.data, (gssize) piece.len);
      if (first_len == 0)
        first_len = joined->len;
      if (seen_at && joined->str[joined->len - 1] != '@')
        return (DsnSpan){ (const guint8 *) joined->str, joined->len };
      dsn_token_skip_cfws (&comment);
      s = comment;
      from = s.at;
      continue;
    }
    seen_at |= *s.at++ == '@';
  }
  piece = dsn_span_trim (dsn_span_between (from, s.end));
  if (first_len == 0)
    return piece;
  if (seen_at)
    g_string_append_len (joined, (const char *) piece.data, (gssize) piece.len);
  return (DsnSpan){ (const guint8 *) joined->str, seen_at ? joined->len : first_len };
}

/* A-d-l = At-domain *( "," At-domain ), then ":": a source route (RFC 5321 §4.1.2). */
static DsnSpan
drop_route (DsnSpan text)
{
  gsize colon;

  if (text.len == 0 || text.data[0] != '@' || !dsn_span_find_byte (text, ':', &colon))
    return text;
  return dsn_span_trim (dsn_span_slice (text, colon + 1, G_MAXSIZE));
}

static DsnSpan
drop_scheme (DsnSpan text)
{
  static const char *const schemes[] = { "mailto:", "smtp:", "rfc822:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (dsn_span_starts_nocase (text, dsn_span_of_string (schemes[i])))
      return dsn_span_trim (dsn_span_slice (text, strlen (schemes[i]), G_MAXSIZE));
  return text;
}

/* dot-string in quotes that it does not need: "ann"@b is ann@b (RFC 5321 §4.1.2). */
static DsnSpan
drop_needless_quotes (DsnSpan local)
{
  DsnScan s = dsn_scan_over (local);
  DsnSpan inner;

  if (!dsn_token_scan_quoted (&s, &inner) || !dsn_scan_at_end (&s) || inner.len == 0)
    return local;
  if (inner.data[0] == '.' || inner.data[inner.len - 1] == '.')
    return local;
  for (gsize i = 0; i < inner.len; i++)
    if (!dsn_token_is_atext (inner.data[i]) &&
        (inner.data[i] != '.' || inner.data[i - 1] == '.'))
      return local;
  return inner;
}

static char *
lower_domain (DsnSpan domain)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dsn_safe_append_utf8 (text, domain);
  for (gsize i = 0; i < text->len; i++)
    text->str[i] = g_ascii_tolower (text->str[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_printable (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isgraph (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Without the root's dot; behind an empty label it is one more thing that is wrong. */
static DsnSpan
drop_root (DsnSpan domain)
{
  if (domain.len > 1 && domain.data[domain.len - 1] == '.' &&
      domain.data[domain.len - 2] != '.')
    domain.len--;
  return domain;
}

/* The A-label form of a domain, checked; %NULL where libidn2 refuses it. */
static char *
to_ascii (const char *domain)
{
  uint8_t *ascii = NULL;
  DsnSpan name;
  char *copy;

  /* STD3 rules are never asked for: libidn2 would delete what breaks them. */
  if (idn2_lookup_u8 ((const uint8_t *) domain, &ascii,
                      IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
    return NULL;
  /* Characters that are mapped to nothing may have stood behind the dot. */
  name = drop_root (dsn_span_of_string ((const char *) ascii));
  copy = g_strndup ((const char *) name.data, name.len);
  idn2_free (ascii);
  return copy;
}

/* The U-label form, only if it is printable and leads back to where it came from; @raw
 * is a form that leads there. */
static char *
to_unicode (const char *ascii, const char *raw)
{
  g_autofree char *copy = NULL, *back = NULL;
  char *unicode = NULL;

  if (idn2_to_unicode_8z8z (ascii, &unicode, 0) != IDN2_OK)
    return NULL;
  copy = g_strdup (unicode);
  idn2_free (unicode);
  if (!g_utf8_validate (copy, -1, NULL) || !is_printable (copy))
    return NULL;
  if (strcmp (copy, raw) == 0)
    return g_steal_pointer (&copy);
  back = to_ascii (copy);
  if (g_strcmp0 (back, ascii) != 0)
    return NULL;
  return g_steal_pointer (&copy);
}

/* An IPv4, IPv6 or general address literal in its brackets (RFC 5321 §4.1.3). */
static gboolean
is_literal (DsnSpan domain)
{
  if (domain.len < 3 || domain.data[0] != '[' || domain.data[domain.len - 1] != ']')
    return FALSE;
  for (gsize i = 1; i + 1 < domain.len; i++)
    if (!g_ascii_isalnum (domain.data[i]) &&
        (domain.data[i] == 0 || strchr ("-._:", domain.data[i]) == NULL))
      return FALSE;
  return TRUE;
}

/* Letters, digits, hyphens and dots, the underscore that people use all the same, 8-bit
 * text, or an address literal (RFC 5321 §4.1.2). */
static gboolean
is_domain (DsnSpan domain)
{
  if (is_literal (domain))
    return TRUE;
  if (domain.len == 0 || domain.data[0] == '.')
    return FALSE;
  for (gsize i = 0; i < domain.len; i++)
    if (!g_ascii_isalnum (domain.data[i]) && domain.data[i] < 0x80 &&
        (domain.data[i] == 0 || strchr ("-._", domain.data[i]) == NULL))
      return FALSE;
  return TRUE;
}

/* Sets the two forms of a domain; @ascii stays %NULL where there is only one. */
static void
read_domain (DsnSpan domain, char **unicode, char **ascii, gboolean *bad)
{
  g_autofree char *raw = lower_domain (domain);
  g_autofree char *a = NULL;

  *ascii = NULL;
  *bad = FALSE;
  if (dsn_span_is_ascii (domain) && strstr (raw, "xn--") == NULL) {
    *unicode = g_steal_pointer (&raw);
    return;
  }
  if (domain.len <= DOMAIN_MAX_LEN && g_utf8_validate (raw, -1, NULL))
    a = to_ascii (raw);
  /* Some characters are mapped to `@` or `/`, which would make it another address. */
  if (a != NULL && !is_domain (dsn_span_of_string (a)))
    g_clear_pointer (&a, g_free);
  *unicode = a != NULL ? to_unicode (a, raw) : NULL;
  *bad = *unicode == NULL;
  if (*bad)
    *unicode = g_steal_pointer (&raw);
  else if (strcmp (*unicode, a) != 0)
    *ascii = g_steal_pointer (&a);
}

/* Where the bytes of plain addresses may stand. */
enum { IN_LOCAL_PARTS = 1, IN_DOMAINS };
static const guint8 plain_bytes[256] = {
  ['a' ... 'z'] = IN_DOMAINS, ['A' ... 'Z'] = IN_DOMAINS, ['0' ... '9'] = IN_DOMAINS,
  ['.'] = IN_DOMAINS,         ['-'] = IN_DOMAINS,         ['!'] = IN_LOCAL_PARTS,
  ['#'] = IN_LOCAL_PARTS,     ['$'] = IN_LOCAL_PARTS,     ['%'] = IN_LOCAL_PARTS,
  ['&'] = IN_LOCAL_PARTS,     ['\''] = IN_LOCAL_PARTS,    ['*'] = IN_LOCAL_PARTS,
  ['+'] = IN_LOCAL_PARTS,     ['/'] = IN_LOCAL_PARTS,     ['='] = IN_LOCAL_PARTS,
  ['?'] = IN_LOCAL_PARTS,     ['^'] = IN_LOCAL_PARTS,     ['_'] = IN_LOCAL_PARTS,
  ['`'] = IN_LOCAL_PARTS,     ['{'] = IN_LOCAL_PARTS,     ['|'] = IN_LOCAL_PARTS,
  ['}'] = IN_LOCAL_PARTS,     ['~'] = IN_LOCAL_PARTS,
};

/* Whether @text is a plain `ann@example.com`, as nearly all are: atoms and dots, and
 * letters, digits and hyphens between dots, none of them an A-label. */
static gboolean
is_plain (DsnSpan text, gsize *at)
{
  gsize i = 0;

  while (i < text.len && plain_bytes[text.data[i]] != 0)
    i++;
  if (i == 0 || i + 1 >= text.len || text.data[i] != '@' || text.data[i + 1] == '.' ||
      text.data[text.len - 1] == '.')
    return FALSE;
  *at = i;
  for (i++; i < text.len; i++)
    if (plain_bytes[text.data[i]] < IN_DOMAINS ||
        (text.data[i] == '-' && text.data[i - 1] == '-'))
      return FALSE;
  return TRUE;
}

static void
read_plain (DsnSpan text, gsize at, DsnAddr *addr)
{
  char *address = g_strndup ((const char *) text.data, text.len);

  for (gsize i = at; i < text.len; i++)
    address[i] = (char) dsn_span_lower (text.data[i]);
  *addr = (DsnAddr){ .address = address, .has_domain = TRUE };
}

gboolean
dsn_addr_read (DsnSpan text, DsnAddr *addr)
{
  g_autoptr (GString) joined = NULL;
  g_autoptr (GString) local = NULL;
  g_autofree char *unicode = NULL, *ascii = NULL;
  DsnSpan raw = dsn_span_trim (text), bare, domain;
  DsnAddr found = { 0 };
  gsize at = 0;

  if (is_plain (raw, &at)) {
    read_plain (raw, at, addr);
    return TRUE;
  }
  joined = g_string_new (NULL);
  bare = drop_scheme (drop_route (drop_comments (take_brackets (raw), joined)));
  if (bare.len == 0)
    return FALSE;
  found.odd = !dsn_span_equal (raw, bare);
  local = g_string_new (NULL);
  if (!find_at (bare, &at) || at == 0 || at + 1 == bare.len) {
    dsn_safe_append_utf8 (local, bare);
    found.address = g_string_free (g_steal_pointer (&local), FALSE);
    *addr = found;
    return TRUE;
  }
  dsn_safe_append_utf8 (local, drop_needless_quotes (dsn_span_slice (bare, 0, at)));
  domain = drop_root (dsn_span_slice (bare, at + 1, G_MAXSIZE));
  read_domain (domain, &unicode, &ascii, &found.bad_idn);
  found.has_domain = is_domain (domain);
  found.address = g_strconcat (local->str, "@", unicode, NULL);
  if (ascii != NULL)
    found.ascii = g_strconcat (local->str, "@", ascii, NULL);
  *addr = found;
  return TRUE;
}

void
dsn_addr_clear (DsnAddr *addr)
{
  g_clear_pointer (&addr->address, g_free);
  g_clear_pointer (&addr->ascii, g_free);
}

/* <domain> ::= <label> *( "." <label> ) (RFC 1035 §2.3.1), with the lengths of §2.3.4.
 */
static gboolean
has_good_labels (const char *ascii)
{
  gsize len = strlen (ascii), label = 0;

  if (len == 0 || len > NAME_MAX_LEN)
    return FALSE;
  for (gsize i = 0; i <= len; i++) {
    if (ascii[i] != '.' && ascii[i] != '\0') {
      label++;
      continue;
    }
    if (label == 0 || label > LABEL_MAX_LEN)
      return FALSE;
    label = 0;
  }
  return TRUE;
}

gboolean
dsn_domain_read (DsnSpan text, char **unicode, char **ascii)
{
  DsnSpan domain = dsn_span_trim (text);
  g_autofree char *a = NULL;
  gboolean bad;
  gsize at;

  if (find_at (domain, &at))
    domain = dsn_span_trim (dsn_span_slice (domain, at + 1, G_MAXSIZE));
  domain = drop_root (domain);
  read_domain (domain, unicode, &a, &bad);
  if (bad || !is_domain (domain) || is_literal (domain) ||
      !has_good_labels (a != NULL ? a : *unicode))
    return FALSE;
  *ascii = a != NULL ? g_steal_pointer (&a) : g_strdup (*unicode);
  return TRUE;
}
