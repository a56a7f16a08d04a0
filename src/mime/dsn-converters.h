/* dsn-converters.h: what converts the charsets of some messages, kept for the next. */
#pragma once

#include "dsn-span.h"

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
 * @converters: (nullable): %NULL keeps nothing
 * @charset: the name of a charset, any case
 *
 * Keeps that of @charset, if there is one, up to a number of them.
 */
void dsn_converters_keep (DsnConverters *converters, DsnSpan charset);

G_END_DECLS
