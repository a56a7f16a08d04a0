/* dsn-weigh.c: what tells automatic mail that is no delivery report: signs, weighed. */
#include "dsn-weigh.h"

#include "dsn-decode.h"
#include "dsn-field.h"
#include "dsn-header.h"
#include "dsn-opening.h"
#include "dsn-skim.h"
#include "dsn-value.h"

#include <string.h>

/* Header blocks, in the order of SIGN_BLOCKS in rules/compile.py. */
typedef enum { DSN_SIGN_IN_HEADER, DSN_SIGN_IN_RETURNED } DsnSignBlock;

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

/* The rows of a field of some name: those before @to; @skim, where it is there, says
 * that none of them matches. */
typedef struct {
  DsnSpan name;
  guint from, to;
  const DsnSkim *skim;
} DsnSignField;

#include "dsn-mail-sign-table.h"

/* Of a longer value only so much is compared. */
#define VALUE_MAX_LEN 1024

/* For so many rows the grams of a value are worth what they cost. */
#define MANY 8

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
  grams->seen[0] = 1; /* what is too short for a gram may stand anywhere */
  dsn_grams_add (grams, text);
}

/* Whether it is worth while to look. */
static inline gboolean
may_match (const DsnMailSign *sign, const DsnGrams *grams)
{
  return grams->seen[sign->gram] != 0;
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
static inline const DsnSignField *
find_field (DsnSignBlock in, DsnSpan name)
{
  const guint16 *start = dsn_sign_field_starts + dsn_field_name_place (in, name);

  for (guint i = start[0]; i < start[1]; i++)
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

/* A field that is weighed; @kinds are those that need no further weight. */
typedef struct {
  const DsnField *field;
  const DsnSignField *rows;
  DsnSpan value;
  guint32 *kinds;
  WeighedFunc each;
  gpointer data;
} Weighed;

/* Calls back for each kind that a field weighs something for and that is not in its
 * kinds, where it is noted. */
static void
weigh_value (const Weighed *weighed, const DsnGrams *grams)
{
  for (guint at = weighed->rows->from; at < weighed->rows->to;) {
    DsnSignOf of = dsn_mail_signs[at].of;
    gint weight = weigh_kind (&at, weighed->rows->to, weighed->value, grams);

    if (weight == 0 || (*weighed->kinds & DSN_SIGN_BIT (of)) != 0)
      continue;
    *weighed->kinds |= DSN_SIGN_BIT (of);
    weighed->each (weighed->field, of, weight, weighed->data);
  }
}

/* Not inline: a hardened build would clear the stack that the grams take for every
 * field. */
static G_GNUC_NO_INLINE void
weigh_by_grams (const Weighed *weighed)
{
  DsnGrams grams;

  set_grams (&grams, weighed->value);
  weigh_value (weighed, &grams);
}

static void
weigh_field (Weighed *weighed)
{
  const DsnSignField *rows = weighed->rows;
  DsnSpan value = dsn_span_slice (weighed->field->body, 0, VALUE_MAX_LEN);

  /* What is held is held between the blanks around it. */
  if (rows->skim != NULL && !dsn_skim_may_hold (rows->skim, value))
    return;
  weighed->value = dsn_span_trim (value);
  if (rows->skim != NULL && rows->to - rows->from >= MANY)
    weigh_by_grams (weighed);
  else
    weigh_value (weighed, NULL);
}

/* Calls back for each kind that a field weighs something for; a field that stands there
 * several times counts once. */
static void
weigh_all (const GArray *fields, DsnSignBlock in, WeighedFunc each, gpointer data)
{
  guint32 seen[G_N_ELEMENTS (dsn_sign_fields)] = { 0 };
  Weighed weighed = { .each = each, .data = data };

  G_STATIC_ASSERT (DSN_SIGN_OF_COUNT <= 32);
  for (guint i = 0; i < fields->len; i++) {
    weighed.field = &g_array_index (fields, DsnField, i);
    weighed.rows = find_field (in, weighed.field->name);
    if (weighed.rows == NULL)
      continue;
    weighed.kinds = &seen[weighed.rows - dsn_sign_fields];
    weigh_field (&weighed);
  }
}

static void
add_field (const DsnField *field G_GNUC_UNUSED, DsnSignOf of, gint weight,
           gpointer data)
{
  gint *weights = data;

  weights[of] += weight;
}

static void
add_to_hand (const DsnField *field G_GNUC_UNUSED, DsnSignOf of, gint weight,
             gpointer data)
{
  DsnHand *hand = data;

  hand->header[of] += weight;
  hand->found &= ~DSN_SIGN_BIT (of);
  hand->found |= hand->header[of] > 0 ? DSN_SIGN_BIT (of) : 0;
}

void
dsn_hand_init (DsnHand *hand, DsnMessage *message, const GArray *fields)
{
  /* The weights are left to whoever asks for them first. */
  hand->message = message;
  hand->fields = fields;
  hand->thorough = hand->header_weighed = hand->subject_weighed = FALSE;
  hand->reports = message != NULL && dsn_locate_may_have_report (message);
  hand->text = NULL;
}

void
dsn_hand_clear (DsnHand *hand)
{
  if (hand->text != NULL)
    g_string_free (hand->text, TRUE);
  hand->text = NULL;
}

static void
weigh_header (DsnHand *hand)
{
  if (hand->header_weighed)
    return;
  hand->header_weighed = TRUE;
  memset (hand->header, 0, sizeof hand->header);
  hand->found = 0;
  weigh_all (hand->fields, DSN_SIGN_IN_HEADER, add_to_hand, hand);
}

gint
dsn_weigh_fields (DsnHand *hand, DsnSignOf of)
{
  weigh_header (hand);
  return hand->header[of];
}

guint32
dsn_weigh_find (DsnHand *hand)
{
  weigh_header (hand);
  return hand->found;
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

/* Whether a subject, without the blanks around it, is folded but for the case of its
 * letters, which no comparison minds. */
static gboolean
is_folded (DsnSpan subject)
{
  guint8 before = 0;

  for (gsize i = 0; i < subject.len; i++) {
    guint8 c = subject.data[i];

    if (c < ' ' || c >= 0x7f || (c == ' ' && before == ' ') ||
        (c == '?' && before == '='))
      return FALSE;
    before = c;
  }
  return TRUE;
}

static GString *
fold_subject (DsnSpan body)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  GString *text = g_string_new (NULL);

  dsn_field_unfold (plain, body);
  if (strstr (plain->str, "=?") != NULL) {
    dsn_decode_text (text, span_of (plain));
    g_string_assign (plain, text->str);
    g_string_truncate (text, 0);
  }
  dsn_opening_fold (text, span_of (plain));
  return text;
}

/* Whether the byte is right, whatever its case, that a row which begins a subject ends
 * with: most rows of a first byte are ruled out by it. */
static inline gboolean
may_begin (const DsnMailSign *sign, DsnSpan subject)
{
  gsize len = sign->text.len;

  return len <= subject.len &&
         ((subject.data[len - 1] ^ sign->text.data[len - 1]) & 0xdf) == 0;
}

/* Rows before @to. */
static void
weigh_subject_rows (guint from, guint to, DsnSpan subject, Weight *weights)
{
  for (const DsnMailSign *sign = dsn_mail_signs + from; sign < dsn_mail_signs + to;
       sign++)
    if ((sign->how != DSN_SIGN_BEGINS || may_begin (sign, subject)) &&
        matches (sign, subject))
      add_weight (&weights[sign->of], sign->weight);
}

/* All kinds at once. */
static void
weigh_subject (DsnHand *hand)
{
  Weight weights[DSN_SIGN_OF_COUNT] = { { 0, 0 } };
  g_autoptr (GString) folded = NULL;
  const guint16 *starts = dsn_subject_starts;
  DsnSpan subject = { NULL, 0 };

  if (dsn_header_find (hand->fields, "subject", &subject))
    subject = dsn_span_trim (dsn_span_slice (subject, 0, VALUE_MAX_LEN));
  if (hand->thorough || !is_folded (subject)) {
    folded = fold_subject (subject);
    subject = span_of (folded);
  }
  if (hand->thorough) {
    weigh_subject_rows (starts[0], DSN_SUBJECT_END, subject, weights);
  } else if (subject.len > 0) {
    guint8 first = dsn_span_lower (subject.data[0]);

    weigh_subject_rows (starts[first], starts[first + 1], subject, weights);
    if (dsn_skim_may_hold (&dsn_subject_skim, subject))
      weigh_subject_rows (starts[256], DSN_SUBJECT_END, subject, weights);
  }
  for (guint of = 0; of < DSN_SIGN_OF_COUNT; of++)
    hand->subject[of] = weights[of].most + weights[of].least;
}

gint
dsn_weigh_subject (DsnHand *hand, DsnSignOf of)
{
  if ((DSN_SUBJECT_KINDS & DSN_SIGN_BIT (of)) == 0)
    return 0;
  if (!hand->subject_weighed) {
    hand->subject_weighed = TRUE;
    weigh_subject (hand);
  }
  return hand->subject[of];
}

gboolean
dsn_weigh_may_be_enough (DsnHand *hand, DsnSignOf of)
{
  return hand->thorough ||
         dsn_weigh_fields (hand, of) + dsn_words_most[of] >= DSN_WEIGH_ENOUGH;
}

/* Whether nothing in the text speaks for a kind; known only where it is not folded. */
static gboolean
is_silent (DsnHand *hand, DsnSignOf of)
{
  DsnSpan text = dsn_opening_find (hand->message);

  return dsn_span_is_ascii (text) && !dsn_span_find_byte (text, '\033', NULL) &&
         (dsn_text_skims[of] == NULL || !dsn_skim_may_hold (dsn_text_skims[of], text));
}

/* The rows for words of the text. */
static gint
weigh_text (const DsnHand *hand, guint from, guint to)
{
  Weight weight = { 0, 0 };

  for (const DsnMailSign *sign = dsn_mail_signs + from; sign < dsn_mail_signs + to;
       sign++)
    if (may_match (sign, &hand->text_grams) &&
        matches_text (sign, &hand->text_grams, span_of (hand->text)))
      add_weight (&weight, sign->weight);
  return weight.most > 0 ? weight.most + weight.least : 0;
}

gint
dsn_weigh_text (DsnHand *hand, DsnSignOf of)
{
  guint from = of > 0 ? dsn_text_ends[of - 1] : 0, to = dsn_text_ends[of];

  G_STATIC_ASSERT (G_N_ELEMENTS (dsn_text_ends) == (gsize) DSN_SIGN_OF_COUNT);
  if (from == to)
    return 0;
  if (hand->text == NULL && !hand->thorough && is_silent (hand, of))
    return 0;
  if (hand->text == NULL) {
    hand->text = g_string_new (NULL);
    dsn_opening_read (hand->message, hand->text);
    set_grams (&hand->text_grams, span_of (hand->text));
  }
  return weigh_text (hand, from, to);
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
