/* dsn-param.c: a parameter of a header field, in any way that it may be written. */
#include "dsn-param.h"

#include "dsn-content.h"
#include "dsn-decode.h"

#include <string.h>

/* GMime needs quadratic time for some values, and there may be two for each part. A
 * name of a file has 255 bytes, in RFC 2231's way not a tenth of this. */
#define DECODED_MAX_LEN 4096

/* "name", and of RFC 2231 "name*", "name*0", "name*0*": those have an asterisk. */
static gboolean
is_named (DsnSpan written, DsnSpan name, gboolean *extended)
{
  if (!dsn_span_starts_nocase (written, name))
    return FALSE;
  *extended = written.len > name.len && written.data[name.len] == '*';
  return *extended || written.len == name.len;
}

/* Its value as GMime needs it: a quote that is not closed would become a part of it. */
static DsnSpan
value_of (const DsnContentParam *param)
{
  gboolean quote = param->written.len > 0 && param->written.data[0] == '"';

  return quote && param->value.data == param->written.data + 1 &&
                 param->written.len != param->value.len + 2
             ? param->value
             : param->written;
}

/* All that stands there of the parameter, as parameters of a type that is there for
 * GMime's sake; with @extended only those with an asterisk. */
static gboolean
collect (GString *out, DsnSpan params, DsnSpan name, gboolean extended)
{
  DsnContentParams all = dsn_content_params_over (params);
  DsnContentParam param;
  gboolean starred, found = FALSE;
  DsnSpan value;

  g_string_assign (out, "a/a");
  while (dsn_content_params_next (&all, &param))
    if (is_named (param.name, name, &starred) && starred == extended &&
        out->len <= DECODED_MAX_LEN) {
      g_string_append (out, "; ");
      g_string_append_len (out, (const char *) param.name.data,
                           (gssize) param.name.len);
      g_string_append_c (out, '=');
      value = value_of (&param);
      g_string_append_len (out, (const char *) value.data, (gssize) value.len);
      found = TRUE;
    }
  return found;
}

/* The first of that name, as it stands. */
static char *
dup_written (DsnSpan params, DsnSpan name)
{
  DsnContentParams all = dsn_content_params_over (params);
  DsnContentParam param;
  gboolean extended;

  while (dsn_content_params_next (&all, &param))
    if (is_named (param.name, name, &extended))
      return g_strndup ((const char *) param.value.data, param.value.len);
  return NULL;
}

char *
dsn_param_read (DsnSpan params, const char *name)
{
  g_autoptr (GString) field = g_string_new (NULL);
  DsnSpan wanted = dsn_span_of_string (name);
  char *value = NULL;

  for (gboolean extended = TRUE; value == NULL && extended >= FALSE; extended--)
    if (collect (field, params, wanted, extended) && field->len <= DECODED_MAX_LEN &&
        g_utf8_validate_len (field->str, field->len, NULL)) /* it drops other bytes */
      value =
          dsn_decode_param ((DsnSpan){ (const guint8 *) field->str, field->len }, name);
  return value != NULL ? value : dup_written (params, wanted);
}
