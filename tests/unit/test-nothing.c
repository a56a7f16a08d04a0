/* test-nothing.c: what is freed may be nothing, as the headers say. */
#include "dsn-ahead.h"
#include "dsn-builder.h"
#include "dsn-converters.h"
#include "dsn-fields.h"
#include "dsn-folder.h"
#include "dsn-found-wording.h"
#include "dsn-hints.h"
#include "dsn-listing.h"
#include "dsn-loader.h"
#include "dsn-maildir.h"
#include "dsn-parse-private.h"
#include "dsn-summary.h"

#if DSN_WITH_DNS
#include "dsn-address-check.h"
#include "dsn-ask.h"
#include "dsn-connect.h"
#include "dsn-describe.h"
#include "dsn-failures.h"
#include "dsn-query.h"
#include "dsn-server.h"
#include "dsn-signers.h"
#include "dsn-turns.h"
#endif

static void
test_free (void)
{
  dsn_ahead_free (NULL);
  dsn_converters_free (NULL);
  dsn_fields_free (NULL);
  dsn_folder_free (NULL);
  dsn_listing_free (NULL);
  dsn_loader_free (NULL);
  dsn_maildir_free (NULL);
  dsn_found_wording_free (NULL);
  dsn_parser_free (NULL);
  dsn_report_builder_free (NULL);
  dsn_summary_free (NULL);
  dsn_verdict_free (NULL);
}

#if DSN_WITH_DNS
static void
test_free_net (void)
{
  dsn_address_check_unref (NULL);
  dsn_asker_free (NULL);
  dsn_connection_free (NULL);
  dsn_failures_unref (NULL);
  dsn_query_free (NULL);
  dsn_server_free (NULL);
  dsn_signers_free (NULL);
  dsn_turns_free (NULL);
  dsn_view_free (NULL);
}

/* Codes of answers without a name of their own have a number. */
static void
test_codes (void)
{
  char text[DSN_RCODE_TEXT_SIZE];

  g_assert_cmpstr (dsn_rcode_to_text (3, text), ==, "NXDOMAIN");
  g_assert_cmpstr (dsn_rcode_to_text (16, text), ==, "BADVERS");
  g_assert_cmpstr (dsn_rcode_to_text (3841, text), ==, "RCODE3841");
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nothing/free", test_free);
#if DSN_WITH_DNS
  g_test_add_func ("/nothing/free-net", test_free_net);
  g_test_add_func ("/nothing/codes", test_codes);
#endif
  return g_test_run ();
}
