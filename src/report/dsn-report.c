/* dsn-report.c: what one message says, recipient by recipient. */
#include "dsn-report-private.h"

#include "dsn-date.h"
#include "dsn-safe.h"

const char *
dsn_kind_to_string (DsnKind kind)
{
  switch (kind) {
  case DSN_KIND_OTHER:
    return NULL;
  case DSN_KIND_DELIVERY_STATUS:
    return "delivery-status";
  case DSN_KIND_FEEDBACK:
    return "feedback";
  case DSN_KIND_DISPOSITION:
    return "disposition";
  case DSN_KIND_AUTO_REPLY:
    return "auto-reply";
  }
  g_return_val_if_reached (NULL);
}

static void
clear_recipient (gpointer recipient)
{
  dsn_recipient_clear (recipient);
}

DsnReport *
dsn_report_new (guint max_defects)
{
  DsnReport *report = g_new0 (DsnReport, 1);

  report->refs = 1;
  report->strings = dsn_strings_new (2048);
  report->recipients = g_array_new (FALSE, FALSE, sizeof (DsnRecipient));
  g_array_set_clear_func (report->recipients, clear_recipient);
  report->defects = dsn_defects_new (max_defects);
  dsn_report_reset (report);
  return report;
}

static void
clear_lists (DsnReport *report)
{
  g_clear_pointer (&report->extensions, g_array_unref);
  g_clear_pointer (&report->signatures, g_array_unref);
  g_clear_pointer (&report->arrays, g_ptr_array_unref);
}

void
dsn_report_reset (DsnReport *report)
{
  clear_lists (report);
  g_array_set_size (report->recipients, 0);
  dsn_strings_clear (report->strings);
  dsn_defects_clear (report->defects);
  *report = (DsnReport){ .refs = report->refs,
                         .strings = report->strings,
                         .arrival_date = DSN_DATE_NONE,
                         .headers = { .date = DSN_DATE_NONE },
                         .original = { .date = DSN_DATE_NONE },
                         .recipients = report->recipients,
                         .defects = report->defects };
}

DsnReport *
dsn_report_ref (DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  g_atomic_int_inc (&report->refs);
  return report;
}

void
dsn_report_unref (DsnReport *report)
{
  if (report == NULL || !g_atomic_int_dec_and_test (&report->refs))
    return;
  clear_lists (report);
  g_array_unref (report->recipients);
  dsn_defects_free (report->defects);
  dsn_strings_free (report->strings);
  g_free (report);
}

const char *
dsn_report_add_string (DsnReport *report, const char *text, gsize len)
{
  return dsn_strings_add_len (report->strings, text, len);
}

const char *
dsn_report_add_text (DsnReport *report, DsnSpan text, gsize offset)
{
  g_autoptr (GString) valid = NULL;

  if (dsn_span_is_utf8 (text))
    return dsn_report_add_string (report, (const char *) text.data, text.len);
  valid = g_string_new (NULL);
  dsn_safe_append_utf8 (valid, text);
  dsn_defects_add_once (report->defects,
                        dsn_span_find_byte (text, 0, NULL) ? DSN_DEFECT_NUL_BYTE
                                                           : DSN_DEFECT_INVALID_UTF8,
                        offset, text);
  return dsn_report_add_string (report, valid->str, valid->len);
}

const char *const *
dsn_report_take_strings (DsnReport *report, GPtrArray *items)
{
  gpointer array;

  g_ptr_array_add (items, NULL);
  array = g_ptr_array_free (items, FALSE);
  if (report->arrays == NULL)
    report->arrays = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (report->arrays, array);
  return array;
}

DsnRecipient *
dsn_report_add_recipient (DsnReport *report)
{
  DsnRecipient recipient;

  dsn_recipient_init (&recipient);
  recipient.report = report;
  g_array_append_val (report->recipients, recipient);
  return &g_array_index (report->recipients, DsnRecipient, report->recipients->len - 1);
}

