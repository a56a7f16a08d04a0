/* test-checklist-e.c: section E of the RFC checklist: internationalised reports
 * (RFC 6533), and text that is in no charset it should be in. */
#include "test-checklist.h"

#define FINAL_UTF8(address) "Final-Recipient: utf-8; " address "\n"
#define CODES "Action: failed\nStatus: 5.1.1\n"

/* The three forms of §3, and what conforms to none. */
static const struct AddressCase {
  const char *path;
  const char *address;
  const char *read;
  const char *defects;
} address_cases[] = {
  { "/checklist/U-01/xtext", "\\x{5DE}\\x{5D9}@books.example", "מי@books.example", "" },
  { "/checklist/U-01/xtext-of-ascii", "a\\x{2B}b\\x{3D}c\\x{5C}@books.example",
    "a+b=c\\@books.example", "" },
  { "/checklist/U-01/xtext-lower-case", "\\x{5de}@books.example", "מ@books.example",
    "" },
  { "/checklist/U-01/unitext", "מ\\x{5D9}\\x{2B}1@books.example", "מי+1@books.example",
    "" },
  { "/checklist/U-01/plain", "מי@books.example", "מי@books.example", "" },
  { "/checklist/U-01/plain-with-plus", "מ+2@books.example", "מ+2@books.example", "" },
  { "/checklist/U-01/six-digits", "\\x{10FFFD}@books.example",
    "\xf4\x8f\xbf\xbd@books.example", "" },
  { "/checklist/U-02/surrogate", "a\\x{D800}@books.example", "a\\x{D800}@books.example",
    "bad-xtext" },
  { "/checklist/U-02/beyond-unicode", "a\\x{110000}@books.example",
    "a\\x{110000}@books.example", "bad-xtext" },
  { "/checklist/U-02/not-the-shortest", "a\\x{05DE}@books.example",
    "a\\x{05DE}@books.example", "bad-xtext" },
  { "/checklist/U-02/one-digit", "a\\x{9}@books.example", "a\\x{9}@books.example",
    "bad-xtext" },
  { "/checklist/U-02/nul", "a\\x{00}@books.example", "a\\x{00}@books.example",
    "bad-xtext" },
  { "/checklist/U-02/letter-that-needs-none", "a\\x{41}@books.example",
    "a\\x{41}@books.example", "bad-xtext" },
  { "/checklist/U-02/not-closed", "a\\x{5DE@books.example", "a\\x{5DE@books.example",
    "bad-xtext" },
  { "/checklist/U-02/empty", "a\\x{}@books.example", "a\\x{}@books.example",
    "bad-xtext" },
  { "/checklist/U-02/no-mailbox", "the reader", "the reader", "bad-address" },
};

static void
test_address (gconstpointer data)
{
  const struct AddressCase *c = data;
  g_autofree char *fields =
      g_strconcat ("Final-Recipient: utf-8; ", c->address, "\n" CODES, NULL);
  g_autoptr (DsnReport) report = test_parse_group (fields);
  const DsnRecipient *recipient = test_only_recipient (report);

  test_assert_recipient (report, 0, c->read, DSN_ACTION_FAILED, "5.1.1");
  g_assert_cmpstr (dsn_recipient_get_final_recipient (recipient), ==, c->address);
  g_assert_cmpstr (dsn_recipient_get_address_type (recipient), ==, "utf-8");
  test_assert_defects (report, c->defects);
}

static void
test_utf8_diagnostic (void)
{
  g_autoptr (DsnReport) report = test_parse_group (
      TEST_FAILED "Diagnostic-Code: smtp; 550 5.1.1 日本語 (für uns)\n"
                  "Localized-Diagnostic: ja; 550 5.1.1 宛先が\n ありません\n"
                  "Localized-Diagnostic: de-CH; 550 5.1.1 gibt es nicht; wirklich\n");
  const DsnRecipient *recipient = test_only_recipient (report);
  const DsnExtension *fields;
  g_autofree char *json = test_json (report);
  guint count;

  g_assert_cmpstr (dsn_recipient_get_diagnostic_code (recipient, NULL, NULL), ==,
                   "550 5.1.1 日本語 (für uns)");
  /* All of them are kept, language and all: whoever shows one may choose. */
  fields = dsn_recipient_get_extensions (recipient, &count);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpstr (fields[0].name, ==, "Localized-Diagnostic");
  g_assert_cmpstr (fields[0].value, ==, "ja; 550 5.1.1 宛先が ありません");
  g_assert_cmpstr (fields[1].value, ==, "de-CH; 550 5.1.1 gibt es nicht; wirklich");
  test_assert_holds (json, "\"text\":\"550 5.1.1 日本語 (für uns)\"");
  test_assert_defects (report, "");
}

