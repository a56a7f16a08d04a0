/* dsn-redact-text.c: text -> the same text about other people and hosts. */
#include "dsn-redact-text.h"

#include "dsn-pseudonym.h"
#include "dsn-redact-known.h"
#include "dsn-redact-scan.h"

#include <string.h>

#define PHRASE_MAX_LEN 60

/* Reply codes, years, ports, sizes: they tell of nobody. */
#define NUMBER_MAX_LEN 4

/* East Asian text has no blanks: what rules know of it stands inside of a word. */
#define FIRST_WITHOUT_BLANKS 0x2e80

typedef struct {
  GString *out;
  DsnRedactor *redactor;
  const char *begin, *at, *end;
  guint flags;
  gboolean in_tag;
} Pass;

static void
note_kept (Pass *pass, const char *what)
{
  g_tree_insert (pass->redactor->kept, g_strdup (what), NULL);
}

/* Whether a word may stay where it is. */
static gboolean
may_stay (Pass *pass, const char *word, gsize len)
{
  g_autofree char *lower = NULL;

  if ((pass->flags & DSN_REDACT_STRICT) != 0)
    return FALSE;
  lower = dsn_pseudonym_dup_lower (word, (gssize) len);
  if (!dsn_redact_is_known (lower, strlen (lower)))
    return FALSE;
  if (g_tree_lookup_extended (pass->redactor->secrets, lower, NULL, NULL)) {
    if (!pass->redactor->keep_secrets)
      return FALSE;
    note_kept (pass, lower);
  }
  return TRUE;
}

static void
replace_in (Pass *pass, const char *from, const char *to, DsnSpan context)
{
  if (to > from)
    dsn_pseudonym_word (pass->out, pass->redactor->key,
                        (DsnSpan){ (const guint8 *) from, (gsize) (to - from) },
                        context, dsn_redact_is_known);
}

static void
replace (Pass *pass, const char *from, const char *to)
{
  replace_in (pass, from, to, (DsnSpan){ NULL, 0 });
}

/* The longest piece that rules know and that begins at @from; @from if there is none.
 */
static const char *
known_piece (Pass *pass, const char *from, const char *to)
{
  const char *known = from;

  for (const char *at = g_utf8_next_char (from);
       at <= to && at - from <= PHRASE_MAX_LEN; at = g_utf8_next_char (at)) {
    if (may_stay (pass, from, (gsize) (at - from)))
      known = at;
    if (at == to)
      break;
  }
  return known;
}

static void
do_without_blanks (Pass *pass, const char *from, const char *to)
{
  const char *unknown = from;

  while (from < to) {
    const char *known = known_piece (pass, from, to);

    if (known == from) {
      from = g_utf8_next_char (from);
      continue;
    }
    replace (pass, unknown, from);
    g_string_append_len (pass->out, from, known - from);
    from = unknown = known;
  }
  replace (pass, unknown, to);
}

/* "&nbsp;" */
static gboolean
is_entity (const Pass *pass, const char *from, const char *to)
{
  return (pass->flags & DSN_REDACT_HTML) != 0 && from > pass->begin &&
         from[-1] == '&' && to < pass->end && *to == ';';
}

/* "<a href=", "</a" */
static gboolean
is_markup (const Pass *pass, const char *from, const char *to)
{
  if (!pass->in_tag) /* so that something stands before it */
    return FALSE;
  return from[-1] == '<' || (from[-1] == '/' && from[-2] == '<') ||
         (to < pass->end && *to == '=');
}

/* "OFR005": letters that rules know stay before a number. */
static const char *
skip_known_letters (Pass *pass, const char *from, const char *to)
{
  const char *at = from;

  while (at < to && g_ascii_isalpha (*at))
    at++;
  if (at - from < 2 || at == to || !dsn_redact_is_number (at, to) ||
      !may_stay (pass, from, (gsize) (at - from)))
    return from;
  g_string_append_len (pass->out, from, at - from);
  return at;
}

