/* dsn-weigh.c: what tells automatic mail that is no delivery report: signs, weighed. */
#include "dsn-weigh.h"

#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-grams.h"
#include "dsn-header.h"
#include "dsn-opening.h"
#include "dsn-value.h"

#include <string.h>

/* Where a sign stands; in the order of SIGN_PLACES in rules/compile.py. */
typedef enum {
  DSN_SIGN_IN_HEADER,
  DSN_SIGN_IN_SUBJECT,
  DSN_SIGN_IN_TEXT,
  DSN_SIGN_IN_RETURNED,
  DSN_SIGN_PLACE_COUNT,
} DsnSignIn;

typedef enum {
  DSN_SIGN_ANY,
  DSN_SIGN_IS,
  DSN_SIGN_BEGINS,
  DSN_SIGN_HOLDS,
} DsnSignHow;

/* A row of rules/mail-signs.toml; @text is in lower case. */
typedef struct {
  DsnSignHow how;
  gint weight;
  DsnSpan name;
  DsnSpan text;
} DsnMailSign;

#include "dsn-mail-sign-table.h"

/* Of a longer value only so much is compared. */
#define VALUE_MAX_LEN 1024

/* @names: the bits of the names of the rows. */
typedef struct {
  const DsnMailSign *from;
  const DsnMailSign *to;
  guint64 names;
} Rows;

static Rows
find_rows (DsnSignOf of, DsnSignIn in)
{
  guint index = (guint) of * DSN_SIGN_PLACE_COUNT + in;
  guint from = index > 0 ? dsn_mail_sign_ends[index - 1] : 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (dsn_mail_sign_ends) ==
                   (DSN_SIGN_OF_REFUSED + 1) * DSN_SIGN_PLACE_COUNT);
  return (Rows){ dsn_mail_signs + from, dsn_mail_signs + dsn_mail_sign_ends[index],
                 dsn_mail_sign_names[index] };
}

static gboolean
matches (const DsnMailSign *sign, DsnSpan value)
{
  switch (sign->how) {
  case DSN_SIGN_ANY:
    return TRUE;
  case DSN_SIGN_IS:
    return dsn_span_equal_nocase (value, sign->text);
  case DSN_SIGN_BEGINS:
    return dsn_span_starts_nocase (value, sign->text);
  case DSN_SIGN_HOLDS:
    return dsn_span_find_nocase (value, sign->text, NULL);
  }
  g_return_val_if_reached (FALSE);
}

/* The heaviest sign for it, and the heaviest against it. */
typedef struct {
  gint most;
  gint least;
} Weight;

static void
add_weight (Weight *weight, gint found)
{
  weight->most = MAX (weight->most, found);
  weight->least = MIN (weight->least, found);
}

/* @name: (out): set to the first of the rows that name the field, if one does. */
static gint
weigh_field (Rows rows, const DsnField *field, const DsnMailSign **name)
{
  Weight weight = { 0, 0 };

  *name = NULL;
  if ((rows.names & dsn_field_name_bit (field->name)) == 0)
    return 0;
  for (const DsnMailSign *sign = rows.from; sign < rows.to; sign++) {
    if (!dsn_span_equal_nocase (sign->name, field->name))
      continue;
    if (*name == NULL)
      *name = sign;
    if (matches (sign, dsn_span_trim (dsn_span_slice (field->body, 0, VALUE_MAX_LEN))))
      add_weight (&weight, sign->weight);
  }
  return weight.most + weight.least;
}

/* Calls back for each field that weighs something; one that stands there several times
 * counts once. */
static gint
weigh_fields (const GArray *fields, Rows rows,
              void (*each) (const DsnField *field, gint weight, gpointer data),
              gpointer data)
{
  guint8 seen[G_N_ELEMENTS (dsn_mail_signs)] = { 0 };
  gint sum = 0;

  for (guint i = 0; i < fields->len && rows.from < rows.to; i++) {
    const DsnField *field = &g_array_index (fields, DsnField, i);
    const DsnMailSign *name;
    gint weight = weigh_field (rows, field, &name);

    if (weight == 0 || seen[name - dsn_mail_signs] > 0)
      continue;
    seen[name - dsn_mail_signs] = 1;
    sum += weight;
    if (each != NULL)
      each (field, weight, data);
  }
  return sum;
}

gint
dsn_weigh_fields (const GArray *fields, DsnSignOf of)
{
  return weigh_fields (fields, find_rows (of, DSN_SIGN_IN_HEADER), NULL, NULL);
}

gint
dsn_weigh_returned (const GArray *fields, DsnSignOf of)
{
  return weigh_fields (fields, find_rows (of, DSN_SIGN_IN_RETURNED), NULL, NULL);
}

/* @text is folded. */
static gint
weigh_words (Rows rows, DsnSpan text)
{
  Weight weight = { 0, 0 };
  DsnGrams grams = { { 0 } };

  dsn_grams_add (&grams, text);
  for (const DsnMailSign *sign = rows.from; sign < rows.to; sign++)
    if (dsn_grams_may_hold (&grams, sign->text) && matches (sign, text))
      add_weight (&weight, sign->weight);
  return weight.most + weight.least;
}

gint
dsn_weigh_subject (const GArray *fields, DsnSignOf of)
{
  Rows rows = find_rows (of, DSN_SIGN_IN_SUBJECT);
  g_autoptr (GString) text = NULL, plain = NULL;
  DsnSpan body;

  if (rows.from == rows.to || !dsn_header_find (fields, "subject", &body))
    return 0;
  text = g_string_new (NULL);
  plain = g_string_new (NULL);
  dsn_field_unfold (plain, dsn_span_slice (body, 0, VALUE_MAX_LEN));
  if (strstr (plain->str, "=?") != NULL) {
    dsn_decode_text (text, (DsnSpan){ (const guint8 *) plain->str, plain->len });
    g_string_assign (plain, text->str);
    g_string_truncate (text, 0);
  }
  dsn_opening_fold (text, (DsnSpan){ (const guint8 *) plain->str, plain->len });
  return weigh_words (rows, (DsnSpan){ (const guint8 *) text->str, text->len });
}

gint
dsn_weigh_text (DsnMessage *message, DsnSignOf of)
{
  Rows rows = find_rows (of, DSN_SIGN_IN_TEXT);
  g_autoptr (GString) text = NULL;

  if (rows.from == rows.to)
    return 0;
  text = g_string_new (NULL);
  dsn_opening_read (message, text);
  return weigh_words (rows, (DsnSpan){ (const guint8 *) text->str, text->len });
}

static void
keep_field (const DsnField *field, gint weight, gpointer data)
{
  DsnValues *values = data;

  if (weight > 0)
    dsn_report_add_extension (
        values->report, &values->report->extensions, field->name,
        dsn_value_read (values, field->body),
        dsn_message_get_offset (values->message, field->name.data));
}

void
dsn_weigh_keep (DsnMessage *message, DsnSignOf of, const DsnLimits *limits,
                DsnReport *report)
{
  g_auto (DsnValues) values;

  dsn_values_init (&values, report, message, limits->value_size);
  weigh_fields (dsn_message_get_fields (message), find_rows (of, DSN_SIGN_IN_HEADER),
                keep_field, &values);
}
