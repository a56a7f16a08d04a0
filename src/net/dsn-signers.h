/* dsn-signers.h: who signed the messages that bounced, and by which keys. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DsnSigner:
 * @domain: with A-labels
 * @selectors: (element-type utf8): of its keys, each once, and %NULL at the end
 * @signatures: how many it made
 *
 * Counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  char *domain;
  GPtrArray *selectors;
  guint signatures;
} DsnSigner;

/**
 * dsn_signer_ref:
 *
 * Returns: (transfer full): @signer, counted once more
 */
DsnSigner *dsn_signer_ref (DsnSigner *signer);

/**
 * dsn_signer_unref:
 *
 * Frees it when nobody needs it any more.
 */
void dsn_signer_unref (DsnSigner *signer);

/**
 * DsnSigners:
 *
 * All of them. Not for two threads at once.
 */
typedef struct _DsnSigners DsnSigners;

/**
 * dsn_signers_new:
 *
 * Returns: (transfer full): nobody
 */
DsnSigners *dsn_signers_new (void);

/**
 * dsn_signers_free:
 *
 * Frees it.
 */
void dsn_signers_free (DsnSigners *signers);

/**
 * dsn_signers_add:
 * @domain: who signed
 * @selector: by which key
 *
 * Adds a signature. What is no domain, or no selector, is left out.
 */
void dsn_signers_add (DsnSigners *signers, const char *domain, const char *selector);

/**
 * dsn_signers_find:
 * @signers: (nullable): where to look
 * @domain: with A-labels
 *
 * Returns: (transfer none) (nullable): the signer
 */
DsnSigner *dsn_signers_find (const DsnSigners *signers, const char *domain);

/**
 * dsn_signers_sort:
 *
 * Returns: (transfer none) (element-type DsnSigner): all, who signed most first
 */
const GPtrArray *dsn_signers_sort (DsnSigners *signers);

G_END_DECLS
