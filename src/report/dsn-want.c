/* dsn-want.c: recipients without a diagnostic, and the best that was found for each. */
#include "dsn-want.h"

#include "dsn-value.h"

#include <string.h>

/* How much of an explanation's own words is about one recipient. */
#define WORDS_SIZE 1024

/* "550-first line" without a second one: the reply was cut. */
static gboolean
is_cut (const DsnRecipient *recipient)
{
  const char *text = recipient->diagnostic_text;

  return text != NULL && recipient->reply_code != 0 && strlen (text) > 3 &&
         text[3] == '-' &&
         strstr (text + 4, (char[]){ ' ', text[0], text[1], text[2], '\0' }) == NULL;
}

gboolean
dsn_want_is_of (const DsnRecipient *recipient)
{
  return (recipient->action == DSN_ACTION_FAILED ||
          recipient->action == DSN_ACTION_DELAYED) &&
         (recipient->reply_code == 0 || is_cut (recipient));
}

/* The addresses are in a tree: the sender may choose words that hash alike. */
static int
compare_addresses (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

static void
index_address (DsnWants *wants, DsnWant *want, const char *address)
{
  if (address != NULL)
    g_tree_insert (wants->by_address, g_ascii_strdown (address, -1), want);
}

static void
index_recipient (DsnWants *wants, DsnWant *want, const DsnRecipient *recipient)
{
  index_address (wants, want, recipient->address);
  index_address (wants, want, recipient->final_recipient);
  index_address (wants, want, recipient->original_recipient);
}

static gboolean
is_bare (const char *address)
{
  return address != NULL && strchr (address, '@') == NULL;
}

static gboolean
has_bare (const DsnRecipient *recipient)
{
  return is_bare (recipient->address) || is_bare (recipient->final_recipient) ||
         is_bare (recipient->original_recipient);
}

static void
clear_want (gpointer data)
{
  DsnWant *want = data;

  if (want->text != NULL)
    g_string_free (want->text, TRUE);
  if (want->words != NULL)
    g_string_free (want->words, TRUE);
}

/* Of several recipients those that could do with a reply; whether there are any. */
static gboolean
collect_several (DsnWants *wants, DsnReport *report)
{
  g_autoptr (GArray) list = NULL; /* most reports need none */

  for (guint i = 0; i < report->recipients->len; i++) {
    DsnWant want = { .recipient =
                         &g_array_index (report->recipients, DsnRecipient, i) };

    if (!dsn_want_is_of (want.recipient))
      continue;
    if (list == NULL) {
      list = g_array_new (FALSE, FALSE, sizeof (DsnWant));
      g_array_set_clear_func (list, clear_want);
    }
    g_array_append_val (list, want);
  }
  if (list == NULL)
    return FALSE;
  *wants = (DsnWants){ .list = g_steal_pointer (&list), .key = g_string_new (NULL) };
  wants->by_address = g_tree_new_full (compare_addresses, NULL, g_free, NULL);
  /* What is said of a recipient that needs nothing is no other's either. */
  for (guint i = 0; i < report->recipients->len; i++) {
    DsnRecipient *recipient = &g_array_index (report->recipients, DsnRecipient, i);

    index_recipient (wants, NULL, recipient);
    wants->bare |= has_bare (recipient);
  }
  for (guint i = 0; i < wants->list->len; i++) {
    DsnWant *want = &g_array_index (wants->list, DsnWant, i);

    index_recipient (wants, want, want->recipient);
  }
  return TRUE;
}

gboolean
dsn_wants_collect (DsnWants *wants, DsnReport *report)
{
  DsnRecipient *only;

  if (report->recipients->len != 1)
    return collect_several (wants, report);
  only = &g_array_index (report->recipients, DsnRecipient, 0);
  if (!dsn_want_is_of (only))
    return FALSE;
  *wants = (DsnWants){ .only = { .recipient = only }, .bare = has_bare (only) };
  return TRUE;
}

void
dsn_wants_clear (DsnWants *wants)
{
  clear_want (&wants->only);
  if (wants->list == NULL)
    return;
  g_array_unref (wants->list);
  g_tree_unref (wants->by_address);
  g_string_free (wants->key, TRUE);
}

static gboolean
is_address (const char *address, DsnSpan word)
{
  return address != NULL && dsn_span_equal_nocase (dsn_span_of_string (address), word);
}

gboolean
dsn_wants_find (DsnWants *wants, DsnSpan address, DsnWant **want)
{
  DsnRecipient *only = wants->only.recipient;
  gpointer found;

  dsn_span_find_byte (address, 0, &address.len); /* as far as it is text */
  if (only != NULL) {
    if (!is_address (only->address, address) &&
        !is_address (only->final_recipient, address) &&
        !is_address (only->original_recipient, address))
      return FALSE;
    *want = &wants->only;
    return TRUE;
  }
  g_string_truncate (wants->key, 0);
  g_string_append_len (wants->key, (const char *) address.data, (gssize) address.len);
  g_string_ascii_down (wants->key);
  if (!g_tree_lookup_extended (wants->by_address, wants->key->str, NULL, &found))
    return FALSE;
  *want = found;
  return TRUE;
}

/* A reply that goes on from the recipient's own words is the best; then one of the
 * class of its status; then what a remote said; then one with an enhanced code. */
static guint
rank (const DsnWant *want, DsnSpan text, const DsnReply *reply, gboolean remote)
{
  const DsnRecipient *recipient = want->recipient;

  if (recipient->reply_code != 0) {
    DsnSpan begun = dsn_span_of_string (recipient->diagnostic_text);

    return remote && text.len > begun.len && dsn_span_starts_nocase (text, begun) ? 8
                                                                                  : 0;
  }
  return (reply->code / 100 == recipient->status.klass ? 4 : 0) + (remote ? 2 : 0) +
         (dsn_code_is_specific (reply->status) ? 1 : 0) + 1;
}

void
dsn_want_offer (DsnWant *want, DsnSpan text, gboolean remote, const guint8 *at)
{
  DsnReply reply;
  guint value;

  if (!dsn_reply_find_code (text, &reply) || reply.code < 400)
    return;
  value = rank (want, text, &reply, remote);
  if (value <= want->rank)
    return;
  if (want->text == NULL)
    want->text = g_string_new (NULL);
  g_string_truncate (want->text, 0);
  g_string_append_len (want->text, (const char *) text.data, (gssize) text.len);
  want->reply = reply;
  want->rank = value;
  want->remote = remote;
  want->at = at;
}

gboolean
dsn_want_begin_words (DsnWant *want, gboolean first, const guint8 *at)
{
  if (want->recipient->diagnostic_text != NULL ||
      (want->words != NULL && want->words->len > 0 && (want->words_first || !first)))
    return FALSE;
  if (want->words == NULL)
    want->words = g_string_new (NULL);
  g_string_truncate (want->words, 0);
  want->words_first = first;
  want->words_at = at;
  return TRUE;
}

void
dsn_want_add_words (DsnWant *want, DsnSpan text)
{
  GString *words = want->words;

  text = dsn_span_slice (text, 0, WORDS_SIZE - MIN (words->len, WORDS_SIZE));
  if (words->len > 0 && text.len > 0)
    g_string_append_c (words, ' ');
  g_string_append_len (words, (const char *) text.data, (gssize) text.len);
}

static void
fill (const DsnWant *want, gboolean text_only, DsnValues *values)
{
  DsnRecipient *recipient = want->recipient;
  DsnSpan text = { (const guint8 *) want->text->str, want->text->len };
  DsnSpan at = { want->at, 0 };

  if (!text_only)
    dsn_value_defect (values, DSN_DEFECT_REPLY_FROM_TEXT, at, text);
  if (recipient->diagnostic_text == NULL || recipient->reply_code != 0) {
    recipient->diagnostic_text = dsn_value_keep (values, at, text);
    recipient->diagnostic_by =
        want->remote ? DSN_DIAGNOSTIC_BY_REMOTE : DSN_DIAGNOSTIC_BY_REPORTER;
  }
  recipient->reply_code = want->reply.code;
  if (!dsn_code_is_specific (recipient->diagnostic_status))
    recipient->diagnostic_status = want->reply.status;
}

/* Without any reply, the reporter's own words are the diagnostic. */
static void
fill_words (const DsnWant *want, gboolean text_only, DsnValues *values)
{
  DsnRecipient *recipient = want->recipient;
  DsnSpan text = { (const guint8 *) want->words->str, want->words->len };
  DsnSpan at = { want->words_at, 0 };
  DsnCode code = dsn_reply_find (text).status;

  if (!text_only)
    dsn_value_defect (values, DSN_DEFECT_DIAGNOSTIC_FROM_TEXT, at, text);
  recipient->diagnostic_text = dsn_value_keep (values, at, text);
  recipient->diagnostic_by = DSN_DIAGNOSTIC_BY_REPORTER;
  if (!dsn_code_is_specific (recipient->diagnostic_status))
    recipient->diagnostic_status = code;
}

void
dsn_wants_fill (DsnWants *wants, DsnMessage *message, const DsnLimits *limits,
                gboolean text_only, DsnReport *report)
{
  gsize count = wants->list != NULL ? wants->list->len : 1;
  g_auto (DsnValues) values;

  dsn_values_init (&values, report, message, limits->field_size);
  for (gsize i = 0; i < count; i++) {
    const DsnWant *want =
        wants->list != NULL ? &g_array_index (wants->list, DsnWant, i) : &wants->only;

    if (want->text != NULL)
      fill (want, text_only, &values);
    else if (want->words != NULL && want->words->len > 0)
      fill_words (want, text_only, &values);
  }
}
