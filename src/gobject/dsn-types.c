/* dsn-types.c: the records as boxed types of GObject. */
#include "dsn-types.h"

/* Where a struct holds text: its strings, and its arrays of strings that NULL ends. */
typedef struct {
  gsize size;
  const guint16 *strings;
  gsize string_count;
  const guint16 *arrays;
  gsize array_count;
} Shape;

static gpointer
copy_shape (gconstpointer from, const Shape *shape)
{
  guint8 *copy = g_memdup2 (from, shape->size);

  for (gsize i = 0; i < shape->string_count; i++) {
    char **at = (char **) (gpointer) (copy + shape->strings[i]);

    *at = g_strdup (*at);
  }
  for (gsize i = 0; i < shape->array_count; i++) {
    char ***at = (char ***) (gpointer) (copy + shape->arrays[i]);

    *at = g_strdupv (*at);
  }
  return copy;
}

static void
free_shape (gpointer data, const Shape *shape)
{
  for (gsize i = 0; i < shape->string_count; i++)
    g_free (G_STRUCT_MEMBER (char *, data, shape->strings[i]));
  for (gsize i = 0; i < shape->array_count; i++)
    g_strfreev (G_STRUCT_MEMBER (char **, data, shape->arrays[i]));
  g_free (data);
}

#define AT(Type, member) ((guint16) G_STRUCT_OFFSET (Type, member))
#define NO_ARRAYS NULL, 0
#define ALL(list) list, G_N_ELEMENTS (list)

static const guint16 headers_strings[] = {
  AT (DsnHeaders, message_id), AT (DsnHeaders, from),    AT (DsnHeaders, to),
  AT (DsnHeaders, subject),    AT (DsnHeaders, list_id),
};
static const Shape headers_shape = { sizeof (DsnHeaders), ALL (headers_strings),
                                     NO_ARRAYS };

static const guint16 feedback_strings[] = {
  AT (DsnFeedback, type),          AT (DsnFeedback, user_agent),
  AT (DsnFeedback, version),       AT (DsnFeedback, source_ip),
  AT (DsnFeedback, mail_from),     AT (DsnFeedback, auth_failure),
  AT (DsnFeedback, dkim_domain),   AT (DsnFeedback, delivery_result),
  AT (DsnFeedback, dkim_identity), AT (DsnFeedback, identity_alignment),
  AT (DsnFeedback, dkim_selector),
};
static const guint16 feedback_arrays[] = {
  AT (DsnFeedback, reported_domains),
  AT (DsnFeedback, reported_uris),
  AT (DsnFeedback, authentication_results),
  AT (DsnFeedback, spf_dns),
};
static const Shape feedback_shape = { sizeof (DsnFeedback), ALL (feedback_strings),
                                      ALL (feedback_arrays) };

static const guint16 disposition_strings[] = {
  AT (DsnDisposition, action_mode),  AT (DsnDisposition, sending_mode),
  AT (DsnDisposition, reporting_ua), AT (DsnDisposition, product),
  AT (DsnDisposition, gateway),      AT (DsnDisposition, original_message_id),
};
static const guint16 disposition_arrays[] = {
  AT (DsnDisposition, modifiers),
  AT (DsnDisposition, failures),
  AT (DsnDisposition, errors),
  AT (DsnDisposition, warnings),
};
static const Shape disposition_shape = { sizeof (DsnDisposition),
                                         ALL (disposition_strings),
                                         ALL (disposition_arrays) };

static const guint16 beaten_wording_strings[] = { AT (DsnBeatenWording, wording),
                                                  AT (DsnBeatenWording, category) };
static const Shape beaten_wording_shape = { sizeof (DsnBeatenWording),
                                            ALL (beaten_wording_strings), NO_ARRAYS };

static const guint16 extension_strings[] = { AT (DsnExtension, name),
                                             AT (DsnExtension, value) };
static const Shape extension_shape = { sizeof (DsnExtension), ALL (extension_strings),
                                       NO_ARRAYS };

