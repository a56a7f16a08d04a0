/* test-tree.c: our tree of a message against that of GMime, which reads it whole in a
 * child process with limits. Every difference is explained by a row, or is a failure.
 */
#include "test-oracle.h"

/* What two listings differ in. */
enum {
  IN_SHAPE = 1 << 0,   /* number, depth or order of the parts */
  IN_TYPE = 1 << 1,    /* content types */
  IN_HEADERS = 1 << 2, /* number of header fields */
  IN_BODY = 1 << 3,    /* length or bytes of a leaf's body */
  IN_CR = 1 << 4,      /* one CR at the end of a body */
  IN_EMPTY = 1 << 5,   /* whether a message part without bytes is a leaf */
  IN_ALL = IN_SHAPE | IN_TYPE | IN_HEADERS | IN_BODY,
};

static guint
compare_bodies (const Node *ours, const Node *theirs)
{
  if (strcmp (ours->body, theirs->body) == 0)
    return 0;
  if (g_strcmp0 (ours->with_cr, theirs->body) == 0)
    return IN_CR;
  if (g_str_has_prefix (ours->body, "0:") && theirs->body[0] == '\0' &&
      g_str_has_prefix (ours->type, "message/"))
    return IN_EMPTY;
  return IN_BODY;
}

static guint
compare (const GArray *ours, const GArray *theirs)
{
  guint found = 0;

  if (ours->len != theirs->len)
    return IN_SHAPE;
  for (guint i = 0; i < ours->len; i++) {
    const Node *a = &g_array_index (ours, Node, i),
               *b = &g_array_index (theirs, Node, i);

    if (a->depth != b->depth) /* what does not pair cannot be compared any further */
      return IN_SHAPE;
    if (strcmp (a->type, b->type) != 0)
      found |= IN_TYPE;
    if (a->headers != b->headers)
      found |= IN_HEADERS;
    found |= compare_bodies (a, b);
  }
  return found;
}

static gboolean
has_no_header (const DsnMessage *message, DsnSpan text)
{
  return text.len == 0 || dsn_message_get_part (message, 0)->header.len == 0;
}

static gboolean
has_cr_cr_lf (G_GNUC_UNUSED const DsnMessage *message, DsnSpan text)
{
  return dsn_span_find_nocase (text, DSN_SPAN_LIT ("\r\r\n"), NULL);
}

/* A multipart whose Content-Type has a quote that is not closed. */
static gboolean
has_open_quote (const DsnMessage *message, G_GNUC_UNUSED DsnSpan text)
{
  for (guint i = 0; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);
    guint quotes = 0;

    for (gsize n = 0; n < part->content.params.len; n++)
      quotes += part->content.params.data[n] == '"';
    if (dsn_content_type_is (&part->content, "multipart", NULL) && quotes % 2 != 0)
      return TRUE;
  }
  return FALSE;
}

/* Two boundaries with nothing between them, not even an empty line. */
static gboolean
has_bare_part (const DsnMessage *message, G_GNUC_UNUSED DsnSpan text)
{
  for (guint i = 1; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);

    if (part->header.len == 0 && part->body.len == 0)
      return TRUE;
  }
  return FALSE;
}

/* Why GMime reads something else, and what that may change. A row holds for a message
 * by a finding that we report or by a property of its bytes. */
static const struct Reason {
  const char *name;
  guint explains;
  DsnDefectId defect; /* or 0 */
  gboolean (*holds) (const DsnMessage *message, DsnSpan text);
  gboolean line_ends; /* gone once all lines end in LF */
} reasons[] = {
  { "GMime gives no message where there is no header", IN_SHAPE, 0, has_no_header },
  { "GMime ends no line at a CR alone", IN_ALL, DSN_DEFECT_BARE_CR, NULL, TRUE },
  { "GMime takes CR CR LF for text and a line end", IN_ALL, 0, has_cr_cr_lf, TRUE },
  { "GMime reads no header behind a blank line", IN_ALL,
    DSN_DEFECT_LEADING_BLANK_LINES },
  { "GMime gives no message where the first line is junk", IN_SHAPE,
    DSN_DEFECT_JUNK_BEFORE_HEADER },
  { "GMime guesses no boundary", IN_SHAPE, DSN_DEFECT_BOUNDARY_GUESSED },
  { "GMime takes an indented boundary for text", IN_SHAPE,
    DSN_DEFECT_BOUNDARY_INDENTED },
  { "GMime reads no parameter whose quotes are not closed", IN_SHAPE, 0,
    has_open_quote },
  { "GMime drops a body without a line before it", IN_SHAPE | IN_BODY,
    DSN_DEFECT_MISSING_HEADER_END },
  { "GMime drops a part without a line", IN_SHAPE, 0, has_bare_part },
  { "GMime leaves a CR before some boundaries", IN_CR, 0, NULL },
  { "GMime has an empty message in a part without bytes", IN_EMPTY, 0, NULL },
};

typedef struct {
  guint messages, parts, headers, different;
  guint explained[G_N_ELEMENTS (reasons)];
} Stats;

typedef struct {
  const char *path;
  Stats *stats;
} File;

static gboolean
reason_holds (const struct Reason *reason, const DsnMessage *message, DsnSpan text,
              const DsnDefects *defects)
{
  if (reason->holds != NULL)
    return reason->holds (message, text);
  return reason->defect == 0 || dsn_defects_has (defects, reason->defect);
}

static GBytes *
with_lf (DsnSpan text)
{
  DsnLines lines = dsn_lines_over (text);
  GString *out = g_string_sized_new (text.len);
  DsnLine line;

  while (dsn_lines_next (&lines, &line)) {
    g_string_append_len (out, (const char *) line.text.data, (gssize) line.text.len);
    g_string_append_c (out, '\n');
  }
  return g_string_free_to_bytes (out);
}

