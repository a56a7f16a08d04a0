/* dsn-check-types.h: what dsn_check_domains() takes and gives as boxed types, as in
 * dsn-types.h. */
#pragma once

#include "dsn-address-check.h"
#include "dsn-failures.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * dsn_check_options_new: (constructor)
 * @local: (nullable) (array zero-terminated=1): the resolvers that the mail server
 *   uses; copied
 * @independent: (nullable) (array zero-terminated=1): resolvers to compare them with;
 *   copied
 *
 * For languages that cannot fill arrays in; C has no need of it.
 *
 * Returns: (transfer full): options that own what they point to; free with
 *   dsn_check_options_free()
 */
DSN_API DsnCheckOptions *dsn_check_options_new (const char *const *local,
                                                const char *const *independent);

/**
 * dsn_check_options_dup:
 * @options: options, maybe of the caller's own making
 *
 * Returns: (transfer full): a copy that owns what it points to, but for its
 *   `progress_data`; free with dsn_check_options_free()
 */
DSN_API DsnCheckOptions *dsn_check_options_dup (const DsnCheckOptions *options);

/**
 * dsn_check_options_free:
 * @options: (nullable) (transfer full): what dsn_check_options_new() or
 *   dsn_check_options_dup() gave
 *
 * Frees options and what they own.
 */
DSN_API void dsn_check_options_free (DsnCheckOptions *options);

/**
 * DSN_TYPE_CHECK_OPTIONS:
 *
 * The boxed type of #DsnCheckOptions.
 */
#define DSN_TYPE_CHECK_OPTIONS (dsn_check_options_get_type ())

/**
 * dsn_check_options_get_type:
 *
 * Returns: the type of #DsnCheckOptions, registered by the first call
 */
DSN_API GType dsn_check_options_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_CHECK:
 *
 * The boxed type of #DsnCheck.
 */
#define DSN_TYPE_CHECK (dsn_check_get_type ())

/**
 * dsn_check_get_type:
 *
 * Returns: the type of #DsnCheck, registered by the first call
 */
DSN_API GType dsn_check_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_ADDRESS_CHECK:
 *
 * The boxed type of #DsnAddressCheck.
 */
#define DSN_TYPE_ADDRESS_CHECK (dsn_address_check_get_type ())

/**
 * dsn_address_check_get_type:
 *
 * Returns: the type of #DsnAddressCheck, registered by the first call
 */
DSN_API GType dsn_address_check_get_type (void) G_GNUC_CONST;

/**
 * DSN_TYPE_FAILURES:
 *
 * The boxed type of #DsnFailures.
 */
#define DSN_TYPE_FAILURES (dsn_failures_get_type ())

/**
 * dsn_failures_get_type:
 *
 * Returns: the type of #DsnFailures, registered by the first call
 */
DSN_API GType dsn_failures_get_type (void) G_GNUC_CONST;

G_END_DECLS
