/* test-checklist.h: small messages -> finished reports, and what the tests of the RFC
 * checklist ask of them. */
#pragma once

#include "dsn-emit-json.h"
#include "dsn-parse.h"

#include <string.h>

G_BEGIN_DECLS

/* The header of a bounce up to its Content-Type; the per-message group that most tests
 * need; and the fields of one recipient. */
#define TEST_HEADER                                                                    \
  "Return-Path: <>\n"                                                                  \
  "Date: Sat, 01 Mar 2025 12:00:00 +0000\n"                                            \
  "From: Mail Delivery System <MAILER-DAEMON@relay.example>\n"                         \
  "To: editor@press.example\n"                                                         \
  "Subject: Undelivered Mail\n"                                                        \
  "Message-ID: <bounce-1@relay.example>\n"                                             \
  "MIME-Version: 1.0\n"
#define TEST_REPORT_TYPE                                                               \
  "Content-Type: multipart/report; report-type=delivery-status; boundary=\"B\"\n"
#define TEST_TEXT "--B\nContent-Type: text/plain\n\nYour mail was not delivered.\n\n"
#define TEST_STATUS "--B\nContent-Type: message/delivery-status\n\n"
#define TEST_GROUP "Reporting-MTA: dns; relay.example\n\n"
#define TEST_FINAL "Final-Recipient: rfc822; reader@books.example\n"
#define TEST_FAILED TEST_FINAL "Action: failed\nStatus: 5.1.1\n"
#define TEST_ORIGINAL_FIELDS                                                           \
  "Message-ID: <issue-7@press.example>\nFrom: editor@press.example\n"                  \
  "To: reader@books.example\nSubject: Issue 7\n"                                       \
  "Date: Sat, 01 Mar 2025 11:00:00 +0000\n"
#define TEST_ORIGINAL                                                                  \
  "\n--B\nContent-Type: text/rfc822-headers\n\n" TEST_ORIGINAL_FIELDS "\n"
#define TEST_END "--B--\n"

/* One test path a row; each row begins with its path. */
#define TEST_ADD_PATHS(rows, function)                                                 \
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)                                      \
  g_test_add_data_func ((rows)[i].path, &(rows)[i], function)

/* The bytes stand in a block of just their size, so that a sanitizer sees the first
 * read behind them. */
static inline DsnReport *
test_parse_with (const char *text, gsize len, const DsnLimits *limits)
{
  g_autoptr (GBytes) bytes =
      g_bytes_new_take (len > 0 ? g_memdup2 (text, len) : NULL, len);

  return dsn_parse_bytes (bytes, &(DsnParseOptions){ .limits = limits });
}

static inline DsnReport *
test_parse (const char *text)
{
  return test_parse_with (text, strlen (text), NULL);
}

/* A whole report in three parts around the body of a delivery-status part. */
static inline DsnReport *
test_parse_status (const char *body)
{
  g_autofree char *text =
      g_strconcat (TEST_HEADER TEST_REPORT_TYPE "\n" TEST_TEXT TEST_STATUS, body,
                   TEST_ORIGINAL TEST_END, NULL);

  return test_parse (text);
}

/* A report of one recipient, with the fields of its group. */
static inline DsnReport *
test_parse_group (const char *fields)
{
  g_autofree char *body = g_strconcat (TEST_GROUP, fields, NULL);

  return test_parse_status (body);
}

/* The header fields that every bounce has, then @rest: Content-Type, body and all. */
static inline DsnReport *
test_parse_body (const char *rest)
{
  g_autofree char *text = g_strconcat (TEST_HEADER, rest, NULL);

  return test_parse (text);
}

static inline const DsnDefect *
test_find_defect (const DsnReport *report, const char *id)
{
  for (guint i = 0; i < dsn_report_get_defect_count (report); i++) {
    const DsnDefect *defect = dsn_report_get_defect (report, i);

    if (strcmp (dsn_defect_id_to_string (defect->id), id) == 0)
      return defect;
  }
  return NULL;
}

static inline gint
test_compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @ids: the names of all findings, each once, in alphabetical order, a blank between
 * them; "" for none. */
static inline void
test_assert_defects (const DsnReport *report, const char *ids)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < dsn_report_get_defect_count (report); i++)
    g_ptr_array_add (names, (gpointer) dsn_defect_id_to_string (
                                dsn_report_get_defect (report, i)->id));
  g_ptr_array_sort (names, test_compare_names);
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);

    if (i > 0 && strcmp (name, g_ptr_array_index (names, i - 1)) == 0)
      continue;
    g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", name);
  }
  g_assert_cmpstr (found->str, ==, ids);
}

static inline const DsnRecipient *
test_only_recipient (const DsnReport *report)
{
  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_DELIVERY_STATUS);
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 1);
  return dsn_report_get_recipient (report, 0);
}

/* @text: the code, or "" where there must be none. */
static inline void
test_assert_code (DsnCode code, const char *text)
{
  char found[DSN_CODE_TEXT_SIZE] = "";

  if (code.klass != 0)
    dsn_code_to_text (code, found);
  g_assert_cmpstr (found, ==, text);
}

static inline void
test_assert_recipient (const DsnReport *report, guint index, const char *address,
                       DsnAction action, const char *status)
{
  const DsnRecipient *recipient;

  g_assert_cmpuint (dsn_report_get_recipient_count (report), >, index);
  recipient = dsn_report_get_recipient (report, index);
  g_assert_cmpstr (dsn_recipient_get_address (recipient), ==, address);
  g_assert_cmpint (dsn_recipient_get_action (recipient), ==, action);
  test_assert_code (dsn_recipient_get_status (recipient), status);
}

/* TEST_FAILED was read, whatever was odd around it. */
static inline void
test_assert_reader (const DsnReport *report)
{
  test_only_recipient (report);
  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_FAILED, "5.1.1");
}

/* TEST_ORIGINAL_FIELDS were read. */
static inline void
test_assert_original (const DsnReport *report)
{
  const DsnHeaders *original = dsn_report_get_original (report);

  g_assert_nonnull (original);
  g_assert_cmpstr (original->message_id, ==, "issue-7@press.example");
  g_assert_cmpstr (original->from, ==, "editor@press.example");
  g_assert_cmpstr (original->to, ==, "reader@books.example");
  g_assert_cmpstr (original->subject, ==, "Issue 7");
  g_assert_cmpint (original->date, ==, 1740826800);
}

static inline const char *
test_find_in (const DsnExtension *fields, guint count, const char *name)
{
  for (guint i = 0; i < count; i++)
    if (strcmp (fields[i].name, name) == 0)
      return fields[i].value;
  return NULL;
}

static inline const char *
test_find_field (const DsnRecipient *recipient, const char *name)
{
  guint count;
  const DsnExtension *fields = dsn_recipient_get_extensions (recipient, &count);

  return test_find_in (fields, count, name);
}

static inline const char *
test_find_message_field (const DsnReport *report, const char *name)
{
  guint count;
  const DsnExtension *fields = dsn_report_get_extensions (report, &count);

  return test_find_in (fields, count, name);
}

static inline char *
test_json (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  dsn_emit_json (report, &(DsnEmitOptions){ .source = "-" }, out);
  return g_string_free (out, FALSE);
}

static inline void
test_assert_holds (const char *text, const char *wanted)
{
  if (strstr (text, wanted) == NULL)
    g_test_message ("wanted '%s' in '%s'", wanted, text);
  g_assert_nonnull (strstr (text, wanted));
}

G_END_DECLS
