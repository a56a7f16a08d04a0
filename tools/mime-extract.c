/* mime-extract.c: dsn mime parts: the parts of a message -> files.
 *
 * A worker without any right reads the message; this process, which may write, never
 * looks into it: it gets names and bytes. */
#include "mime-settings.h"
#include "tool-args.h"
#include "tool-files.h"
#include "tool-limits.h"
#include "tool-output.h"
#include "tool-pool.h"
#include "tool-sandbox.h"

#include "dsn-emit-files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* What a worker gives back: a part, or why there is none. */
typedef enum { FOUND, NO_SUCH, LOST } ResultType;
enum { PATH, CONTENT_TYPE, NAME, FILE_NAME, CONTENT, TEXTS };

/* @lens are those of the texts that follow; %G_MAXSIZE is none. */
typedef struct {
  ResultType type;
  gsize lens[TEXTS];
} ResultHead;

typedef struct {
  const MimeSettings *settings;
  const MimePick *pick;
  gboolean fed;
  ToolFiles *files;
  GPtrArray *written; /* DsnEmitFile */
  gboolean missing;   /* a part that was asked for */
  gboolean failed;
} Extract;

static gboolean
feed (GByteArray *job, gpointer data)
{
  Extract *extract = data;
  DsnSpan text = dsn_span_of_bytes (extract->pick->bytes);

  if (extract->fed)
    return FALSE;
  extract->fed = TRUE;
  if (text.len > 0)
    g_byte_array_append (job, text.data, (guint) text.len);
  return TRUE;
}

static gboolean
end_step (ToolTask *task, ResultType type, const char *const *texts, DsnSpan content)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  ResultHead head = { .type = type };

  g_byte_array_set_size (packed, sizeof head);
  for (guint i = 0; i < TEXTS; i++) {
    DsnSpan text = i == CONTENT ? content : dsn_span_of_string (texts[i]);

    head.lens[i] = i == CONTENT || texts[i] != NULL ? text.len : G_MAXSIZE;
    if (text.len > 0)
      g_byte_array_append (packed, text.data, (guint) text.len);
  }
  memcpy (packed->data, &head, sizeof head);
  return tool_task_end (task, (DsnSpan){ packed->data, packed->len });
}

static gboolean
end_lost (ToolTask *task)
{
  g_autofree char *why = tool_task_describe_loss (task);
  const char *texts[TEXTS] = { [NAME] = why };

  return end_step (task, LOST, texts, (DsnSpan){ NULL, 0 });
}

static gboolean
end_part (ToolTask *task, const DsnMimePart *part)
{
  g_autofree char *file = dsn_mime_part_dup_file_name (part);
  g_autoptr (GBytes) content = dsn_mime_part_decode (part);
  const char *texts[TEXTS] = { [PATH] = dsn_mime_part_get_path (part),
                               [CONTENT_TYPE] = dsn_mime_part_get_content_type (part),
                               [NAME] = dsn_mime_part_get_name (part),
                               [FILE_NAME] = file };

  return end_step (task, FOUND, texts, dsn_span_of_bytes (content));
}

/* Attached messages are files of their own: what is in them is in these. */
static gboolean
is_wanted (const DsnMimePart *part)
{
  if (dsn_mime_part_get_kind (part) == DSN_MIME_MULTIPART)
    return FALSE;
  while ((part = dsn_mime_part_get_parent (part)) != NULL)
    if (dsn_mime_part_get_kind (part) == DSN_MIME_MESSAGE)
      return FALSE;
  return TRUE;
}

/* What to write, in the order of the message; words that name nothing are added to
 * @missing. */
static GPtrArray *
select_parts (const MimeSettings *settings, const DsnMime *mime, GPtrArray *missing)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < settings->parts->len; i++) {
    const char *word = g_ptr_array_index (settings->parts, i);
    const DsnMimePart *part = mime_find (mime, word, NULL);

    if (part == NULL)
      g_ptr_array_add (missing, (gpointer) word);
    for (; part != NULL; part = mime_find (mime, word, part))
      g_hash_table_add (wanted, (gpointer) part);
  }
  for (guint i = 0; i < dsn_mime_get_part_count (mime); i++) {
    const DsnMimePart *part = dsn_mime_get_part (mime, i);

    if (settings->parts->len > 0 ? g_hash_table_contains (wanted, part)
                                 : is_wanted (part))
      g_ptr_array_add (parts, (gpointer) part);
  }
  return parts;
}

/* The step for one part or one word; gives whether to go on. */
static gboolean
run_step (ToolTask *task, const DsnMimePart *part, const char *missing)
{
  const char *texts[TEXTS] = { [NAME] = missing };
  gsize size = 0;

  switch (tool_task_begin (task)) {
  case TOOL_STEP_LOST_ALL:
    end_lost (task);
    return FALSE;
  case TOOL_STEP_LOST:
    tool_task_found (task, 0);
    return end_lost (task);
  case TOOL_STEP_SKIP:
    tool_task_found (task, 0);
    return tool_task_end (task, (DsnSpan){ NULL, 0 });
  case TOOL_STEP_DO:
    break;
  }
  if (part != NULL)
    dsn_mime_part_get_body (part, &size);
  tool_task_found (task, size);
  return part != NULL ? end_part (task, part)
                      : end_step (task, NO_SUCH, texts, (DsnSpan){ NULL, 0 });
}