static void
do_word (Pass *pass, const char *from, const char *to)
{
  gsize len = (gsize) (to - from);
  gboolean number = dsn_redact_is_number (from, to);

  if (len == 1 || (number && len <= NUMBER_MAX_LEN) || is_entity (pass, from, to) ||
      is_markup (pass, from, to) || may_stay (pass, from, len))
    g_string_append_len (pass->out, from, to - from);
  else if (g_utf8_get_char (from) >= FIRST_WITHOUT_BLANKS)
    do_without_blanks (pass, from, to);
  else
    replace (pass, skip_known_letters (pass, from, to), to);
}

static gboolean
is_of_address (const Pass *pass, const char *host)
{
  for (const char *at = host; at != NULL; at = strchr (at, '.')) {
    at += *at == '.' ? 1 : 0;
    if (g_tree_lookup_extended (pass->redactor->domains, at, NULL, NULL))
      return TRUE;
  }
  return FALSE;
}

/* Where what stays of a name begins; its end if nothing does. */
static const char *
kept_of_host (Pass *pass, const char *from, const char *to)
{
  g_autofree char *host = dsn_pseudonym_dup_lower (from, to - from);
  const char *known;

  if (pass->redactor->keep_hosts == DSN_KEEP_HOSTS_NONE ||
      strlen (host) != (gsize) (to - from))
    return to;
  known = dsn_redact_known_host (host);
  if (known == NULL || (pass->redactor->keep_hosts == DSN_KEEP_HOSTS_OTHERS &&
                        is_of_address (pass, host)))
    return to;
  note_kept (pass, known);
  return from + (known - host);
}

/* Domains of countries, and the oldest others. */
static gboolean
ends_in_domain (const char *from, const char *to)
{
  static const char *const names[] = { ".com", ".org", ".net", ".edu", ".gov" };
  gsize len = (gsize) (to - from);

  if (len > 3 && to[-3] == '.' && g_ascii_islower (to[-2]) && g_ascii_islower (to[-1]))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (len > 4 && g_ascii_strncasecmp (to - 4, names[i], 4) == 0)
      return TRUE;
  return FALSE;
}

/* "user.Unknown", "ROUTING.NoMX": words with a dot between them. */
static gboolean
are_words (Pass *pass, const char *from, const char *to)
{
  if ((pass->flags & DSN_REDACT_TYPES) != 0)
    return TRUE;
  if ((from > pass->begin && from[-1] == '@') || ends_in_domain (from, to))
    return FALSE;
  while (from < to) {
    const char *end = dsn_redact_end_of_word (from, to);

    if (end == from)
      return FALSE;
    if (!dsn_redact_is_number (from, end) &&
        !may_stay (pass, from, (gsize) (end - from)))
      return FALSE;
    from = end < to ? end + 1 : to;
  }
  return TRUE;
}

/* Every label but the last, which becomes that of RFC 2606: so that zorg.de and
 * zorg.com stay two domains, what stands before it follows from both. */
static void
do_host (Pass *pass, const char *from, const char *to)
{
  const char *kept = kept_of_host (pass, from, to), *last = kept;
  DsnSpan top = { NULL, 0 };

  while (kept == to && last > from && last[-1] != '.')
    last--;
  while (from < last) {
    const char *end = dsn_redact_end_of_word (from, last);

    if (kept == to && memchr (end, '.', (gsize) (last - 1 - end)) == NULL)
      top = (DsnSpan){ (const guint8 *) last, (gsize) (to - last) };
    replace_in (pass, from, end, top);
    from = end;
    if (from < last)
      g_string_append_c (pass->out, *from++);
  }
  if (kept < to)
    g_string_append_len (pass->out, kept, to - kept);
  else
    g_string_append (pass->out, "example");
}

