/* gen-wording.c: run by the build: the rows of wordings -> the tables that find them.
 */
#include "dsn-table-text.h"
#include "dsn-wording-build.h"

#include "dsn-wording-rows.h"

static void
print_numbers (GString *out, const char *name, const guint32 *numbers, guint count)
{
  dsn_table_text_add (out, "guint32", name, numbers, sizeof *numbers, count);
}

static void
print_bytes (GString *out, const char *name, const guint8 *bytes, guint count)
{
  dsn_table_text_add (out, "guint8", name, bytes, sizeof *bytes, count);
}

static void
print_pairs (GString *out, const char *type, const char *name, const GArray *pairs)
{
  const guint32 *numbers = (const guint32 *) (gpointer) pairs->data;

  g_string_append_printf (out, "static const %s %s[] = {\n", type, name);
  for (guint i = 0; i < pairs->len; i++)
    g_string_append_printf (out, "  { %uu, %u },\n", numbers[(gsize) 2 * i],
                            numbers[(gsize) 2 * i + 1]);
  g_string_append_printf (out, "};\n\n");
}

static void
print_plans (GString *out, const GArray *plans)
{
  g_string_append_printf (out, "static const DsnWordingPlan wording_plans[] = {\n");
  for (guint i = 0; i < plans->len; i++) {
    const DsnWordingPlan *p = &g_array_index (plans, DsnWordingPlan, i);

    g_string_append_printf (out, "  { %u, %u, %u },\n", p->weight, p->tells, p->flags);
  }
  g_string_append_printf (out, "};\n\n");
}

static void
print_tables (GString *out, const DsnWordingTables *tables)
{
  const GArray *ends = tables->ends, *starts = tables->step_start;
  const DsnAutomatonTables *automaton = tables->automaton;

  G_STATIC_ASSERT (sizeof (DsnAutomatonHead) == 2 * sizeof (guint32));
  G_STATIC_ASSERT (sizeof (DsnWordingPlace) == 2 * sizeof (guint32));
  G_STATIC_ASSERT (sizeof (DsnWordingStep) == 2 * sizeof (guint32));
  print_pairs (out, "DsnAutomatonHead", "wording_heads", automaton->heads);
  print_bytes (out, "wording_filter", automaton->filter->data, automaton->filter->len);
  print_numbers (out, "wording_shorter", automaton->shorter, 256);
  print_bytes (out, "wording_seconds", automaton->seconds, 256);
  print_bytes (out, "wording_nodes", automaton->nodes->data, automaton->nodes->len);
  g_string_append_printf (out, "#define WORDING_SHIFT %u\n\n", automaton->shift);
  print_plans (out, tables->plans);
  print_pairs (out, "DsnWordingPlace", "wording_places", tables->places);
  print_pairs (out, "DsnWordingStep", "wording_steps", tables->steps);
  print_numbers (out, "wording_ends", (const guint32 *) (gpointer) ends->data,
                 ends->len);
  print_numbers (out, "wording_step_start", (const guint32 *) (gpointer) starts->data,
                 starts->len);
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
