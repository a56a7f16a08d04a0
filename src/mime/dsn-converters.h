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
 * dsn_converters_use:
 * @converters: (nullable): from now on this thread's; %NULL for none
 */
void dsn_converters_use (DsnConverters *converters);

/**
 * dsn_converters_have:
 * @charset: its name, any case
 *
 * Returns: whether this thread's converters keep that of @charset
 */
gboolean dsn_converters_have (DsnSpan charset);

/**
 * dsn_converters_keep:
 * @charset: its name, any case
 * @cd: (transfer full): what converts it to UTF-8
 *
 * Keeps @cd where this thread has converters, up to a number, and ends it otherwise.
 */
void dsn_converters_keep (DsnSpan charset, GIConv cd);

G_END_DECLS
