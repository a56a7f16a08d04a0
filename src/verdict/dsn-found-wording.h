/* dsn-found-wording.h: a text -> the wordings that fit it, and which one decides. */
#pragma once

#include "dsn-parse.h"

G_BEGIN_DECLS

/**
 * DsnFoundWording:
 * @id: its name, stable
 * @vendor: who writes it: a generator, a provider, or `any`
 * @phrase: the phrase, `*` for what varies
 * @category: the cause that it stands for
 * @status: the enhanced status code that it stands for
 * @source: where this is known from
 * @from: where its words begin in the text, in bytes
 * @to: one past where they end
 * @lost: (nullable): why it does not decide, as in dsn-json(5); %NULL for the one that
 *   does
 *
 * A wording that fits a text. It owns its strings.
 */
typedef struct {
  char *id;
  char *vendor;
  char *phrase;
  char *category;
  DsnCode status;
  char *source;
  gsize from;
  gsize to;
  char *lost;
} DsnFoundWording;

/**
 * dsn_wordings_find_all:
 * @text: the words of a failing system, as dsn_normalise_text() takes them
 * @generator: (nullable): who wrote them, as dsn_report_get_generator() names it
 * @options: (nullable): with which rules; %NULL for the defaults
 *
 * Looks a text up among all wordings, those of the user first, as `dsn rules test`
 * does. Any number of threads may call it at the same time.
 *
 * Returns: (transfer container) (element-type DsnFoundWording): those that fit, the one
 *   that decides first, the others by rank; empty where none does. Free with
 *   g_ptr_array_unref()
 */
DSN_API GPtrArray *dsn_wordings_find_all (const char *text, const char *generator,
                                          const DsnParseOptions *options);

/**
 * dsn_found_wording_dup:
 * @wording: a wording
 *
 * Returns: (transfer full): a copy; free with dsn_found_wording_free()
 */
DSN_API DsnFoundWording *dsn_found_wording_dup (const DsnFoundWording *wording);

/**
 * dsn_found_wording_free:
 * @wording: (nullable) (transfer full): a wording of dsn_found_wording_dup()
 *
 * Frees a copy; what dsn_wordings_find_all() gives belongs to its array.
 */
DSN_API void dsn_found_wording_free (DsnFoundWording *wording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnFoundWording, dsn_found_wording_free)

G_END_DECLS
