/* dsn-container.h: where a report part stands, and the message that came back beside
 * it.
 */
#pragma once

#include "dsn-field.h"
#include "dsn-limits.h"
#include "dsn-message.h"
#include "dsn-report-private.h"

G_BEGIN_DECLS

/**
 * DsnContainerType:
 * @subtypes: (array zero-terminated=1): the subtypes of `message` that the part may
 * have
 * @report_types: (array zero-terminated=1): what the report-type around it may be
 *
 * How a report of one kind is labelled (RFC 6522 §3).
 */
typedef struct {
  const char *const *subtypes;
  const char *const *report_types;
} DsnContainerType;

/**
 * dsn_container_find:
 * @type: what to look for
 *
 * Finds the outermost part with one of the labels of @type.
 *
 * Returns: that part, or %DSN_PART_NONE
 */
guint dsn_container_find (const DsnMessage *message, const DsnContainerType *type);

/**
 * dsn_container_find_unlabelled:
 * @type: what to look for
 * @is_field: whether a name is that of a field of the report
 *
 * Finds a part of another label in a multipart/report with the report-type of @type,
 * that has such a field before any other text.
 *
 * Returns: that part, or %DSN_PART_NONE
 */
guint dsn_container_find_unlabelled (DsnMessage *message, const DsnContainerType *type,
                                     gboolean (*is_field) (DsnSpan name));

/**
 * dsn_container_bid:
 * @part: a part that holds a report which is no delivery status, or %DSN_PART_NONE
 *
 * A delivery status beside it or around it has precedence: then it is one bounce that
 * somebody has labelled twice. A delivery status inside of it is part of the message
 * that came back.
 *
 * Returns: how sure it is that the message is what @part says; 0 for not at all
 */
guint dsn_container_bid (const DsnMessage *message, guint part);

/**
 * dsn_container_check:
 * @part: the part that holds the report
 * @type: how it should be labelled
 * @report: takes the findings
 *
 * Compares what a part is with what stands around it: the report-type of a
 * multipart/report is the subtype of the second part, but for a "global-".
 */
void dsn_container_check (DsnMessage *message, guint part, const DsnContainerType *type,
                          DsnReport *report);

/**
 * dsn_container_read_original:
 * @original: a part that holds a returned message or its header, or %DSN_PART_NONE
 * @limits: resolved limits
 * @report: gets what the header says
 *
 * Returns: (transfer full) (nullable) (element-type DsnField): the fields of that
 * header; %NULL where there is none
 */
GArray *dsn_container_read_original (DsnMessage *message, guint original,
                                     const DsnLimits *limits, DsnReport *report);

G_END_DECLS
