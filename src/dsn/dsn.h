/* dsn.h: libdsn, the bounce reader. The only header that users include.
 *
 * dsn_parse_bytes() (dsn-parse.h) makes a DsnReport of a message. Its getters tell what
 * the message says (dsn-report.h, dsn-recipient.h) and what we conclude
 * (dsn_recipient_get_verdict()); dsn_emit_json() and dsn_emit_text() write it all out;
 * dsn-status.h tells what codes and categories mean.
 * docs/examples/count-by-category.c is a whole program.
 *
 * dsn_explain() (dsn-explain.h) takes anything that people paste: a code, an error
 * line, a log, a bounce. DsnRules (dsn-rule-file.h) are wordings of a user's own, which
 * stand before ours: DsnParseOptions takes them.
 *
 * dsn_mime_new() (dsn-mime.h) opens any message as a tree of MIME parts, decoded on
 * demand.
 *
 * dsn_check_domains() (dsn-check.h) asks name servers where mail to a domain fails. It
 * is there unless libdsn was built without DNS. */
#pragma once

#if __has_include("dsn-address-check.h")
#include "dsn-address-check.h"
#endif
#if __has_include("dsn-check.h")
#include "dsn-check.h"
#endif
#if __has_include("dsn-failures.h")
#include "dsn-failures.h"
#endif
#if __has_include("dsn-emit-address.h")
#include "dsn-emit-address.h"
#endif
#if __has_include("dsn-emit-check.h")
#include "dsn-emit-check.h"
#endif
#include "dsn-builder.h"
#include "dsn-emit-explain.h"
#include "dsn-emit-json.h"
#include "dsn-emit-mime.h"
#include "dsn-emit-text.h"
#include "dsn-error.h"
#include "dsn-explain.h"
#include "dsn-limits.h"
#include "dsn-mime.h"
#include "dsn-parse.h"
#include "dsn-report.h"
#include "dsn-rule-file.h"
#include "dsn-status.h"
#include "dsn-write.h"
