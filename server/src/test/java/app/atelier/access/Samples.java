package app.atelier.access;

import java.util.List;
import java.util.Map;

/**
 * What the matrices send. Whatever a new operation brings is found in the API document; where that does not say what an
 * id is the id of, or a made-up body would be refused, a line here does.
 */
final class Samples {

    /** What the word before a parameter of a path says it is an id of; values of {@link World#value}. */
    static final Map<String, String> AFTER = Map.ofEntries(
            Map.entry("organizations", "organization"), Map.entry("members", "person"), Map.entry("invitations", "invitation"),
            Map.entry("roles", "role"), Map.entry("teams", "team"), Map.entry("projects", "project"), Map.entry("statuses", "status"),
            Map.entry("labels", "label"), Map.entry("milestones", "milestone"), Map.entry("tasks", "task"),
            Map.entry("comments", "comment"), Map.entry("files", "file"), Map.entry("templates", "template"),
            Map.entry("products", "product"), Map.entry("orders", "order"), Map.entry("lines", "line"),
            Map.entry("imports", "import"), Map.entry("sessions", "session"),
            Map.entry("invitation-links", "invitationLink"), Map.entry("export", "export"),
            Map.entry("connections", "connection"), Map.entry("domains", "connection"), Map.entry("{connectionId}", "word"), Map.entry("sso", "connection"),
            Map.entry("tokens", "token"), Map.entry("organization-tokens", "organizationToken"), Map.entry("clients", "client"),
            Map.entry("webhooks", "webhook"), Map.entry("Groups", "team"), Map.entry("Users", "person"),
            // Words, not ids.
            Map.entry("Schemas", "word"), Map.entry("ResourceTypes", "word"),
            Map.entry("shops", "slug"), Map.entry("streams", "stream"), Map.entry("reporting", "report"),
            Map.entry("providers", "word"), Map.entry("links", "word"), Map.entry("exports", "word"),
            // Nothing that could be somebody else's is there to be found: what takes a mail, a browser or another server to make.
            Map.entry("grants", "nothing"), Map.entry("deliveries", "nothing"),
            Map.entry("notifications", "nothing"), Map.entry("passkeys", "nothing"), Map.entry("status", "nothing"),
            Map.entry("test-payments", "nothing"), Map.entry("identities", "nothing"));