static const guint16 defect_strings[] = { AT (DsnDefect, detail) };
static const Shape defect_shape = { sizeof (DsnDefect), ALL (defect_strings),
                                    NO_ARRAYS };

static const Shape beaten_code_shape = { sizeof (DsnBeatenCode), NULL, 0, NO_ARRAYS };
static const Shape code_shape = { sizeof (DsnCode), NULL, 0, NO_ARRAYS };
static const Shape limits_shape = { sizeof (DsnLimits), NULL, 0, NO_ARRAYS };

/* A struct whose copy owns its text, by its shape. */
#define DEFINE_PLAIN(Type, name)                                                       \
  static gpointer name##_copy (gpointer data)                                          \
  {                                                                                    \
    return copy_shape (data, &name##_shape);                                           \
  }                                                                                    \
  static void name##_free (gpointer data) { free_shape (data, &name##_shape); }        \
  G_DEFINE_BOXED_TYPE (Type, dsn_##name, name##_copy, name##_free)

DEFINE_PLAIN (DsnHeaders, headers)
DEFINE_PLAIN (DsnFeedback, feedback)
DEFINE_PLAIN (DsnDisposition, disposition)
DEFINE_PLAIN (DsnBeatenWording, beaten_wording)
DEFINE_PLAIN (DsnBeatenCode, beaten_code)
DEFINE_PLAIN (DsnExtension, extension)
DEFINE_PLAIN (DsnDefect, defect)
DEFINE_PLAIN (DsnCode, code)
DEFINE_PLAIN (DsnLimits, limits)

/* Rows live as long as the program. */
static gpointer
same (gpointer row)
{
  return row;
}

static void
keep (G_GNUC_UNUSED gpointer row)
{
}

G_DEFINE_BOXED_TYPE (DsnCategory, dsn_category, same, keep)
G_DEFINE_BOXED_TYPE (DsnStatusRule, dsn_status_rule, same, keep)
G_DEFINE_BOXED_TYPE (DsnReplyRule, dsn_reply_rule, same, keep)
G_DEFINE_BOXED_TYPE (DsnTexts, dsn_texts, same, keep)

#define DEFINE_COUNTED(Type, name)                                                     \
  G_DEFINE_BOXED_TYPE (Type, name, name##_ref, name##_unref)

static DsnRecipient *
recipient_copy (DsnRecipient *recipient)
{
  return dsn_recipient_ref (recipient);
}

static DsnMimePart *
mime_part_copy (DsnMimePart *part)
{
  return dsn_mime_part_ref (part);
}

static DsnVerdict *
verdict_copy (DsnVerdict *verdict)
{
  return dsn_verdict_dup (verdict);
}

static DsnParseOptions *
parse_options_copy (DsnParseOptions *options)
{
  return dsn_parse_options_dup (options);
}

static DsnFoundWording *
found_wording_copy (DsnFoundWording *wording)
{
  return dsn_found_wording_dup (wording);
}

G_DEFINE_BOXED_TYPE (DsnRecipient, dsn_recipient, recipient_copy, dsn_recipient_unref)
G_DEFINE_BOXED_TYPE (DsnMimePart, dsn_mime_part, mime_part_copy, dsn_mime_part_unref)
G_DEFINE_BOXED_TYPE (DsnVerdict, dsn_verdict, verdict_copy, dsn_verdict_free)
G_DEFINE_BOXED_TYPE (DsnParseOptions, dsn_parse_options, parse_options_copy,
                     dsn_parse_options_free)
G_DEFINE_BOXED_TYPE (DsnFoundWording, dsn_found_wording, found_wording_copy,
                     dsn_found_wording_free)
DEFINE_COUNTED (DsnReport, dsn_report)
DEFINE_COUNTED (DsnMail, dsn_mail)
DEFINE_COUNTED (DsnMailReader, dsn_mail_reader)
DEFINE_COUNTED (DsnMime, dsn_mime)
DEFINE_COUNTED (DsnRules, dsn_rules)
DEFINE_COUNTED (DsnExplanation, dsn_explanation)
