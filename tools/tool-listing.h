/* tool-listing.h: a table of options as JSON, of which completions are made. */
#pragma once

#include "tool-args.h"

G_BEGIN_DECLS

/**
 * tool_listing_append:
 * @command: any; one that cannot be run stands for the program itself
 * @out: (inout): takes one line
 *
 * Adds an object with the keys `command`, `synopsis`, `help` and `options`. An option
 * has `name`, `letter`, `argument` (what its value is called; without one it is a
 * switch), `words` (the only values that it takes), `negatable` (it has a `--no-`
 * form), `repeated` and `help`. Keys that do not apply are left out.
 */
void tool_listing_append (const ToolCommand *command, GString *out);

G_END_DECLS
