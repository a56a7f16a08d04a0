/* dsn-auth.c: what a domain publishes for mail: SPF, DKIM, DMARC, MTA-STS, TLS-RPT,
 * DANE. */
#include "dsn-auth.h"

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
    { "spf", "v=spf1" },         { "dmarc", "v=DMARC1" }, { "mta_sts", "v=STSv1" },
    { "tls_rpt", "v=TLSRPTv1" }, { "dkim", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    if (strcmp (versions[i][0], what) == 0)
      return versions[i][1];
  return "";
}

/* A record of the version, or of DKIM anything: its version may be left out. */
static gboolean
has_version (const char *text, const char *version)
{
  gsize len = strlen (version);

  return g_ascii_strncasecmp (text, version, len) == 0 &&
         (len == 0 || text[len] == '\0' || text[len] == ' ' || text[len] == ';');
}

const char *
dsn_auth_find (const DsnReply *reply, const char *version, guint *count)
{
  const char *found = NULL;
  const DsnRecord *record;
  guint number = 0;

  for (guint at = 0; reply != NULL; at++) {
    record = dsn_answer_find (reply->answer, DSN_SECTION_ANSWER, DSN_TYPE_TXT, at, &at);
    if (record == NULL)
      break;
    if (!has_version (record->text, version))
      continue;
    number++;
    if (found == NULL)
      found = record->text;
  }
  if (count != NULL)
    *count = number;
  return found;
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

static void
ask_record (DsnAuth *auth, DsnAsker *asker, const DsnServer *server, const char *what,
            const char *selector, const char *name)
{
  DsnAuthRecord *record = g_new0 (DsnAuthRecord, 1);

  record->what = what;
  record->selector = g_strdup (selector);
  record->reply = ask (asker, server, name, DSN_TYPE_TXT, NULL, NULL);
  g_ptr_array_add (auth->records, record);
}

DsnAuth *
dsn_auth_start (DsnAsker *asker, const DsnServer *server, const char *domain,
                const char *const *selectors)
{
  static const char *const names[][2] = { { "dmarc", "_dmarc" },
                                          { "mta_sts", "_mta-sts" },
                                          { "tls_rpt", "_smtp._tls" } };
  DsnAuth *auth = g_new0 (DsnAuth, 1);

  auth->records = g_ptr_array_new_with_free_func (record_free);
  auth->dane = g_ptr_array_new_with_free_func (dane_free);
  auth->spf = ask (asker, server, domain, DSN_TYPE_TXT, take_spf, auth);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = g_strconcat (names[i][1], ".", domain, NULL);

    ask_record (auth, asker, server, names[i][0], NULL, name);
  }
  for (guint i = 0; selectors != NULL && selectors[i] != NULL && i < MAX_SELECTORS;
       i++) {
    g_autofree char *name = g_strconcat (selectors[i], "._domainkey.", domain, NULL);

    ask_record (auth, asker, server, "dkim", selectors[i], name);
  }
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