    /** What a field of a body or a query says by its name. */
    static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("organizationId", "organization"), Map.entry("personId", "person"), Map.entry("memberIds", "person"),
            Map.entry("assigneeId", "person"), Map.entry("assigneeIds", "person"), Map.entry("customRoleId", "role"),
            Map.entry("roleId", "role"), Map.entry("teamId", "team"), Map.entry("projectId", "project"),
            Map.entry("fromProjectId", "project"), Map.entry("taskId", "task"), Map.entry("parentId", "parent"),
            Map.entry("statusId", "status"), Map.entry("moveTo", "status"), Map.entry("labelId", "label"),
            Map.entry("labelIds", "label"), Map.entry("milestoneId", "milestone"), Map.entry("templateId", "template"),
            Map.entry("productId", "product"), Map.entry("orderId", "order"), Map.entry("clientId", "client"), Map.entry("connectionId", "nothing"), Map.entry("id", "nothing"),
            Map.entry("actorId", "person"), Map.entry("subjectId", "task"), Map.entry("token", "word"), Map.entry("secret", "word"), Map.entry("name", "word"));

    /** Bodies that are accepted, where a made-up one would not be. In braces: a value of {@link World#value}. */
    static final Map<String, List<String>> BODIES = Map.ofEntries(
            body("POST /v1/organizations/{orgId}/invitations", """
                    {"email": "{email}", "role": "guest"}"""),
            body("PATCH /v1/organizations/{orgId}/members/{personId}", """
                    {"role": "guest"}""", """
                    {"customRoleId": "{role}"}"""),
            body("POST /v1/organizations/{orgId}/invitation-links", """
                    {"role": "guest"}"""),
            body("POST /v1/organizations/{orgId}/roles", """
                    {"name": "{word}", "permissions": []}"""),
            body("PUT /v1/organizations/{orgId}/roles/{roleId}", """
                    {"name": "{word}", "permissions": []}"""),
            body("PUT /v1/users/me", """
                    {"firstName": "Ada", "lastName": "Byron", "username": "{word}", "timeZone": "Europe/Berlin"}"""),
            body("POST /v1/orders/test-payments/{paymentId}", """
                    {"outcome": "succeed"}"""),
            body("POST /v1/auth/clients", """
                    {"name": "{word}", "redirectUris": ["https://crm.example.org/cb"], "scopes": ["work.read"], "confidential": true}"""),
            body("POST /v1/auth/connections", """
                    {"name": "{word}", "issuer": "https://login.example.org", "clientId": "{word}"}"""),
            body("PUT /v1/auth/connections/{id}", """
                    {"name": "{word}", "issuer": "https://login.example.org", "clientId": "{word}"}"""),
            body("POST /v1/auth/connections/test", """
                    {"issuer": "https://login.example.org"}"""),
            body("PUT /v1/auth/password", """
                    {"currentPassword": "correct horse", "newPassword": "correct horse"}"""),
            body("POST /v1/projects", """
                    {"name": "{word}", "templateId": "{template}"}""", """
                    {"name": "{word}"}"""),
            body("PUT /v1/projects/{projectId}", """
                    {"name": "{word}", "memberIds": ["{person}"]}"""),
            body("PATCH /v1/projects/{projectId}", """
                    {"name": "{word}", "memberIds": ["{person}"]}"""),
            body("POST /v1/projects/{projectId}/statuses", """
                    {"name": "{word}", "category": "doing"}"""),
            body("PATCH /v1/projects/{projectId}/statuses/{statusId}", """
                    {"name": "{word}"}"""),
            body("POST /v1/projects/{projectId}/labels", """
                    {"name": "{word}", "color": "red"}"""),
            body("PATCH /v1/projects/{projectId}/labels/{labelId}", """
                    {"name": "{word}"}"""),
            body("POST /v1/projects/{projectId}/milestones", """
                    {"name": "{word}"}"""),
            body("PATCH /v1/projects/{projectId}/milestones/{milestoneId}", """
                    {"name": "{word}"}"""),
            body("POST /v1/projects/{projectId}/tasks", task()),
            body("PUT /v1/tasks/{taskId}", task()),
            body("PATCH /v1/tasks/{taskId}", task()),
            body("POST /v1/catalog/products", """
                    {"kind": "service", "name": "{word}", "price": {"amount": 100, "currency": "EUR"}, "templateId": "{template}"}"""),
            body("PUT /v1/catalog/products/{id}", """
                    {"name": "{word}", "price": {"amount": 100, "currency": "EUR"}, "state": "draft", "templateId": "{template}"}"""),
            body("PATCH /v1/catalog/products/{id}", """
                    {"name": "{word}", "templateId": "{template}"}"""),
            body("POST /v1/orders/{id}/payments", """
                    {"method": "cash"}"""),
            body("POST /v1/ingestion/streams/{stream}/events", """
                    {"events": [{"id": "{word}", "type": "clicked", "at": "2026-06-01T08:00:00Z"}]}"""),
            body("POST /v1/orders/checkout", """
                    {"shop": "{slug}", "items": [{"productId": "{product}", "quantity": 1}],
                     "customer": {"name": "Ada", "email": "{email}"}, "payment": "invoice"}"""));

    private Samples() {
    }

    private static Map.Entry<String, List<String>> body(String operation, String... bodies) {
        return Map.entry(operation, List.of(bodies));
    }

    private static String task() {
        return """
                {"title": "{word}", "statusId": "{status}", "assigneeIds": ["{person}"], "labelIds": ["{label}"],
                 "parentId": "{parent}", "milestoneId": "{milestone}"}""";
    }
}
