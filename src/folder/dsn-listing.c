/* dsn-listing.c: the entries of a folder, sorted, in little memory. */
#include "dsn-listing.h"

#include "dsn-maildir.h"
#include "dsn-trouble.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

/* A folder that changes while it is read may hide entries that stay: it is read again.
 */
#define READINGS_MAX 3

/* So many bytes of a name tell most of two apart without a look at the names, which lie
 * all over the memory. */
#define KEYS 2
#define FETCH 8

/* One entry: its kind and its name lie in the arena. */
typedef struct {
  guint64 keys[KEYS];
  guint64 at;
} Place;

struct _DsnListing {
  char *path;
  gboolean maildir;
  gsize memory;
  GByteArray *arena;
  GArray *places; /* Place */
  gsize index;
  GString *after; /* the entry that was taken last */
  GString *bound; /* the greatest entry that is kept, if others are not */
  guint64 taken_count;
  guint64 seen_count; /* by one reading */
};

static DsnEntryKind
kind_of (const struct dirent *entry)
{
  switch (entry->d_type) {
  case DT_REG:
    return DSN_ENTRY_FILE;
  case DT_DIR:
    return DSN_ENTRY_FOLDER;
  case DT_LNK:
  case DT_UNKNOWN:
    return DSN_ENTRY_UNKNOWN;
  default:
    return DSN_ENTRY_OTHER;
  }
}

static DsnEntry
entry_at (const GByteArray *arena, const Place *place)
{
  return (DsnEntry){ (const char *) arena->data + place->at + 1,
                     (DsnEntryKind) arena->data[place->at] };
}

/* Whether a name is a number, and its digits without zeros before them. */
static gboolean
is_number (const char *name, const char **digits)
{
  while (name[0] == '0' && name[1] != '\0')
    name++;
  *digits = name;
  while (g_ascii_isdigit (*name))
    name++;
  return *name == '\0' && name > *digits;
}

static int
compare_plain (const char *x, const char *y)
{
  const char *x_digits, *y_digits;
  gboolean x_number = is_number (x, &x_digits), y_number = is_number (y, &y_digits);
  gsize x_len, y_len;
  int order;

  if (x_number != y_number)
    return x_number ? -1 : 1;
  if (!x_number)
    return strcmp (x, y);
  x_len = strlen (x_digits);
  y_len = strlen (y_digits);
  if (x_len != y_len)
    return x_len < y_len ? -1 : 1;
  order = strcmp (x_digits, y_digits);
  return order != 0 ? order : strcmp (x, y);
}

/* By unique names: "new/" and "cur/" do not count. */
static int
compare_unique (const char *x_name, const char *y_name)
{
  DsnSpan x = dsn_maildir_unique (x_name + 4), y = dsn_maildir_unique (y_name + 4);
  int order = memcmp (x.data, y.data, MIN (x.len, y.len));

  if (order != 0 || x.len == y.len)
    return order;
  return x.len < y.len ? -1 : 1;
}

static int
compare (const DsnListing *listing, const char *x, const char *y)
{
  return listing->maildir ? compare_unique (x, y) : compare_plain (x, y);
}

/* The bytes of a name as numbers in their order; what has no byte is 0, which no name
 * holds. Numbers come before names. */
static void
set_keys (const DsnListing *listing, const char *name, Place *place)
{
  DsnSpan text =
      listing->maildir ? dsn_maildir_unique (name + 4) : dsn_span_of_string (name);
  const char *digits;

  memset (place->keys, 0, sizeof place->keys);
  if (!listing->maildir && is_number (name, &digits))
    return;
  if (text.len > 0)
    memcpy (place->keys, text.data, MIN (text.len, sizeof place->keys));
  for (gsize i = 0; i < KEYS; i++)
    place->keys[i] = GUINT64_FROM_BE (place->keys[i]);
}

