/* dsn-exchange-words.h: the headings of Exchange's notices in its languages. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lists of phrases as in #DsnBlockRules. */

/* Exchange 5.5 to 2003, and Outlook: who was not reached stands below. */
extern const char *const dsn_exchange_unreached[];

/* Exchange 2007 on: what is for administrators stands below. */
extern const char *const dsn_exchange_admin[];

/* What stands before the name of the server that wrote the notice. */
extern const char *const dsn_exchange_reporters[];

G_END_DECLS
