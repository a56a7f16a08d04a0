/* dsn-write-text.c: a report -> the text for people of its message. */
#include "dsn-write-text.h"

#include "dsn-basis.h"
#include "dsn-finish.h"
#include "dsn-reply.h"
#include "dsn-report-private.h"
#include "dsn-safe.h"
#include "dsn-want.h"
#include "dsn-wrap.h"
#include "dsn-write-status.h"

#include <string.h>

/* Further recipients stand in the fields alone. */
#define MAX_TOLD 100
#define SAID_MAX_LEN 600
#define NAME_MAX_LEN 320

static const char *
describe_action (DsnAction action)
{
  switch (action) {
  case DSN_ACTION_FAILED:
    return "The message could not be delivered";
  case DSN_ACTION_DELAYED:
    return "The message is delayed, and is still being tried";
  case DSN_ACTION_DELIVERED:
    return "The message was delivered";
  case DSN_ACTION_RELAYED:
    return "The message was handed to a system that may tell no more of it";
  case DSN_ACTION_EXPANDED:
    return "The message reached an alias or list and was sent on from there";
  case DSN_ACTION_UNKNOWN:
    return "What became of the message is not known";
  }
  g_return_val_if_reached ("");
}

static gboolean
has_action (const DsnReport *report, DsnAction action)
{
  for (guint i = 0; i < report->recipients->len; i++)
    if (g_array_index (report->recipients, DsnRecipient, i).action == action)
      return TRUE;
  return FALSE;
}

const char *
dsn_write_subject (const DsnReport *report)
{
  if (has_action (report, DSN_ACTION_FAILED))
    return "Message not delivered";
  if (has_action (report, DSN_ACTION_DELAYED))
    return "Message delayed";
  return "Message delivered";
}

/* What is told, and of each recipient whether a reader may look in the text for the
 * answer that it got. */
typedef struct {
  GString *out;
  const DsnReport *report;
  const gboolean *wanting;
} Tale;

/* A code may be known and yet not stand in the fields. */
static gboolean *
find_wanting (const DsnReport *report)
{
  gboolean *wanting = g_new (gboolean, report->recipients->len);

  for (guint i = 0; i < report->recipients->len; i++) {
    DsnRecipient written = g_array_index (report->recipients, DsnRecipient, i);

    written.reply_code = dsn_finish_find_reply (&written).code;
    wanting[i] = dsn_want_is_of (&written);
  }
  return wanting;
}

static gboolean
wants_reply (const Tale *tale, const DsnRecipient *recipient)
{
  const GArray *all = tale->report->recipients;

  return tale->wanting[recipient - &g_array_index (all, const DsnRecipient, 0)];
}

/* Readers look in this text for the answer of a server, where the fields hold none
 * (dsn-transcript.c is one): nothing else may look like it. */
static gboolean
looks_like_reply (const Tale *tale, const DsnRecipient *recipient, const char *line)
{
  DsnReply reply;

  return wants_reply (tale, recipient) &&
         dsn_reply_find_code (dsn_span_of_string (line), &reply);
}

/* A name of a mail system is one word; what else a report has for one may be an answer,
 * or be about somebody. */
static gboolean
is_name (const char *name)
{
  DsnReply reply;

  return name != NULL && strpbrk (name, " \t@") == NULL &&
         !dsn_reply_find_code (dsn_span_of_string (name), &reply);
}

static void
add_paragraph (GString *out, const char *text)
{
  g_string_append_c (out, '\n');
  dsn_wrap_append (out, text, 0);
  g_string_append_c (out, '\n');
}

/* The same words that `dsn explain` has for the cause. A colon ends them where the
 * answer of a server follows. */
static void
add_cause (const Tale *tale, const DsnRecipient *recipient, DsnAction action)
{
  DsnBasis basis = dsn_basis_of (&recipient->verdict);
  g_autoptr (GString) text = g_string_new (describe_action (action));
  char code[DSN_CODE_TEXT_SIZE];

  if (basis.category == NULL ||
      (action != DSN_ACTION_FAILED && action != DSN_ACTION_DELAYED)) {
    g_string_append_c (text, '.');
  } else {
    g_string_append_printf (text, ": %s", dsn_basis_title (&basis));
    if (recipient->verdict.status.klass != 0)
      g_string_append_printf (text, " (%s)",
                              dsn_code_to_text (recipient->verdict.status, code));
    g_string_append_c (text, '.');
    if (!looks_like_reply (tale, recipient, dsn_basis_meaning (&basis)))
      g_string_append_printf (text, " %s", dsn_basis_meaning (&basis));
  }
  add_paragraph (tale->out, text->str);
}

static gboolean
is_same_address (const char *a, const char *b)
{
  return a != NULL && b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

static gboolean
shares_address (const DsnRecipient *a, const DsnRecipient *b)
{
  const char *ours[] = { a->address, a->final_recipient, a->original_recipient };
  const char *theirs[] = { b->address, b->final_recipient, b->original_recipient };

  for (gsize i = 0; i < G_N_ELEMENTS (ours) * G_N_ELEMENTS (theirs); i++)
    if (is_same_address (ours[i / G_N_ELEMENTS (theirs)],
                         theirs[i % G_N_ELEMENTS (theirs)]))
      return TRUE;
  return FALSE;
}

static const char *
shown_address (const DsnRecipient *recipient)
{
  return recipient->address != NULL ? recipient->address
                                    : dsn_write_address_of (recipient);
}

/* Whether an address is one word that can be found where it is shown. */
static gboolean
is_one_word (const char *address)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  dsn_safe_append_bounded (shown, dsn_span_of_string (address), NAME_MAX_LEN);
  return strcmp (shown->str, address) == 0 && strchr (address, '@') != NULL &&
         strpbrk (address, " \t<>()[]\":';,") == NULL;
}

