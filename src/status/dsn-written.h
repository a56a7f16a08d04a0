/* dsn-written.h: HTML entities and quoted-printable leftovers -> characters. */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * dsn_written_take:
 * @text: text in which a `&` or a `=` stands at @at
 * @c: (out): the character that is written by that byte and those behind it; set only
 *   if one is
 *
 * Reads what programs leave in replies: few entities, and of quoted-printable what is
 * no part of a number.
 *
 * Returns: how many bytes it has; 0 if it stands for itself
 */
gsize dsn_written_take (DsnSpan text, gsize at, gunichar *c);

G_END_DECLS
