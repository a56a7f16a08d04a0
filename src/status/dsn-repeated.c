/* dsn-repeated.c: codes that a reply repeats on each of its lines. */
#include "dsn-repeated.h"

#include "dsn-code-private.h"

static gboolean
is_blank (guint8 c)
{
  return c <= ' ' || c == 0x7f;
}

static gboolean
take_blanks (DsnScan *scan)
{
  const guint8 *from = scan->at;

  while (!dsn_scan_at_end (scan) && is_blank (*scan->at))
    scan->at++;
  return scan->at > from;
}

/* "5.1.1 " once more where a relay took away the reply codes of further lines. The code
 * behind a reply code is the reply's own. */
static gsize
take_code (DsnRepeated *repeated, DsnSpan rest, const DsnFolded *folded)
{
  DsnScan scan = dsn_scan_over (rest);
  DsnCode code;

  if (!dsn_code_scan (&scan, &code) || !take_blanks (&scan))
    return 0;
  if (repeated->code.klass == 0)
    repeated->code = code;
  else if (code.klass == repeated->code.klass &&
           code.subject == repeated->code.subject &&
           code.detail == repeated->code.detail && folded->len > 1 &&
           folded->text[folded->len - 1] == ' ' &&
           !g_ascii_isdigit (folded->text[folded->len - 2]) &&
           folded->text[folded->len - 2] != '-')
    return (gsize) (scan.at - rest.data);
  return 0;
}

/* "550-5.1.1 " or "550 5.1.1 " once more, on a further line of the same reply. */
static gsize
take_reply (DsnRepeated *repeated, DsnSpan rest, const DsnFolded *folded)
{
  DsnScan scan = dsn_scan_over (rest), code_scan;
  gboolean goes_on;
  guint number;
  DsnCode code;

  if (!dsn_scan_uint (&scan, 3, &number) || number < 200 || number > 599)
    return take_code (repeated, rest, folded);
  goes_on = dsn_scan_byte (&scan, '-');
  take_blanks (&scan); /* one of them is there: dsn_repeated_may_begin() */
  if (repeated->reply == 0 && goes_on) {
    repeated->reply = number;
    take_code (repeated, dsn_scan_rest (&scan), folded);
    return 0;
  }
  if (repeated->reply != number)
    return 0;
  code_scan = scan;
  if (dsn_code_scan (&code_scan, &code) && take_blanks (&code_scan))
    scan = code_scan;
  return (gsize) (scan.at - rest.data);
}

gsize
dsn_repeated_take (DsnRepeated *repeated, DsnSpan rest, const DsnFolded *folded)
{
  /* Of most numbers it is seen at once that they are no code. */
  if (!dsn_repeated_may_begin (rest))
    return 0;
  return take_reply (repeated, rest, folded);
}