/* §4.4: any of two kinds of report beside any of four kinds of what came back, in any
 * transfer encoding that is allowed, and with a charset that is not. */
static const char *const status_types[] = { "delivery-status",
                                            "global-delivery-status" };
static const struct OriginalType {
  const char *type;
  gboolean is_message;
} original_types[] = {
  { "message/rfc822", TRUE },
  { "message/global", TRUE },
  { "text/rfc822-headers", FALSE },
  { "message/global-headers", FALSE },
};
static const char *const encodings[] = { "8bit", "base64", "quoted-printable" };

struct Mix {
  const char *status_type;
  const struct OriginalType *original;
  const char *status_encoding;
  const char *original_encoding;
  const char *params;
};

static char *
encode (const char *text, const char *encoding)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (strcmp (encoding, "base64") == 0)
    return g_base64_encode ((const guchar *) text, strlen (text));
  if (strcmp (encoding, "quoted-printable") != 0)
    return g_strdup (text);
  for (const char *p = text; *p != '\0'; p++) {
    if ((guint8) *p >= 0x80 || *p == '=' || *p == ' ')
      g_string_append_printf (out, "=%02X", (guint8) *p);
    else
      g_string_append_c (out, *p);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static DsnReport *
parse_mix (const struct Mix *mix)
{
  g_autofree char *status = encode (TEST_GROUP FINAL_UTF8 ("reader@b\xc3\xbc"
                                                           "cher.example") CODES
                                    "Diagnostic-Code: smtp; 550 5.1.1 für niemanden\n",
                                    mix->status_encoding);
  g_autofree char *original = encode (
      "Message-ID: <issue-7@press.example>\nFrom: Élise <editor@press.example>\n"
      "Subject: Nº 7 für Sie\n\nBody\n",
      mix->original_encoding);
  g_autofree char *rest = g_strconcat (
      TEST_REPORT_TYPE "\n" TEST_TEXT "--B\nContent-Type: message/", mix->status_type,
      mix->params, "\nContent-Transfer-Encoding: ", mix->status_encoding, "\n\n",
      status, "\n--B\nContent-Type: ", mix->original->type, mix->params,
      "\nContent-Transfer-Encoding: ", mix->original_encoding, "\n\n", original,
      "\n" TEST_END, NULL);

  return test_parse_body (rest);
}

static void
assert_mix (const struct Mix *mix)
{
  g_autoptr (DsnReport) report = parse_mix (mix);
  const DsnRecipient *recipient = test_only_recipient (report);
  const DsnHeaders *original = dsn_report_get_original (report);

  g_test_message ("%s (%s), %s (%s)%s", mix->status_type, mix->status_encoding,
                  mix->original->type, mix->original_encoding, mix->params);
  test_assert_recipient (report, 0, "reader@bücher.example", DSN_ACTION_FAILED,
                         "5.1.1");
  g_assert_cmpstr (dsn_recipient_get_address_ascii (recipient), ==,
                   "reader@xn--bcher-kva.example");
  g_assert_cmpstr (dsn_recipient_get_diagnostic_code (recipient, NULL, NULL), ==,
                   "550 5.1.1 für niemanden");
  g_assert_nonnull (original);
  g_assert_cmpstr (original->message_id, ==, "issue-7@press.example");
  g_assert_cmpstr (original->from, ==, "Élise <editor@press.example>");
  g_assert_cmpstr (original->subject, ==, "Nº 7 für Sie");
  g_assert_null (test_find_defect (report, "invalid-utf8"));
  g_assert_cmpint (test_find_defect (report, "encoded-report") != NULL, ==,
                   strcmp (mix->status_encoding, "8bit") != 0);
}

/* One test path for each pair of types. */
static void
test_mix (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  struct Mix mix = { status_types[index / G_N_ELEMENTS (original_types)],
                     &original_types[index % G_N_ELEMENTS (original_types)], "8bit",
                     "8bit", "" };

  assert_mix (&mix);
}

static void
add_mixes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_types) * G_N_ELEMENTS (original_types);
       i++) {
    g_autofree char *path = g_strdup_printf (
        "/checklist/U-04/%s-with-%s", status_types[i / G_N_ELEMENTS (original_types)],
        strchr (original_types[i % G_N_ELEMENTS (original_types)].type, '/') + 1);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_mix);
  }
}