static gboolean
do_ip (Pass *pass)
{
  for (guint v6 = 0; v6 < 2; v6++) {
    const char *to = dsn_redact_end_of_ip (pass->at, pass->end, v6 == 1);

    if ((to == pass->end || !dsn_redact_is_word_char (g_utf8_get_char (to))) &&
        dsn_pseudonym_ip (
            pass->out, pass->redactor->key,
            (DsnSpan){ (const guint8 *) pass->at, (gsize) (to - pass->at) })) {
      pass->at = to;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
do_escape (Pass *pass)
{
  if ((pass->flags & DSN_REDACT_TYPES) != 0 ||
      !dsn_redact_is_escape (pass->at, pass->end))
    return FALSE;
  g_string_append_len (pass->out, pass->at, 3);
  pass->at += 3;
  return TRUE;
}

/* "\x{FC}" (RFC 6533 §3), "&#252;" */
static gboolean
do_code_point (Pass *pass)
{
  static const char *const begins[] = { "\\x{", "&#" };
  static const char *const instead[] = { "\\x{E4}", "&#228;" };

  for (gsize i = 0; i < G_N_ELEMENTS (begins); i++) {
    gsize len = strlen (begins[i]), digits = 0;
    const char *at = pass->at + len;

    if ((gsize) (pass->end - pass->at) <= len ||
        strncmp (pass->at, begins[i], len) != 0)
      continue;
    while (at + digits < pass->end && digits < 8 && g_ascii_isxdigit (at[digits]))
      digits++;
    if (digits == 0 || at + digits == pass->end || strchr ("};", at[digits]) == NULL)
      continue;
    g_string_append (pass->out, instead[i]);
    pass->at = at + digits + 1;
    return TRUE;
  }
  return FALSE;
}

/* "554-mx.example.com": a reply code before what a server calls itself. */
static gboolean
is_reply_code (const Pass *pass)
{
  return pass->end - pass->at > 4 && strchr ("245", *pass->at) != NULL &&
         dsn_redact_is_number (pass->at, pass->at + 3) && pass->at[3] == '-' &&
         !g_ascii_isdigit (pass->at[4]);
}

static void
do_token (Pass *pass)
{
  const char *to = dsn_redact_end_of_host (pass->at, pass->end);

  if (do_ip (pass))
    return;
  if (is_reply_code (pass) || (to != NULL && *to == '@')) /* a name before an at sign */
    to = NULL;
  if (to != NULL && !are_words (pass, pass->at, to)) {
    do_host (pass, pass->at, to);
  } else {
    to = dsn_redact_end_of_word (pass->at, pass->end);
    do_word (pass, pass->at, to);
  }
  pass->at = to;
}

/* Valid UTF-8 without NUL, and a terminator behind it. */
static void
do_text (Pass *pass)
{
  while (pass->at < pass->end) {
    const char *next = g_utf8_next_char (pass->at);

    if (dsn_redact_is_word_char (g_utf8_get_char (pass->at)) ||
        (*pass->at == ':' && pass->at + 1 < pass->end && pass->at[1] == ':')) {
      const char *before = pass->at;

      if (*pass->at != ':' || do_ip (pass)) {
        if (pass->at == before)
          do_token (pass);
        continue;
      }
    } else if (do_escape (pass) || do_code_point (pass)) {
      continue;
    }
    if (*pass->at == '<' || *pass->at == '>')
      pass->in_tag = *pass->at == '<' && (pass->flags & DSN_REDACT_HTML) != 0;
    g_string_append_len (pass->out, pass->at, next - pass->at);
    pass->at = next;
  }
}

void
dsn_redact_text (GString *out, DsnRedactor *redactor, DsnSpan text, guint flags)
{
  g_autofree char *valid = dsn_redact_make_valid (text);
  Pass pass = { .out = out, .redactor = redactor, .begin = valid, .flags = flags };

  pass.at = valid;
  pass.end = valid + strlen (valid);
  do_text (&pass);
}