static void
show (const char *title, const GArray *nodes)
{
  for (guint i = 0; nodes != NULL && i < nodes->len; i++) {
    const Node *node = &g_array_index (nodes, Node, i);

    g_test_message ("%s: %*s%s, %u fields, %s", title, (int) node->depth * 2, "",
                    node->type, node->headers, node->body);
  }
}

/* What is left of a difference, and whether it will go with other line ends. */
static guint
explain (guint found, const DsnMessage *message, DsnSpan text,
         const DsnDefects *defects, gboolean *line_ends, Stats *stats)
{
  *line_ends = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (reasons) && found != 0; i++) {
    if ((found & reasons[i].explains) == 0 ||
        !reason_holds (&reasons[i], message, text, defects))
      continue;
    found &= ~reasons[i].explains;
    stats->explained[i]++;
    *line_ends |= reasons[i].line_ends;
  }
  return found;
}

static void
compare_text (GBytes *bytes, gboolean repaired, Stats *stats)
{
  DsnSpan text = dsn_span_of_bytes (bytes);
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  g_autoptr (GArray) ours = new_nodes ();
  g_autoptr (GArray) theirs = read_gmime (text);
  gboolean line_ends;
  guint found;

  list_ours (message, 0, ours);
  if (theirs == NULL)
    g_error ("GMime did not come to an end");
  stats->messages += !repaired;
  stats->parts += repaired ? 0 : ours->len;
  for (guint i = 0; !repaired && i < ours->len; i++)
    stats->headers += g_array_index (ours, Node, i).headers;
  found = compare (ours, theirs);
  stats->different += found != 0 && !repaired;
  found = explain (found, message, text, defects, &line_ends, stats);
  if (found != 0) {
    show ("ours", ours);
    show ("theirs", theirs);
    g_error ("not explained: %#x", found);
  }
  if (line_ends) {
    g_autoptr (GBytes) lf = with_lf (text);

    g_assert_false (repaired);
    compare_text (lf, TRUE, stats);
  }
}

static void
test_file (gconstpointer data)
{
  const File *file = data;
  g_autoptr (GBytes) bytes = test_load (file->path);

  compare_text (bytes, FALSE, file->stats);
}

/* Both listings of a message whose parts are known: the comparison can see. */
static void
test_both (void)
{
  DsnSpan text =
      SPAN ("From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
            "Content-Type: Text/HTML\nX: y\n\nhello\n--b\nContent-Type: "
            "message/rfc822\n\nTo: c\n\nyou\n--b--\n");
  static const char *const expected[] = { "0 multipart/mixed 3 ",
                                          "1 text/html 2 5:", "1 message/rfc822 1 ",
                                          "2 text/plain 1 3:" };
  g_autoptr (GBytes) bytes = test_bytes (text, text.len);
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (DsnDefects) defects = dsn_defects_new (100);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  GArray *lists[] = { new_nodes (), read_gmime (text) };

  list_ours (message, 0, lists[0]);
  g_assert_cmpuint (compare (lists[0], lists[1]), ==, 0);
  for (gsize side = 0; side < G_N_ELEMENTS (lists); side++) {
    g_assert_cmpuint (lists[side]->len, ==, G_N_ELEMENTS (expected));
    for (guint i = 0; i < lists[side]->len; i++) {
      const Node *node = &g_array_index (lists[side], Node, i);
      g_autofree char *line = g_strdup_printf ("%u %s %u %s", node->depth, node->type,
                                               node->headers, node->body);

      g_assert_true (g_str_has_prefix (line, expected[i]));
    }
  }
  g_array_index (lists[1], Node, 1).headers++;
  g_assert_cmpuint (compare (lists[0], lists[1]), ==, IN_HEADERS);
  g_array_set_size (lists[1], 3);
  g_assert_cmpuint (compare (lists[0], lists[1]), ==, IN_SHAPE);
  g_array_unref (lists[0]);
  g_array_unref (lists[1]);
}

static void
print_stats (const Stats *stats)
{
  g_print ("# %u messages, %u parts, %u header fields compared; %u messages differ\n",
           stats->messages, stats->parts, stats->headers, stats->different);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    g_print ("# %4u: %s\n", stats->explained[i], reasons[i].name);
}

int
main (int argc, char **argv)
{
  static const char *const folders[] = { "corpus", "../shared/bench/mail",
                                         "../shared/mta/mail" };
  static const char *const names[] = { "corpus", "bench", "mta" };
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *paths[G_N_ELEMENTS (folders)];
  Stats stats = { 0 };
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("DSN_SOURCE_ROOT"));
  g_test_add_func ("/tree/both", test_both);
  for (gsize f = 0; f < G_N_ELEMENTS (folders); f++) {
    paths[f] = test_find_messages (folders[f]);
    g_assert_true (f > 0 || paths[f]->len > 0);
    for (guint i = 0; i < paths[f]->len; i++) {
      const char *path = g_ptr_array_index (paths[f], i);
      const char *name = strstr (path, folders[f]) + strlen (folders[f]);
      g_autofree char *row = g_strconcat ("/tree/", names[f], name, NULL);
      File *file = g_new (File, 1);

      *file = (File){ path, &stats };
      g_ptr_array_add (owned, file);
      g_test_add_data_func (row, file, test_file);
    }
  }
  result = g_test_run ();
  print_stats (&stats);
  for (gsize f = 0; f < G_N_ELEMENTS (folders); f++)
    g_ptr_array_unref (paths[f]);
  return result;
}
