/* dsn-log.c: a line of an MTA's log -> what the failing system said, and of whom. */
#include "dsn-log.h"

#include "dsn-code-private.h"

#include <string.h>

/* What stands between @label and the next of @ends; FALSE if @label stands nowhere. */
static gboolean
find_after (DsnSpan line, const char *label, const char *ends, DsnSpan *value)
{
  gsize at, len = 0;

  if (!dsn_span_find_nocase (line, dsn_span_of_string (label), &at))
    return FALSE;
  line = dsn_span_slice (line, at + strlen (label), G_MAXSIZE);
  while (len < line.len &&
         (line.data[len] == 0 || strchr (ends, line.data[len]) == NULL))
    len++;
  *value = dsn_span_trim (dsn_span_slice (line, 0, len));
  return TRUE;
}

/* What stands between @label and @end, or the end of the line. */
static gboolean
find_between (DsnSpan line, const char *label, const char *end, DsnSpan *value)
{
  gsize at;

  if (!find_after (line, label, "", value))
    return FALSE;
  if (dsn_span_find_nocase (*value, dsn_span_of_string (end), &at))
    *value = dsn_span_trim (dsn_span_slice (*value, 0, at));
  return TRUE;
}

/* What follows @label to the end of the line, a last closing mark left out. */
static gboolean
find_rest (DsnSpan line, const char *label, guint8 close, DsnSpan *value)
{
  if (!find_after (line, label, "", value))
    return FALSE;
  if (close != 0 && value->len > 0 && value->data[value->len - 1] == close)
    value->len--;
  return TRUE;
}

/* Without the last @mark, and what follows it. */
static void
cut_at_last (DsnSpan *text, guint8 mark)
{
  gsize len = text->len;

  while (len > 0 && text->data[len - 1] != mark)
    len--;
  if (len > 0)
    text->len = len - 1;
}

static gboolean
has (DsnSpan line, const char *word)
{
  return dsn_span_find_nocase (line, dsn_span_of_string (word), NULL);
}

static gboolean
starts (DsnSpan text, const char *word)
{
  return dsn_span_starts_nocase (text, dsn_span_of_string (word));
}

static void
read_status (DsnSpan line, const char *label, DsnInput *input)
{
  DsnSpan text;
  DsnCode code;

  if (find_after (line, label, " ,;", &text) && dsn_code_find (text, &code, NULL))
    input->status = code;
}

/* "... to=<a@b>, relay=..., dsn=5.1.1, status=bounced (host mx said: 550 ...)" */
static gboolean
read_postfix (DsnSpan line, DsnInput *input)
{
  DsnSpan status;

  if (!find_after (line, "status=", " ", &status) ||
      !find_rest (line, "status=", 0, &input->words) ||
      !find_after (input->words, "(", "", &input->words))
    return FALSE;
  cut_at_last (&input->words, ')');
  if (starts (status, "deferred") || starts (status, "softbounce"))
    input->action = DSN_ACTION_DELAYED;
  else if (starts (status, "sent") || starts (status, "deliverable"))
    input->action = DSN_ACTION_DELIVERED;
  else
    input->action = DSN_ACTION_FAILED;
  find_after (line, "to=<", ">", &input->recipients);
  read_status (line, "dsn=", input);
  return TRUE;
}

/* "NOQUEUE: reject: RCPT from host[192.0.2.1]: 554 5.7.1 ...; from=<c@d> to=<a@b> ..."
 */
static gboolean
read_postfix_reject (DsnSpan line, DsnInput *input)
{
  if (!find_rest (line, "reject: ", 0, &input->words) ||
      !find_between (input->words, ": ", "; from=<", &input->words))
    return FALSE;
  find_after (line, " to=<", ">", &input->recipients);
  return TRUE;
}

/* "... to=<a@b>, ..., dsn=5.1.1, stat=User unknown" */
static gboolean
read_sendmail (DsnSpan line, DsnInput *input)
{
  if (!has (line, "dsn=") || !find_rest (line, "stat=", 0, &input->words))
    return FALSE;
  if (starts (input->words, "Deferred"))
    input->action = DSN_ACTION_DELAYED;
  else if (starts (input->words, "Sent"))
    input->action = DSN_ACTION_DELIVERED;
  find_between (line, "to=", ", ", &input->recipients);
  read_status (line, "dsn=", input);
  return TRUE;
}

