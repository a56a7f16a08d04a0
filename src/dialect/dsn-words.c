/* dsn-words.c: what a notice says of a recipient -> diagnostic, remote host and reply.
 */
#include "dsn-words.h"

#include "dsn-blocks.h"
#include "dsn-grams.h"
#include "dsn-scan.h"

#include <string.h>

/* What stands before the name of the host that was talked to. */
static const DsnSpan before_host[] = {
  DSN_SPAN_LIT ("connected to "),
  DSN_SPAN_LIT ("while talking to "),
  DSN_SPAN_LIT ("connect to "),
  DSN_SPAN_LIT ("connection to "),
  DSN_SPAN_LIT ("talking to "),
  DSN_SPAN_LIT ("remote server "),
  DSN_SPAN_LIT ("remote host "),
  DSN_SPAN_LIT ("remote smtp server "),
  DSN_SPAN_LIT ("remote mail server "),
  DSN_SPAN_LIT ("server for "),
  DSN_SPAN_LIT ("smtp server "),
  DSN_SPAN_LIT ("mail server "),
  DSN_SPAN_LIT ("host: "),
  DSN_SPAN_LIT ("host "),
  DSN_SPAN_LIT ("server "),
  DSN_SPAN_LIT ("received from "),
  DSN_SPAN_LIT ("relay "),
  DSN_SPAN_LIT ("contacting "),
  DSN_SPAN_LIT ("mx "),
  DSN_SPAN_LIT ("remote-mta: dns; "),
};

/* What stands behind the name of the host whose words follow. */
static const DsnSpan behind_host[] = {
  DSN_SPAN_LIT (" did not like our "),
  DSN_SPAN_LIT (" does not like "),
  DSN_SPAN_LIT (" failed after i "),
  DSN_SPAN_LIT (" failed on "),
  DSN_SPAN_LIT (" said:"),
  DSN_SPAN_LIT (" replied"),
  DSN_SPAN_LIT (" responded"),
  DSN_SPAN_LIT (" refused to "),
  DSN_SPAN_LIT (" unrecoverable error"),
  DSN_SPAN_LIT (" rejected "),
};

/* What says that the words behind it are a remote's. */
static const DsnSpan remote_marks[] = {
  DSN_SPAN_LIT ("said:"),
  DSN_SPAN_LIT ("said "),
  DSN_SPAN_LIT ("replied"),
  DSN_SPAN_LIT ("responded"),
  DSN_SPAN_LIT ("response"),
  DSN_SPAN_LIT ("returned"),
  DSN_SPAN_LIT ("remote"),
  DSN_SPAN_LIT ("did not like"),
  DSN_SPAN_LIT ("reply from"),
  DSN_SPAN_LIT ("reply was"),
  DSN_SPAN_LIT ("while talking"),
  DSN_SPAN_LIT ("connected to"),
  DSN_SPAN_LIT ("after rcpt"),
  DSN_SPAN_LIT ("after mail from"),
  DSN_SPAN_LIT ("after end of data"),
  DSN_SPAN_LIT ("after data"),
  DSN_SPAN_LIT ("host "),
  DSN_SPAN_LIT ("answered"),
  DSN_SPAN_LIT ("reports"),
  DSN_SPAN_LIT ("smtp error"),
  DSN_SPAN_LIT ("<<<"),
};

/* What a reporter adds behind a remote's reply. */
static const DsnSpan trailers[] = {
  DSN_SPAN_LIT (" (in reply to "),
  DSN_SPAN_LIT (" giving up on "),
  DSN_SPAN_LIT (" i'm not going to try again"),
  DSN_SPAN_LIT (" i will keep trying"),
  DSN_SPAN_LIT (" retry timeout exceeded"),
  DSN_SPAN_LIT (" [rcpt_to]"),
  DSN_SPAN_LIT (" [data]"),
  DSN_SPAN_LIT (" [mail_from]"),
  DSN_SPAN_LIT (" [final_dot]"),
  DSN_SPAN_LIT (" (state 1"),
};

static gboolean
is_host_byte (guint8 c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '-' || c == '_' || c == ':';
}

/* A host's name or address from a place on: "mx.example.com", "[192.0.2.1]"; what has
 * no dot and no colon inside is a word. */
static DsnSpan
take_host (DsnSpan text)
{
  DsnScan s = dsn_scan_over (text);
  gboolean dotted = FALSE;
  DsnSpan host;
  gsize colon;

  while (dsn_scan_peek (&s) != 0 && strchr ("<[\"'(", *s.at) != NULL)
    s.at++;
  host.data = s.at;
  while (!dsn_scan_at_end (&s) && is_host_byte (*s.at))
    s.at++;
  host.len = MIN ((gsize) (s.at - host.data), 256);
  /* One colon is a port's, more are an address's. */
  if (dsn_span_find_byte (host, ':', &colon) &&
      !dsn_span_find_byte (dsn_span_slice (host, colon + 1, G_MAXSIZE), ':', NULL))
    host.len = colon;
  while (host.len > 0 && strchr (".:-", host.data[host.len - 1]) != NULL)
    host.len--;
  for (gsize i = 1; i + 1 < host.len; i++)
    dotted |= (host.data[i] == '.' || host.data[i] == ':');
  return dotted && host.data[0] != '.' && dsn_scan_peek (&s) != '@'
             ? host
             : (DsnSpan){ NULL, 0 };
}

