/* fuzz-oracle.c: bytes -> a sound message made by them -> its tree, which is the one
 * that GMime reads. GMime may have these whole: they are small, flat and by the book.
 */
#include "dsn-message.h"
#include "fuzz.h"

#include "test-oracle.h"

#define DEPTH_MAX 6
#define LINES_MAX 400

/* What the bytes of an input choose from. */
static const char *const fields[] = {
  "X-A: b",      "Subject: a b",     "To: ann@a.example", "X-Folded: a\n\tb\n c",
  "Received: x", "MIME-Version: 1.0"
};
static const char *const lines[] = {
  "",        "text", "--",    "--n",   "-- \t", "--n0x",    "From a",
  ">From a", "a: b", " --n0", "x--n0", "=_=",   "\xc3\xa4", "--n1--tail"
};
static const char *const leaves[] = { "text/plain", "TEXT/html; charset=utf-8",
                                      "application/octet-stream; name=\"a b\"",
                                      "message/delivery-status" };
static const char *const multiparts[] = { "mixed", "Report", "alternative" };

typedef struct {
  const guint8 *at, *end;
  GString *out;
  guint depth; /* multiparts that are open; their boundaries are n0, n1, ... */
  guint count; /* lines so far */
} Maker;

static guint
take (Maker *maker, guint below)
{
  return maker->at < maker->end ? *maker->at++ % below : 0;
}

#define TAKE_FROM(maker, array) (array)[take (maker, G_N_ELEMENTS (array))]

static void
add_header (Maker *maker, const char *type)
{
  for (guint i = take (maker, 4); i > 0; i--)
    g_string_append_printf (maker->out, "%s\n", TAKE_FROM (maker, fields));
  g_string_append_printf (maker->out, "Content-Type: %s\n", type);
}

static void
begin_multipart (Maker *maker)
{
  g_autofree char *type = g_strdup_printf ("multipart/%s; boundary=\"n%u\"",
                                           TAKE_FROM (maker, multiparts), maker->depth);

  add_header (maker, type);
  g_string_append (maker->out, "\nprologue\n");
  g_string_append_printf (maker->out, "--n%u\n", maker->depth++);
}

/* A header, and what it promises; a multipart stays open. */
static void
add_entity (Maker *maker)
{
  switch (take (maker, 4)) {
  case 0:
    if (maker->depth < DEPTH_MAX) {
      begin_multipart (maker);
      add_entity (maker);
      return;
    }
    break;
  case 1:
    if (maker->depth < DEPTH_MAX && maker->depth > 0) {
      add_header (maker, "message/rfc822");
      g_string_append (maker->out, "\nSubject: inner\n");
    }
    break;
  default:
    break;
  }
  add_header (maker, TAKE_FROM (maker, leaves));
  g_string_append_c (maker->out, '\n');
  for (guint i = take (maker, 6) + 1; i > 0; i--)
    g_string_append_printf (maker->out, "%s\n", TAKE_FROM (maker, lines));
}

static void
make_message (Maker *maker)
{
  g_string_append (maker->out, "From: mailer-daemon@a.example\n");
  begin_multipart (maker);
  add_entity (maker);
  while (maker->at < maker->end && maker->count++ < LINES_MAX) {
    if (take (maker, 4) > 0 || maker->depth == 1) {
      g_string_append_printf (maker->out, "--n%u\n", maker->depth - 1);
      add_entity (maker);
    } else {
      g_string_append_printf (maker->out, "--n%u--\nepilogue\n", --maker->depth);
    }
  }
  while (maker->depth > 0)
    g_string_append_printf (maker->out, "--n%u--\n", --maker->depth);
}

static GArray *
list_gmime (DsnSpan text)
{
  g_autoptr (GString) list = g_string_new (NULL);
  GMimeStream *stream =
      g_mime_stream_mem_new_with_buffer ((const char *) text.data, text.len);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

  g_assert_nonnull (message);
  list_part (list, g_mime_message_get_mime_part (message), 0, count_headers (message));
  g_object_unref (message);
  g_object_unref (parser);
  g_object_unref (stream);
  return parse_list (list->str);
}

static void
compare_nodes (const GArray *ours, const GArray *theirs, gboolean crlf)
{
  g_assert_cmpuint (ours->len, ==, theirs->len);
  for (guint i = 0; i < ours->len; i++) {
    const Node *a = &g_array_index (ours, Node, i),
               *b = &g_array_index (theirs, Node, i);

    g_assert_cmpuint (a->depth, ==, b->depth);
    g_assert_cmpstr (a->type, ==, b->type);
    g_assert_cmpuint (a->headers, ==, b->headers);
    /* GMime leaves a CR before some boundaries. */
    if (!crlf || g_strcmp0 (a->with_cr, b->body) != 0)
      g_assert_cmpstr (a->body, ==, b->body);
  }
}

static void
check_message (const GString *text, gboolean crlf)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (limits.defects);
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  g_autoptr (GArray) ours = new_nodes ();
  g_autoptr (GArray) theirs = list_gmime (dsn_span_of_bytes (bytes));

  list_ours (message, 0, ours);
  compare_nodes (ours, theirs, crlf);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Maker maker = { data, size > 0 ? data + size : data, text, 0, 0 };

  g_mime_init ();
  make_message (&maker);
  check_message (text, FALSE);
  g_string_replace (text, "\n", "\r\n", 0);
  check_message (text, TRUE);
  return 0;
}