/* "ruleset=check_rcpt, arg1=<a@b>, relay=..., reject=550 5.7.1 ..." */
static gboolean
read_sendmail_reject (DsnSpan line, DsnInput *input)
{
  if (!has (line, "ruleset=") || !find_rest (line, ", reject=", 0, &input->words))
    return FALSE;
  if (has (line, "ruleset=check_rcpt"))
    find_after (line, "arg1=", ",", &input->recipients);
  return TRUE;
}

/* "... to=<a@b> ... result="PermFail" stat="550 5.1.1 ..."" */
static gboolean
read_opensmtpd (DsnSpan line, DsnInput *input)
{
  DsnSpan result;

  if (!find_after (line, "result=", " ", &result) ||
      !find_rest (line, "stat=", '"', &input->words))
    return FALSE;
  if (starts (input->words, "\""))
    input->words = dsn_span_slice (input->words, 1, G_MAXSIZE);
  if (has (result, "temp"))
    input->action = DSN_ACTION_DELAYED;
  else if (has (result, "perm"))
    input->action = DSN_ACTION_FAILED;
  else if (has (result, "ok"))
    input->action = DSN_ACTION_DELIVERED;
  find_after (line, " to=", " ,\"", &input->recipients);
  return TRUE;
}

/* "smtp failed-command command="RCPT TO:<a@b>" result="550 5.1.1 ..."" */
static gboolean
read_opensmtpd_reject (DsnSpan line, DsnInput *input)
{
  if (!has (line, "failed-command") ||
      !find_rest (line, "result=\"", '"', &input->words))
    return FALSE;
  find_after (line, "RCPT TO:<", ">", &input->recipients);
  return TRUE;
}

/* "... ** a@b R=dns T=smtp: SMTP error from remote mail server ...: 550 ...", "==" for
 * what will be tried again, "=>" for what was delivered */
static gboolean
read_exim (DsnSpan line, DsnInput *input)
{
  static const struct {
    const char *sign;
    DsnAction action;
  } signs[] = {
    { " ** ", DSN_ACTION_FAILED },
    { " == ", DSN_ACTION_DELAYED },
    { " => ", DSN_ACTION_DELIVERED },
  };
  DsnSpan rest;

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (!find_after (line, signs[i].sign, " :", &input->recipients) ||
        !dsn_span_find_byte (input->recipients, '@', NULL))
      continue;
    input->action = signs[i].action;
    rest = dsn_span_between (input->recipients.data + input->recipients.len,
                             line.data + line.len);
    if (input->action == DSN_ACTION_DELIVERED)
      return has (rest, " R=") && find_after (rest, " C=\"", "\"", &input->words);
    return find_rest (rest, ": ", 0, &input->words);
  }
  return FALSE;
}

/* "H=... F=<c@d> rejected RCPT <a@b>: relay not permitted" */
static gboolean
read_exim_reject (DsnSpan line, DsnInput *input)
{
  if (!find_after (line, "rejected RCPT <", ">", &input->recipients) ||
      !find_rest (line, "rejected RCPT <", 0, &input->words))
    return FALSE;
  input->action =
      has (line, "temporarily rejected RCPT") ? DSN_ACTION_DELAYED : DSN_ACTION_FAILED;
  return find_rest (input->words, ">: ", 0, &input->words);
}

/* "... delivery 12: failure: 192.0.2.1_does_not_like_recipient./..." */
static gboolean
read_qmail (DsnSpan line, DsnInput *input)
{
  if (!has (line, "delivery "))
    return FALSE;
  if (find_rest (line, ": failure: ", '/', &input->words))
    input->action = DSN_ACTION_FAILED;
  else if (find_rest (line, ": deferral: ", '/', &input->words))
    input->action = DSN_ACTION_DELAYED;
  else if (find_rest (line, ": success: ", '/', &input->words))
    input->action = DSN_ACTION_DELIVERED;
  else
    return FALSE;
  input->underscored = TRUE;
  return TRUE;
}

