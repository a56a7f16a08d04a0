/* test-report.h: what tests of reports share: a report described, or timed. */
#pragma once

#include "dsn-report-private.h"
#include "test-message.h"

/* "address|final|original|type|action|status|diagnostic status|reply code", `-` for
 * what is not there. */
static inline void
test_append_recipient (GString *out, const DsnRecipient *recipient)
{
  const char *words[] = { recipient->address, recipient->final_recipient,
                          recipient->original_recipient, recipient->address_type,
                          dsn_action_to_string (recipient->action) };
  const DsnCode codes[] = { recipient->status, recipient->diagnostic_status };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (out, "%s|", words[i] != NULL ? words[i] : "-");
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    char text[DSN_CODE_TEXT_SIZE];

    g_string_append_printf (
        out, "%s|", codes[i].klass != 0 ? dsn_code_to_text (codes[i], text) : "-");
  }
  g_string_append_printf (out, "%u", recipient->reply_code);
}

/* The recipients, one after the other, parted by "; ". */
static inline char *
test_describe_recipients (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->recipients->len; i++) {
    if (i > 0)
      g_string_append (out, "; ");
    test_append_recipient (out, &g_array_index (report->recipients, DsnRecipient, i));
  }
  return g_string_free (out, FALSE);
}

/* "Name=value, Name=value": fields that were kept as they are. */
static inline char *
test_describe_extensions (const GArray *extensions)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; extensions != NULL && i < extensions->len; i++) {
    const DsnExtension *extension = &g_array_index (extensions, DsnExtension, i);

    g_string_append_printf (out, "%s%s=%s", i > 0 ? ", " : "", extension->name,
                            extension->value);
  }
  return g_string_free (out, FALSE);
}

/* The names of the findings, without their offsets. */
static inline char *
test_describe_findings (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < dsn_report_get_defect_count (report); i++)
    g_string_append_printf (
        out, "%s%s", i > 0 ? " " : "",
        dsn_defect_id_to_string (dsn_report_get_defect (report, i)->id));
  return g_string_free (out, FALSE);
}

static inline gboolean
test_has_defect (const DsnReport *report, DsnDefectId id)
{
  return dsn_defects_has (report->defects, id);
}

static inline gboolean
test_on_valgrind (void)
{
  const char *preload = g_getenv ("LD_PRELOAD");

  return preload != NULL && strstr (preload, "vgpreload") != NULL;
}

/* How much longer than a plain build this one takes, for tests that look at the clock.
 */
static inline guint
test_slowness (void)
{
  if (test_on_valgrind ())
    return 100;
#if !defined(__OPTIMIZE__)
  return 4;
#elif defined(__SANITIZE_ADDRESS__)
  return 10;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return 10;
#endif
#endif
  return 1;
}
