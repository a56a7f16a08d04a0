/* fuzz-mutate.h: what libFuzzer calls for a mutation of mail. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/**
 * LLVMFuzzerMutate:
 *
 * What libFuzzer does to bytes of no known structure, in place. Programs without
 * libFuzzer bring one of their own.
 *
 * Returns: the new size
 */
size_t LLVMFuzzerMutate (uint8_t *data, size_t size, size_t max_size);

/**
 * LLVMFuzzerCustomMutator:
 * @data: a message of @size bytes, with room for @max_size
 * @seed: decides what is done; the same seed does the same
 *
 * Changes a message in place: half of the time by what it is made of (parts, fields,
 * lines), half of the time by LLVMFuzzerMutate().
 *
 * Returns: the new size
 */
size_t LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max_size,
                                unsigned int seed);

/**
 * LLVMFuzzerCustomCrossOver:
 * @data1: a message
 * @data2: another
 * @out: takes the first with a part, field or line of the second in it
 *
 * Returns: how many of the @max_size bytes of @out are used
 */
size_t LLVMFuzzerCustomCrossOver (const uint8_t *data1, size_t size1,
                                  const uint8_t *data2, size_t size2, uint8_t *out,
                                  size_t max_size, unsigned int seed);
