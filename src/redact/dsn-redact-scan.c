/* dsn-redact-scan.c: where words, names of hosts and addresses end in a text. */
#include "dsn-redact-scan.h"

#include "dsn-pseudonym.h"

#include <string.h>

/* Longer ones are cut into several; nothing that rules know is as long. */
#define WORD_MAX_LEN 200
#define HOST_MAX_LEN 255

gboolean
dsn_redact_is_word_char (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c);
}

const char *
dsn_redact_end_of_word (const char *at, const char *end)
{
  const char *from = at;

  while (at < end && at - from < WORD_MAX_LEN &&
         dsn_redact_is_word_char (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

gboolean
dsn_redact_is_number (const char *word, const char *end)
{
  for (; word < end; word++)
    if (!g_ascii_isdigit (*word))
      return FALSE;
  return TRUE;
}

/* Labels of letters, digits and hyphens, with dots between them; the last one has a
 * letter. */
const char *
dsn_redact_end_of_host (const char *at, const char *end)
{
  const char *from = at, *good = NULL;

  for (guint labels = 1;; labels++) {
    const char *label = at;
    gboolean letter = FALSE;

    while (at < end && (dsn_redact_is_word_char (g_utf8_get_char (at)) || *at == '-' ||
                        *at == '_')) {
      letter |= !g_ascii_isdigit (*at) && *at != '-';
      at = g_utf8_next_char (at);
    }
    while (at > label && at[-1] == '-')
      at--;
    if (at == label || at - from > HOST_MAX_LEN)
      return good;
    if (labels > 1)
      good = letter ? at : good;
    if (at + 1 >= end || *at != '.' ||
        !dsn_redact_is_word_char (g_utf8_get_char (at + 1)))
      return good;
    at++;
  }
}

const char *
dsn_redact_end_of_ip (const char *at, const char *end, gboolean v6)
{
  const char *from = at;

  while (at < end && at - from < 46 &&
         (*at == '.' ||
          (v6 ? *at == ':' || g_ascii_isxdigit (*at) : g_ascii_isdigit (*at))))
    at++;
  while (at > from && at[-1] == '.')
    at--;
  return at;
}

/* "+40", "=40", "%40": an at sign and its like, by which two names are parted. */
gboolean
dsn_redact_is_escape (const char *at, const char *end)
{
  int high, low;

  if (strchr ("+=%", *at) == NULL || end - at < 3)
    return FALSE;
  if (*at == '=' && end - at > 3 && (at[3] == '.' || g_ascii_isdigit (at[3])))
    return FALSE; /* "client-ip=40.0.2.1" */
  high = g_ascii_xdigit_value (at[1]);
  low = g_ascii_xdigit_value (at[2]);
  return high >= 2 && high <= 7 && low >= 0 &&
         strchr ("@+=.-_\" ", high * 16 + low) != NULL;
}

/* Each byte that is none of a valid character, and each NUL, is a question mark. */
char *
dsn_redact_make_valid (DsnSpan text)
{
  GString *valid = g_string_sized_new (text.len);
  const char *at = (const char *) text.data;
  const char *end = text.len > 0 ? at + text.len : at;

  while (at < end) {
    gunichar c = g_utf8_get_char_validated (at, end - at);

    if (c == 0 || c == (gunichar) -1 || c == (gunichar) -2) {
      g_string_append_c (valid, '?');
      at++;
    } else {
      g_string_append_len (valid, at, g_utf8_next_char (at) - at);
      at = g_utf8_next_char (at);
    }
  }
  return g_string_free (valid, FALSE);
}

void
dsn_redact_foreach_word (const char *text,
                         void (*each) (const char *word, gpointer data), gpointer data)
{
  const char *end = text != NULL ? text + strlen (text) : NULL;

  for (const char *at = text; at < end;) {
    const char *to = dsn_redact_end_of_word (at, end);

    if (to > at) {
      g_autofree char *lower = dsn_pseudonym_dup_lower (at, to - at);

      each (lower, data);
      at = to;
    } else {
      at += dsn_redact_is_escape (at, end) ? 3 : g_utf8_next_char (at) - at;
    }
  }
}