/* The host that ends right before a place, its address in brackets skipped. */
static DsnSpan
host_before (DsnSpan text, gsize end)
{
  gsize from;

  while (end > 0 && strchr (" ])", text.data[end - 1]) != NULL &&
         text.data[end - 1] != 0) {
    if (text.data[end - 1] != ' ') {
      while (end > 0 && strchr ("[(", text.data[end - 1]) == NULL)
        end--;
      if (end == 0)
        return (DsnSpan){ NULL, 0 };
    }
    end--;
  }
  from = end;
  while (from > 0 && is_host_byte (text.data[from - 1]))
    from--;
  return take_host (dsn_span_slice (text, from, end - from));
}

/* Where @phrase stands in @text, a piece of what @grams are of. */
static gboolean
find (DsnSpan text, const DsnGrams *grams, DsnSpan phrase, gsize *at)
{
  return dsn_grams_may_hold (grams, phrase) && dsn_span_find_nocase (text, phrase, at);
}

static DsnSpan
find_host (DsnSpan words, const DsnGrams *grams)
{
  DsnSpan host;
  gsize at;

  for (gsize i = 0; i < G_N_ELEMENTS (behind_host); i++)
    if (find (words, grams, behind_host[i], &at)) {
      host = host_before (words, at);
      if (host.len > 0)
        return host;
    }
  /* "mx.example.com [192.0.2.1]: ..." */
  host = take_host (words);
  if (host.len > 0 && host.data == words.data &&
      dsn_span_starts_nocase (dsn_span_slice (words, host.len, 2), DSN_SPAN_LIT (" [")))
    return host;
  for (gsize i = 0; i < G_N_ELEMENTS (before_host); i++) {
    if (!find (words, grams, before_host[i], &at) ||
        (at > 0 && g_ascii_isalnum (words.data[at - 1])))
      continue;
    host = take_host (dsn_span_slice (words, at + before_host[i].len, G_MAXSIZE));
    if (host.len > 0)
      return host;
  }
  return (DsnSpan){ NULL, 0 };
}

static gboolean
has_remote_mark (DsnSpan before, const DsnGrams *grams)
{
  for (gsize i = 0; i < G_N_ELEMENTS (remote_marks); i++)
    if (find (before, grams, remote_marks[i], NULL))
      return TRUE;
  return FALSE;
}

static DsnSpan
cut_trailers (DsnSpan text, const DsnGrams *grams)
{
  gsize at;

  for (gsize i = 0; i < G_N_ELEMENTS (trailers); i++)
    if (find (text, grams, trailers[i], &at))
      text.len = at;
  text = dsn_span_trim (text);
  /* "It responded as follows: [550 no such user]" */
  if (text.len > 0 && text.data[text.len - 1] == ']' &&
      !dsn_span_find_byte (text, '[', NULL))
    text.len--;
  return text;
}

/* "(generated from a@b)", "(expanded from: <a@b>)" at the beginning. */
static DsnSpan
take_parent (DsnSpan *words)
{
  static const char *const marks[] = { "(generated from",
                                       "(ultimately generated from",
                                       "generated from",
                                       "(expanded from",
                                       "generated by",
                                       "(generated by",
                                       NULL };
  DsnSpan address, rest;

  if (!dsn_phrase_match (*words, marks, &rest) ||
      !dsn_address_find (dsn_span_slice (rest, 0, 400), &address, &rest))
    return (DsnSpan){ NULL, 0 };
  rest = dsn_span_between (rest.data, words->data + words->len);
  while (rest.len > 0 && rest.data[0] != 0 && strchr (" >):", rest.data[0]) != NULL)
    rest = dsn_span_slice (rest, 1, G_MAXSIZE);
  *words = rest;
  return address;
}

/* "(no such user)", "[no such user]", "-- no such user". */
static DsnSpan
undress (DsnSpan words)
{
  static const char pairs[] = "()[]";
  gsize close;

  words = dsn_span_trim (words);
  if (dsn_span_starts_nocase (words, DSN_SPAN_LIT ("-- ")))
    words = dsn_span_trim (dsn_span_slice (words, 3, G_MAXSIZE));
  for (gsize i = 0; i < 4 && words.len > 2; i += 2)
    if (words.data[0] == (guint8) pairs[i] &&
        dsn_span_find_byte (words, (guint8) pairs[i + 1], &close) &&
        close == words.len - 1)
      return dsn_span_trim (dsn_span_slice (words, 1, words.len - 2));
  return words;
}

DsnWords
dsn_words_read (DsnSpan words)
{
  DsnWords found = { .text = { NULL, 0 } };
  DsnGrams grams = { { 0 } };

  words = dsn_span_trim (words);
  found.parent = take_parent (&words);
  words = undress (words);
  dsn_grams_add (&grams, words);
  found.text = words;
  found.reply = dsn_reply_find (words);
  if (found.reply.code >= 400) {
    DsnSpan before = dsn_span_slice (words, 0, found.reply.at);

    found.host = find_host (before, &grams);
    found.remote =
        found.reply.at == 0 || found.host.len > 0 || has_remote_mark (before, &grams);
    if (found.remote)
      found.text =
          cut_trailers (dsn_span_slice (words, found.reply.at, G_MAXSIZE), &grams);
  } else {
    found.host = find_host (words, &grams);
  }
  return found;
}
