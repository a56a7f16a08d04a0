/* dsn-converters.c: what converts the charsets of some messages, kept for the next. */
#include "dsn-converters.h"

#include <string.h>

/* More than anybody's mail is written in; hostile mail can name a thousand. */
#define CONVERTERS_MAX 16

#define NAME_MAX_LEN 40

typedef struct {
  guint8 name[NAME_MAX_LEN];
  gsize len;
  GIConv cd;
} Converter;

struct _DsnConverters {
  Converter list[CONVERTERS_MAX];
  guint count;
};

/* GMime opens converters, too, and has no place to say whose they are. */
static _Thread_local DsnConverters *used;

DsnConverters *
dsn_converters_new (void)
{
  return g_new0 (DsnConverters, 1);
}

void
dsn_converters_free (DsnConverters *converters)
{
  if (converters == NULL)
    return;
  for (guint i = 0; i < converters->count; i++)
    g_iconv_close (converters->list[i].cd);
  g_free (converters);
}

void
dsn_converters_use (DsnConverters *converters)
{
  used = converters;
}

gboolean
dsn_converters_have (DsnSpan charset)
{
  for (guint i = 0; used != NULL && i < used->count; i++) {
    const Converter *converter = &used->list[i];

    if (dsn_span_equal_nocase (charset, (DsnSpan){ converter->name, converter->len }))
      return TRUE;
  }
  return FALSE;
}

void
dsn_converters_keep (DsnSpan charset, GIConv cd)
{
  Converter *converter;

  if (used == NULL || used->count == CONVERTERS_MAX || charset.len > NAME_MAX_LEN ||
      dsn_converters_have (charset)) {
    g_iconv_close (cd);
    return;
  }
  converter = &used->list[used->count++];
  memcpy (converter->name, charset.data, charset.len);
  converter->len = charset.len;
  converter->cd = cd;
}
