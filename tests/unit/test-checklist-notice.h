/* test-checklist-notice.h: what the tests of section H share: notices for people, as a
 * Subject, further fields and a text, and who failed. */
#pragma once

#include "test-checklist.h"

G_BEGIN_DECLS

/* @want: "address|action|status|reply code", parted by "; "; 0 where there is no reply.
 */
struct NoticeCase {
  const char *path;
  const char *subject;
  const char *fields;
  const char *text;
  const char *want;
};

static inline char *
test_describe_failed (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);
    DsnCode status = dsn_recipient_get_status (recipient);
    char code[DSN_CODE_TEXT_SIZE] = "";

    if (status.klass != 0)
      dsn_code_to_text (status, code);
    g_string_append_printf (out, "%s%s|%s|%s|%u", i > 0 ? "; " : "",
                            dsn_recipient_get_address (recipient),
                            dsn_action_to_string (dsn_recipient_get_action (recipient)),
                            code, dsn_recipient_get_reply_code (recipient));
  }
  return g_string_free (out, FALSE);
}

static inline DsnReport *
test_parse_notice (const char *subject, const char *fields, const char *text)
{
  g_autofree char *message = g_strconcat (
      "Return-Path: <>\nFrom: Mail System <MAILER-DAEMON@relay.example>\nSubject: ",
      subject, "\n", fields, "\n", text, NULL);

  return test_parse (message);
}

static inline void
test_notice (gconstpointer data)
{
  const struct NoticeCase *c = data;
  g_autoptr (DsnReport) report = test_parse_notice (c->subject, c->fields, c->text);
  g_autofree char *found = test_describe_failed (report);

  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_DELIVERY_STATUS);
  g_assert_cmpstr (found, ==, c->want);
}

/* The same notice from a person is no report: the Subject alone tells nothing. */
static inline void
test_letter (gconstpointer data)
{
  const struct NoticeCase *c = data;
  g_autofree char *message = g_strconcat (
      "Return-Path: <carol@press.example>\nFrom: Carol <carol@press.example>\n"
      "To: editor@press.example\nSubject: Fwd: ",
      c->subject, "\n\nLook what came back:\n\n", c->text, NULL);
  g_autoptr (DsnReport) report = test_parse (message);

  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_OTHER);
  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 0);
}

/* Two paths a row: as a notice, and quoted by a person. */
static inline void
test_add_notices (const struct NoticeCase *cases, gsize count)
{
  for (gsize i = 0; i < count; i++) {
    g_autofree char *letter = g_strconcat (cases[i].path, "-forwarded", NULL);

    g_test_add_data_func (cases[i].path, &cases[i], test_notice);
    g_test_add_data_func (letter, &cases[i], test_letter);
  }
}

G_END_DECLS
