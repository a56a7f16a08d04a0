/* dsn-converters.c: what converts the charsets of some messages, kept for the next. */
#include "dsn-converters.h"

#include "dsn-charset.h"

#include <string.h>

/* More than anybody's mail is written in; hostile mail can name a thousand. */
#define CONVERTERS_MAX 16

typedef struct {
  guint8 name[DSN_CHARSET_NAME_MAX_LEN];
  gsize len;
  GIConv cd;
} Converter;

struct _DsnConverters {
  Converter list[CONVERTERS_MAX];
  guint count;
};

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

static gboolean
has_converter (const DsnConverters *converters, DsnSpan name)
{
  for (guint i = 0; i < converters->count; i++) {
    const Converter *converter = &converters->list[i];

    if (dsn_span_equal_nocase (name, (DsnSpan){ converter->name, converter->len }))
      return TRUE;
  }
  return FALSE;
}

void
dsn_converters_keep (DsnConverters *converters, DsnSpan charset)
{
  Converter *converter;

  if (converters == NULL || converters->count == CONVERTERS_MAX ||
      charset.len > DSN_CHARSET_NAME_MAX_LEN || has_converter (converters, charset))
    return;
  converter = &converters->list[converters->count];
  if (!dsn_charset_open (charset, &converter->cd))
    return;
  memcpy (converter->name, charset.data, charset.len);
  converter->len = charset.len;
  converters->count++;
}
