/* dsn-blocklist.c: which blocklist a refusal names, and where to look it up. */
#include "dsn-blocklist.h"

#include "dsn-listed-ip.h"

#include "dsn-blocklist-table.h"

#include <string.h>

/* As much as is searched for wordings. */
#define TEXT_MAX_LEN 8192

#define HOST_MAX_LEN 253
#define URL_MAX_LEN 500

/* What makes a name better than a longer one. */
enum { RANK_SPECIFIC = 500, RANK_AFTER_PHRASE = 1000 };

typedef struct {
  DsnSpan text;
  DsnSpan words[3]; /* before the one that is looked at, the nearest first */
  DsnSpan zone;     /* the first unknown zone behind a phrase */
  DsnSpan name;     /* the best known name */
  const struct DsnBlocklistRow *row;
  guint rank;
} Search;

enum {
  IN_HOST = 1, /* what hosts and words are made of */
  LETTER = 2,  /* of that, what words begin with */
  DOT = 4,
  GAP = 8, /* what may stand between the words of a phrase */
};

static const guint8 kinds[256] = {
  ['0' ... '9'] = IN_HOST | LETTER,
  ['A' ... 'Z'] = IN_HOST | LETTER,
  ['a' ... 'z'] = IN_HOST | LETTER,
  [0x80 ... 0xff] = IN_HOST | LETTER,
  ['.'] = IN_HOST | DOT,
  ['-'] = IN_HOST,
  ['_'] = IN_HOST,
  [' '] = GAP,
  ['\t'] = GAP,
  ['\''] = GAP,
  ['"'] = GAP,
  ['['] = GAP,
  ['('] = GAP,
  ['<'] = GAP,
  [':'] = GAP,
};

static gboolean
is_one_of (DsnSpan word, const char *const *words)
{
  guint8 first = word.len > 0 ? word.data[0] | 0x20 : 0;

  for (; *words != NULL; words++)
    if ((guint8) * *words == first &&
        dsn_span_equal_nocase (word, dsn_span_of_string (*words)))
      return TRUE;
  return FALSE;
}

/* "blocked using ZONE" (Postfix), "listed at ZONE" (Sendmail), "in a black list at
 * ZONE" (Exim), and not "not listed in". */
static gboolean
follows_phrase (const Search *search)
{
  static const char *const listed[] = { "listed", "blacklisted", "blocklisted", NULL };
  static const char *const lists[] = { "list", "blacklist", "blocklist", "blackhole",
                                       "rbl",  "dnsbl",     NULL };
  static const char *const near[] = { "at", "in", "by", "on", NULL };
  static const char *const where[] = { "at", "on", NULL };
  static const char *const refused[] = { "blocked", "rejected", "denied", NULL };
  static const char *const no[] = { "not", "isn't", NULL };
  const DsnSpan *words = search->words;

  if (dsn_span_equal_nocase (words[0], DSN_SPAN_LIT ("using")))
    return is_one_of (words[1], refused);
  if (is_one_of (words[1], listed))
    return is_one_of (words[0], near) && !is_one_of (words[2], no);
  return is_one_of (words[1], lists) && is_one_of (words[0], where);
}

/* Letters, digits and hyphens, a dot inside, letters at the end: no number, no address.
 */
static gboolean
is_zone (DsnSpan word)
{
  gboolean dot = FALSE;

  if (word.len > HOST_MAX_LEN || !g_ascii_isalpha (word.data[word.len - 1]))
    return FALSE;
  for (gsize i = 0; i < word.len; i++) {
    if (word.data[i] >= 0x80 || (word.data[i] == '.' && word.data[i + 1] == '.'))
      return FALSE;
    dot |= word.data[i] == '.';
  }
  return dot;
}

static int
compare_head (DsnSpan word, const struct DsnBlocklistName *name)
{
  gsize len = MIN (word.len, name->head);

  for (gsize i = 0; i < len; i++) {
    guint8 c = word.data[i];
    int difference = (g_ascii_isupper (c) ? c | 0x20 : c) - name->text[i];

    if (difference != 0)
      return difference;
  }
  return word.len < name->head ? -1 : word.len > name->head;
}

