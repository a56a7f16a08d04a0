/* fuzz-mutate.c: what libFuzzer calls for a mutation of mail: parts, fields and lines
 * are dropped, doubled, swapped, encoded, spliced; boundaries are broken. */
#include "fuzz-mutate.h"

#include "dsn-field.h"
#include "dsn-message.h"
#include "fuzz.h"

#include <string.h>

/* Of a long message the first units are enough. */
#define UNITS_MAX 1000

typedef enum {
  UNIT_LINE,
  UNIT_FIELD,
  UNIT_PART,
  UNIT_COUNT,
} UnitKind;

typedef struct {
  GRand *rand;
  DsnSpan text;
  GString *out;
} Mutation;

static guint
below (Mutation *mutation, guint limit)
{
  return (guint) g_rand_int_range (mutation->rand, 0, (gint32) limit);
}

static void
append (Mutation *mutation, DsnSpan span)
{
  if (span.len > 0)
    g_string_append_len (mutation->out, (const char *) span.data, (gssize) span.len);
}

static DsnSpan
before (DsnSpan text, DsnSpan unit)
{
  return dsn_span_between (text.data, unit.data);
}

static DsnSpan
behind (DsnSpan text, DsnSpan unit)
{
  return dsn_span_between (unit.data + unit.len, text.data + text.len);
}

static void
add_lines (GArray *units, DsnSpan text)
{
  DsnLines lines = dsn_lines_over (text);
  DsnLine line;

  while (units->len < UNITS_MAX && dsn_lines_next (&lines, &line)) {
    DsnSpan unit = dsn_span_between (line.text.data, line.next);

    g_array_append_val (units, unit);
  }
}

static void
add_fields (GArray *units, DsnSpan text)
{
  DsnLines lines = dsn_lines_over (text);
  const guint8 *from = lines.at;
  DsnField field;

  while (units->len < UNITS_MAX &&
         dsn_field_next (&lines, DSN_FIELD_MODE_GROUP, &field) != DSN_FIELD_STEP_END) {
    DsnSpan unit = dsn_span_between (from, lines.at);

    g_array_append_val (units, unit);
    from = lines.at;
  }
}

/* The parts that stand in the text as they are; the root is none of them. */
static void
add_parts (GArray *units, DsnSpan text, const DsnMessage *message)
{
  for (guint i = 1; i < dsn_message_get_part_count (message); i++) {
    const DsnPart *part = dsn_message_get_part (message, i);
    DsnSpan unit = part->body;

    if (part->header.len > 0)
      unit = dsn_span_between (part->header.data, part->body.data + part->body.len);
    if (units->len < UNITS_MAX && unit.len > 0 && fuzz_is_inside (text, unit))
      g_array_append_val (units, unit);
  }
}

static GArray *
find_units (DsnSpan text, UnitKind kind)
{
  DsnLimits limits = dsn_limits_resolve (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text.data, text.len);
  g_autoptr (DsnDefects) defects = dsn_defects_new (1);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  GArray *units = g_array_new (FALSE, FALSE, sizeof (DsnSpan));

  switch (kind) {
  case UNIT_PART:
    add_parts (units, text, message);
    break;
  case UNIT_FIELD:
    add_fields (units, dsn_message_get_part (message, 0)->header);
    for (guint i = 1; i < dsn_message_get_part_count (message); i++) {
      const DsnPart *part = dsn_message_get_part (message, i);

      add_fields (units, part->header);
      if (dsn_content_type_is (&part->content, "message", NULL))
        add_fields (units, part->body);
    }
    break;
  case UNIT_LINE:
  case UNIT_COUNT:
    break;
  }
  if (units->len == 0) /* every text has lines */
    add_lines (units, text);
  return units;
}

static DsnSpan
pick (Mutation *mutation, const GArray *units)
{
  return g_array_index (units, DsnSpan, below (mutation, units->len));
}

static DsnSpan
pick_unit (Mutation *mutation, DsnSpan text)
{
  g_autoptr (GArray) units = find_units (text, below (mutation, UNIT_COUNT));

  return pick (mutation, units);
}

static void
drop_unit (Mutation *mutation)
{
  DsnSpan unit = pick_unit (mutation, mutation->text);

  append (mutation, before (mutation->text, unit));
  append (mutation, behind (mutation->text, unit));
}

static void
double_unit (Mutation *mutation)
{
  DsnSpan unit = pick_unit (mutation, mutation->text);
  guint times = below (mutation, 8) == 0 ? 40 : 2;

  append (mutation, before (mutation->text, unit));
  while (times-- > 0)
    append (mutation, unit);
  append (mutation, behind (mutation->text, unit));
}

/* Two units change places; one that holds the other goes into it. */
static void
swap_units (Mutation *mutation)
{
  g_autoptr (GArray) units = find_units (mutation->text, below (mutation, UNIT_COUNT));
  DsnSpan a = pick (mutation, units), b = pick (mutation, units), swap = a;

  if (a.data > b.data) {
    a = b;
    b = swap;
  }
  append (mutation, before (mutation->text, a));
  append (mutation, b);
  if (b.data >= a.data + a.len) {
    append (mutation, dsn_span_between (a.data + a.len, b.data));
    append (mutation, a);
    append (mutation, behind (mutation->text, b));
  } else {
    append (mutation, behind (mutation->text, a));
  }
}