static int
compare_names (const DsnListing *listing, const Place *x, const Place *y)
{
  for (gsize i = 0; i < KEYS; i++)
    if (x->keys[i] != y->keys[i])
      return x->keys[i] < y->keys[i] ? -1 : 1;
  return compare (listing, entry_at (listing->arena, x).name,
                  entry_at (listing->arena, y).name);
}

/* Of what is the same, that which was read last comes last. */
static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const Place *x = a, *y = b;
  int order = compare_names (data, x, y);

  return order != 0 ? order : x->at < y->at ? -1 : x->at > y->at;
}

/* Sorts, and takes out what stands there twice: of these, the last stays. */
static void
sort (DsnListing *listing)
{
  Place *places = (Place *) (gpointer) listing->places->data;
  guint kept = 0;

  g_array_sort_with_data (listing->places, compare_places, listing);
  for (guint i = 0; i < listing->places->len; i++) {
    if (kept > 0 && compare_names (listing, &places[kept - 1], &places[i]) == 0)
      kept--;
    places[kept++] = places[i];
  }
  g_array_set_size (listing->places, kept);
}

static int
compare_reading (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;

  return x->at < y->at ? -1 : x->at > y->at;
}

/* Keeps the first three quarters. What lies behind them is for another reading. */
static void
shrink (DsnListing *listing)
{
  guint8 *arena = listing->arena->data;
  guint64 end = 0;
  guint keep;

  sort (listing);
  keep = MAX (listing->places->len - listing->places->len / 4, 1);
  g_array_set_size (listing->places, keep);
  g_string_assign (
      listing->bound,
      entry_at (listing->arena, &g_array_index (listing->places, Place, keep - 1))
          .name);
  g_array_sort (listing->places, compare_reading);
  for (guint i = 0; i < keep; i++) {
    Place *place = &g_array_index (listing->places, Place, i);
    gsize len = 1 + strlen (entry_at (listing->arena, place).name) + 1;

    memmove (arena + end, arena + place->at, len);
    place->at = end;
    end += len;
  }
  g_byte_array_set_size (listing->arena, (guint) end);
}

/* Sorting takes the room of the places once more. */
static gsize
memory_of (const DsnListing *listing)
{
  return listing->arena->len + (gsize) listing->places->len * 2 * sizeof (Place);
}

static void
add (DsnListing *listing, const char *folder, const struct dirent *entry)
{
  Place place = { .at = listing->arena->len };
  guint8 kind = (guint8) kind_of (entry);
  const char *name;

  g_byte_array_append (listing->arena, &kind, 1);
  g_byte_array_append (listing->arena, (const guint8 *) folder,
                       (guint) strlen (folder));
  g_byte_array_append (listing->arena, (const guint8 *) entry->d_name,
                       (guint) strlen (entry->d_name) + 1);
  name = entry_at (listing->arena, &place).name;
  listing->seen_count++;
  if ((listing->after->len > 0 && compare (listing, name, listing->after->str) <= 0) ||
      (listing->bound->len > 0 && compare (listing, name, listing->bound->str) > 0)) {
    g_byte_array_set_size (listing->arena, (guint) place.at);
    return;
  }
  set_keys (listing, name, &place);
  g_array_append_val (listing->places, place);
  if (memory_of (listing) > listing->memory - MIN (listing->memory, NAME_MAX + 8))
    shrink (listing);
}

static gboolean
read_once (DsnListing *listing, DIR *folder, const char *prefix, GError **error)
{
  struct dirent *entry;

  while ((entry = (errno = 0, readdir (folder))) != NULL)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      add (listing, prefix, entry);
  if (errno != 0)
    dsn_trouble_set (error, errno);
  return errno == 0;
}

static struct timespec
changed_at (DIR *folder)
{
  struct stat info;

  return fstat (dirfd (folder), &info) == 0 ? info.st_mtim : (struct timespec){ 0 };
}

