/* dsn-explain.c: a code, an error line, a log or a whole bounce -> what it means. */
#include "dsn-explain.h"

#include "dsn-hints-private.h"
#include "dsn-input.h"
#include "dsn-paste.h"
#include "dsn-safe.h"
#include "dsn-verdict.h"

#include <string.h>

/* How many things of one paste are explained. */
#define EXPLANATIONS_MAX 50000

/* What makes a line worth explaining, beside the weight of its wording. */
enum {
  SCORE_REPLY = 60,
  SCORE_CODE = 30,
};

struct _DsnExplanation {
  gatomicrefcount refs;
  DsnStrings *strings;
  DsnInputKind kind;
  const char *input;
  const char *recipient;
  const char *domain;
  DsnCode code;
  guint reply;
  DsnVerdict verdict;
};

DsnExplanation *
dsn_explanation_ref (DsnExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, NULL);
  g_atomic_ref_count_inc (&explanation->refs);
  return explanation;
}

void
dsn_explanation_unref (DsnExplanation *explanation)
{
  if (explanation == NULL || !g_atomic_ref_count_dec (&explanation->refs))
    return;
  dsn_strings_free (explanation->strings);
  g_free (explanation);
}

static const char *
keep (DsnExplanation *explanation, DsnSpan text)
{
  g_autoptr (GString) valid = g_string_new (NULL);

  if (text.len == 0)
    return NULL;
  dsn_safe_append_utf8 (valid, text);
  return dsn_strings_add (explanation->strings, valid->str);
}

static const char *
keep_string (DsnExplanation *explanation, const char *text)
{
  return keep (explanation, dsn_span_of_string (text));
}

static gboolean
is_about_names (const DsnVerdict *verdict)
{
  return verdict->scope == DSN_SCOPE_DOMAIN || verdict->scope == DSN_SCOPE_NETWORK;
}

/* The domain that a failure is about: that of the recipient, else one that the words
 * name. People paste it into a shell: what is no name of a host is none of theirs. */
static void
set_domain (DsnExplanation *explanation, DsnSpan words)
{
  const char *at =
      explanation->recipient != NULL ? strrchr (explanation->recipient, '@') : NULL;
  DsnSpan name;

  if (at != NULL && dsn_paste_is_host (dsn_span_of_string (at + 1)))
    explanation->domain = at + 1;
  else if (at == NULL && is_about_names (&explanation->verdict) &&
           dsn_paste_find_domain (words, &name))
    explanation->domain = keep (explanation, name);
}

static DsnExplanation *
new_explanation (DsnInputKind kind)
{
  DsnExplanation *explanation = g_new0 (DsnExplanation, 1);

  g_atomic_ref_count_init (&explanation->refs);
  explanation->strings = dsn_strings_new (256);
  explanation->kind = kind;
  return explanation;
}

/* The words of an input, on one line. */
static char *
dup_words (const DsnInput *input)
{
  g_autoptr (GString) valid = g_string_new (NULL);
  char *words;

  dsn_safe_append_utf8 (valid, input->words);
  words = g_string_free (g_steal_pointer (&valid), FALSE);
  if (input->underscored)
    g_strdelimit (words, "_", ' ');
  return words;
}

static DsnReply
find_reply (const DsnInput *input, const char *words)
{
  if (input->kind == DSN_INPUT_CODE)
    return (DsnReply){ input->reply, input->status };
  return dsn_reply_find (dsn_span_of_string (words));
}

/* The name of a category: what the category says as a rule. */
static gboolean
conclude_category (DsnExplanation *explanation)
{
  const DsnCategory *category = dsn_category_find (explanation->input);

  if (explanation->kind != DSN_INPUT_KEYWORD || category == NULL)
    return FALSE;
  explanation->verdict = (DsnVerdict){
    .status = dsn_category_get_status (category),
    .category = dsn_category_get_name (category),
    .hard = dsn_category_is_hard (category),
    .scope = dsn_category_get_scope (category),
    .advice = dsn_category_get_advice (category),
    .confidence = DSN_CONFIDENCE_HIGH,
  };
  return TRUE;
}

