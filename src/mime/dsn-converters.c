/* dsn-converters.c: what converts the charsets of some messages, kept for the next. */
#include "dsn-converters.h"

#include "dsn-charset.h"

#include <string.h>

/* More than anybody's mail is written in; hostile mail can name a thousand. */
#define CONVERTERS_MAX 16

#define LOOK_AT_BYTES 65536
#define LOOK_AT_PARTS 8
#define LOOK_AT_NAMES 100
#define ASK_FOR_NAMES 8 /* of a message, which may make them up */

typedef struct {
  guint8 name[DSN_CHARSET_NAME_MAX_LEN];
  gsize len;
  GIConv cd;
} Converter;

struct _DsnConverters {
  Converter list[CONVERTERS_MAX];
  guint count;
  guint asked; /* names of this message that were not kept */
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

static void
keep (DsnConverters *converters, DsnSpan name)
{
  Converter *converter = &converters->list[converters->count];

  if (converters->count == CONVERTERS_MAX || name.len > sizeof converter->name ||
      has_converter (converters, name) || converters->asked++ >= ASK_FOR_NAMES ||
      !dsn_charset_open (name, &converter->cd))
    return;
  memcpy (converter->name, name.data, name.len);
  converter->len = name.len;
  converters->count++;
}

/* In Subject and names, of the message and of a returned one: "=?" name "?" (RFC 2047
 * §2); a language may follow the name (RFC 2231 §5). */
static void
keep_of_words (DsnConverters *converters, DsnSpan text)
{
  guint left = LOOK_AT_NAMES;
  gsize at;

  while (left > 0 && dsn_span_find_byte (text, '?', &at)) {
    gboolean begins = at > 0 && text.data[at - 1] == '=';
    DsnSpan name;

    text = dsn_span_slice (text, at + 1, G_MAXSIZE);
    name = dsn_span_slice (text, 0, DSN_CHARSET_NAME_MAX_LEN + 1);
    if (!begins || !dsn_span_find_byte (name, '?', &name.len))
      continue;
    dsn_span_find_byte (name, '*', &name.len);
    keep (converters, name);
    left--;
  }
}

void
dsn_converters_keep (DsnConverters *converters, DsnSpan text, const DsnMessage *message)
{
  guint parts = MIN (dsn_message_get_part_count (message), LOOK_AT_PARTS);

  if (converters->count == CONVERTERS_MAX)
    return;
  converters->asked = 0;
  for (guint i = 0; i < parts; i++) {
    DsnSpan charset;

    if (dsn_content_type_find_param (dsn_message_get_part (message, i)->content.params,
                                     "charset", &charset))
      keep (converters, charset);
  }
  text = dsn_span_slice (text, 0, LOOK_AT_BYTES);
  keep_of_words (converters, text);
  if (dsn_span_find_byte (text, '\033', NULL)) /* as dsn_decode_charset() has it */
    keep (converters, DSN_SPAN_LIT ("iso-2022-jp"));
}
