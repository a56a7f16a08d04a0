/* test-shared.h: the tables of facts that lie beside a checkout, and records made of
 * what they hold. */
#pragma once

#include "dsn-code-private.h"
#include "dsn-normalise.h"
#include "dsn-recipient-private.h"
#include "dsn-reply.h"

#include <string.h>

G_BEGIN_DECLS

/**
 * test_read_table:
 * @path: where it lies
 *
 * Returns: (transfer full) (nullable) (element-type GStrv): the rows of a table, cells
 *   parted by tabs, without the line that names the columns; %NULL if it is not there
 */
static inline GPtrArray *
test_read_table (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *rows;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      g_ptr_array_add (rows, g_strsplit (lines[i], "\t", -1));
  return rows;
}

/* A table of $DSN_SHARED/facts, or of the folder beside the checkout; skips the test
 * where there is none. */
static inline GPtrArray *
test_read_facts (const char *name)
{
  const char *root = g_getenv ("DSN_SOURCE_ROOT"), *shared = g_getenv ("DSN_SHARED");
  g_autofree char *beside =
      g_build_filename (root != NULL ? root : ".", "..", "shared", NULL);
  g_autofree char *path =
      g_build_filename (shared != NULL ? shared : beside, "facts", name, NULL);
  GPtrArray *rows = test_read_table (path);

  if (rows == NULL)
    g_test_skip ("no shared facts beside the checkout");
  return rows;
}

/* The first code that a text begins with; class 0 if it begins with none. */
static inline DsnCode
test_code_of (const char *text)
{
  DsnCode code = { 0 };
  DsnScan scan = dsn_scan_over (dsn_span_of_string (text));

  if (!dsn_code_scan (&scan, &code))
    return (DsnCode){ 0 };
  return code;
}

/* The record of a recipient that failed with this diagnostic; it borrows the text. */
static inline DsnRecipient
test_failed_with (const char *diagnostic)
{
  DsnReply reply = dsn_reply_find (dsn_span_of_string (diagnostic));
  DsnRecipient recipient;

  dsn_recipient_init (&recipient);
  recipient.action = DSN_ACTION_FAILED;
  recipient.diagnostic_text = diagnostic;
  recipient.diagnostic_status = reply.status;
  recipient.reply_code = reply.code;
  return recipient;
}

G_END_DECLS