/* Whether a reader may look for the answer that one of the others got, of those that
 * @is_like, if it is there, says so of. */
static gboolean
others_want_reply (const Tale *tale, const DsnRecipient *recipient,
                   gboolean (*is_like) (const DsnRecipient *, const DsnRecipient *))
{
  for (guint i = 0; i < tale->report->recipients->len; i++) {
    const DsnRecipient *other =
        &g_array_index (tale->report->recipients, DsnRecipient, i);

    if (other != recipient && wants_reply (tale, other) &&
        (is_like == NULL || is_like (recipient, other)))
      return TRUE;
  }
  return FALSE;
}

/* An answer belongs to whose address stands above it or in it: it is left to the fields
 * where that may be another recipient, who got none. */
static gboolean
may_be_mistaken (const Tale *tale, const DsnRecipient *recipient, const char *said)
{
  gboolean unclear =
      strchr (said, '@') != NULL || !is_one_word (shown_address (recipient));

  if (recipient->reply_code == 0)
    return FALSE;
  return others_want_reply (tale, recipient, unclear ? NULL : shares_address);
}

/* Whether what is shown of @recipient would be read as what another one was told. */
static gboolean
may_tell_of_another (const Tale *tale, const DsnRecipient *recipient)
{
  const char *address = shown_address (recipient);
  DsnReply reply;

  return !is_one_word (address) &&
         (strchr (address, '@') != NULL ||
          dsn_reply_find_code (dsn_span_of_string (address), &reply)) &&
         others_want_reply (tale, recipient, NULL);
}

static void
add_said (const Tale *tale, const DsnRecipient *recipient)
{
  GString *out = tale->out;
  gboolean is_remote = recipient->diagnostic_by == DSN_DIAGNOSTIC_BY_REMOTE;
  const char *who =
      is_remote ? recipient->remote_mta.name : tale->report->reporting_mta.name;
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (GString) said = g_string_new (NULL);

  if (recipient->diagnostic_text == NULL)
    return;
  dsn_reply_append_joined (joined, dsn_span_of_string (recipient->diagnostic_text));
  dsn_safe_append_bounded (said, (DsnSpan){ (const guint8 *) joined->str, joined->len },
                           SAID_MAX_LEN);
  if (may_be_mistaken (tale, recipient, said->str))
    return;
  g_string_append (out, "\nThe answer of ");
  if (is_name (who))
    dsn_safe_append_bounded (out, dsn_span_of_string (who), NAME_MAX_LEN);
  else
    g_string_append (out, is_remote ? "the remote system" : "the mail system");
  g_string_append (out, " was\n\n    ");
  if (wants_reply (tale,
                   recipient)) /* no line of it may begin with what looks like a code */
    g_string_append (out, said->str);
  else
    dsn_wrap_append (out, said->str, 4);
  g_string_append_c (out, '\n');
}

static void
add_help (const Tale *tale, const DsnRecipient *recipient, DsnAction action)
{
  GString *out = tale->out;
  DsnBasis basis = dsn_basis_of (&recipient->verdict);
  const DsnTexts *texts;

  if (basis.category == NULL ||
      (action != DSN_ACTION_FAILED && action != DSN_ACTION_DELAYED))
    return;
  g_string_append (out, "\nWhat may help:\n");
  texts = dsn_basis_texts (&basis, DSN_TEXT_SENDER_FIXES);
  for (guint i = 0; i < dsn_texts_get_count (texts); i++) {
    if (looks_like_reply (tale, recipient, dsn_texts_at (texts, i)))
      continue;
    g_string_append (out, "  - ");
    dsn_wrap_append (out, dsn_texts_at (texts, i), 4);
    g_string_append_c (out, '\n');
  }
}

/* The address stands alone between empty lines, so that no reader takes what follows
 * for the answer of a server. */
static void
add_recipient (const Tale *tale, const DsnRecipient *recipient)
{
  GString *out = tale->out;
  DsnAction action = recipient->action;

  g_string_append (out, "\n    ");
  if (may_tell_of_another (tale, recipient))
    g_string_append (out, "(no address, but what the part for programs has there)");
  else
    dsn_safe_append_bounded (out, dsn_span_of_string (shown_address (recipient)),
                             NAME_MAX_LEN);
  g_string_append_c (out, '\n');
  add_cause (tale, recipient, action);
  add_said (tale, recipient);
  add_help (tale, recipient, action);
}

static void
tell (const Tale *tale, guint returned)
{
  static const char *const ends[] = {
    NULL,
    "The header of the message is attached.",
    "The message is attached.",
  };
  GString *out = tale->out;
  const DsnReport *report = tale->report;
  guint count = report->recipients->len;

  g_string_append (out, "This is an automatic report about a message that you sent");
  if (is_name (report->reporting_mta.name)) {
    g_string_append (out, ", by the mail\nsystem at ");
    dsn_safe_append_bounded (out, dsn_span_of_string (report->reporting_mta.name),
                             NAME_MAX_LEN);
  }
  g_string_append (out, ".\n");
  for (guint i = 0; i < MIN (count, MAX_TOLD); i++)
    add_recipient (tale, &g_array_index (report->recipients, DsnRecipient, i));
  if (count > MAX_TOLD) {
    g_autofree char *more = g_strdup_printf (
        "Further recipients: %u. The part of this report for programs names them all.",
        count - MAX_TOLD);

    add_paragraph (out, more);
  }
  if (ends[returned] != NULL)
    add_paragraph (out, ends[returned]);
}

void
dsn_write_text (GString *out, const DsnReport *report, guint returned)
{
  gboolean *wanting = find_wanting (report);
  const Tale tale = { out, report, wanting };

  tell (&tale, returned);
  g_free (wanting);
}
