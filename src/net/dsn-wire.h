/* dsn-wire.h: DNS messages: a question to bytes, bytes to facts (RFC 1035 §4). */
#pragma once

#include "dsn-span.h"

G_BEGIN_DECLS

/**
 * DSN_WIRE_UDP_SIZE:
 *
 * Bytes of an answer over UDP that no path has to cut in pieces.
 */
#define DSN_WIRE_UDP_SIZE 1232

/**
 * DSN_WIRE_MAX_SIZE:
 *
 * Bytes of the largest message that TCP can carry (RFC 7766 §8).
 */
#define DSN_WIRE_MAX_SIZE 65535

/**
 * DSN_WIRE_MAX_RECORDS:
 *
 * Records that are kept of one answer.
 */
#define DSN_WIRE_MAX_RECORDS 400

/* Types of records (RFC 1035 §3.2.2 and later ones). */
enum {
  DSN_TYPE_A = 1,
  DSN_TYPE_NS = 2,
  DSN_TYPE_CNAME = 5,
  DSN_TYPE_SOA = 6,
  DSN_TYPE_PTR = 12,
  DSN_TYPE_MX = 15,
  DSN_TYPE_TXT = 16,
  DSN_TYPE_AAAA = 28,
  DSN_TYPE_TLSA = 52,
};

/* Codes of answers (RFC 1035 §4.1.1). */
enum {
  DSN_RCODE_NOERROR = 0,
  DSN_RCODE_FORMERR = 1,
  DSN_RCODE_SERVFAIL = 2,
  DSN_RCODE_NXDOMAIN = 3,
  DSN_RCODE_NOTIMP = 4,
  DSN_RCODE_REFUSED = 5,
  DSN_RCODE_BADVERS = 16,
};

/* Which part of an answer a record stands in. */
typedef enum {
  DSN_SECTION_ANSWER,
  DSN_SECTION_AUTHORITY,
  DSN_SECTION_ADDITIONAL,
} DsnSection;

/**
 * DsnQuestion:
 * @name: a domain name of A-labels, with or without the dot at its end; `.` is the root
 * @type: the type of records that is asked for
 * @no_recursion: ask for what the server itself knows
 * @no_check: do not want it checked by DNSSEC (RFC 4035 §3.2.2)
 * @no_edns: ask as it was before RFC 6891
 * @beside: it can wait: other questions to the server go first
 */
typedef struct {
  const char *name;
  guint16 type;
  gboolean no_recursion;
  gboolean no_check;
  gboolean no_edns;
  gboolean beside;
} DsnQuestion;

/**
 * DsnRecord:
 * @section: where it stands
 * @type: its type
 * @owner: whose it is
 * @ttl: seconds that it may be kept
 * @preference: of an MX
 * @text: of MX, CNAME, NS, PTR and SOA a name; of A and AAAA an address; of TXT its
 *   text, the strings joined; of TLSA its fields; else empty
 * @serial: of a SOA
 * @minimum: of a SOA, seconds (RFC 2308 §4)
 *
 * Names are in lower case, with the escapes of RFC 1035 §5.1 and without the dot at the
 * end, but for the root's `.`. All text is valid UTF-8.
 */
typedef struct {
  DsnSection section;
  guint16 type;
  char *owner;
  guint32 ttl;
  guint preference;
  char *text;
  guint32 serial;
  guint32 minimum;
} DsnRecord;

/**
 * DsnAnswer:
 * @rcode: what came of it, with the upper bits of EDNS
 * @authoritative: AA
 * @truncated: TC
 * @recursion: RA
 * @authentic: AD
 * @has_edns: it has an OPT record
 * @errors: (element-type guint16): extended errors (RFC 8914), as they stand
 * @error_text: (nullable): the text of the first of them that has one
 * @records: (element-type DsnRecord): the records, in the order of the message
 * @cut: there were more records than are kept
 */
typedef struct {
  guint rcode;
  gboolean authoritative;
  gboolean truncated;
  gboolean recursion;
  gboolean authentic;
  gboolean has_edns;
  GArray *errors;
  char *error_text;
  GPtrArray *records;
  gboolean cut;
} DsnAnswer;

/**
 * DsnWireResult:
 * @DSN_WIRE_ANSWER: it answers the question
 * @DSN_WIRE_FOREIGN: it answers another one, or none: forged, or late
 * @DSN_WIRE_MALFORMED: it cannot be read
 */
typedef enum {
  DSN_WIRE_ANSWER,
  DSN_WIRE_FOREIGN,
  DSN_WIRE_MALFORMED,
} DsnWireResult;

/**
 * dsn_wire_write:
 * @question: what to ask
 * @id: a random number
 *
 * Returns: (transfer full) (nullable): the message; %NULL if the name is none
 */
GBytes *dsn_wire_write (const DsnQuestion *question, guint16 id);

/**
 * dsn_wire_read:
 * @bytes: what came
 * @question: what was asked
 * @id: the number that it was asked with
 * @answer: (out) (optional): set for %DSN_WIRE_ANSWER only; free with dsn_answer_free()
 *
 * Reads a message and checks that it answers @question. A message with TC that ends in
 * the middle of a record is an answer without records.
 *
 * Returns: what it is
 */
DsnWireResult dsn_wire_read (DsnSpan bytes, const DsnQuestion *question, guint16 id,
                             DsnAnswer **answer);

/**
 * dsn_answer_find:
 * @answer: (nullable): an answer
 * @section: where to look
 * @type: what to look for
 * @from: index of the record to begin with
 * @position: (out) (optional): set on success only, to where it stands
 *
 * Returns: (nullable): the first record of @type from there on
 */
const DsnRecord *dsn_answer_find (const DsnAnswer *answer, DsnSection section,
                                  guint16 type, guint from, guint *position);

/**
 * dsn_answer_free:
 *
 * Frees an answer and its records.
 */
void dsn_answer_free (DsnAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnAnswer, dsn_answer_free)

G_END_DECLS
