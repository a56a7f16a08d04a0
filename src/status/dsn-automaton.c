/* dsn-automaton.c: many literal pieces found in one pass over a text. */
#include "dsn-automaton.h"

#include <string.h>

/* The state that @byte leads to from @state, 0 if there is none. */
static guint32
step (const DsnAutomaton *automaton, const DsnAutomatonState *state, guint8 byte)
{
  const guint8 *bytes = automaton->bytes + state->children;

  /* Few in nearly all states. */
  for (guint32 i = 0; i < state->child_count; i++)
    if (bytes[i] == byte)
      return state->children + i;
  return 0;
}

static gboolean
has_label (const DsnAutomaton *automaton, const DsnAutomatonState *state, DsnSpan rest)
{
  return state->label_len == 0 ||
         (state->label_len <= rest.len &&
          rest.data[0] == automaton->labels[state->label] &&
          memcmp (rest.data, automaton->labels + state->label, state->label_len) == 0);
}

/* Follows the tables from the start of a word as far as they go. */
static void
follow (const DsnAutomaton *automaton, DsnSpan text, gsize from,
        DsnAutomatonFound found, gpointer user_data)
{
  guint32 index = automaton->root[text.data[from]];
  gsize end = from + 1;

  while (index != 0) {
    const DsnAutomatonState *state = &automaton->states[index];

    if (!has_label (automaton, state, dsn_span_slice (text, end, G_MAXSIZE)))
      return;
    end += state->label_len;
    if (state->piece != DSN_AUTOMATON_NONE)
      found (state->piece, from, end, user_data);
    index = end < text.len ? step (automaton, state, text.data[end++]) : 0;
  }
}

void
dsn_automaton_run (const DsnAutomaton *automaton, DsnSpan text, DsnAutomatonFound found,
                   gpointer user_data)
{
  gboolean in_word = FALSE;

  for (gsize from = 0; from < text.len; from++) {
    guint8 c = text.data[from];
    gboolean is_letter = c < 0x80 && g_ascii_isalnum (c);

    /* Of a character of several bytes the first begins a word. */
    if ((!is_letter || !in_word) && (c < 0x80 || c >= 0xc0))
      follow (automaton, text, from, found, user_data);
    in_word = is_letter;
  }
}
