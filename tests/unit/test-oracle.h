/* test-oracle.h: a message's parts as a list: as our scanner reads them, and as GMime
 * does, which gets it whole in a child process with limits. */
#pragma once

#include "dsn-field.h"

#include "test-report.h"

#include <gmime/gmime.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A part: "depth type/subtype headers body". */
typedef struct {
  guint depth;
  char *type;
  guint headers;
  char *body;    /* length and checksum; empty for what is no leaf */
  char *with_cr; /* ours: the same of the body and a CR */
} Node;

static inline void
clear_node (gpointer data)
{
  Node *node = data;

  g_free (node->type);
  g_free (node->body);
  g_free (node->with_cr);
}

static inline GArray *
new_nodes (void)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (Node));

  g_array_set_clear_func (nodes, clear_node);
  return nodes;
}

/* "length:checksum" of @data with @more behind it. */
static inline char *
describe_body (DsnSpan data, const char *more)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);

  if (data.len > 0)
    g_checksum_update (sum, data.data, (gssize) data.len);
  g_checksum_update (sum, (const guchar *) more, (gssize) strlen (more));
  return g_strdup_printf ("%zu:%.12s", data.len + strlen (more),
                          g_checksum_get_string (sum));
}

/* GMime's side, in the child. */

static inline guint
count_headers (gpointer object)
{
  return (guint) g_mime_header_list_get_count (g_mime_object_get_header_list (object));
}

static inline void
list_part (GString *out, GMimeObject *part, guint depth, guint headers)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);
  g_autofree char *name =
      g_ascii_strdown (g_mime_content_type_get_media_type (type), -1);
  g_autofree char *sub =
      g_ascii_strdown (g_mime_content_type_get_media_subtype (type), -1);
  g_autofree char *body = NULL;

  g_string_append_printf (out, "%u %s/%s %u ", depth, name, sub,
                          headers + count_headers (part));
  if (GMIME_IS_PART (part)) {
    GMimeDataWrapper *content = g_mime_part_get_content (GMIME_PART (part));
    GMimeStream *memory = g_mime_stream_mem_new ();
    GByteArray *bytes = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (memory));

    if (content != NULL)
      g_mime_stream_write_to_stream (g_mime_data_wrapper_get_stream (content), memory);
    body = describe_body ((DsnSpan){ bytes->data, bytes->len }, "");
    g_string_append (out, body);
    g_object_unref (memory);
  }
  g_string_append_c (out, '\n');
  if (GMIME_IS_MULTIPART (part)) {
    for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++)
      list_part (out, g_mime_multipart_get_part (GMIME_MULTIPART (part), i), depth + 1,
                 0);
  } else if (GMIME_IS_MESSAGE_PART (part)) {
    GMimeMessage *inner = g_mime_message_part_get_message (GMIME_MESSAGE_PART (part));

    if (inner != NULL && g_mime_message_get_mime_part (inner) != NULL)
      list_part (out, g_mime_message_get_mime_part (inner), depth + 1,
                 count_headers (inner));
  }
}

/* The child: all of GMime's work on hostile bytes. */
G_GNUC_NORETURN static inline void
be_child (DsnSpan text, int out)
{
  struct rlimit seconds = { 10, 10 };
  struct rlimit bytes = { 1 << 30, 1 << 30 };
  g_autoptr (GString) list = g_string_new (NULL);
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeMessage *message;
  gsize done = 0;

  setrlimit (RLIMIT_CPU, &seconds);
  if (test_slowness () == 1) /* the shadow memory of sanitizers is larger */
    setrlimit (RLIMIT_AS, &bytes);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  if (text.len == 0) /* GMime takes no stream of nothing */
    _exit (0);
  g_mime_init ();
  stream = g_mime_stream_mem_new_with_buffer ((const char *) text.data, text.len);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, NULL);
  if (message != NULL && g_mime_message_get_mime_part (message) != NULL)
    list_part (list, g_mime_message_get_mime_part (message), 0,
               count_headers (message));
  while (done < list->len) {
    gssize n = write (out, list->str + done, list->len - done);

    if (n <= 0)
      break;
    done += (gsize) n;
  }
  _exit (0);
}

static inline GArray *
parse_list (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *nodes = new_nodes ();

  for (gsize i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", 4);
    Node node = { 0 };

    g_assert_cmpuint (g_strv_length (words), ==, 4);
    node.depth = (guint) g_ascii_strtoull (words[0], NULL, 10);
    node.type = g_strdup (words[1]);
    node.headers = (guint) g_ascii_strtoull (words[2], NULL, 10);
    node.body = g_strdup (words[3]);
    g_array_append_val (nodes, node);
  }
  return nodes;
}

/* What GMime reads; %NULL where its process came to an end of its own kind. */
static inline GArray *
read_gmime (DsnSpan text)
{
  g_autoptr (GString) list = g_string_new (NULL);
  char chunk[4096];
  int ends[2], status;
  gssize n;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    close (ends[0]);
    be_child (text, ends[1]);
  }
  close (ends[1]);
  while ((n = read (ends[0], chunk, sizeof chunk)) > 0)
    g_string_append_len (list, chunk, n);
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0 ? parse_list (list->str)
                                                         : NULL;
}

/* Our side. */

static inline guint
count_fields (DsnSpan header)
{
  DsnLines lines = dsn_lines_over (header);
  DsnFieldStep step;
  DsnField field;
  guint count = 0;

  while ((step = dsn_field_next (&lines, DSN_FIELD_MODE_HEADER, &field)) !=
         DSN_FIELD_STEP_END)
    count += step == DSN_FIELD_STEP_FIELD;
  return count;
}

static inline gboolean
is_in_digest (const DsnMessage *message, const DsnPart *part)
{
  return part->parent != DSN_PART_NONE &&
         dsn_content_type_is (&dsn_message_get_part (message, part->parent)->content,
                              "multipart", "digest");
}

static inline char *
describe_type (const DsnMessage *message, const DsnPart *part)
{
  g_autofree char *type = NULL;

  if (part->content.type.len == 0)
    return g_strdup (is_in_digest (message, part) ? "message/rfc822" : "text/plain");
  type = g_strdup_printf ("%.*s/%.*s", DSN_SPAN_ARGS (part->content.type),
                          DSN_SPAN_ARGS (part->content.subtype));
  return g_ascii_strdown (type, -1);
}

static inline void
list_ours (const DsnMessage *message, guint index, GArray *nodes)
{
  const DsnPart *part = dsn_message_get_part (message, index);
  gboolean leaf = part->kind == DSN_PART_LEAF &&
                  !dsn_content_type_is (&part->content, "multipart", NULL);
  Node node = { .depth = part->depth,
                .type = describe_type (message, part),
                .headers = count_fields (part->header),
                .body = leaf ? describe_body (part->body, "") : g_strdup (""),
                .with_cr = leaf ? describe_body (part->body, "\r") : NULL };

  g_array_append_val (nodes, node);
  for (guint i = part->child; i != DSN_PART_NONE;
       i = dsn_message_get_part (message, i)->next)
    list_ours (message, i, nodes);
}
