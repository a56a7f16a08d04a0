/* dsn-weigh.c: what tells automatic mail that is no delivery report: signs, weighed. */
#include "dsn-weigh.h"

#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-header.h"
#include "dsn-opening.h"
#include "dsn-value.h"

#include <string.h>

/* Header blocks, in the order of SIGN_BLOCKS in rules/compile.py; and words, in that of
 * SIGN_WORDS. */
typedef enum { DSN_SIGN_IN_HEADER, DSN_SIGN_IN_RETURNED } DsnSignBlock;
typedef enum { DSN_SIGN_IN_SUBJECT, DSN_SIGN_IN_TEXT, DSN_SIGN_IN_COUNT } DsnSignWords;

typedef enum {
  DSN_SIGN_ANY,
  DSN_SIGN_IS,
  DSN_SIGN_BEGINS,
  DSN_SIGN_HOLDS,
} DsnSignHow;

/* A row of rules/mail-signs.toml; @text is in lower case, @gram that of its end. */
typedef struct {
  DsnSignOf of;
  DsnSignHow how;
  gint weight;
  guint gram;
  DsnSpan text;
} DsnMailSign;

/* The rows of a field of some name: those before @to. */
typedef struct {
  DsnSpan name;
  guint from, to;
} DsnSignField;

#include "dsn-mail-sign-table.h"

/* Of a longer value only so much is compared. */
#define VALUE_MAX_LEN 1024

/* For so many rows the grams of a value are worth what they cost. */
#define MANY 8

typedef struct {
  const DsnMailSign *from;
  const DsnMailSign *to;
} Rows;

static Rows
find_rows (DsnSignOf of, DsnSignWords in)
{
  guint index = (guint) of * DSN_SIGN_IN_COUNT + in;
  guint from = index > 0 ? dsn_mail_sign_ends[index - 1] : 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (dsn_mail_sign_ends) ==
                   (gsize) DSN_SIGN_OF_COUNT * DSN_SIGN_IN_COUNT);
  return (Rows){ dsn_mail_signs + from, dsn_mail_signs + dsn_mail_sign_ends[index] };
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

static void
set_grams (DsnGrams *grams, DsnSpan text)
{
  memset (grams, 0, sizeof *grams);
  grams->bits[0] = 1; /* what is too short for a gram may stand anywhere */
  dsn_grams_add (grams, text);
}

/* Whether it is worth while to look. */
static inline gboolean
may_match (const DsnMailSign *sign, const DsnGrams *grams)
{
  return (grams->bits[sign->gram / 64] >> sign->gram % 64 & 1) != 0;
}

