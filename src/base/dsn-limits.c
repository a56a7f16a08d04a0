/* dsn-limits.c: every ceiling that a message can reach, and its default. */
#include "dsn-limits.h"

#define KIB ((gsize) 1024)
#define MIB (1024 * KIB)

static const DsnLimits defaults = {
  .message_size = 64 * MIB,
  .parts = 1000,
  .depth = 32,
  .headers = 10000,
  .header_size = 1 * MIB,
  .boundary_size = 1024,
  .value_size =
      16 * KIB, /* GMime needs quadratic time on some values: 9 ms at 16 KiB */
  .fields = 1000,
  .field_size = 64 * KIB,
  .recipients = 10000,
  .notice_size = 1 * MIB,
  .decoded_size = 16 * MIB,
  .defects = 100,
};

#define PICK(member) (limits->member != 0 ? limits->member : defaults.member)

DsnLimits
dsn_limits_resolve (const DsnLimits *limits)
{
  if (limits == NULL)
    return defaults;
  return (DsnLimits){
    .message_size = PICK (message_size),
    .parts = PICK (parts),
    .depth = PICK (depth),
    .headers = PICK (headers),
    .header_size = PICK (header_size),
    .boundary_size = PICK (boundary_size),
    .value_size = PICK (value_size),
    .fields = PICK (fields),
    .field_size = PICK (field_size),
    .recipients = PICK (recipients),
    .notice_size = PICK (notice_size),
    .decoded_size = PICK (decoded_size),
    .defects = PICK (defects),
  };
}
