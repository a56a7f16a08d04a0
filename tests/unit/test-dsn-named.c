/* test-dsn-named.c: whom a reply names. */
#include "dsn-named.h"

static const struct NamedCase {
  const char *name;
  const char *final, *original, *diagnostic;
  gboolean another;
} named_cases[] = {
  { "same", "a@b.example", NULL, "550 5.1.1 <a@b.example>: User unknown", FALSE },
  { "case", "A@b.example", NULL, "550 5.1.1 <a@B.example>: User unknown", FALSE },
  { "another", "a@b.example", NULL, "550 5.1.1 <c@d.example>: User unknown", TRUE },
  { "another-host", "a@b.example", NULL, "550 5.1.1 <a@d.example>: User unknown",
    TRUE },
  { "another-there", "a@b.example", NULL, "550 <c@b.example>: User unknown", TRUE },
  { "several-lines", "a@b.example", NULL, "550-5.1.1 <c@d.example>: no 550 5.1.1 one",
    TRUE },
  { "host-of-domain", "a@b.example", NULL, "550 5.1.1 <a@mx.b.example>... no", FALSE },
  { "domain-of-host", "a@mx.b.example", NULL, "550 5.1.1 <a@b.example>... no", FALSE },
  { "not-of-domain", "a@b.example", NULL, "550 5.1.1 <a@xb.example>... no", TRUE },
  { "longer-name", "a@b.example", NULL, "550 5.1.1 <aa@b.example>... no", TRUE },
  { "original", "c@d.example", "a@b.example", "550 5.1.1 <a@b.example>: no", FALSE },
  { "final", "c@d.example", "a@b.example", "550 5.1.1 <c@d.example>: no", FALSE },
  { "idn", "a@xn--bcher-kva.example", NULL, "550 <a@b\303\274cher.example>: no",
    FALSE },
  { "not-first", "a@b.example", NULL, "550 5.1.1 no such user <c@d.example>", FALSE },
  { "no-address", "a@b.example", NULL, "550 5.1.1 <c>: no", FALSE },
  { "open", "a@b.example", NULL, "550 5.1.1 <c@d.example", FALSE },
  { "no-code", "a@b.example", NULL, "<c@d.example>: no", FALSE },
  { "no-diagnostic", "a@b.example", NULL, NULL, FALSE },
  { "unreadable", "j\303\266rg@b.example", NULL, "550 <j\357\277\275rg@b.example>: no",
    FALSE },
  { "nobody", NULL, NULL, "550 5.1.1 <c@d.example>: no", TRUE },
};

static void
test_named (gconstpointer data)
{
  const struct NamedCase *c = data;
  DsnRecipient recipient;

  dsn_recipient_init (&recipient);
  recipient.final_recipient = c->final;
  recipient.original_recipient = c->original;
  recipient.diagnostic_text = c->diagnostic;
  g_assert_cmpint (dsn_named_another (&recipient), ==, c->another);
  dsn_recipient_clear (&recipient);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (named_cases); i++) {
    g_autofree char *path = g_strconcat ("/named/", named_cases[i].name, NULL);

    g_test_add_data_func (path, &named_cases[i], test_named);
  }
  return g_test_run ();
}
