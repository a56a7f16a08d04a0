/* gen-wording.c: run by the build: the rows of wordings -> the tables that find them.
 */
#include "dsn-wording-build.h"

#include "dsn-wording-rows.h"

/* Numbers parted by commas, a dozen a line. */
static void
print_numbers (GString *out, const char *type, const char *name, const guint32 *numbers,
               guint count)
{
  g_string_append_printf (out, "static const %s %s[] = {", type, name);
  for (guint i = 0; i < count; i++)
    g_string_append_printf (out, "%s%u,", i % 12 == 0 ? "\n  " : " ", numbers[i]);
  g_string_append_printf (out, "\n};\n\n");
}

static void
print_bytes (GString *out, const char *name, const GByteArray *bytes)
{
  g_autoptr (GArray) wide = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < bytes->len; i++) {
    guint32 byte = bytes->data[i];

    g_array_append_val (wide, byte);
  }
  print_numbers (out, "guint8", name, (const guint32 *) (gpointer) wide->data,
                 wide->len);
}

static void
print_states (GString *out, const GArray *states)
{
  g_string_append_printf (out, "static const DsnAutomatonState wording_states[] = {\n");
  for (guint i = 0; i < states->len; i++) {
    const DsnAutomatonState *s = &g_array_index (states, DsnAutomatonState, i);

    g_string_append_printf (out, "  { %u, %u, %uu, %u, %u },\n", s->label, s->children,
                            s->piece, s->label_len, s->child_count);
  }
  g_string_append_printf (out, "};\n\n");
}

static void
print_pairs (GString *out, const char *type, const char *name, const GArray *pairs)
{
  const guint32 *numbers = (const guint32 *) (gpointer) pairs->data;

  g_string_append_printf (out, "static const %s %s[] = {\n", type, name);
  for (guint i = 0; i < pairs->len; i++)
    g_string_append_printf (out, "  { %u, %u },\n", numbers[(gsize) 2 * i],
                            numbers[(gsize) 2 * i + 1]);
  g_string_append_printf (out, "};\n\n");
}

static void
print_plans (GString *out, const GArray *plans)
{
  g_string_append_printf (out, "static const DsnWordingPlan wording_plans[] = {\n");
  for (guint i = 0; i < plans->len; i++) {
    const DsnWordingPlan *p = &g_array_index (plans, DsnWordingPlan, i);

    g_string_append_printf (out, "  { %u, %u, %u },\n", p->weight, p->open_end,
                            p->tells);
  }
  g_string_append_printf (out, "};\n\n");
}

static void
print_tables (GString *out, const DsnWordingTables *tables)
{
  const GArray *ends = tables->ends, *starts = tables->step_start;

  G_STATIC_ASSERT (sizeof (DsnWordingPlace) == 2 * sizeof (guint32));
  G_STATIC_ASSERT (sizeof (DsnWordingStep) == 2 * sizeof (guint32));
  print_numbers (out, "guint32", "wording_root", tables->automaton->root, 256);
  print_states (out, tables->automaton->states);
  print_bytes (out, "wording_bytes", tables->automaton->bytes);
  print_bytes (out, "wording_labels", tables->automaton->labels);
  print_plans (out, tables->plans);
  print_pairs (out, "DsnWordingPlace", "wording_places", tables->places);
  print_pairs (out, "DsnWordingStep", "wording_steps", tables->steps);
  print_numbers (out, "guint32", "wording_ends",
                 (const guint32 *) (gpointer) ends->data, ends->len);
  print_numbers (out, "guint32", "wording_step_start",
                 (const guint32 *) (gpointer) starts->data, starts->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (DsnWordingTables) tables = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;
  guint32 row = 0;

  if (argc != 2)
    return 2;
  tables = dsn_wording_build (dsn_wording_rows, G_N_ELEMENTS (dsn_wording_rows), &fault,
                              &row);
  if (tables == NULL) {
    g_printerr ("wording %s: %s\n", dsn_wording_rows[row].id, fault);
    return 1;
  }
  g_string_append (out, "/* dsn-wording-tables.h: what finds the wordings; made by "
                        "gen-wording. */\n#pragma once\n\n");
  print_tables (out, tables);
  if (!g_file_set_contents (argv[1], out->str, (gssize) out->len, &error)) {
    g_printerr ("%s\n", error->message);
    return 2;
  }
  return 0;
}