void
dsn_report_add_extension (DsnReport *report, GArray **list, DsnSpan name, DsnSpan value,
                          gsize offset)
{
  DsnExtension extension = {
    .name = dsn_report_add_text (report, name, offset),
    .value = dsn_report_add_text (report, value, offset),
  };

  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (DsnExtension));
  g_array_append_val (*list, extension);
}

DsnKind
dsn_report_get_kind (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, DSN_KIND_OTHER);
  return report->kind;
}

const char *
dsn_report_get_format (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->format;
}

const char *
dsn_report_get_generator (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->generator;
}

static const char *
get_name (const DsnTypedName *name, const char **type)
{
  if (type != NULL)
    *type = name->type;
  return name->name;
}

const char *
dsn_report_get_reporting_mta (const DsnReport *report, const char **type)
{
  g_return_val_if_fail (report != NULL, NULL);
  return get_name (&report->reporting_mta, type);
}

const char *
dsn_report_get_received_from_mta (const DsnReport *report, const char **type)
{
  g_return_val_if_fail (report != NULL, NULL);
  return get_name (&report->received_from_mta, type);
}

const char *
dsn_report_get_dsn_gateway (const DsnReport *report, const char **type)
{
  g_return_val_if_fail (report != NULL, NULL);
  return get_name (&report->dsn_gateway, type);
}

gint64
dsn_report_get_arrival_date (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, DSN_DATE_NONE);
  return report->arrival_date;
}

const char *
dsn_report_get_original_envelope_id (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->original_envelope_id;
}

const DsnHeaders *
dsn_report_get_headers (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return &report->headers;
}

const DsnHeaders *
dsn_report_get_original (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->has_original ? &report->original : NULL;
}

const DsnFeedback *
dsn_report_get_feedback (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->kind == DSN_KIND_FEEDBACK ? &report->feedback : NULL;
}

const DsnDisposition *
dsn_report_get_disposition (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->kind == DSN_KIND_DISPOSITION ? &report->disposition : NULL;
}

void
dsn_report_add_signature (DsnReport *report, const DsnSignature *signature)
{
  if (report->signatures == NULL)
    report->signatures = g_array_new (FALSE, FALSE, sizeof (DsnSignature));
  g_array_append_val (report->signatures, *signature);
}

const DsnSignature *
dsn_report_get_signatures (const DsnReport *report, guint *count)
{
  g_return_val_if_fail (report != NULL && count != NULL, NULL);
  *count = report->signatures != NULL ? report->signatures->len : 0;
  return *count > 0 ? &g_array_index (report->signatures, DsnSignature, 0) : NULL;
}

const DsnExtension *
dsn_report_get_extensions (const DsnReport *report, guint *count)
{
  g_return_val_if_fail (report != NULL, NULL);
  *count = report->extensions != NULL ? report->extensions->len : 0;
  return *count > 0 ? &g_array_index (report->extensions, DsnExtension, 0) : NULL;
}

const DsnExtension *
dsn_report_extension_at (const DsnReport *report, guint index)
{
  guint count;
  const DsnExtension *extensions = dsn_report_get_extensions (report, &count);

  return extensions != NULL && index < count ? &extensions[index] : NULL;
}

guint
dsn_report_get_recipient_count (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->recipients->len;
}

const DsnRecipient *
dsn_report_get_recipient (const DsnReport *report, guint index)
{
  g_return_val_if_fail (report != NULL && index < report->recipients->len, NULL);
  return &g_array_index (report->recipients, DsnRecipient, index);
}

guint
dsn_report_get_defect_count (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->defects->list->len;
}

const DsnDefect *
dsn_report_get_defect (const DsnReport *report, guint index)
{
  g_return_val_if_fail (report != NULL && index < report->defects->list->len, NULL);
  return &g_array_index (report->defects->list, DsnDefect, index);
}