/* One line of words: a record of a recipient that holds nothing else. */
static DsnExplanation *
explain_input (const DsnInput *input, DsnSpan address, const DsnParseOptions *options)
{
  DsnExplanation *explanation = new_explanation (input->kind);
  g_autofree char *words = dup_words (input);
  DsnReply reply = find_reply (input, words);

  explanation->input = keep_string (explanation, words);
  explanation->recipient = keep (explanation, address);
  explanation->reply = reply.code;
  explanation->code = reply.status.klass != 0 ? reply.status : input->status;
  if (conclude_category (explanation))
    return explanation;
  dsn_hints_conclude (&(DsnHints){ .text = explanation->input,
                                   .status = input->status,
                                   .action = input->action },
                      &reply, options->rules, &explanation->verdict,
                      explanation->strings);
  set_domain (explanation, dsn_span_of_string (words));
  return explanation;
}

/* How much a line says; 0 if nothing that could be explained. */
static guint
score_line (const DsnInput *input, const DsnParseOptions *options)
{
  g_autofree char *words = dup_words (input);
  DsnReply reply = find_reply (input, words);
  DsnWordingQuery query = {
    .text = dsn_span_of_string (words),
    .reply = reply.code,
    .status = reply.status.klass != 0 ? reply.status : input->status,
  };
  guint score = 0;

  if (input->kind == DSN_INPUT_NOTHING)
    return 0;
  if (input->kind == DSN_INPUT_KEYWORD && dsn_category_find (words) != NULL)
    return SCORE_CODE;
  score += reply.code != 0 ? SCORE_REPLY : 0;
  score += query.status.klass != 0 ? SCORE_CODE : 0;
  return score + dsn_rules_weigh (options->rules, &query);
}

/* One explanation for each recipient, or one where none is named. */
static gboolean
add_explanations (GPtrArray *explanations, const DsnInput *input,
                  const DsnParseOptions *options)
{
  DsnSpan list = input->recipients, address = { NULL, 0 };

  dsn_input_take_recipient (&list, &address);
  do {
    if (explanations->len >= EXPLANATIONS_MAX)
      return FALSE;
    g_ptr_array_add (explanations, explain_input (input, address, options));
  } while (dsn_input_take_recipient (&list, &address));
  return TRUE;
}

static DsnInput
read_line (const DsnPasteLine *line)
{
  return dsn_input_read_line (
      (DsnSpan){ (const guint8 *) line->text->str, line->text->len });
}

/* A line of a log that a mail program has wrapped: whom it is about, or the end of what
 * was said, stands on another line. */
static gboolean
is_cut (const DsnPasteLine *line, const DsnInput *input)
{
  gint open = 0;

  for (const char *p = line->text->str; *p != '\0'; p++)
    open += (*p == '(') - (*p == ')');
  return open > 0 || input->recipients.len == 0;
}

/* Of the lines that @lines[at] is made of: how many are lines of a log, and how many of
 * those were cut. */
static void
count_logs (const GPtrArray *lines, guint at, guint *logs, guint *cut)
{
  const DsnPasteLine *joined = g_ptr_array_index (lines, at);

  *logs = *cut = 0;
  for (guint i = at - joined->joined; i < at; i++) {
    DsnInput input = read_line (g_ptr_array_index (lines, i));

    *logs += input.kind == DSN_INPUT_LOG_LINE;
    *cut += input.kind == DSN_INPUT_LOG_LINE &&
            is_cut (g_ptr_array_index (lines, i), &input);
  }
}

typedef struct {
  GPtrArray *explanations;
  const DsnParseOptions *options;
  gboolean is_log;
  guint before; /* how many explanations there were before the last line of a log */
  guint most;
  DsnInput best; /* of a text that is no log, the line that says most */
} Lines;

/* Several lines of a log are several; one is taken with what stands around it only if
 * it was cut. */
static gboolean
take_log_line (Lines *found, const GPtrArray *lines, guint at, const DsnInput *input)
{
  const DsnPasteLine *line = g_ptr_array_index (lines, at);
  guint logs = 0, cut = 0;

  if (line->joined > 0)
    count_logs (lines, at, &logs, &cut);
  if (logs > 1 || logs > cut)
    return TRUE;
  if (logs == 1)
    g_ptr_array_set_size (found->explanations, (gint) found->before);
  found->is_log = TRUE;
  found->before = found->explanations->len;
  return add_explanations (found->explanations, input, found->options);
}