static void
test_encodings (gconstpointer data)
{
  const char *encoding = data;

  for (gsize s = 0; s < G_N_ELEMENTS (status_types); s++)
    for (gsize o = 0; o < G_N_ELEMENTS (original_types); o++)
      for (gsize e = 0; e < G_N_ELEMENTS (encodings); e++)
        assert_mix (&(struct Mix){ status_types[s], &original_types[o], encoding,
                                   encodings[e], "" });
}

static void
test_charset_parameter (gconstpointer data)
{
  for (gsize s = 0; s < G_N_ELEMENTS (status_types); s++)
    for (gsize o = 0; o < G_N_ELEMENTS (original_types); o++)
      assert_mix (
          &(struct Mix){ status_types[s], &original_types[o], "8bit", "8bit", data });
}

/* Six types in one multipart: the first of each kind is enough, and no recipient is
 * lost. */
static void
test_all_six (void)
{
  g_autoptr (DsnReport) report = test_parse_body (
      TEST_REPORT_TYPE
      "\n" TEST_TEXT TEST_STATUS TEST_GROUP TEST_FAILED
      "\n--B\nContent-Type: message/global-delivery-status\n\n" TEST_GROUP FINAL_UTF8 (
          "größe@books.example") CODES TEST_ORIGINAL
      "--B\nContent-Type: message/global-headers\n\nSubject: second\n\n"
      "--B\nContent-Type: message/rfc822\n\nSubject: third\n\n"
      "--B\nContent-Type: message/global\n\nSubject: fourth\n\n" TEST_END);

  g_assert_cmpuint (dsn_report_get_recipient_count (report), ==, 2);
  test_assert_recipient (report, 0, "reader@books.example", DSN_ACTION_FAILED, "5.1.1");
  test_assert_recipient (report, 1, "größe@books.example", DSN_ACTION_FAILED, "5.1.1");
  test_assert_original (report);
  test_assert_defects (report, "several-reports");
}

/* A disposition notification is no report of delivery, whatever fields it shares with
 * one. */
static const struct DispositionCase {
  const char *path;
  const char *type;
  const char *report_type;
} disposition_cases[] = {
  { "/checklist/U-07/global-disposition", "message/global-disposition-notification",
    "disposition-notification" },
  { "/checklist/U-07/disposition", "message/disposition-notification",
    "disposition-notification" },
};

static void
test_disposition (gconstpointer data)
{
  const struct DispositionCase *c = data;
  g_autofree char *rest = g_strconcat (
      "Content-Type: multipart/report; boundary=B; report-type=", c->report_type,
      "\n\n" TEST_TEXT "--B\nContent-Type: ", c->type,
      "\n\nReporting-UA: mail.example; Reader 1\n"
      "Original-Recipient: utf-8; größe@books.example\n"
      "Final-Recipient: utf-8; größe@books.example\n"
      "Original-Message-ID: <issue-7@press.example>\n"
      "Disposition: manual-action/MDN-sent-manually; displayed\n" TEST_ORIGINAL
          TEST_END,
      NULL);
  g_autoptr (DsnReport) report = test_parse_body (rest);
  g_autofree char *json = test_json (report);

  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_DISPOSITION);
  test_assert_recipient (report, 0, "größe@books.example", DSN_ACTION_UNKNOWN, "");
  test_assert_holds (json, "\"kind\":\"disposition\"");
}

/* Octets that are no UTF-8: shown as what they are where that can be known, replaced
 * where not; what stands around them is read all the same. */
