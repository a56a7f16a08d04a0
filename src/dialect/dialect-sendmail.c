/* dialect-sendmail.c: Sendmail 8 without its fields for machines, Sendmail 5, and what
 * took its form from them.
 *
 * Shape:
 *    ----- The following addresses had permanent fatal errors -----
 * <ann@example.com>
 *     (reason: 550 5.1.1 <ann@example.com>... User unknown)
 *    ----- Transcript of session follows -----
 * ... while talking to mx.example.com.:
 * >>> RCPT To:<ann@example.com>
 * <<< 550 5.1.1 <ann@example.com>... User unknown
 *    ----- Original message follows -----
 * Version 5 has the transcript alone. */
#include "dsn-dialect.h"

#include "dsn-guess.h"
#include "dsn-header.h"
#include "dsn-reply.h"

static const char *const openings[] = {
  "the following addresses had",
  "the following addresses have",
  "the following recipients had",
  NULL,
};

static const DsnSection sections[] = {
  { "*permanent fatal errors", DSN_ACTION_FAILED },
  { "*permanent delivery errors", DSN_ACTION_FAILED },
  { "*transient non-fatal errors", DSN_ACTION_DELAYED },
  { "*had successful delivery notifications", DSN_ACTION_DELIVERED },
  { "the following addresses ha", DSN_ACTION_UNKNOWN },
  { NULL, DSN_ACTION_UNKNOWN },
};

static const char *const reasons[] = { "(reason:", NULL };

/* Releases before 8.8 put this behind an address. */
static const char *const skips[] = { "(unrecoverable error)", "(transient failure)",
                                     NULL };

/* The transcript is read for the replies that are missing, not for addresses. */
static const char *const ends[] = { "transcript of session follows",
                                    "non-delivered information", NULL };

static const char *const transcripts[] = { "transcript of session follows", NULL };

/* "550 5.1.1 <ann@example.com>... User unknown", or "421 example.com (smtp)...
 * Deferred": what the reply is about, a name or an address. */
static gboolean
scan_reply (DsnSpan line, DsnSpan *subject, gboolean *is_address)
{
  DsnScan s = dsn_scan_over (line);
  DsnSpan rest;
  DsnCode status;
  guint code;

  if (!dsn_scan_uint (&s, 3, &code) || code < 400 || !dsn_scan_byte (&s, ' '))
    return FALSE;
  if (dsn_code_scan (&s, &status))
    dsn_scan_byte (&s, ' ');
  *is_address = dsn_address_scan (dsn_scan_rest (&s), subject, &rest);
  if (*is_address)
    return TRUE;
  if (!dsn_scan_until (&s, ' ', subject))
    return FALSE;
  return dsn_span_starts_nocase (dsn_scan_rest (&s), DSN_SPAN_LIT (" ("));
}

/* The addresses of the returned message in a domain that a reply is about. */
static void
add_of_domain (DsnCandidate *candidate, const DsnNoticeLine *line, DsnSpan domain,
               DsnBlocks *blocks)
{
  g_autoptr (GArray) fields = dsn_guess_collect_original (candidate);
  DsnSpan rest, address;

  if (!dsn_header_find (fields, "to", &rest))
    return;
  while (dsn_address_find (rest, &address, &rest))
    if (address.len > domain.len + 1 &&
        address.data[address.len - domain.len - 1] == '@' &&
        dsn_span_equal_nocase (
            dsn_span_slice (address, address.len - domain.len, G_MAXSIZE), domain))
      dsn_blocks_add (blocks, address, line->text, line->offset,
                      candidate->limits->recipients);
}

/* What the remote said before Sendmail's own reply, "<<< 550 no", and who it is. */
typedef struct {
  DsnSpan host;
  GString *said;
} Session;