/* All lines of a log are explained, of any other text the one line that says most. */
static gboolean
explain_lines (GPtrArray *explanations, const GPtrArray *lines,
               const DsnParseOptions *options)
{
  Lines found = { .explanations = explanations, .options = options };
  gboolean complete = TRUE;

  for (guint i = 0; i < lines->len && complete; i++) {
    DsnInput input = read_line (g_ptr_array_index (lines, i));
    guint score;

    if (input.kind == DSN_INPUT_LOG_LINE) {
      complete = take_log_line (&found, lines, i, &input);
      continue;
    }
    score = found.is_log ? 0 : score_line (&input, options);
    if (score > found.most) {
      found.most = score;
      found.best = input;
    }
  }
  /* Words that tell no cause are worth something only where nothing stands beside. */
  if (!found.is_log && found.most > (lines->len > 1))
    add_explanations (explanations, &found.best, options);
  return complete;
}

/* What a report says of a recipient: words, a code, or nothing but the address. */
static const char *
words_of (const DsnRecipient *recipient)
{
  const char *words = dsn_recipient_get_diagnostic_code (recipient, NULL, NULL);

  if (words == NULL || words[0] == '\0')
    words = dsn_recipient_get_verdict (recipient)->evidence_text;
  if (words == NULL || words[0] == '\0')
    words = dsn_recipient_get_address (recipient);
  return words != NULL && words[0] != '\0' ? words : "no words";
}

static DsnExplanation *
explain_recipient (const DsnRecipient *recipient)
{
  DsnExplanation *explanation = new_explanation (DSN_INPUT_REPORT);
  const DsnVerdict *verdict = dsn_recipient_get_verdict (recipient);
  const char *words = words_of (recipient);

  explanation->input = keep_string (explanation, words);
  explanation->recipient =
      keep_string (explanation, dsn_recipient_get_address (recipient));
  explanation->reply = dsn_recipient_get_reply_code (recipient);
  explanation->code = dsn_recipient_get_diagnostic_status (recipient);
  if (explanation->code.klass == 0)
    explanation->code = dsn_recipient_get_status (recipient);
  explanation->verdict = dsn_verdict_copy (verdict, explanation->strings);
  set_domain (explanation, dsn_span_of_string (words));
  return explanation;
}

static gboolean
explain_report (GPtrArray *explanations, GBytes *bytes, const DsnParseOptions *options)
{
  g_autoptr (DsnReport) report = dsn_parse_bytes (bytes, options);

  for (guint i = 0; i < dsn_report_get_recipient_count (report); i++)
    g_ptr_array_add (explanations,
                     explain_recipient (dsn_report_get_recipient (report, i)));
  return explanations->len > 0;
}

GPtrArray *
dsn_explain (GBytes *bytes, const DsnParseOptions *options, gboolean *complete)
{
  static const DsnParseOptions defaults = { NULL, NULL };
  GPtrArray *explanations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_explanation_unref);
  g_autoptr (GBytes) unquoted = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  gboolean all = TRUE;

  g_return_val_if_fail (bytes != NULL, explanations);
  options = options != NULL ? options : &defaults;
  if (!explain_report (explanations, bytes, options)) {
    unquoted = dsn_paste_to_message (bytes);
    if (unquoted == NULL || !explain_report (explanations, unquoted, options)) {
      lines = dsn_paste_to_lines (dsn_span_of_bytes (bytes), &all);
      all = explain_lines (explanations, lines, options) && all;
    }
  }
  if (complete != NULL)
    *complete = all;
  return explanations;
}

const char *
dsn_explanation_get_input (const DsnExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, NULL);
  return explanation->input;
}

const char *
dsn_explanation_get_kind (const DsnExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, NULL);
  return dsn_input_kind_to_string (explanation->kind);
}

const char *
dsn_explanation_get_recipient (const DsnExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, NULL);
  return explanation->recipient;
}

const char *
dsn_explanation_get_domain (const DsnExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, NULL);
  return explanation->domain;
}

DsnCode
dsn_explanation_get_code (const DsnExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, (DsnCode){ 0 });
  return explanation->code;
}

guint
dsn_explanation_get_reply_code (const DsnExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, 0);
  return explanation->reply;
}

const DsnVerdict *
dsn_explanation_get_verdict (const DsnExplanation *explanation)
{
  g_return_val_if_fail (explanation != NULL, NULL);
  return &explanation->verdict;
}