static const struct CharsetCase {
  const char *path;
  const char *params; /* of the report's Content-Type */
  const char *octets; /* in a diagnostic, a comment and an extension field */
  const char *shown;
  const char *defects;
} charset_cases[] = {
  { "/checklist/U-09/utf-8", "", "m\xc3\xbcller", "müller", "" },
  { "/checklist/U-09/invalid-utf-8", "", "m\xc3\x28ller \xff",
    "m\xef\xbf\xbd(ller \xef\xbf\xbd", "invalid-utf8" },
  { "/checklist/U-09/overlong", "",
    "a\xc0\xaf"
    "b",
    "a\xef\xbf\xbd\xef\xbf\xbd"
    "b",
    "invalid-utf8" },
  { "/checklist/U-09/surrogate", "",
    "a\xed\xa0\x80"
    "b",
    "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
    "b",
    "invalid-utf8" },
  { "/checklist/U-09/latin-1", "", "m\xfcller", "m\xef\xbf\xbdller", "invalid-utf8" },
  { "/checklist/U-09/latin-1-labelled", "; charset=iso-8859-1", "m\xfcller", "müller",
    "" },
  { "/checklist/U-09/shift-jis", "", "\x93\xfa\x96{", NULL, "invalid-utf8" },
  { "/checklist/U-09/shift-jis-labelled", "; charset=Shift_JIS", "\x93\xfa\x96{",
    "日本", "" },
  { "/checklist/U-09/iso-2022-jp", "", "\033$BF|K\\\033(B", "日本", "" },
  { "/checklist/U-09/iso-2022-jp-with-quotes", "", "\033$B!V\"(!W\033(B", "「※」", "" },
  { "/checklist/U-09/unknown-charset", "; charset=x-none", "m\xfcller",
    "m\xef\xbf\xbdller", "invalid-utf8" },
};

static void
test_charset (gconstpointer data)
{
  const struct CharsetCase *c = data;
  g_autofree char *rest = g_strconcat (
      TEST_REPORT_TYPE "\n" TEST_TEXT "--B\nContent-Type: message/delivery-status",
      c->params, "\n\n" TEST_GROUP TEST_FAILED "Diagnostic-Code: smtp; 550 5.1.1 ",
      c->octets, "\nX-Odd: ", c->octets, "\n" TEST_ORIGINAL TEST_END, NULL);
  g_autoptr (DsnReport) report = test_parse_body (rest);
  const DsnRecipient *recipient = test_only_recipient (report);
  const char *text = dsn_recipient_get_diagnostic_code (recipient, NULL, NULL);
  g_autofree char *json = test_json (report);

  test_assert_reader (report);
  test_assert_original (report);
  g_assert_true (g_utf8_validate (json, -1, NULL));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (dsn_recipient_get_reply_code (recipient), ==, 550);
  test_assert_defects (report, c->defects);
  if (c->shown == NULL)
    return;
  g_assert_true (g_str_has_prefix (text, "550 5.1.1 "));
  g_assert_cmpstr (text + strlen ("550 5.1.1 "), ==, c->shown);
  g_assert_cmpstr (test_find_field (recipient, "X-Odd"), ==, c->shown);
}

/* In an address too; the finding says where the octets stand. */
static void
test_octets_in_address (void)
{
  static const char wanted[] = " utf-8; m\xfcller@books.example";
  g_autoptr (DsnReport) report =
      test_parse_group (FINAL_UTF8 ("m\xfcller@books.example") CODES);
  g_autofree char *body =
      g_strconcat (TEST_HEADER TEST_REPORT_TYPE "\n" TEST_TEXT TEST_STATUS TEST_GROUP
                                                "Final-Recipient:",
                   wanted, NULL);

  test_assert_recipient (report, 0, "m\xef\xbf\xbdller@books.example",
                         DSN_ACTION_FAILED, "5.1.1");
  test_assert_defects (report, "invalid-utf8");
  g_assert_cmpuint (test_find_defect (report, "invalid-utf8")->offset, ==,
                    strlen (body) - strlen (wanted));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_PATHS (address_cases, test_address);
  g_test_add_func ("/checklist/U-03/utf-8-and-languages", test_utf8_diagnostic);
  add_mixes ();
  g_test_add_func ("/checklist/U-04/all-six", test_all_six);
  g_test_add_data_func ("/checklist/U-05/8bit", "8bit", test_encodings);
  g_test_add_data_func ("/checklist/U-05/base64", "base64", test_encodings);
  g_test_add_data_func ("/checklist/U-05/quoted-printable", "quoted-printable",
                        test_encodings);
  g_test_add_data_func ("/checklist/U-06/seven-bit-way-back", "base64", test_encodings);
  TEST_ADD_PATHS (disposition_cases, test_disposition);
  g_test_add_data_func ("/checklist/U-08/charset-utf-8", "; charset=utf-8",
                        test_charset_parameter);
  g_test_add_data_func ("/checklist/U-08/charset-wrong", "; charset=\"iso-8859-15\"",
                        test_charset_parameter);
  g_test_add_data_func ("/checklist/U-08/charset-unknown", "; charset=x-none",
                        test_charset_parameter);
  TEST_ADD_PATHS (charset_cases, test_charset);
  g_test_add_func ("/checklist/U-09/in-an-address", test_octets_in_address);
  return g_test_run ();
}
