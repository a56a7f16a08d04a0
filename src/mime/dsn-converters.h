/* dsn-converters.h: what converts the charsets of some messages, kept for the next. */
#pragma once

#include "dsn-message.h"

G_BEGIN_DECLS

/**
 * DsnConverters:
 *
 * The C library loads what converts a charset from a file, and forgets it when nobody
 * uses it; that takes as long as several messages. Who holds one of these has it stay.
 */
typedef struct _DsnConverters DsnConverters;

/** dsn_converters_new: Returns: (transfer full): converters of no charset yet */
DsnConverters *dsn_converters_new (void);

/** dsn_converters_free: @converters: (nullable) (transfer full): what to free */
void dsn_converters_free (DsnConverters *converters);

/**
 * dsn_converters_keep:
 * @text: a message, of which the first pages are looked at
 * @message: the same, as it was read
 *
 * Keeps those of charsets that @message names, up to a number.
 */
void dsn_converters_keep (DsnConverters *converters, DsnSpan text,
                          const DsnMessage *message);

G_END_DECLS
