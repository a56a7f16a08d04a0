/* dsn-encode.c: text -> bytes in a charset and a transfer encoding, through GMime. */
#include "dsn-encode.h"

#include "dsn-gmime.h"

#define CHARSET_MAX_LEN 40

GString *
dsn_encode_body (DsnSpan body, DsnEncoding encoding)
{
  GMimeEncoding state;
  GString *out;

  if (encoding == DSN_ENCODING_IDENTITY)
    return g_string_new_len ((const char *) body.data, (gssize) body.len);
  dsn_gmime_init ();
  g_mime_encoding_init_encode (&state, encoding == DSN_ENCODING_BASE64
                                           ? GMIME_CONTENT_ENCODING_BASE64
                                           : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  out = g_string_sized_new (g_mime_encoding_outlen (&state, body.len));
  g_string_set_size (out, g_mime_encoding_outlen (&state, body.len));
  g_string_set_size (out, g_mime_encoding_flush (&state, (const char *) body.data,
                                                 body.len, out->str));
  return out;
}

GString *
dsn_encode_charset (DsnSpan text, DsnSpan charset)
{
  g_autofree char *name = NULL, *made = NULL;
  gsize size;

  if (charset.len == 0 || charset.len > CHARSET_MAX_LEN ||
      dsn_span_find_byte (charset, '/', NULL))
    return NULL;
  name = g_strndup ((const char *) charset.data, charset.len);
  made = g_convert ((const char *) text.data, (gssize) text.len, name, "UTF-8", NULL,
                    &size, NULL);
  return made != NULL ? g_string_new_len (made, (gssize) size) : NULL;
}
