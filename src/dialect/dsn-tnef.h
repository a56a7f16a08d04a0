/* dsn-tnef.h: the class of the message that a winmail.dat holds. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_tnef_find_class:
 * @data: the body of an application/ms-tnef part
 * @message_class: (out): set on success only: `IPM.Note`, `REPORT.IPM.Note.NDR`;
 * borrows from @data
 *
 * Finds the attMessageClass attribute among the first ones of a TNEF stream (MS-OXTNEF
 * §2.1.3): nothing else is read.
 *
 * Returns: whether there is one
 */
gboolean dsn_tnef_find_class (DsnSpan data, DsnSpan *message_class);

G_END_DECLS
