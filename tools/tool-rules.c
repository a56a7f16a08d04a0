/* tool-rules.c: the rule files that --rules names. */
#include "tool-rules.h"

#include "tool-input.h"
#include "tool-output.h"

#define RULES_MAX_SIZE ((gsize) 64 << 20)

DsnRules *
tool_rules_read_file (const char *path, DsnRules *next)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tool_input_read (path, RULES_MAX_SIZE, &error);
  DsnRules *rules = NULL;
  const char *text;
  gsize len;

  if (bytes == NULL) {
    tool_message ("%s", error->message);
    return NULL;
  }
  text = g_bytes_get_data (bytes, &len);
  rules = dsn_rules_new_from_text (text != NULL ? text : "", len, path, next, &error);
  /* Without our name in front, as compilers do: editors jump to the place. */
  if (rules == NULL)
    tool_hint ("%s", error->message);
  return rules;
}

gboolean
tool_rules_read (const GPtrArray *paths, DsnRules **rules)
{
  g_autoptr (DsnRules) all = NULL;

  /* From the last to the first, since each stands before what is known already. */
  for (guint i = paths->len; i > 0; i--) {
    DsnRules *more = tool_rules_read_file (g_ptr_array_index (paths, i - 1), all);

    if (more == NULL)
      return FALSE;
    dsn_rules_unref (all);
    all = more;
  }
  *rules = g_steal_pointer (&all);
  return TRUE;
}
