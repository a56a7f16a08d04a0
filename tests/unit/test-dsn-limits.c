/* test-dsn-limits.c: every ceiling has a default, and each can be set by itself. */
#include "dsn-limits.h"

#include "test-util.h"

#define MEMBER(name, least)                                                            \
  {                                                                                    \
#name, G_STRUCT_OFFSET(DsnLimits, name), sizeof(((DsnLimits *) 0)->name), least    \
  }

static const struct MemberCase {
  const char *name;
  gsize offset;
  gsize size;
  gsize least; /* what real mail needs of the default */
} member_cases[] = {
  MEMBER (message_size, 32 << 20), /* common limits of receivers */
  MEMBER (parts, 100),
  MEMBER (depth, 10),
  MEMBER (headers, 1000),
  MEMBER (header_size, 64 << 10), /* References and ARC sets */
  MEMBER (boundary_size, 70),     /* RFC 2046 §5.1.1 */
  MEMBER (value_size, 998),       /* RFC 5322 §2.1.1 */
  MEMBER (fields, 100),
  MEMBER (field_size, 4096),
  MEMBER (recipients, 1000), /* RFC 5321 §4.5.3.1.8 wants 100 at the least */
  MEMBER (notice_size, 64 << 10),
  MEMBER (decoded_size, 1 << 20),
  MEMBER (defects, 10),
};

static gsize
get (const DsnLimits *limits, const struct MemberCase *c)
{
  const guint8 *at = (const guint8 *) limits + c->offset;

  return c->size == sizeof (guint) ? *(const guint *) (const void *) at
                                   : *(const gsize *) (const void *) at;
}

static void
set (DsnLimits *limits, const struct MemberCase *c, guint value)
{
  guint8 *at = (guint8 *) limits + c->offset;

  if (c->size == sizeof (guint))
    *(guint *) (void *) at = value;
  else
    *(gsize *) (void *) at = value;
}

static void
test_member (gconstpointer row)
{
  const struct MemberCase *c = row;
  DsnLimits asked = { 0 }, defaults = dsn_limits_resolve (NULL), got;

  g_assert_cmpuint (get (&defaults, c), >=, c->least);
  for (guint value = 1; value <= 4321; value += 4320) {
    set (&asked, c, value);
    got = dsn_limits_resolve (&asked);
    for (gsize i = 0; i < G_N_ELEMENTS (member_cases); i++) {
      const struct MemberCase *other = &member_cases[i];

      g_assert_cmpuint (get (&got, other), ==,
                        other == c ? value : get (&defaults, other));
    }
  }
}

/* The rows above leave no member out. */
static void
test_complete (void)
{
  gsize end = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (member_cases); i++) {
    gsize size = member_cases[i].size;

    end = (end + size - 1) / size * size;
    g_assert_cmpuint (member_cases[i].offset, ==, end);
    end += size;
  }
  g_assert_cmpuint ((end + sizeof (gsize) - 1) / sizeof (gsize) * sizeof (gsize), ==,
                    sizeof (DsnLimits));
}

static void
test_zero_is_default (void)
{
  DsnLimits defaults = dsn_limits_resolve (NULL);
  DsnLimits got = dsn_limits_resolve (&(DsnLimits){ 0 });
  DsnLimits again = dsn_limits_resolve (&got);

  for (gsize i = 0; i < G_N_ELEMENTS (member_cases); i++) {
    g_assert_cmpuint (get (&got, &member_cases[i]), ==,
                      get (&defaults, &member_cases[i]));
    g_assert_cmpuint (get (&again, &member_cases[i]), ==,
                      get (&defaults, &member_cases[i]));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST_ADD_ROWS ("/limits/member", member_cases, test_member);
  g_test_add_func ("/limits/complete", test_complete);
  g_test_add_func ("/limits/zero-is-default", test_zero_is_default);
  return g_test_run ();
}