/* Whether a sign that may match does. */
static gboolean
matches_text (const DsnMailSign *sign, const DsnGrams *grams, DsnSpan text)
{
  return (grams == NULL || dsn_grams_may_hold (grams, sign->text)) &&
         matches (sign, text);
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

typedef void (*WeighedFunc) (const DsnField *field, DsnSignOf of, gint weight,
                             gpointer data);

/* The rows of a field; %NULL if it has none. */
static const DsnSignField *
find_field (DsnSignBlock in, DsnSpan name)
{
  guint from = in > 0 ? dsn_sign_field_ends[in - 1] : 0;

  if ((dsn_sign_field_names[in] & dsn_field_name_bit (name)) == 0)
    return NULL;
  for (guint i = from; i < dsn_sign_field_ends[in]; i++)
    if (dsn_span_equal_nocase (dsn_sign_fields[i].name, name))
      return &dsn_sign_fields[i];
  return NULL;
}

/* The weight for the kind of the row @from, and where the rows of the next begin. */
static gint
weigh_kind (guint *from, guint to, DsnSpan value, const DsnGrams *grams)
{
  DsnSignOf of = dsn_mail_signs[*from].of;
  Weight weight = { 0, 0 };

  for (; *from < to && dsn_mail_signs[*from].of == of; ++*from)
    if ((grams == NULL || may_match (&dsn_mail_signs[*from], grams)) &&
        matches_text (&dsn_mail_signs[*from], grams, value))
      add_weight (&weight, dsn_mail_signs[*from].weight);
  return weight.most + weight.least;
}

/* Calls back for each kind that a field weighs something for and that is not in @kinds,
 * where it is noted. */
static void
weigh_field (const DsnField *field, const DsnSignField *rows, guint8 *kinds,
             WeighedFunc each, gpointer data)
{
  DsnSpan value = dsn_span_trim (dsn_span_slice (field->body, 0, VALUE_MAX_LEN));
  /* Not on the stack, which a hardened build clears for every field. */
  g_autofree DsnGrams *grams =
      rows->to - rows->from >= MANY ? g_new (DsnGrams, 1) : NULL;

  if (grams != NULL)
    set_grams (grams, value);
  for (guint at = rows->from; at < rows->to;) {
    DsnSignOf of = dsn_mail_signs[at].of;
    gint weight = weigh_kind (&at, rows->to, value, grams);

    if (weight == 0 || (*kinds >> of & 1) != 0)
      continue;
    *kinds |= (guint8) (1 << of);
    each (field, of, weight, data);
  }
}

/* Calls back for each kind that a field weighs something for; a field that stands there
 * several times counts once. */
static void
weigh_all (const GArray *fields, DsnSignBlock in, WeighedFunc each, gpointer data)
{
  guint8 seen[G_N_ELEMENTS (dsn_sign_fields)] = { 0 }; /* a bit for each kind */

  G_STATIC_ASSERT (DSN_SIGN_OF_COUNT <= 8);
  for (guint i = 0; i < fields->len; i++) {
    const DsnField *field = &g_array_index (fields, DsnField, i);
    const DsnSignField *rows = find_field (in, field->name);

    if (rows != NULL)
      weigh_field (field, rows, &seen[rows - dsn_sign_fields], each, data);
  }
}

static void
add_field (const DsnField *field G_GNUC_UNUSED, DsnSignOf of, gint weight,
           gpointer data)
{
  gint *weights = data;

  weights[of] += weight;
}

void
dsn_hand_init (DsnHand *hand, DsnMessage *message, const GArray *fields)
{
  /* The grams are left to whoever asks for them first. */
  hand->message = message;
  hand->fields = fields;
  hand->header_weighed = FALSE;
  hand->subject = hand->text = NULL;
}

void
dsn_hand_clear (DsnHand *hand)
{
  if (hand->subject != NULL)
    g_string_free (hand->subject, TRUE);
  if (hand->text != NULL)
    g_string_free (hand->text, TRUE);
  hand->subject = hand->text = NULL;
}

gint
dsn_weigh_fields (DsnHand *hand, DsnSignOf of)
{
  if (!hand->header_weighed) {
    hand->header_weighed = TRUE;
    memset (hand->header, 0, sizeof hand->header);
    weigh_all (hand->fields, DSN_SIGN_IN_HEADER, add_field, hand->header);
  }
  return hand->header[of];
}

gint
dsn_weigh_returned (const GArray *fields, DsnSignOf of)
{
  gint weights[DSN_SIGN_OF_COUNT] = { 0 };

  weigh_all (fields, DSN_SIGN_IN_RETURNED, add_field, weights);
  return weights[of];
}

static DsnSpan
span_of (const GString *text)
{
  return (DsnSpan){ (const guint8 *) text->str, text->len };
}

/* @text is folded. */
static gint
weigh_words (Rows rows, const DsnGrams *grams, const GString *text)
{
  Weight weight = { 0, 0 };

  for (const DsnMailSign *sign = rows.from; sign < rows.to; sign++)
    if (may_match (sign, grams) && matches_text (sign, grams, span_of (text)))
      add_weight (&weight, sign->weight);
  return weight.most + weight.least;
}

static GString *
fold_subject (const GArray *fields)
{
  g_autoptr (GString) plain = NULL;
  GString *text = g_string_new (NULL);
  DsnSpan body;

  if (!dsn_header_find (fields, "subject", &body))
    return text;
  plain = g_string_new (NULL);
  dsn_field_unfold (plain, dsn_span_slice (body, 0, VALUE_MAX_LEN));
  if (strstr (plain->str, "=?") != NULL) {
    dsn_decode_text (text, span_of (plain));
    g_string_assign (plain, text->str);
    g_string_truncate (text, 0);
  }
  dsn_opening_fold (text, span_of (plain));
  return text;
}

gint
dsn_weigh_subject (DsnHand *hand, DsnSignOf of)
{
  Rows rows = find_rows (of, DSN_SIGN_IN_SUBJECT);

  if (rows.from == rows.to)
    return 0;
  if (hand->subject == NULL) {
    hand->subject = fold_subject (hand->fields);
    set_grams (&hand->subject_grams, span_of (hand->subject));
  }
  return weigh_words (rows, &hand->subject_grams, hand->subject);
}

gint
dsn_weigh_text (DsnHand *hand, DsnSignOf of)
{
  Rows rows = find_rows (of, DSN_SIGN_IN_TEXT);

  if (rows.from == rows.to)
    return 0;
  if (hand->text == NULL) {
    hand->text = g_string_new (NULL);
    dsn_opening_read (hand->message, hand->text);
    set_grams (&hand->text_grams, span_of (hand->text));
  }
  return weigh_words (rows, &hand->text_grams, hand->text);
}

/* What dsn_weigh_keep() keeps, and where. */
typedef struct {
  DsnSignOf of;
  DsnValues values;
} Keeper;

static void
keep_field (const DsnField *field, DsnSignOf of, gint weight, gpointer data)
{
  Keeper *keeper = data;
  DsnValues *values = &keeper->values;

  if (weight > 0 && of == keeper->of)
    dsn_report_add_extension (
        values->report, &values->report->extensions, field->name,
        dsn_value_read (values, field->body),
        dsn_message_get_offset (values->message, field->name.data));
}

void
dsn_weigh_keep (DsnMessage *message, DsnSignOf of, const DsnLimits *limits,
                DsnReport *report)
{
  Keeper keeper = { .of = of };

  dsn_values_init (&keeper.values, report, message, limits->value_size);
  weigh_all (dsn_message_get_fields (message), DSN_SIGN_IN_HEADER, keep_field, &keeper);
  dsn_values_clear (&keeper.values);
}
