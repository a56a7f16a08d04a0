/* test-same.h: whether two reports say the same, but for what was odd in a message. */
#pragma once

#include "dsn-emit-json.h"

#include <string.h>

/* A report as JSON, up to its defects: these are of a message and not of what it says.
 */
static inline char *
test_what_it_says (const DsnReport *report)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char *defects;

  dsn_emit_json (report, &(DsnEmitOptions){ .source = "-" }, out);
  defects = strstr (out->str, ",\"defects\":[");
  g_string_truncate (out, defects != NULL ? (gsize) (defects - out->str)
                                          : out->len - strlen ("}\n"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* As g_assert_cmpstr() for texts that are too long to be shown: where they part. */
static inline void
test_assert_same (const char *a, const char *b)
{
  gsize i = 0, from;

  while (a[i] != '\0' && a[i] == b[i])
    i++;
  from = i > 60 ? i - 60 : 0;
  if (a[i] != b[i]) {
    g_autofree char *ours = g_strndup (a + from, 200);
    g_autofree char *theirs = g_strndup (b + from, 200);

    g_assert_cmpstr (ours, ==, theirs);
    g_assert_not_reached ();
  }
}
