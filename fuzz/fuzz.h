/* fuzz.h: what the fuzz targets share: the entry point and what they check with. */
#pragma once

#include "dsn-limits.h"
#include "dsn-span.h"

/**
 * LLVMFuzzerTestOneInput:
 *
 * The one function of each target, called by libFuzzer, AFL++ or replay-main.c.
 *
 * Returns: 0
 */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/**
 * LLVMFuzzerInitialize:
 *
 * Called once before the first input: makes GLib's criticals fatal.
 *
 * Returns: 0
 */
int LLVMFuzzerInitialize (int *argc, char ***argv);

/**
 * fuzz_small_limits:
 *
 * Ceilings that small inputs reach.
 */
extern const DsnLimits fuzz_small_limits;

/**
 * fuzz_is_inside:
 *
 * Returns: whether @inner lies in @outer; one that is empty and has no data does
 */
gboolean fuzz_is_inside (DsnSpan outer, DsnSpan inner);

/**
 * fuzz_is_text:
 *
 * Returns: whether @text is %NULL or valid UTF-8
 */
gboolean fuzz_is_text (const char *text);

/**
 * fuzz_to_upper:
 *
 * Returns: (transfer full) (array length=size): an exact copy with ASCII's capitals
 */
guint8 *fuzz_to_upper (const guint8 *data, gsize size);

/**
 * fuzz_is_json_line:
 *
 * Returns: whether @text is one JSON object (RFC 8259) in valid UTF-8, one newline
 *   behind it and no control before it
 */
gboolean fuzz_is_json_line (const GString *text);
