/* dsn-family.c: which provider handles the mail of a domain. */
#include "dsn-family.h"

#include "dsn-family-table.h"

/* `name.*`: one or two labels behind the name, as in name.com or name.co.uk. */
static gboolean
fits_pattern (const char *domain, const char *pattern)
{
  gsize len = strlen (pattern) - 1;
  const char *dot;

  if (pattern[len] != '*' || strncmp (domain, pattern, len) != 0)
    return FALSE;
  dot = strchr (domain + len, '.');
  return domain[len] != '\0' && (dot == NULL || strchr (dot + 1, '.') == NULL);
}

const DsnFamily *
dsn_family_of_domain (const char *domain)
{
  const DsnFamily *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (dsn_families); i++) {
    const char *const *names = dsn_families[i].domains;

    for (guint j = 0; names[j] != NULL; j++) {
      if (strcmp (domain, names[j]) == 0)
        return &dsn_families[i];
      if (found == NULL && fits_pattern (domain, names[j]))
        found = &dsn_families[i];
    }
  }
  return found;
}

const DsnFamily *
dsn_family_of_host (const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_families); i++)
    for (const char *const *mx = dsn_families[i].mx; *mx != NULL; mx++)
      if (g_pattern_match_simple (*mx, host))
        return &dsn_families[i];
  return NULL;
}

void
dsn_family_foreach_domain (GFunc func, gpointer user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dsn_families); i++)
    for (const char *const *name = dsn_families[i].domains; *name != NULL; name++)
      if (strchr (*name, '*') == NULL)
        func ((gpointer) *name, user_data);
}