/* A quote that is not doubled. */
static gboolean
ends_field (const DsnScan *scan)
{
  return *scan->at == '"' && (dsn_scan_left (scan) < 2 || scan->at[1] != '"');
}

/* One field of a line of comma-separated values; quotes are taken off, doubled ones
 * inside stay. */
static gboolean
take_csv_field (DsnScan *scan, DsnSpan *field)
{
  const guint8 *from;

  if (dsn_scan_at_end (scan))
    return FALSE;
  if (!dsn_scan_byte (scan, '"')) {
    if (!dsn_scan_until (scan, ',', field)) {
      *field = dsn_scan_rest (scan);
      scan->at = scan->end;
    }
  } else {
    for (from = scan->at; !dsn_scan_at_end (scan) && !ends_field (scan); scan->at++)
      if (*scan->at == '"')
        scan->at++;
    *field = dsn_span_between (from, scan->at);
    dsn_scan_byte (scan, '"');
  }
  dsn_scan_byte (scan, ',');
  return TRUE;
}

/* "{LED=550 5.1.1 ...}" says what went wrong last. */
static gboolean
read_led (DsnSpan text, DsnSpan *words)
{
  return (find_after (text, "{LED=", "}", words) && words->len > 0) ||
         (find_after (text, "{MSG=", "}", words) && words->len > 0);
}

static DsnAction
action_of_event (DsnSpan event)
{
  static const struct {
    const char *name;
    DsnAction action;
  } events[] = {
    { "FAIL", DSN_ACTION_FAILED },
    { "BADMAIL", DSN_ACTION_FAILED },
    { "DEFER", DSN_ACTION_DELAYED },
    { "SEND", DSN_ACTION_DELIVERED },
    { "SENDEXTERNAL", DSN_ACTION_DELIVERED },
    { "DELIVER", DSN_ACTION_DELIVERED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (dsn_span_equal (event, dsn_span_of_string (events[i].name)))
      return events[i].action;
  return DSN_ACTION_UNKNOWN;
}

/* "2025-03-04T07:15:32.123Z,,...,ROUTING,FAIL,id,<message-id>,...,a@b,550 5.1.1 ...":
 * the recipient is the first address behind the event, its status the next field. */
static gboolean
read_exchange (DsnSpan line, DsnInput *input)
{
  DsnScan scan = dsn_scan_over (line);
  DsnSpan field, status = { NULL, 0 };
  gboolean take_status = FALSE;

  if (line.len < 20 || line.data[4] != '-' || line.data[10] != 'T')
    return FALSE;
  while (take_csv_field (&scan, &field)) {
    if (input->action == DSN_ACTION_UNKNOWN) {
      input->action = action_of_event (field);
    } else if (take_status) {
      status = field;
      break;
    } else if (!starts (field, "<") && dsn_span_find_byte (field, '@', NULL)) {
      input->recipients = field;
      take_status = TRUE;
    }
  }
  if (input->action == DSN_ACTION_UNKNOWN)
    return FALSE;
  if (!read_led (line, &input->words))
    input->words = dsn_span_trim (status);
  return input->words.len > 0;
}

/* A piece of message tracking, as it is shown by itself. */
static gboolean
read_exchange_piece (DsnSpan line, DsnInput *input)
{
  return has (line, "{LED=") && read_led (line, &input->words);
}

gboolean
dsn_log_read_line (DsnSpan line, DsnInput *input)
{
  static gboolean (*const readers[]) (DsnSpan line, DsnInput * input) = {
    read_exchange, read_exchange_piece,  read_postfix,   read_postfix_reject,
    read_sendmail, read_sendmail_reject, read_opensmtpd, read_opensmtpd_reject,
    read_exim,     read_exim_reject,     read_qmail,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    DsnInput found = { .kind = DSN_INPUT_LOG_LINE, .action = DSN_ACTION_UNKNOWN };

    if (readers[i](line, &found) && found.words.len > 0) {
      *input = found;
      return TRUE;
    }
  }
  return FALSE;
}
