/* dsn-wrap.c: text in lines of 80 columns. */
#include "dsn-wrap.h"

static guint
columns_of (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* The word at @p: its end, and how many columns it takes. */
static const char *
measure_word (const char *p, guint *columns)
{
  *columns = 0;
  for (; *p != '\0' && *p != ' '; p = g_utf8_next_char (p))
    *columns += columns_of (g_utf8_get_char (p));
  return p;
}

static void
break_line (GString *out, guint indent, guint *column)
{
  g_string_append_printf (out, "\n%*s", (int) indent, "");
  *column = indent;
}

/* A word that fits no line: as much as each line takes. */
static void
append_long_word (GString *out, const char *from, const char *to, guint indent,
                  guint *column)
{
  while (from < to) {
    const char *next = g_utf8_next_char (from);
    guint width = columns_of (g_utf8_get_char (from));

    if (*column + width > DSN_WRAP_WIDTH)
      break_line (out, indent, column);
    g_string_append_len (out, from, next - from);
    *column += width;
    from = next;
  }
}

void
dsn_wrap_append (GString *out, const char *text, guint indent)
{
  guint column = indent;

  while (*text != '\0') {
    guint width;
    const char *end = measure_word (text, &width);

    if (column > indent && column + 1 + width > DSN_WRAP_WIDTH) {
      break_line (out, indent, &column);
    } else if (column > indent) {
      g_string_append_c (out, ' ');
      column++;
    }
    append_long_word (out, text, end, indent, &column);
    text = end;
    while (*text == ' ')
      text++;
  }
}