static void
append_base64 (Mutation *mutation, DsnSpan body)
{
  g_autofree char *encoded = g_base64_encode (body.data, body.len);

  for (gsize i = 0, len = strlen (encoded); i < len; i += 76)
    g_string_append_printf (mutation->out, "%.76s\n", encoded + i);
}

static void
append_quoted (Mutation *mutation, DsnSpan body)
{
  for (gsize i = 0; i < body.len; i++) {
    guint8 c = body.data[i];

    if (g_ascii_isalnum (c) || c == ' ' || c == '\n')
      g_string_append_c (mutation->out, (char) c);
    else
      g_string_append_printf (mutation->out, "=%02X", c);
    if (i % 24 == 23)
      g_string_append (mutation->out, "=\n");
  }
}

/* The body of a part in a transfer encoding that its header now names. */
static void
encode_part (Mutation *mutation)
{
  g_autoptr (GArray) units = find_units (mutation->text, UNIT_PART);
  DsnSpan unit = pick (mutation, units);
  gsize end = 0;
  gboolean base64 = below (mutation, 2) == 0;

  while (end + 1 < unit.len && memcmp (unit.data + end, "\n\n", 2) != 0)
    end++;
  end = MIN (end + 1, unit.len);
  append (mutation, before (mutation->text, unit));
  g_string_append_printf (mutation->out, "Content-Transfer-Encoding: %s\n",
                          base64 ? "base64" : "quoted-printable");
  append (mutation, dsn_span_slice (unit, 0, end));
  g_string_append_c (mutation->out, '\n');
  if (base64)
    append_base64 (mutation, dsn_span_slice (unit, end, unit.len));
  else
    append_quoted (mutation, dsn_span_slice (unit, end, unit.len));
  append (mutation, behind (mutation->text, unit));
}

/* One line that begins with "--" is closed, indented, cut, longer, or another's. */
static void
break_boundary (Mutation *mutation)
{
  static const char *const ends[] = { "--", " \t", "x", "", "--\n--" };
  g_autoptr (GArray) lines = find_units (mutation->text, UNIT_LINE);
  DsnSpan line = pick (mutation, lines);
  gsize len;

  for (guint i = 0; i < lines->len; i++) { /* the first boundary from @line on */
    DsnSpan other = g_array_index (lines, DsnSpan, i);

    if (other.data >= line.data && other.len > 2 && memcmp (other.data, "--", 2) == 0) {
      line = other;
      break;
    }
  }
  for (len = line.len; len > 0 && strchr ("\r\n", line.data[len - 1]) != NULL;)
    len--;
  append (mutation, before (mutation->text, line));
  if (below (mutation, 4) == 0)
    g_string_append_c (mutation->out, ' ');
  append (mutation, dsn_span_slice (line, 0, below (mutation, 4) == 0 ? len / 2 : len));
  g_string_append (mutation->out, ends[below (mutation, G_N_ELEMENTS (ends))]);
  append (mutation, dsn_span_slice (line, len, line.len));
  append (mutation, behind (mutation->text, line));
}

static void
wrap (Mutation *mutation)
{
  static const char *const heads[] = {
    "Content-Type: message/rfc822\n\n",
    "Content-Type: multipart/mixed; boundary=w\n\n--w\n",
    "Content-Type: multipart/digest; boundary=w\n\n--w\n\n",
    "Content-Type: message/delivery-status\n\n",
  };

  g_string_append (mutation->out, heads[below (mutation, G_N_ELEMENTS (heads))]);
  append (mutation, mutation->text);
  if (below (mutation, 2) == 0)
    g_string_append (mutation->out, "\n--w--\n");
}

static size_t
finish (Mutation *mutation, guint8 *out, size_t max_size)
{
  size_t size = MIN (mutation->out->len, max_size);

  if (size > 0)
    memcpy (out, mutation->out->str, size);
  g_rand_free (mutation->rand);
  g_string_free (mutation->out, TRUE);
  return size;
}

size_t
LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
  static void (*const ways[]) (Mutation *) = { drop_unit,   double_unit,    swap_units,
                                               encode_part, break_boundary, wrap };
  Mutation mutation = { g_rand_new_with_seed (seed), { data, size }, NULL };

  if (size == 0 || below (&mutation, 2) == 0) {
    g_rand_free (mutation.rand);
    return LLVMFuzzerMutate (data, size, max_size);
  }
  mutation.out = g_string_new (NULL);
  ways[below (&mutation, G_N_ELEMENTS (ways))](&mutation);
  return finish (&mutation, data, max_size);
}

size_t
LLVMFuzzerCustomCrossOver (const uint8_t *data1, size_t size1, const uint8_t *data2,
                           size_t size2, uint8_t *out, size_t max_size,
                           unsigned int seed)
{
  Mutation mutation = { g_rand_new_with_seed (seed),
                        { data1, size1 },
                        g_string_new (NULL) };
  DsnSpan place, piece = { data2, size2 };

  if (size1 == 0) {
    append (&mutation, piece);
    return finish (&mutation, out, max_size);
  }
  place = pick_unit (&mutation, mutation.text);
  if (size2 > 0)
    piece = pick_unit (&mutation, piece);
  append (&mutation, before (mutation.text, place));
  append (&mutation, piece);
  if (below (&mutation, 2) == 0)
    append (&mutation, place);
  append (&mutation, behind (mutation.text, place));
  return finish (&mutation, out, max_size);
}
