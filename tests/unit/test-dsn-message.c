/* test-dsn-message.c: a message's parts, offsets, decoded bodies, messages inside. */
#include "dsn-message.h"

#include "test-message.h"

#define BASE64 "Content-Transfer-Encoding: base64\n\n"
/* "Content-Type: text/plain\n\nhi\n" */
#define INNER "Q29udGVudC1UeXBlOiB0ZXh0L3BsYWluCgpoaQo=\n"

static const struct BodyCase {
  const char *name;
  DsnSpan text;
  const char *body; /* of the root */
  const char *defects;
} body_cases[] = {
  { "identity", SPAN ("To: a\n\nx=41\n"), "x=41\n", "" },
  { "8bit", SPAN ("Content-Transfer-Encoding: 8bit\n\nx\n"), "x\n", "" },
  { "unknown", SPAN ("Content-Transfer-Encoding: x-uue\n\nx\n"), "x\n", "" },
  { "base64", SPAN (BASE64 "aGVsbG8=\n"), "hello", "" },
  { "qp", SPAN ("Content-Transfer-Encoding: quoted-printable\n\nx=41=\ny\n"), "xAy\n",
    "" },
  { "over-limit",
    SPAN (BASE64 "aGVsbG9oZWxsb2hlbGxvaGVsbG9oZWxsb2hlbGxv\n"
                 "aGVsbG9oZWxsb2hlbGxvaGVsbG9oZWxsb2hlbGxv\n"),
    "hellohellohellohellohellohellohellohellohellohel", "decoded-too-big@35" },
};

static void
test_body (gconstpointer data)
{
  const struct BodyCase *c = data;
  DsnLimits limits = dsn_limits_resolve (&(DsnLimits){ .decoded_size = 65 });
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (GBytes) bytes = test_bytes (c->text, c->text.len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  DsnSpan body = dsn_message_get_body (message, 0);
  g_autofree char *found = test_describe_defects (defects);

  test_assert_text (body, c->body);
  g_assert_cmpstr (found, ==, c->defects);
  /* The second time it is the same block. */
  g_assert_true (dsn_message_get_body (message, 0).data == body.data);
}

static const struct ExpandCase {
  const char *name;
  DsnSpan text;
  const char *tree, *defects;
} expand_cases[] = {
  { "base64", SPAN ("Content-Type: message/rfc822\n" BASE64 INNER),
    "message/rfc822 (text/plain)", "encoded-message@0" },
  { "global", SPAN ("Content-Type: message/global\n" BASE64 INNER),
    "message/global (text/plain)", "encoded-message@0" },
  { "plain", SPAN ("Content-Type: message/rfc822\n\nTo: a\n"), "message/rfc822 (-)",
    "" },
  { "no-message", SPAN ("Content-Type: text/plain\n" BASE64 INNER), "text/plain", "" },
  { "empty", SPAN ("Content-Type: message/rfc822\n" BASE64), "message/rfc822 (-)",
    "encoded-message@0" },
  { "multipart-inside",
    SPAN (
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n"
        "Content-Type: multipart/mixed; boundary=3Db\n\n--b\n\nx\n"),
    "message/rfc822 (multipart/mixed (-))",
    "encoded-message@0 boundary-not-closed@74" },
};

static void
test_expand (gconstpointer data)
{
  const struct ExpandCase *c = data;
  DsnLimits limits = dsn_limits_resolve (NULL);

  for (gsize n = 0; n <= c->text.len; n++) {
    g_autoptr (DsnDefects) defects = dsn_defects_new (100);
    g_autoptr (GBytes) bytes = test_bytes (c->text, n);
    g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
    g_autofree char *tree = NULL, *found = NULL;
    guint count;

    dsn_message_expand (message, 0);
    count = dsn_message_get_part_count (message);
    dsn_message_expand (message, 0);
    g_assert_cmpuint (dsn_message_get_part_count (message), ==, count);
    if (n < c->text.len)
      continue;
    tree = test_describe_tree (message);
    found = test_describe_defects (defects);
    g_assert_cmpstr (tree, ==, c->tree);
    g_assert_cmpstr (found, ==, c->defects);
  }
}

/* An encoded message in an encoded message is opened level by level, down to the limit.
 */
static void
test_expand_deep (void)
{
  DsnLimits limits = dsn_limits_resolve (&(DsnLimits){ .depth = 4 });
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (DsnMessage) message = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *tree = NULL;
  char *text = g_strdup ("To: a\n\nx\n");

  for (guint i = 0; i < 6; i++) {
    g_autofree char *inner = text;
    g_autofree char *encoded = g_base64_encode ((const guchar *) inner, strlen (inner));

    text = g_strconcat ("Content-Type: message/rfc822\n" BASE64, encoded, "\n", NULL);
  }
  bytes = g_bytes_new_take (text, strlen (text));
  message = dsn_message_new (bytes, &limits, defects);
  for (guint i = 0; i < dsn_message_get_part_count (message); i++)
    dsn_message_expand (message, i);
  tree = test_describe_tree (message);
  g_assert_cmpstr (tree, ==,
                   "message/rfc822 (message/rfc822 (message/rfc822 (message/rfc822)))");
}

static void
test_offset (void)
{
  DsnSpan text = SPAN ("Content-Type: message/rfc822\n" BASE64 INNER);
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (GBytes) bytes = test_bytes (text, text.len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  DsnSpan input = dsn_span_of_bytes (bytes);

  g_assert_cmpuint (dsn_message_get_offset (message, input.data), ==, 0);
  g_assert_cmpuint (dsn_message_get_offset (message, input.data + 7), ==, 7);
  g_assert_cmpuint (dsn_message_get_offset (message, input.data + text.len), ==,
                    text.len);
  g_assert_cmpuint (dsn_message_get_offset (message, NULL), ==, 0);
  /* A byte that was decoded stands where its encoded body begins. */
  dsn_message_expand (message, 0);
  g_assert_cmpuint (
      dsn_message_get_offset (message, dsn_message_get_part (message, 1)->body.data),
      ==, strlen ("Content-Type: message/rfc822\n" BASE64));
}

static void
test_empty (void)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);

  g_assert_cmpuint (dsn_message_get_part_count (message), ==, 1);
  g_assert_cmpuint (dsn_message_get_part (message, 0)->header.len, ==, 0);
  g_assert_cmpuint (dsn_message_get_body (message, 0).len, ==, 0);
  dsn_message_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/message/body", body_cases, test_body);
  TEST_ADD_ROWS ("/message/expand", expand_cases, test_expand);
  g_test_add_func ("/message/expand-deep", test_expand_deep);
  g_test_add_func ("/message/offset", test_offset);
  g_test_add_func ("/message/empty", test_empty);
  return g_test_run ();
}
