/* gen-openings.c: run by the build: the rows of all families -> the table that finds
 * their openings. */
#include "dsn-dialect.h"
#include "dsn-openings-build.h"
#include "dsn-table-text.h"

/* The table that this program makes is not there yet. */
const DsnOpenings dsn_openings = { NULL, NULL, NULL, 0, NULL };

/* Octal escapes have three digits, so what follows is none of them. */
static void
print_text (GString *out, DsnSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    if (g_ascii_isalnum (text.data[i]) || text.data[i] == ' ')
      g_string_append_c (out, (char) text.data[i]);
    else
      g_string_append_printf (out, "\\%03o", text.data[i]);
}

static void
print_openings (GString *out, const char *name, const GArray *openings)
{
  g_string_append_printf (out, "static const DsnOpening %s[] = {\n", name);
  for (guint i = 0; i < openings->len; i++) {
    const DsnOpening *opening = &g_array_index (openings, DsnOpening, i);

    g_string_append (out, "  { DSN_SPAN_LIT (\"");
    print_text (out, opening->text);
    g_string_append_printf (out, "\"), %u },\n", opening->row);
  }
  g_string_append (out, "};\n\n");
}

/* Whether a row may bid where no phrase that it is known by stands. */
static gboolean
is_open (const DsnRow *row)
{
  return row->bid != NULL || row->opening == NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) out =
      g_string_new ("/* Made by gen-openings of the rows of src/dialect. */\n");
  g_auto (DsnOpeningsBuild) build;
  guint number = 0;

  g_assert (argc == 2);
  dsn_openings_build_init (&build);
  for (gsize i = 0; i < DSN_FAMILY_COUNT; i++)
    for (gsize k = 0; k < dsn_families[i]->count; k++) {
      const DsnRow *row = &dsn_families[i]->rows[k];

      dsn_openings_build_add (&build, number++, row->opening, is_open (row));
    }
  dsn_openings_build_end (&build);
  print_openings (out, "opening_begins", build.begins);
  print_openings (out, "opening_inside", build.inside);
  dsn_table_text_add (out, "guint16", "opening_starts", build.starts,
                      sizeof build.starts[0], G_N_ELEMENTS (build.starts));
  dsn_table_text_add (out, "guint8", "opening_none", build.none, sizeof build.none[0],
                      G_N_ELEMENTS (build.none));
  return g_file_set_contents (argv[1], out->str, (gssize) out->len, NULL) ? 0 : 1;
}
