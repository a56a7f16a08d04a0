/* mutate-mail.c: SEED COUNT FOLDER FILE...: writes so many mutations of the messages in
 * FILEs into FOLDER, always the same for the same seed. */
#include "fuzz-mutate.h"

#include <string.h>

#define MAIL_MAX ((gsize) 64 * 1024)

/* libFuzzer's part: one byte is another. */
size_t
LLVMFuzzerMutate (uint8_t *data, size_t size, size_t max_size)
{
  guint sum = (guint) size;

  if (size == 0 || max_size == 0)
    return size;
  for (size_t i = 0; i < size; i++)
    sum = sum * 31 + data[i];
  data[sum % size] ^= (uint8_t) (1u << (sum >> 8) % 8);
  return size;
}

static GPtrArray *
load_all (int count, char **paths)
{
  GPtrArray *mails = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (int i = 0; i < count; i++) {
    g_autoptr (GError) error = NULL;
    GMappedFile *file = g_mapped_file_new (paths[i], FALSE, &error);

    if (file == NULL)
      g_error ("%s", error->message);
    /* Of an empty file there is nothing to change. */
    if (g_mapped_file_get_length (file) > 0 &&
        g_mapped_file_get_length (file) < MAIL_MAX)
      g_ptr_array_add (mails, g_mapped_file_get_bytes (file));
    g_mapped_file_unref (file);
  }
  return mails;
}

/* One to eight mutations, one after the other. */
static size_t
mutate (GRand *rand, const GPtrArray *mails, uint8_t *mail, uint8_t *other)
{
  gsize size, more;
  const void *from = g_bytes_get_data (
      mails->pdata[g_rand_int_range (rand, 0, (gint32) mails->len)], &size);

  memcpy (mail, from, size);
  for (int n = g_rand_int_range (rand, 1, 9); n > 0; n--) {
    if (g_rand_int_range (rand, 0, 4) > 0) {
      size = LLVMFuzzerCustomMutator (mail, size, MAIL_MAX, g_rand_int (rand));
      continue;
    }
    from = g_bytes_get_data (
        mails->pdata[g_rand_int_range (rand, 0, (gint32) mails->len)], &more);
    size = LLVMFuzzerCustomCrossOver (mail, size, from, more, other, MAIL_MAX,
                                      g_rand_int (rand));
    memcpy (mail, other, size);
  }
  return size;
}

int
main (int argc, char **argv)
{
  g_autofree uint8_t *mail = g_malloc (MAIL_MAX), *other = g_malloc (MAIL_MAX);
  g_autoptr (GRand) rand = NULL;
  g_autoptr (GPtrArray) mails = NULL;
  guint64 count;

  if (argc < 5)
    g_error ("usage: mutate-mail SEED COUNT FOLDER FILE...");
  rand = g_rand_new_with_seed ((guint32) g_ascii_strtoull (argv[1], NULL, 10));
  count = g_ascii_strtoull (argv[2], NULL, 10);
  mails = load_all (argc - 4, argv + 4);
  for (guint64 i = 0; i < count; i++) {
    g_autofree char *path = g_strdup_printf ("%s/%06" G_GUINT64_FORMAT, argv[3], i);
    g_autoptr (GError) error = NULL;
    gsize size = mutate (rand, mails, mail, other);

    if (!g_file_set_contents_full (path, (const char *) mail, (gssize) size,
                                   G_FILE_SET_CONTENTS_NONE, 0666, &error))
      g_error ("%s", error->message);
  }
  return 0;
}
