/* dsn-referral.h: what an answer is on the way from the root: a step down, or the end.
 */
#pragma once

#include "dsn-view.h"

G_BEGIN_DECLS

/**
 * dsn_name_is_below:
 * @name: a name with A-labels
 * @zone: a zone, `.` is the root
 *
 * Returns: whether @name is @zone or a name in it
 */
gboolean dsn_name_is_below (const char *name, const char *zone);

/**
 * dsn_referral_find_zone:
 * @reply: what a server of @zone says
 * @domain: the domain that it was asked about
 * @zone: its zone
 *
 * Returns: (nullable): the zone that it refers to, nearer to @domain than @zone is;
 * %NULL if it is no such referral (RFC 1034 §4.3.1)
 */
const char *dsn_referral_find_zone (const DsnReply *reply, const char *domain,
                                    const char *zone);

/**
 * dsn_referral_is_own_word:
 * @reply: what a server says; it has an answer
 *
 * Returns: whether the server speaks for the domain by itself
 */
gboolean dsn_referral_is_own_word (const DsnReply *reply);

G_END_DECLS
