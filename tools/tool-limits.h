/* tool-limits.h: what a message may take before the worker that reads it dies. */
#pragma once

#include "tool-worker.h"

/**
 * TOOL_LIMITS_OF_MAIL:
 *
 * Ordinary messages take a few dozen microseconds, and the largest that are read some
 * seconds.
 */
#define TOOL_LIMITS_OF_MAIL                                                            \
  ((ToolLimits){ .memory = (gsize) 1 << 30, .cpu_seconds = 60, .wall_seconds = 300 })
