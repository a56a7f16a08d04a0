/* dsn-guess.c: who the recipient is when the text does not say so. */
#include "dsn-guess.h"

#include "dsn-clue.h"
#include "dsn-header.h"
#include "dsn-locate.h"
#include "dsn-prose.h"

#include <string.h>

/* A returned message to more addresses than this tells nothing of who failed. */
#define GUESS_MAX 1

/* How much of a Subject is looked into. */
#define SUBJECT_MAX_LEN 1024

/* Fields of the returned message, the surest first. */
static const char *const original_fields[] = {
  "X-Failed-Recipients",
  "X-Original-To",
  "Original-Recipient",
  "X-Envelope-To",
  "Envelope-To",
  "Delivered-To",
  "To",
};

GArray *
dsn_guess_collect_original (DsnCandidate *candidate)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  DsnSpan header = notice->original;

  if (notice->original_part != DSN_PART_NONE)
    header = dsn_locate_original_header (candidate->message, notice->original_part);
  return dsn_field_collect (header);
}

static void
add_guess (DsnCandidate *candidate, DsnSpan address, gsize offset, gboolean sure,
           const char *source, DsnAction action)
{
  DsnRecipient *recipient;

  if (candidate->report->recipients->len >= candidate->limits->recipients) {
    dsn_defects_add_once (candidate->report->defects, DSN_DEFECT_TOO_MANY_RECIPIENTS,
                          offset, (DsnSpan){ NULL, 0 });
    return;
  }
  recipient = dsn_report_add_recipient (candidate->report);
  recipient->final_recipient = dsn_report_add_text (candidate->report, address, offset);
  recipient->offset = offset;
  recipient->action = action;
  recipient->guessed = !sure;
  dsn_defects_add (candidate->report->defects, DSN_DEFECT_RECIPIENT_GUESSED, offset,
                   dsn_span_of_string (source));
}

/* All addresses of a field, or none if there are more than @max. */
static gboolean
add_field (DsnCandidate *candidate, DsnSpan body, const char *source, guint max,
           DsnAction action)
{
  DsnSpan rest = body, address;
  guint count = 0;

  while (dsn_address_find (rest, &address, &rest))
    count++;
  if (count == 0 || count > max)
    return FALSE;
  rest = body;
  while (dsn_address_find (rest, &address, &rest))
    /* What the notice's own header says is the reporter's word, if not its text's. */
    add_guess (candidate, address,
               dsn_message_get_offset (candidate->message, address.data),
               body.data == candidate->signs.failed.data, source, action);
  return TRUE;
}

static int
compare_addresses (gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
  return strcmp (a, b);
}

/* The addresses that a message was sent to. A tree, for they may be made to hash alike.
 */
static GTree *
index_addressees (const GArray *fields, gsize max_len)
{
  static const char *const names[] = { "to", "cc", "x-original-to", "x-envelope-to" };
  GTree *tree = g_tree_new_full (compare_addresses, NULL, g_free, NULL);
  DsnSpan body, address;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    if (!dsn_header_find (fields, names[i], &body))
      continue;
    body = dsn_span_slice (body, 0, max_len);
    while (dsn_address_find (body, &address, &body))
      g_tree_insert (
          tree, g_ascii_strdown ((const char *) address.data, (gssize) address.len),
          NULL);
  }
  return tree;
}

/* An addressee of the returned message that the text names, in whatever prose, is the
 * one that it is about. */
static gboolean
add_named (DsnCandidate *candidate, const GArray *fields, DsnAction action)
{
  const DsnNotice *notice = dsn_candidate_get_notice (candidate);
  g_autoptr (GTree) left = index_addressees (fields, candidate->limits->field_size);
  gboolean found = FALSE;
  DsnSpan rest, address;

  for (guint i = 0; i < notice->lines->len && g_tree_nnodes (left) > 0; i++) {
    const DsnNoticeLine *line = dsn_notice_get_line (notice, i);

    rest = line->text;
    while (dsn_address_find (rest, &address, &rest)) {
      g_autofree char *key =
          g_ascii_strdown ((const char *) address.data, (gssize) address.len);

      if (!g_tree_remove (left, key)) /* not an addressee, or added */
        continue;
      add_guess (candidate, address, line->offset, TRUE, "text and To", action);
      found = TRUE;
    }
  }
  return found;
}

char *
dsn_guess_dup_verp (const DsnCandidate *candidate, gsize *offset)
{
  DsnSpan body, address, rest;
  char *plain;

  if (!dsn_header_find (dsn_message_get_fields (candidate->message), "to", &body) ||
      !dsn_address_find (body, &address, &rest))
    return NULL;
  plain = dsn_clue_read_verp (address);
  if (plain != NULL && offset != NULL)
    *offset = dsn_message_get_offset (candidate->message, body.data);
  return plain;
}

