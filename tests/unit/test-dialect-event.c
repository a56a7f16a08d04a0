/* test-dialect-event.c: bounces that a service mails as JSON. */
#include "test-row.h"

#define HEADER                                                                         \
  "From: no-reply@sns.example.com\nSubject: AWS Notification Message\n"                \
  "x-amz-sns-message-id: 1\n\n"
#define BOUNCE "{\"notificationType\":\"Bounce\",\"bounce\":{\"bouncedRecipients\":["

static const struct RowCase cases[] = {
  { "two",
    HEADER BOUNCE
    "{\"emailAddress\":\"ann@example.net\",\"diagnosticCode\":\"smtp; 550 5.1.1 no \\\""
    "ann\\\" here\"},{\"emailAddress\":\"bob@example.net\"}],\"bounceSubType\":"
    "\"General\"},\"mail\":{\"destination\":[\"eve@example.net\"]}}",
    "amazon-sns",
    "ann@example.net failed 5.1.1 550 - remote: 550 5.1.1 no \"ann\" "
    "here|bob@example.net failed - 0 - reporter: General",
    NULL, "" },
  { "many-lines",
    HEADER "{\n \"eventType\" : \"Bounce\",\n \"bounce\": {\n \"bouncedRecipients\": "
           "[\n {\n \"emailAddress\": \"ann@example.net\"\n }\n ]\n }\n}\n",
    "amazon-sns", "ann@example.net failed - 0 - reporter: -", NULL, "" },
  { "nobody", HEADER BOUNCE "]}}", "amazon-sns", "", NULL, "" },
  { "delivery",
    HEADER "{\"notificationType\":\"Delivery\",\"delivery\":{\"recipients\":"
           "[\"ann@example.net\"]},\"x\":\"Bounce\"}",
    NULL, "", NULL, "" },
  { "prose-before-it",
    HEADER "Look: " BOUNCE "{\"emailAddress\":\"ann@example.net\"}]}}", NULL, "", NULL,
    "" },
  { "no-service",
    "From: ann@example.com\nSubject: JSON\n\n" BOUNCE
    "{\"emailAddress\":\"ann@example.net\"}]}}",
    NULL, "", NULL, "" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/event/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_row_case);
  }
  return g_test_run ();
}
