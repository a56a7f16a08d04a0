/* dsn-emit-address.c: what was found out about an address, as text and as JSON. */
#include "dsn-emit-address.h"

#include "dsn-address-check-private.h"
#include "dsn-date.h"
#include "dsn-emit-line.h"
#include "dsn-json.h"
#include "dsn-view.h"

#define LABEL_COLUMN 2
#define TEXT_COLUMN 14

static const char *
reason_of (const DsnListed *listed)
{
  const DsnRecord *record =
      listed->txt != NULL ? dsn_answer_find (listed->txt->answer, DSN_SECTION_ANSWER,
                                             DSN_TYPE_TXT, 0, NULL)
                          : NULL;

  return record != NULL ? record->text : NULL;
}

static void
emit_names (DsnJson *json, const DsnAddressCheck *check)
{
  if (check->ptr == NULL)
    return;
  dsn_json_open (json, "names", '[');
  for (guint i = 0; i < check->pointers->len; i++) {
    const DsnPointer *pointer = g_ptr_array_index (check->pointers, i);

    dsn_json_open (json, NULL, '{');
    dsn_json_string (json, "name", pointer->name);
    dsn_json_bool (json, "confirmed",
                   dsn_pointer_is_confirmed (pointer, check->address));
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
}

static void
emit_lists (DsnJson *json, const DsnAddressCheck *check)
{
  if (check->lists->len == 0)
    return;
  dsn_json_open (json, "lists", '[');
  for (guint i = 0; i < check->lists->len; i++) {
    const DsnListed *listed = g_ptr_array_index (check->lists, i);
    const char *code;
    guint position = 0;

    dsn_json_open (json, NULL, '{');
    dsn_json_string (json, "id", listed->list->id);
    dsn_json_string (json, "zone", listed->list->zone);
    dsn_json_string (json, "listing", dsn_listing_to_string (dsn_listed_get (listed)));
    dsn_json_open (json, "codes", '[');
    while ((code = dsn_reply_next_address (listed->a, &position)) != NULL)
      dsn_json_string (json, NULL, code);
    dsn_json_close (json, ']');
    dsn_json_string (json, "reason", reason_of (listed));
    dsn_json_close (json, '}');
  }
  dsn_json_close (json, ']');
}

void
dsn_emit_address_json (const DsnAddressCheck *check, GString *out)
{
  DsnJson json = { .out = out };
  char started[DSN_DATE_TEXT_SIZE];

  g_return_if_fail (check != NULL && out != NULL);
  dsn_json_open (&json, NULL, '{');
  dsn_json_string (&json, "type", "address");
  dsn_json_int (&json, "schema", DSN_JSON_SCHEMA);
  dsn_json_string (&json, "address", check->address);
  dsn_date_to_text (check->started / G_USEC_PER_SEC, started);
  dsn_json_string (&json, "started", started);
  emit_names (&json, check);
  emit_lists (&json, check);
  dsn_json_close (&json, '}');
  g_string_append_c (out, '\n');
}

static void
name_lines (const DsnEmit *emit, const DsnAddressCheck *check)
{
  for (guint i = 0; i < check->pointers->len; i++) {
    const DsnPointer *pointer = g_ptr_array_index (check->pointers, i);
    g_autofree char *text = g_strdup_printf (
        "%s, %s", pointer->name,
        dsn_pointer_is_confirmed (pointer, check->address)
            ? "which leads back to it"
            : "which does not lead back to it: many servers refuse such a sender");

    dsn_emit_safe_line (emit, "name", text);
  }
  if (check->ptr != NULL && check->pointers->len == 0)
    dsn_emit_safe_line (emit, "name", "none: many servers refuse such a sender");
}

static void
list_line (const DsnEmit *emit, const DsnListed *listed)
{
  static const char *const words[] = {
    "no answer",
    "not listed",
    "listed",
    "the list does not serve this resolver",
    "an answer that no list gives",
  };
  g_autoptr (GString) text = g_string_new (listed->list->title);

  g_string_append_printf (text, " (%s): %s", listed->list->zone,
                          words[dsn_listed_get (listed)]);
  if (reason_of (listed) != NULL)
    g_string_append_printf (text, ", \"%s\"", reason_of (listed));
  dsn_emit_safe_line (emit, "list", text->str);
}

void
dsn_emit_address_text (const DsnAddressCheck *check, GString *out)
{
  DsnEmit emit = { out, NULL, LABEL_COLUMN, TEXT_COLUMN };

  g_return_if_fail (check != NULL && out != NULL);
  g_string_append_printf (out, "%s: %s\n", check->address,
                          dsn_address_check_has_fault (check) ? "has a fault"
                                                              : "in order");
  name_lines (&emit, check);
  for (guint i = 0; i < check->lists->len; i++)
    list_line (&emit, g_ptr_array_index (check->lists, i));
}
