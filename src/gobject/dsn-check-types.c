/* dsn-check-types.c: what dsn_check_domains() takes and gives as boxed types. */
#include "dsn-check-types.h"

static const char *const *
copy_texts (const char *const *texts)
{
  return (const char *const *) g_strdupv ((char **) texts);
}

DsnCheckOptions *
dsn_check_options_dup (const DsnCheckOptions *options)
{
  DsnCheckOptions *copy;

  g_return_val_if_fail (options != NULL, NULL);
  copy = g_memdup2 (options, sizeof *options);
  copy->local = copy_texts (options->local);
  copy->independent = copy_texts (options->independent);
  copy->root_hints = g_strdup (options->root_hints);
  copy->selectors = copy_texts (options->selectors);
  return copy;
}

DsnCheckOptions *
dsn_check_options_new (const char *const *local, const char *const *independent)
{
  return dsn_check_options_dup (
      &(DsnCheckOptions){ .local = local, .independent = independent });
}

void
dsn_check_options_free (DsnCheckOptions *options)
{
  if (options == NULL)
    return;
  g_strfreev ((char **) options->local);
  g_strfreev ((char **) options->independent);
  g_free ((char *) options->root_hints);
  g_strfreev ((char **) options->selectors);
  g_free (options);
}

static DsnCheckOptions *
check_options_copy (DsnCheckOptions *options)
{
  return dsn_check_options_dup (options);
}

G_DEFINE_BOXED_TYPE (DsnCheckOptions, dsn_check_options, check_options_copy,
                     dsn_check_options_free)

G_DEFINE_BOXED_TYPE (DsnCheck, dsn_check, dsn_check_ref, dsn_check_unref)
G_DEFINE_BOXED_TYPE (DsnAddressCheck, dsn_address_check, dsn_address_check_ref,
                     dsn_address_check_unref)
G_DEFINE_BOXED_TYPE (DsnFailures, dsn_failures, dsn_failures_ref, dsn_failures_unref)