/* Takes the lines of a session; FALSE for a line that is none of them. */
static gboolean
take_session (Session *session, DsnSpan line)
{
  static const char *const hosts[] = { "while talking to ", "... while talking to ",
                                       "connected to ", NULL };
  DsnSpan rest;

  if (dsn_phrase_match (line, hosts, &rest)) {
    while (rest.len > 0 &&
           (rest.data[rest.len - 1] == ':' || rest.data[rest.len - 1] == '.'))
      rest.len--;
    session->host = rest;
    g_string_truncate (session->said, 0);
    return TRUE;
  }
  if (dsn_span_starts_nocase (line, DSN_SPAN_LIT (">>>"))) {
    g_string_truncate (session->said, 0);
    return TRUE;
  }
  if (!dsn_span_starts_nocase (line, DSN_SPAN_LIT ("<<<")))
    return FALSE;
  rest = dsn_span_trim (dsn_span_slice (line, 3, 1024));
  if (session->said->len > 0)
    g_string_append_c (session->said, ' ');
  g_string_append_len (session->said, (const char *) rest.data, (gssize) rest.len);
  return TRUE;
}

/* What is said of an address: the remote's words, else those behind `...` if they are a
 * reply themselves, else the line. */
static void
add_reply (DsnCandidate *candidate, Session *session, const DsnNoticeLine *line,
           DsnSpan address, DsnBlocks *blocks)
{
  g_autoptr (GString) words = g_string_new (NULL);
  DsnSpan text = line->text;
  gsize dots;

  if (dsn_span_find_nocase (text, DSN_SPAN_LIT ("... "), &dots) &&
      dsn_reply_find (dsn_span_slice (text, dots + 4, 5)).code != 0)
    text = dsn_span_slice (text, dots + 4, G_MAXSIZE);
  if (session->said->len > 0 && session->host.len > 0) {
    g_string_append (words, "host ");
    g_string_append_len (words, (const char *) session->host.data,
                         (gssize) session->host.len);
    g_string_append (words, " said: ");
    text = (DsnSpan){ (const guint8 *) session->said->str, session->said->len };
  }
  g_string_append_len (words, (const char *) text.data, (gssize) text.len);
  dsn_blocks_add (blocks, address, (DsnSpan){ (const guint8 *) words->str, words->len },
                  line->offset, candidate->limits->recipients);
  g_string_truncate (session->said, 0);
}

/* How many replies about a domain are matched with the returned message: each costs a
 * pass over its To. */
#define DOMAINS_MAX 20

/* Version 5 has no list of addresses: they are in the replies that its transcript ends
 * each recipient with. */
static void
read_transcript (DsnCandidate *candidate, const DsnRow *row)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  guint first = candidate->report->recipients->len, domains = 0;
  Session session = { .said = g_string_new (NULL) };
  g_auto (DsnBlocks) blocks = { 0 };

  dsn_blocks_init (&blocks);
  for (guint i = 0; i < notice->lines->len; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);
    gboolean is_address;
    DsnSpan subject;

    if (take_session (&session, line->text) ||
        !scan_reply (line->text, &subject, &is_address))
      continue;
    if (is_address)
      add_reply (candidate, &session, line, subject, &blocks);
    else if (domains++ < DOMAINS_MAX)
      add_of_domain (candidate, line, subject, &blocks);
  }
  g_string_free (session.said, TRUE);
  dsn_row_add_recipients (candidate, &blocks, DSN_ACTION_FAILED);
  dsn_row_finish (candidate, row, first);
}

static const DsnRow rows[] = {
  {
      .format = "sendmail",
      .generator = "sendmail",
      .weight = 50,
      .opening = openings,
      .begins = openings,
      .blocks = { .shapes = DSN_SHAPE_ALONE | DSN_SHAPE_ANGLE | DSN_SHAPE_BEHIND |
                            DSN_SHAPE_LOCAL,
                  .reasons = reasons,
                  .skips = skips,
                  .ends = ends,
                  .sections = sections },
  },
  {
      .format = "sendmail",
      .generator = "sendmail",
      .weight = 40,
      .opening = transcripts,
      .read = read_transcript,
  },
};

const DsnFamily dsn_family_sendmail = DSN_FAMILY (rows);
