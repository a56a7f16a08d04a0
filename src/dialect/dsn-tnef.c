/* dsn-tnef.c: the class of the message that a winmail.dat holds. */
#include "dsn-tnef.h"

#define SIGNATURE 0x223e9f78u
#define ATTRIBUTE_CLASS 0x00078008u
#define LEVEL_MESSAGE 1

/* The class stands among the first attributes: version, code page, class. */
#define ATTRIBUTES_MAX 32

/* Level and name before the data of an attribute, its size, and a checksum behind. */
#define HEAD_SIZE 9
#define CHECKSUM_SIZE 2

static guint32
read_number (const guint8 *at)
{
  return (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 |
         (guint32) at[3] << 24;
}

gboolean
dsn_tnef_find_class (DsnSpan data, DsnSpan *message_class)
{
  /* The signature and a key of two bytes. */
  gsize at = 6;

  if (data.len < at || read_number (data.data) != SIGNATURE)
    return FALSE;
  for (guint i = 0; i < ATTRIBUTES_MAX && data.len - at >= HEAD_SIZE; i++) {
    guint32 name = read_number (data.data + at + 1);
    guint32 size = read_number (data.data + at + 5);

    if (size > data.len - at - HEAD_SIZE)
      return FALSE;
    if (data.data[at] == LEVEL_MESSAGE && name == ATTRIBUTE_CLASS) {
      DsnSpan found = dsn_span_slice (data, at + HEAD_SIZE, size);

      while (found.len > 0 && found.data[found.len - 1] == 0)
        found.len--;
      *message_class = found;
      return found.len > 0;
    }
    if (data.len - at - HEAD_SIZE - size < CHECKSUM_SIZE)
      return FALSE;
    at += HEAD_SIZE + size + CHECKSUM_SIZE;
  }
  return FALSE;
}