/* Whether a head may be @word; of most words none is. */
static gboolean
may_be_head (DsnSpan word)
{
  gsize bit = (word.len * 32 + (word.data[0] & 0x1f)) % 512;

  return (dsn_blocklist_heads[bit / 64] >> bit % 64 & 1) != 0;
}

/* The first name that begins with @word. */
static gsize
find_head (DsnSpan word)
{
  gsize low = 0, high = G_N_ELEMENTS (dsn_blocklist_names);

  while (low < high) {
    gsize middle = (low + high) / 2;

    if (compare_head (word, &dsn_blocklist_names[middle]) > 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Whether the rest of a name stands behind its head, and ends where a word does. */
static gboolean
fits_rest (const Search *search, DsnSpan word, const struct DsnBlocklistName *name)
{
  DsnSpan rest = dsn_span_slice (
      search->text, (gsize) (word.data - search->text.data) + word.len, G_MAXSIZE);
  gsize len = (gsize) (name->len - name->head);

  if (len == 0)
    return TRUE;
  if (!dsn_span_starts_nocase (rest, dsn_span_of_string (name->text + name->head)))
    return FALSE;
  g_assert (rest.data != NULL);
  return (rest.len == len || !g_ascii_isalnum (rest.data[len]) ||
          !g_ascii_isalnum (rest.data[len - 1]));
}

/* Notes what is known under @word, a host or its end, or a word. */
static gboolean
look_up (Search *search, DsnSpan word, gboolean after_phrase)
{
  gboolean found = FALSE;

  if (word.len == 0 || !may_be_head (word))
    return FALSE;
  for (gsize i = find_head (word); i < G_N_ELEMENTS (dsn_blocklist_names); i++) {
    const struct DsnBlocklistName *name = &dsn_blocklist_names[i];
    const struct DsnBlocklistRow *row = &dsn_blocklist_rows[name->row];
    guint rank = name->len;

    if (compare_head (word, name) != 0)
      break;
    if (!fits_rest (search, word, name))
      continue;
    found = TRUE;
    rank += row->general ? 0 : RANK_SPECIFIC;
    rank += after_phrase ? RANK_AFTER_PHRASE : 0;
    if (rank <= search->rank)
      continue;
    search->rank = rank;
    search->row = row;
    search->name = (DsnSpan){ word.data, name->len };
  }
  return found;
}

/* A word that stands in an address or in the path of a URL is none about a list. */
static gboolean
is_part (const Search *search, DsnSpan word)
{
  const guint8 *end = search->text.data + search->text.len,
               *next = word.data + word.len;
  guint8 before = word.data > search->text.data ? word.data[-1] : ' ';

  if (before == '@' || (next < end && *next == '@'))
    return TRUE;
  return strchr ("/=?&", before) != NULL && !dsn_span_find_byte (word, '.', NULL);
}

/* A host is known by its longest end that is: KEY.zen.dq.spamhaus.net,
 * www.spamhaus.org. @seen is what it is made of.
 */
static void
take_word (Search *search, DsnSpan word, guint seen)
{
  gboolean after, found;
  gsize dot;

  /* Most words are no host, and in no name. */
  if ((seen & DOT) == 0 && !may_be_head (word))
    return;
  if (is_part (search, word))
    return;
  after = follows_phrase (search);
  found = look_up (search, word, after);
  for (DsnSpan end = word; !found && dsn_span_find_byte (end, '.', &dot);) {
    end = dsn_span_slice (end, dot + 1, G_MAXSIZE);
    if (dsn_span_find_byte (end, '.', NULL))
      found = look_up (search, end, after);
  }
  if (!found && after && search->zone.len == 0 && is_zone (word))
    search->zone = word;
}

/* "http" or "https" before "://". */
static gboolean
is_scheme (DsnSpan word, DsnSpan behind)
{
  return (word.len == 4 || word.len == 5) &&
         dsn_span_starts_nocase (behind, DSN_SPAN_LIT ("://")) &&
         (dsn_span_equal_nocase (word, DSN_SPAN_LIT ("http")) ||
          dsn_span_equal_nocase (word, DSN_SPAN_LIT ("https")));
}

/* One word and what follows it; gives the place behind. */
static gsize
read_word (Search *search, gsize at)
{
  DsnSpan text = search->text, word;
  gsize end = at;
  guint seen = 0;

  for (; end < text.len && (kinds[text.data[end]] & IN_HOST) != 0; end++)
    seen |= kinds[text.data[end]];
  word = dsn_span_slice (text, at, end - at);
  if (is_scheme (word, dsn_span_slice (text, end, G_MAXSIZE)))
    return end + 3;
  while (word.len > 0 && !g_ascii_isalnum (word.data[word.len - 1]))
    word.len--;
  if (word.len == 0)
    return end;
  take_word (search, word, seen);
  search->words[2] = search->words[1];
  search->words[1] = search->words[0];
  search->words[0] = word.len == end - at ? word : (DsnSpan){ NULL, 0 };
  return end;
}

static void
search_text (Search *search)
{
  DsnSpan text = search->text;

  for (gsize at = 0; at < text.len;) {
    guint8 kind = kinds[text.data[at]];

    if ((kind & LETTER) != 0) {
      at = read_word (search, at);
      continue;
    }
    if ((kind & GAP) == 0)
      memset (search->words, 0, sizeof search->words);
    at++;
  }
}

/* The first "http://" or "https://" and what belongs to it. */
static DsnSpan
find_url (DsnSpan text)
{
  gsize at, len = 0;

  while (dsn_span_find_nocase (text, DSN_SPAN_LIT ("http"), &at)) {
    text = dsn_span_slice (text, at, G_MAXSIZE);
    if (dsn_span_starts_nocase (text, DSN_SPAN_LIT ("http://")) ||
        dsn_span_starts_nocase (text, DSN_SPAN_LIT ("https://")))
      break;
    text = dsn_span_slice (text, 1, G_MAXSIZE);
  }
  if (!dsn_span_starts_nocase (text, DSN_SPAN_LIT ("http")))
    return (DsnSpan){ NULL, 0 };
  while (len < text.len && text.data[len] > ' ' && text.data[len] < 0x7f &&
         strchr ("\"<>\\^`{|}", text.data[len]) == NULL)
    len++;
  while (len > 0 && strchr (".,;:!?'()[]", text.data[len - 1]) != NULL)
    len--;
  if (len <= strlen ("https://") || len > URL_MAX_LEN)
    len = 0;
  return dsn_span_slice (text, 0, len);
}

gboolean
dsn_blocklist_find (DsnSpan text, DsnBlocklistHit *hit)
{
  Search search = { .text = dsn_span_slice (text, 0, TEXT_MAX_LEN) };

  search_text (&search);
  if (search.row != NULL &&
      (search.zone.len == 0 || search.rank >= RANK_AFTER_PHRASE)) {
    *hit = (DsnBlocklistHit){ .id = search.row->id,
                              .title = search.row->title,
                              .page = search.row->page };
    if (search.row->lookup[0] != '\0')
      hit->lookup = search.row->lookup;
    hit->address = dsn_listed_ip_find (search.text, search.name);
    return TRUE;
  }
  if (search.zone.len == 0)
    return FALSE;
  *hit = (DsnBlocklistHit){ .zone = search.zone, .url = find_url (search.text) };
  hit->address = dsn_listed_ip_find (search.text, search.zone);
  return TRUE;
}

void
dsn_blocklist_append_lookup (const DsnBlocklistHit *hit, GString *out)
{
  const char *place = hit->lookup != NULL ? strstr (hit->lookup, "{ip}") : NULL;

  if (place != NULL && hit->address.len > 0) {
    g_string_append_len (out, hit->lookup, place - hit->lookup);
    g_string_append_len (out, (const char *) hit->address.data,
                         (gssize) hit->address.len);
    g_string_append (out, place + strlen ("{ip}"));
  } else if (hit->page != NULL)
    g_string_append (out, hit->page);
  else
    g_string_append_len (out, (const char *) hit->url.data, (gssize) hit->url.len);
}
