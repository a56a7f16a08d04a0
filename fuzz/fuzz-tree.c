/* fuzz-tree.c: bytes -> the tree of a message, its links, spans and limits. */
#include "dsn-message.h"
#include "fuzz.h"

/* A part's place among the others, and its bytes in those of the part around it. */
static void
check_part (DsnMessage *message, guint index, DsnSpan text, const DsnLimits *limits)
{
  const DsnPart *part = dsn_message_get_part (message, index), *child;
  DsnSpan whole = part->kind == DSN_PART_MESSAGE ? dsn_message_get_body (message, index)
                                                 : part->body;
  guint last = DSN_PART_NONE;

  g_assert_cmpuint (part->depth, <, limits->depth);
  g_assert_true (part->kind != DSN_PART_LEAF || part->child == DSN_PART_NONE);
  g_assert_true (part->kind != DSN_PART_MESSAGE ||
                 (part->child != DSN_PART_NONE && part->child == part->last_child));
  g_assert_true (part->header.len == 0 ||
                 part->header.data + part->header.len <= part->body.data);
  if (index == 0)
    g_assert_true (part->parent == DSN_PART_NONE && fuzz_is_inside (text, part->body));
  for (guint i = part->child; i != DSN_PART_NONE; last = i, i = child->next) {
    child = dsn_message_get_part (message, i);
    g_assert_true (i > index && child->parent == index &&
                   (last == DSN_PART_NONE || i > last));
    g_assert_cmpuint (child->depth, ==, part->depth + 1);
    g_assert_true (fuzz_is_inside (whole, child->header));
    g_assert_true (fuzz_is_inside (whole, child->body));
  }
  g_assert_cmpuint (part->last_child, ==, last);
}

static void
check_tree (GBytes *bytes, const DsnLimits *wanted)
{
  DsnLimits limits = dsn_limits_resolve (wanted);
  g_autoptr (DsnDefects) defects = dsn_defects_new (limits.defects);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, &limits, defects);
  gsize size = g_bytes_get_size (bytes);

  for (guint i = 0; i < dsn_message_get_part_count (message); i++)
    dsn_message_expand (message, i);
  g_assert_cmpuint (dsn_message_get_part_count (message), <=, limits.parts);
  for (guint i = 0; i < dsn_message_get_part_count (message); i++)
    check_part (message, i, dsn_span_of_bytes (bytes), &limits);
  g_assert_cmpuint (defects->list->len, <=, limits.defects + DSN_DEFECTS_MORE_MAX);
  for (guint i = 0; i < defects->list->len; i++)
    g_assert_cmpuint (g_array_index (defects->list, DsnDefect, i).offset, <=, size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size); /* an exact copy */

  check_tree (bytes, NULL);
  check_tree (bytes, &fuzz_small_limits);
  return 0;
}
