/* dsn-mail-private.h: how a mail is made of what a loader gives. */
#pragma once

#include "dsn-loader.h"
#include "dsn-mail.h"

G_BEGIN_DECLS

/**
 * dsn_mail_new:
 * @item: a message or an error; copied
 *
 * Returns: (transfer full): a mail that holds nothing of the loader
 */
DsnMail *dsn_mail_new (const DsnItem *item);

G_END_DECLS
