/* dsn-auth.c: what a domain publishes for mail: SPF, DKIM, DMARC, MTA-STS, TLS-RPT,
 * DANE. */
#include "dsn-auth.h"

#include "dsn-selector-table.h"

#define MAX_SPF_QUESTIONS 20
#define MAX_SELECTORS 16
#define MAX_DANE 5
#define MAX_TERMS 200

static void
record_free (gpointer data)
{
  DsnAuthRecord *record = data;

  g_free (record->selector);
  g_free (record);
}

static void
dane_free (gpointer data)
{
  DsnAuthDane *dane = data;

  g_free (dane->host);
  g_free (dane);
}

void
dsn_auth_free (DsnAuth *auth)
{
  if (auth == NULL)
    return;
  g_ptr_array_unref (auth->records);
  g_ptr_array_unref (auth->dane);
  g_free (auth);
}

const char *
dsn_auth_version (const char *what)
{
  static const char *const versions[][2] = {
    { "spf", "v=spf1" },
    { "dmarc", "v=DMARC1" },
    { "mta_sts", "v=STSv1" },
    { "tls_rpt", "v=TLSRPTv1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    if (strcmp (versions[i][0], what) == 0)
      return versions[i][1];
  return "";
}

/* A record begins with its version. */
static gboolean
has_version (const char *text, const char *version)
{
  gsize len = strlen (version);

  return g_ascii_strncasecmp (text, version, len) == 0 &&
         (text[len] == '\0' || text[len] == ' ' || text[len] == ';');
}

/* The value of the tag p, which every key has; NULL where it is no key. The version may
 * be left out. */
static const char *
key_data (const char *text)
{
  for (const char *at = text; at != NULL; at = strchr (at, ';')) {
    const char *value;

    at += strspn (at, "; \t");
    value = at[0] == 'p' ? at + 1 + strspn (at + 1, " \t") : at;
    if (at[0] == 'p' && *value == '=')
      return value + 1 + strspn (value + 1, " \t");
  }
  return NULL;
}

static gboolean
is_key (const char *text, const char *version G_GNUC_UNUSED)
{
  return key_data (text) != NULL;
}

gboolean
dsn_auth_is_revoked (const char *key)
{
  const char *data = key_data (key);

  return data != NULL && (*data == ';' || *data == '\0');
}

static const char *
find_text (const DsnReply *reply, gboolean (*fits) (const char *, const char *),
           const char *version, guint *count)
{
  const char *found = NULL;
  const DsnRecord *record;
  guint number = 0;

  for (guint at = 0; reply != NULL; at++) {
    record = dsn_answer_find (reply->answer, DSN_SECTION_ANSWER, DSN_TYPE_TXT, at, &at);
    if (record == NULL)
      break;
    if (!fits (record->text, version))
      continue;
    number++;
    if (found == NULL)
      found = record->text;
  }
  if (count != NULL)
    *count = number;
  return found;
}

const char *
dsn_auth_find (const DsnReply *reply, const char *version, guint *count)
{
  return find_text (reply, has_version, version, count);
}

const char *
dsn_auth_find_key (const DsnReply *reply, guint *count)
{
  return find_text (reply, is_key, NULL, count);
}

const char *
dsn_auth_find_record (const DsnAuthRecord *record, guint *count)
{
  return record->selector != NULL
             ? dsn_auth_find_key (record->reply, count)
             : dsn_auth_find (record->reply, dsn_auth_version (record->what), count);
}

const char *
dsn_selector_from_to_string (DsnSelectorFrom from)
{
  static const char *const names[] = { "option", "report", "guess" };

  g_return_val_if_fail (from < G_N_ELEMENTS (names), NULL);
  return names[from];
}

static void take_spf (DsnAsker *asker, const DsnReply *reply, gpointer user_data);

static const DsnReply *
ask (DsnAsker *asker, const DsnServer *server, const char *name, guint16 type,
     DsnReplyFunc func, gpointer data)
{
  DsnQuestion question = { .name = name, .type = type, .beside = TRUE };

  return dsn_asker_add (asker, server, &question, func, data);
}

/* include, a, mx, ptr, exists and redirect need a look-up each (RFC 7208 §4.6.4). */
static gboolean
needs_lookup (const char *term)
{
  static const char *const words[] = {
    "include", "a", "mx", "ptr", "exists", "redirect"
  };
  gsize len = strcspn (term, ":=/");

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == len && g_ascii_strncasecmp (term, words[i], len) == 0)
      return TRUE;
  return FALSE;
}

/* The record that a term brings in. Macros stand for a message that there is none of.
 */
static const char *
brought_in (const char *term)
{
  const char *name = NULL;

  if (g_ascii_strncasecmp (term, "include:", 8) == 0)
    name = term + 8;
  else if (g_ascii_strncasecmp (term, "redirect=", 9) == 0)
    name = term + 9;
  return name != NULL && *name != '\0' && strchr (name, '%') == NULL ? name : NULL;
}

static void
take_spf (DsnAsker *asker, const DsnReply *reply, gpointer user_data)
{
  DsnAuth *auth = user_data;
  guint count;
  const char *record = dsn_auth_find (reply, "v=spf1", &count);
  g_auto (GStrv) terms = NULL;

  if (count != 1) {
    auth->spf_broken |= count > 1 || reply != auth->spf;
    return;
  }
  terms = g_strsplit (record, " ", MAX_TERMS);
  for (guint i = 1; terms[i] != NULL; i++) {
    const char *term =
        terms[i] + (strchr ("+-~?", terms[i][0]) != NULL && terms[i][0] != '\0');
    const char *name = brought_in (term);

    auth->spf_lookups += needs_lookup (term);
    if (name == NULL || auth->spf_asked >= MAX_SPF_QUESTIONS)
      continue;
    auth->spf_asked++;
    ask (asker, reply->server, name, DSN_TYPE_TXT, take_spf, auth);
  }
}

static DsnAuthRecord *
ask_record (DsnAuth *auth, DsnAsker *asker, const DsnServer *server, const char *what,
            const char *name)
{
  DsnAuthRecord *record = g_new0 (DsnAuthRecord, 1);

  record->what = what;
  record->reply = ask (asker, server, name, DSN_TYPE_TXT, NULL, NULL);
  g_ptr_array_add (auth->records, record);
  return record;
}

/* Whom to ask for keys, and about what. */
typedef struct {
  DsnAsker *asker;
  const DsnServer *server;
  const char *domain;
} Keys;

static gboolean
has_selector (const DsnAuth *auth, const char *selector)
{
  for (guint i = 0; i < auth->records->len; i++)
    if (g_strcmp0 (((DsnAuthRecord *) g_ptr_array_index (auth->records, i))->selector,
                   selector) == 0)
      return TRUE;
  return FALSE;
}

/* The keys of selectors, as many as there is room for; each once. */
static void
ask_keys (DsnAuth *auth, const Keys *keys, const char *const *selectors, guint room,
          DsnSelectorFrom from)
{
  for (guint i = 0; selectors != NULL && selectors[i] != NULL && i < room; i++) {
    g_autofree char *name =
        g_strconcat (selectors[i], "._domainkey.", keys->domain, NULL);
    DsnAuthRecord *record;

    if (has_selector (auth, selectors[i]))
      continue;
    record = ask_record (auth, keys->asker, keys->server, "dkim", name);
    record->selector = g_strdup (selectors[i]);
    record->from = from;
  }
}

DsnAuth *
dsn_auth_start (DsnAsker *asker, const DsnServer *server, const char *domain,
                const DsnAuthSelectors *selectors)
{
  static const char *const names[][2] = { { "dmarc", "_dmarc" },
                                          { "mta_sts", "_mta-sts" },
                                          { "tls_rpt", "_smtp._tls" } };
  Keys keys = { asker, server, domain };
  DsnAuth *auth = g_new0 (DsnAuth, 1);

  auth->records = g_ptr_array_new_with_free_func (record_free);
  auth->dane = g_ptr_array_new_with_free_func (dane_free);
  auth->spf = ask (asker, server, domain, DSN_TYPE_TXT, take_spf, auth);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = g_strconcat (names[i][1], ".", domain, NULL);

    ask_record (auth, asker, server, names[i][0], name);
  }
  ask_keys (auth, &keys, selectors->given, MAX_SELECTORS, DSN_SELECTOR_GIVEN);
  ask_keys (auth, &keys, selectors->of_reports, MAX_SELECTORS, DSN_SELECTOR_OF_REPORT);
  if (auth->records->len == G_N_ELEMENTS (names))
    ask_keys (auth, &keys, dsn_selectors, G_N_ELEMENTS (dsn_selectors),
              DSN_SELECTOR_GUESSED);
  return auth;
}

void
dsn_auth_ask_dane (DsnAuth *auth, DsnAsker *asker, const DsnView *view)
{
  for (guint i = 0; i < MIN (view->hosts->len, MAX_DANE); i++) {
    const DsnHost *host = g_ptr_array_index (view->hosts, i);
    g_autofree char *name = g_strconcat ("_25._tcp.", host->name, NULL);
    DsnAuthDane *dane = g_new0 (DsnAuthDane, 1);

    dane->host = g_strdup (host->name);
    dane->reply = ask (asker, view->server, name, DSN_TYPE_TLSA, NULL, NULL);
    g_ptr_array_add (auth->dane, dane);
  }
}
