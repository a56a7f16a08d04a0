/* dsn-gmime.h: GMime, made ready once. */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

/**
 * dsn_gmime_init:
 *
 * Makes GMime ready. Called before anything of it that needs that; any thread may.
 */
void dsn_gmime_init (void);

G_END_DECLS
