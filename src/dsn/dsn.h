/* dsn.h: libdsn, the bounce reader. The only header that users include.
 *
 * dsn_parse_bytes() (dsn-parse.h), dsn_parse_file() and dsn_parse_stream()
 * (dsn-parse-file.h) make a DsnReport of a message; a DsnMailReader (dsn-mail-reader.h)
 * goes through all messages of mboxes, Maildirs and folders. The getters of a report
 * tell what the message says (dsn-report.h, dsn-recipient.h) and what we conclude
 * (dsn_recipient_get_verdict()); dsn_emit_json() and dsn_emit_text() write it all out,
 * and dsn-to-string.h does for who has no GString; dsn-status.h tells what codes and
 * categories mean. docs/examples/count-by-category.c is a whole program.
 *
 * dsn_explain() (dsn-explain.h) takes anything that people paste: a code, an error
 * line, a log, a bounce. DsnRules (dsn-rule-file.h) are wordings of a user's own, which
 * stand before ours: DsnParseOptions takes them. dsn_normalise_text() (dsn-hints.h)
 * makes one status and one cause of any words, and dsn_wordings_find_all()
 * (dsn-found-wording.h) tells which rows they fit.
 *
 * dsn_mime_new() (dsn-mime.h) opens any message as a tree of MIME parts, decoded on
 * demand.
 *
 * dsn_check_domains() (dsn-check.h) asks name servers where mail to a domain fails. It
 * is there where DSN_HAS_DNS (dsn-config.h) is 1.
 *
 * There is no state beside the records: nothing has to be set up, and threads may call
 * anything at the same time. Records that are immutable say so; any thread may read
 * them. Of the others, one thread at a time may use each. */
#pragma once

#include "dsn-config.h"

#include "dsn-bindings.h"
#include "dsn-builder.h"
#include "dsn-emit-explain.h"
#include "dsn-emit-json.h"
#include "dsn-emit-mime.h"
#include "dsn-emit-text.h"
#include "dsn-error.h"
#include "dsn-explain.h"
#include "dsn-found-wording.h"
#include "dsn-hints.h"
#include "dsn-limits.h"
#include "dsn-mail-reader.h"
#include "dsn-mail.h"
#include "dsn-mime.h"
#include "dsn-parse-file.h"
#include "dsn-parse.h"
#include "dsn-report.h"
#include "dsn-rule-file.h"
#include "dsn-status.h"
#include "dsn-to-string.h"
#include "dsn-types.h"
#include "dsn-write.h"

#if DSN_HAS_DNS
#include "dsn-address-check.h"
#include "dsn-check-types.h"
#include "dsn-check.h"
#include "dsn-emit-address.h"
#include "dsn-emit-check.h"
#include "dsn-failures.h"
#endif
