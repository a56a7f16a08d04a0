/* fuzz-your-parser.c: a fuzz target for a parser of mail, with our corpus as its start.
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined fuzz-your-parser.c \
 *       $(pkg-config --cflags --libs gmime-3.0)
 *     mkdir found && ./a.out -dict=../../fuzz/tree.dict found ../../corpus
 *
 * Bounces are the worst mail that there is: cut off, quoted, nested, in the charsets of
 * all times. parse () is to be replaced by a call of the parser in question; here it is
 * GMime's. What crashes, leaks, hangs or takes much memory is found by libFuzzer. */
#include <gmime/gmime.h>

/* All values are asked for, since many parsers decode only then. What a parser promises
 * of its answers is worth an assertion each. */
static void
visit (GMimeObject *parent, GMimeObject *part, gpointer nowhere)
{
  g_autofree char *headers = g_mime_object_get_headers (part, NULL);
  GMimeDataWrapper *content = NULL;

  (void) parent;
  g_assert_nonnull (headers);
  if (GMIME_IS_PART (part))
    content = g_mime_part_get_content (GMIME_PART (part));
  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, nowhere);
}

static void
parse (const guint8 *data, gsize size)
{
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer ((const char *) data, size);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);
  GMimeStream *nowhere = g_mime_stream_null_new ();

  if (message != NULL)
    g_mime_message_foreach (message, visit, nowhere);
  g_clear_object (&message);
  g_object_unref (nowhere);
  g_object_unref (parser);
  g_object_unref (stream);
}

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  (void) argc;
  (void) argv;
  g_mime_init ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  parse (data, size);
  return 0;
}