static gboolean
read_folder (DsnListing *listing, const char *below, const char *prefix, GError **error)
{
  g_autofree char *path = g_build_filename (listing->path, below, NULL);
  DIR *folder = opendir (path);
  guint64 seen_before = listing->seen_count;
  struct timespec before, after;
  gboolean ok;

  if (folder == NULL) {
    dsn_trouble_set (error, errno);
    return FALSE;
  }
  after = changed_at (folder);
  for (guint i = 0; i < READINGS_MAX; i++) {
    before = after;
    listing->seen_count = seen_before;
    rewinddir (folder);
    ok = read_once (listing, folder, prefix, error);
    after = changed_at (folder);
    if (!ok || (before.tv_sec == after.tv_sec && before.tv_nsec == after.tv_nsec))
      break;
  }
  closedir (folder);
  return ok;
}

/* Reads what comes after the entry that was taken last, as far as there is room. */
static gboolean
read_names (DsnListing *listing, GError **error)
{
  gboolean ok;

  g_byte_array_set_size (listing->arena, 0);
  g_array_set_size (listing->places, 0);
  g_string_truncate (listing->bound, 0);
  listing->index = 0;
  listing->seen_count = 0;
  /* What moves to `cur` after `new` was read is found there. */
  ok = listing->maildir ? read_folder (listing, "new", "new/", error) &&
                              read_folder (listing, "cur", "cur/", error)
                        : read_folder (listing, NULL, "", error);
  sort (listing);
  return ok;
}

static DsnListing *
listing_new (const char *path, gboolean maildir, gsize memory, GError **error)
{
  g_autoptr (DsnListing) listing = g_new0 (DsnListing, 1);

  listing->path = g_strdup (path);
  listing->maildir = maildir;
  listing->memory = memory;
  listing->arena = g_byte_array_new ();
  listing->places = g_array_new (FALSE, FALSE, sizeof (Place));
  listing->after = g_string_new (NULL);
  listing->bound = g_string_new (NULL);
  return read_names (listing, error) ? g_steal_pointer (&listing) : NULL;
}

DsnListing *
dsn_listing_new (const char *path, gsize memory, GError **error)
{
  return listing_new (path, FALSE, memory, error);
}

DsnListing *
dsn_listing_new_maildir (const char *path, gsize memory, GError **error)
{
  return listing_new (path, TRUE, memory, error);
}

void
dsn_listing_free (DsnListing *listing)
{
  if (listing == NULL)
    return;
  g_free (listing->path);
  g_byte_array_unref (listing->arena);
  g_array_unref (listing->places);
  g_string_free (listing->after, TRUE);
  g_string_free (listing->bound, TRUE);
  g_free (listing);
}

gboolean
dsn_listing_next (DsnListing *listing, DsnEntry *entry, GError **error)
{
  if (listing->index == listing->places->len) {
    if (listing->bound->len == 0 || !read_names (listing, error) ||
        listing->places->len == 0) {
      g_string_truncate (listing->bound, 0); /* that was the end */
      return FALSE;
    }
  }
  *entry = entry_at (listing->arena,
                     &g_array_index (listing->places, Place, listing->index++));
  /* Names lie as they were read: the processor fetches those that come next. */
  if (listing->index + FETCH < listing->places->len)
    __builtin_prefetch (
        listing->arena->data +
        g_array_index (listing->places, Place, listing->index + FETCH).at);
  listing->taken_count++;
  if (listing->index == listing->places->len)
    g_string_assign (listing->after, entry->name);
  return TRUE;
}

double
dsn_listing_get_share (const DsnListing *listing, double *part)
{
  guint64 all = listing->taken_count + (listing->places->len - listing->index);

  if (listing->bound->len > 0)
    all = MAX (all, listing->seen_count);
  *part = 1 / (double) MAX (all, 1);
  return all > 0 ? (double) listing->taken_count / (double) all : 1;
}
