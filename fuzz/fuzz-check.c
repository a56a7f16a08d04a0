/* fuzz-check.c: what the fuzz targets check their results with. */
#include "fuzz.h"

#include <string.h>

/* The deepest object that we write is a code that speaks against a verdict. */
#define JSON_DEPTH_MAX 7

const DsnLimits fuzz_small_limits = {
  .parts = 5,
  .depth = 4,
  .headers = 5,
  .header_size = 100,
  .boundary_size = 16,
  .value_size = 64,
  .fields = 3,
  .field_size = 40,
  .recipients = 2,
  .notice_size = 300,
  .decoded_size = 256,
  .defects = 4,
};

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  return 0;
}

gboolean
fuzz_is_inside (DsnSpan outer, DsnSpan inner)
{
  if (inner.data == NULL)
    return inner.len == 0;
  return inner.data >= outer.data && inner.data - outer.data <= (gssize) outer.len &&
         inner.len <= outer.len - (gsize) (inner.data - outer.data);
}

gboolean
fuzz_is_text (const char *text)
{
  return text == NULL || g_utf8_validate (text, -1, NULL);
}

guint8 *
fuzz_to_upper (const guint8 *data, gsize size)
{
  guint8 *upper = g_memdup2 (data, size);

  for (gsize i = 0; i < size; i++)
    upper[i] = (guint8) g_ascii_toupper ((char) upper[i]);
  return upper;
}

/* string = quotation-mark *char quotation-mark; %NULL where there is none */
static const char *
skip_string (const char *p)
{
  if (*p++ != '"')
    return NULL;
  for (; *p != '"'; p++) {
    if ((guchar) *p < 0x20)
      return NULL;
    if (*p != '\\')
      continue;
    p++;
    if (*p != 'u') {
      if (*p == '\0' || strchr ("\"\\/bfnrt", *p) == NULL)
        return NULL;
      continue;
    }
    for (int i = 0; i < 4; i++)
      if (!g_ascii_isxdigit (*++p))
        return NULL;
  }
  return p + 1;
}

/* A value that holds no others: a string, an integer, true or false. */
static const char *
skip_scalar (const char *p)
{
  const char *from;

  if (*p == '"')
    return skip_string (p);
  if (g_str_has_prefix (p, "true") || g_str_has_prefix (p, "false"))
    return p + (*p == 't' ? 4 : 5);
  p += *p == '-';
  for (from = p; g_ascii_isdigit (*p);)
    p++;
  return p > from && (*from != '0' || p == from + 1) ? p : NULL;
}

/* What must stand before a value: in an object its name. */
static const char *
skip_name (const char *p, char bracket)
{
  if (bracket != '{')
    return p;
  p = skip_string (p);
  return p != NULL && *p == ':' ? p + 1 : NULL;
}

/* Any closing brackets, then a comma if something is open; @depth goes down. */
static const char *
skip_end (const char *p, const char *open, guint *depth)
{
  for (; *depth > 0 && (*p == '}' || *p == ']'); p++)
    if (open[--*depth] != (*p == '}' ? '{' : '['))
      return NULL;
  if (*depth == 0)
    return p;
  return *p == ',' ? p + 1 : NULL;
}

static const char *
skip_object (const char *p)
{
  char open[JSON_DEPTH_MAX] = "{";
  guint depth = 1;

  if (*p++ != '{')
    return NULL;
  if (*p == '}')
    return p + 1;
  while (p != NULL && depth > 0) {
    p = skip_name (p, open[depth - 1]);
    if (p == NULL)
      return NULL;
    if (*p != '{' && *p != '[') {
      p = skip_scalar (p);
    } else {
      if (depth == JSON_DEPTH_MAX)
        return NULL;
      open[depth++] = *p++;
      if (*p != '}' && *p != ']') /* the first value of what was opened */
        continue;
    }
    if (p != NULL)
      p = skip_end (p, open, &depth);
  }
  return p;
}

gboolean
fuzz_is_json_line (const GString *text)
{
  const char *end;

  if (strlen (text->str) != text->len || !g_utf8_validate (text->str, -1, NULL))
    return FALSE;
  end = skip_object (text->str);
  return end != NULL && strcmp (end, "\n") == 0;
}