static void
work (ToolTask *task, DsnSpan job, gpointer data)
{
  const Extract *extract = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (job.data, job.len);
  g_autoptr (GPtrArray) parts = NULL, missing = g_ptr_array_new ();
  g_autoptr (DsnMime) mime = NULL;
  gboolean go_on = TRUE;

  tool_sandbox_enter (TOOL_SANDBOX_READ, NULL);
  if (tool_task_begin (task) == TOOL_STEP_LOST_ALL) {
    end_lost (task);
    return;
  }
  mime = dsn_mime_new (bytes, NULL);
  parts = select_parts (extract->settings, mime, missing);
  for (guint i = 0; go_on && i < missing->len; i++)
    go_on = run_step (task, NULL, g_ptr_array_index (missing, i));
  for (guint i = 0; go_on && i < parts->len; i++)
    go_on = run_step (task, g_ptr_array_index (parts, i), NULL);
}

/* Takes the next text of a result apart; %NULL where there is none. */
static char *
take_text (DsnSpan *packed, gsize len)
{
  char *text;

  if (len == G_MAXSIZE)
    return NULL;
  g_assert (len <= packed->len);
  text = g_strndup ((const char *) packed->data, len);
  *packed = dsn_span_slice (*packed, len, packed->len);
  return text;
}

static gboolean
write_part (Extract *extract, DsnSpan texts, const ResultHead *head)
{
  DsnEmitFile *file = g_new0 (DsnEmitFile, 1);
  g_autofree char *wanted = NULL;

  file->path = take_text (&texts, head->lens[PATH]);
  file->content_type = take_text (&texts, head->lens[CONTENT_TYPE]);
  file->name = take_text (&texts, head->lens[NAME]);
  wanted = take_text (&texts, head->lens[FILE_NAME]);
  g_assert (texts.len == head->lens[CONTENT]);
  file->size = texts.len;
  file->file = tool_files_write (extract->files, wanted, texts);
  if (file->file != NULL) {
    g_ptr_array_add (extract->written, file);
    return TRUE;
  }
  dsn_emit_file_free (file);
  extract->failed = TRUE;
  return FALSE;
}

static gboolean
take (DsnSpan result, gpointer data)
{
  Extract *extract = data;
  g_autofree char *text = NULL;
  ResultHead head;

  g_assert (result.len >= sizeof head);
  memcpy (&head, result.data, sizeof head);
  result = dsn_span_slice (result, sizeof head, result.len);
  switch (head.type) {
  case FOUND:
    return write_part (extract, result, &head);
  case NO_SUCH:
    text = take_text (&result, head.lens[NAME]);
    extract->missing = TRUE;
    if (!extract->settings->quiet)
      tool_message ("'%s' has no part '%s': 'dsn mime tree' shows them",
                    extract->pick->source, text);
    return TRUE;
  case LOST:
    text = take_text (&result, head.lens[NAME]);
    extract->failed = TRUE;
    tool_message ("cannot read a part of '%s': %s", extract->pick->source, text);
    return TRUE;
  }
  g_assert_not_reached ();
}

static gboolean
tick (G_GNUC_UNUSED gpointer data)
{
  return TRUE;
}

/* What was written is told, whatever went wrong behind it. */
static gboolean
tell_written (const Extract *extract)
{
  const MimeSettings *settings = extract->settings;
  DsnTextOptions text = { .color = tool_output_wants_color (settings->color) };
  DsnEmitOptions origin = mime_origin (extract->pick);
  g_autoptr (GString) out = g_string_new (NULL);

  if (settings->quiet || extract->written->len == 0)
    return TRUE;
  if (settings->json)
    dsn_emit_files_json (settings->to, extract->written, &origin, out);
  else
    dsn_emit_files_text (settings->to, extract->written, &origin, &text, out);
  return tool_output_write (out);
}

gboolean
mime_extract_prepare (const MimeSettings *settings)
{
  if (mkdir (settings->to, 0777) != 0 && errno != EEXIST) {
    tool_message ("cannot make the folder '%s': %s", settings->to, g_strerror (errno));
    return FALSE;
  }
  tool_sandbox_enter (TOOL_SANDBOX_WORKERS | TOOL_SANDBOX_FOLDER, settings->to);
  return TRUE;
}

int
mime_extract (const MimeSettings *settings, const MimePick *pick)
{
  g_autoptr (ToolFiles) files = tool_files_new (settings->to);
  g_autoptr (GPtrArray) written =
      g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_emit_file_free);
  g_autoptr (GError) error = NULL;
  Extract extract = {
    .settings = settings, .pick = pick, .files = files, .written = written
  };
  ToolPoolPlan plan = { .jobs = 1,
                        .contain = TRUE,
                        .limits = TOOL_LIMITS_OF_MAIL,
                        .feed = feed,
                        .work = work,
                        .take = take,
                        .tick = tick,
                        .data = &extract };

  if (!tool_pool_run (&plan, &error)) {
    tool_message ("%s", error->message);
    extract.failed = TRUE;
  }
  if (!tell_written (&extract) || extract.failed)
    return TOOL_STATUS_TROUBLE;
  return written->len > 0 && !extract.missing ? TOOL_STATUS_YES : TOOL_STATUS_NO;
}
