/* dsn-disposition.c: what a receipt says became of a message (RFC 8098). */
#include "dsn-disposition-private.h"

#include "dsn-token.h"

const char *
dsn_disposition_type_to_string (DsnDispositionType type)
{
  switch (type) {
  case DSN_DISPOSITION_UNKNOWN:
    return NULL;
  case DSN_DISPOSITION_DISPLAYED:
    return "displayed";
  case DSN_DISPOSITION_DELETED:
    return "deleted";
  case DSN_DISPOSITION_DISPATCHED:
    return "dispatched";
  case DSN_DISPOSITION_PROCESSED:
    return "processed";
  case DSN_DISPOSITION_DENIED:
    return "denied";
  case DSN_DISPOSITION_FAILED:
    return "failed";
  }
  g_return_val_if_reached (NULL);
}

static DsnDispositionType
find_type (DsnSpan word)
{
  for (DsnDispositionType type = DSN_DISPOSITION_DISPLAYED;
       type <= DSN_DISPOSITION_FAILED; type++)
    if (dsn_span_equal_nocase (
            word, dsn_span_of_string (dsn_disposition_type_to_string (type))))
      return type;
  return DSN_DISPOSITION_UNKNOWN;
}

/* Takes an atom, and the comments around it. */
static gboolean
take_word (DsnScan *scan, DsnSpan *word)
{
  const guint8 *from;

  dsn_token_skip_cfws (scan);
  from = scan->at;
  while (!dsn_scan_at_end (scan) && dsn_token_is_atext (*scan->at) && *scan->at != '/')
    scan->at++;
  *word = dsn_span_between (from, scan->at);
  dsn_token_skip_cfws (scan);
  return word->len > 0;
}

/* Whether @word is one of the four words for modes; they tell apart which they are. */
static gboolean
take_mode (DsnSpan word, DsnDispositionText *disposition)
{
  static const struct {
    const char *word;
    const char *mode;
    gboolean is_action;
  } modes[] = {
    { "manual-action", "manual", TRUE },
    { "automatic-action", "automatic", TRUE },
    { "MDN-sent-manually", "manual", FALSE },
    { "MDN-sent-automatically", "automatic", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    const char **mode =
        modes[i].is_action ? &disposition->action_mode : &disposition->sending_mode;

    if (!dsn_span_equal_nocase (word, dsn_span_of_string (modes[i].word)))
      continue;
    disposition->odd |=
        *mode != NULL || (modes[i].is_action && disposition->sending_mode != NULL);
    *mode = modes[i].mode;
    return TRUE;
  }
  return FALSE;
}

/* [ "/" disposition-modifier *( "," disposition-modifier ) ]; what a program writes
 * behind a colon (AS2, RFC 4130 §7.5.3) goes with its word. */
static void
take_modifiers (DsnScan *scan, DsnDispositionText *disposition)
{
  gboolean more = dsn_scan_byte (scan, '/');

  while (more && disposition->modifier_count < DSN_DISPOSITION_MODIFIERS_MAX) {
    DsnSpan *modifier = &disposition->modifiers[disposition->modifier_count];
    const guint8 *from;

    dsn_token_skip_cfws (scan);
    from = scan->at;
    while (!dsn_scan_at_end (scan) && *scan->at != ',')
      scan->at++;
    *modifier = dsn_span_trim (dsn_span_between (from, scan->at));
    disposition->modifier_count += modifier->len > 0;
    more = dsn_scan_byte (scan, ',');
  }
}

/*
 * disposition-mode OWS ";" OWS disposition-type
 *   [ "/" disposition-modifier *( "," disposition-modifier ) ]
 * disposition-mode = action-mode OWS "/" OWS sending-mode
 */
gboolean
dsn_disposition_read (DsnSpan text, DsnDispositionText *disposition)
{
  DsnScan scan = dsn_scan_over (text);
  DsnSpan word;

  *disposition = (DsnDispositionText){ 0 };
  while (disposition->type == DSN_DISPOSITION_UNKNOWN && take_word (&scan, &word)) {
    if (!take_mode (word, disposition)) {
      disposition->type = find_type (word);
      if (disposition->type == DSN_DISPOSITION_UNKNOWN)
        return FALSE;
      break;
    }
    disposition->odd |= !dsn_scan_byte (&scan, disposition->action_mode != NULL &&
                                                       disposition->sending_mode != NULL
                                                   ? ';'
                                                   : '/');
    /* The other mark, or several of them. */
    while (!dsn_scan_at_end (&scan) && (*scan.at == ';' || *scan.at == '/'))
      scan.at++;
  }
  if (disposition->type == DSN_DISPOSITION_UNKNOWN)
    return FALSE;
  disposition->odd |=
      disposition->action_mode == NULL || disposition->sending_mode == NULL;
  take_modifiers (&scan, disposition);
  dsn_token_skip_cfws (&scan);
  disposition->odd |= !dsn_scan_at_end (&scan);
  return TRUE;
}
