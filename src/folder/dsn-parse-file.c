/* dsn-parse-file.c: a file or a stream that is one message -> a finished report. */
#include "dsn-parse-file.h"

#include "dsn-stream.h"
#include "dsn-trouble.h"

#define CHUNK_SIZE ((gsize) 16 << 10)

static gsize
size_limit (const DsnParseOptions *options)
{
  return dsn_limits_resolve (options != NULL ? options->limits : NULL).message_size;
}

/* All that @path holds, unpacked. */
static GBytes *
read_file (const char *path, gsize max, GError **error)
{
  DsnStream stream = { 0 };
  DsnSource source;
  DsnSpan bytes;
  GBytes *all = NULL;

  if (!dsn_source_open (&source, path, TRUE, error))
    return NULL;
  dsn_stream_begin (&stream, source);
  dsn_stream_unpack (&stream, max);
  if (stream.source.seekable && stream.source.size > max)
    bytes = (DsnSpan){ NULL, max + 1 };
  else
    bytes = dsn_stream_get (&stream, 0, max + 1);
  if (bytes.len > max)
    dsn_trouble_too_big (error, max);
  else if (stream.error != NULL)
    g_propagate_error (error, g_steal_pointer (&stream.error));
  else
    all = g_bytes_new (bytes.data, bytes.len);
  dsn_stream_clear (&stream);
  return all;
}

DsnReport *
dsn_parse_file (const char *path, const DsnParseOptions *options, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  bytes = read_file (path, size_limit (options), &failure);
  if (bytes != NULL)
    return dsn_parse_bytes (bytes, options);
  if (error != NULL) {
    g_autofree char *told = dsn_trouble_tell (path, -1, failure);

    *error = g_error_new_literal (failure->domain, failure->code, told);
  }
  return NULL;
}

DsnReport *
dsn_parse_stream (GInputStream *stream, const DsnParseOptions *options,
                  GCancellable *cancellable, GError **error)
{
  gsize max = size_limit (options), count = 1;
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 chunk[CHUNK_SIZE];
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  max = MIN (max, G_MAXUINT - CHUNK_SIZE); /* what an array can hold */
  while (count > 0) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !g_input_stream_read_all (stream, chunk, CHUNK_SIZE, &count, cancellable,
                                  error))
      return NULL;
    if (count > max - all->len) {
      dsn_trouble_too_big (error, max);
      g_prefix_error (error, "cannot read the stream: ");
      return NULL;
    }
    g_byte_array_append (all, chunk, (guint) count);
  }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  return dsn_parse_bytes (bytes, options);
}