static gboolean
add_verp (DsnCandidate *candidate, DsnAction action)
{
  gsize offset = 0;
  g_autofree char *plain = dsn_guess_dup_verp (candidate, &offset);

  if (plain == NULL)
    return FALSE;
  add_guess (candidate, dsn_span_of_string (plain), offset, FALSE, "VERP", action);
  return TRUE;
}

gboolean
dsn_guess_find_in_subject (const DsnCandidate *candidate, DsnSpan *address)
{
  DsnSpan body, found, rest, second;

  if (!candidate->signs.subject ||
      !dsn_header_find (dsn_message_get_fields (candidate->message), "subject",
                        &body) ||
      !dsn_address_find (dsn_span_slice (body, 0, SUBJECT_MAX_LEN), &found, &rest) ||
      dsn_address_find (rest, &second, &rest))
    return FALSE;
  /* Who is told so is not who failed: "Undelivered messages for you" is a lure. */
  if (dsn_header_find (dsn_message_get_fields (candidate->message), "to", &body) &&
      dsn_span_find_nocase (dsn_span_slice (body, 0, SUBJECT_MAX_LEN), found, NULL))
    return FALSE;
  *address = found;
  return TRUE;
}

/* Whether the returned message's addressee tells nothing: that of a bounce is the
 * sender of something else, that of list mail the list and not who failed. */
static gboolean
is_misleading (const GArray *fields)
{
  static const char *const names[] = { "list-id", "list-post", "list-unsubscribe",
                                       "mailing-list", "x-mailing-list" };
  DsnSigns signs = dsn_signs_read (fields);
  DsnSpan body;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (dsn_header_find (fields, names[i], &body))
      return TRUE;
  return signs.from_system || signs.failed.len > 0;
}

void
dsn_guess_recipients (DsnCandidate *candidate, DsnAction action)
{
  g_autoptr (GArray) fields = NULL;
  gboolean misleading;
  gsize offset;
  DsnSpan body;

  if (candidate->signs.failed.len > 0 &&
      add_field (candidate, candidate->signs.failed, "X-Failed-Recipients", G_MAXUINT,
                 action))
    return;
  fields = dsn_guess_collect_original (candidate);
  misleading = is_misleading (fields);
  /* Who a bounce was sent to that has bounced itself is the sender of something else.
   */
  if (!misleading && add_named (candidate, fields, action))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (original_fields) && !misleading; i++)
    if (dsn_header_find (fields, original_fields[i], &body) &&
        add_field (candidate, body, original_fields[i], GUESS_MAX, action))
      return;
  if (add_verp (candidate, action))
    return;
  if (dsn_prose_find_lone (candidate, &body, &offset))
    add_guess (candidate, body, offset, FALSE, "text", action);
  else if (dsn_guess_find_in_subject (candidate, &body))
    add_guess (candidate, body, dsn_message_get_offset (candidate->message, body.data),
               FALSE, "Subject", action);
}

/* The address with that local part in a field's body. */
static gboolean
find_address (DsnSpan body, DsnSpan local, DsnSpan *address)
{
  DsnSpan rest = body, found;

  while (dsn_address_find (rest, &found, &rest)) {
    if (found.len > local.len && found.data[local.len] == '@' &&
        dsn_span_starts_nocase (found, local)) {
      *address = found;
      return TRUE;
    }
  }
  return FALSE;
}

/* How many names without a domain are looked for: each costs a pass over the header. */
#define DOMAINS_MAX 20

void
dsn_guess_domains (DsnCandidate *candidate, guint first)
{
  GArray *recipients = candidate->report->recipients;
  g_autoptr (GArray) fields = NULL;
  guint tried = 0;

  for (guint i = first; i < recipients->len && tried < DOMAINS_MAX; i++) {
    DsnRecipient *recipient = &g_array_index (recipients, DsnRecipient, i);
    DsnSpan local = dsn_span_of_string (recipient->final_recipient), body, address;
    gboolean found;

    if (dsn_span_find_byte (local, '@', NULL))
      continue;
    tried++;
    if (fields == NULL)
      fields = dsn_guess_collect_original (candidate);
    found = find_address (candidate->signs.failed, local, &address);
    for (gsize k = 0; k < G_N_ELEMENTS (original_fields) && !found; k++)
      found = dsn_header_find (fields, original_fields[k], &body) &&
              find_address (body, local, &address);
    if (!found)
      continue;
    dsn_defects_add (candidate->report->defects, DSN_DEFECT_LOCAL_RECIPIENT,
                     recipient->offset, local);
    recipient->final_recipient =
        dsn_report_add_text (candidate->report, address, recipient->offset);
  }
}
