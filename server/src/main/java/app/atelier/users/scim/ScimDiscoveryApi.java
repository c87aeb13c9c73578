package app.atelier.users.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Address;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What provisioning can do here (RFC 7643 §5 to 7). */
@RestController
@RequestMapping(path = "/v1/organizations/{orgId}/scim/v2", produces = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
@Tag(name = "users")
class ScimDiscoveryApi {

    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";
    private static final String TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
    private static final String CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

    private final Address address;

    ScimDiscoveryApi(Address address) {
        this.address = address;
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/ServiceProviderConfig")
    @Operation(summary = "SCIM: what is supported")
    Map<String, Object> config(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        var config = new LinkedHashMap<String, Object>();
        config.put("schemas", List.of(CONFIG));
        config.put("documentationUri", address.link("/docs/api"));
        config.put("patch", Map.of("supported", true));
        config.put("bulk", Map.of("supported", false, "maxOperations", 0, "maxPayloadSize", 0));
        config.put("filter", Map.of("supported", true, "maxResults", Scim.LARGEST_PAGE));
        config.put("changePassword", Map.of("supported", false));
        config.put("sort", Map.of("supported", false));
        config.put("etag", Map.of("supported", true));
        config.put("authenticationSchemes", List.of(Map.of("type", "oauthbearertoken", "name", "Organization token",
                "description", "An access token of the organization with the scope members.manage", "primary", true)));
        config.put("meta", Map.of("resourceType", "ServiceProviderConfig",
                "location", ScimUserApi.base(address, orgId) + "/ServiceProviderConfig"));
        return config;
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/ResourceTypes")
    @Operation(summary = "SCIM: the kinds of resources")
    Map<String, Object> types(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return list(Stream.of("User", "Group").map(name -> type(orgId, name)).toList());
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/ResourceTypes/{name}")
    @Operation(summary = "SCIM: a kind of resource")
    Map<String, Object> type(Caller caller, @PathVariable UUID orgId, @PathVariable String name) {
        caller.requireOrganization(orgId);
        if (!name.equals("User") && !name.equals("Group")) {
            throw new ScimError(404, null, "There is no resource type " + name);
        }
        return type(orgId, name);
    }

    private Map<String, Object> type(UUID organization, String name) {
        return Map.of("schemas", List.of(TYPE), "id", name, "name", name, "endpoint", "/" + name + "s",
                "schema", name.equals("User") ? Scim.USER : Scim.GROUP, "meta", Map.of("resourceType", "ResourceType",
                        "location", ScimUserApi.base(address, organization) + "/ResourceTypes/" + name));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/Schemas")
    @Operation(summary = "SCIM: the attributes that are kept")
    Map<String, Object> schemas(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return list(List.of(user(orgId), group(orgId)));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/Schemas/{id}")
    @Operation(summary = "SCIM: the attributes of a kind of resource")
    Map<String, Object> schema(Caller caller, @PathVariable UUID orgId, @PathVariable String id) {
        caller.requireOrganization(orgId);
        return switch (id) {
            case Scim.USER -> user(orgId);
            case Scim.GROUP -> group(orgId);
            default -> throw new ScimError(404, null, "There is no schema " + id);
        };
    }

    private Map<String, Object> user(UUID organization) {
        return schema(organization, Scim.USER, "User", List.of(
                text("userName", true, "server"), text("externalId", false, "none"), text("displayName", false, "none"),
                attribute("active", "boolean", false, false, "none", List.of()),
                attribute("name", "complex", false, false, "none", List.of(text("givenName", false, "none"), text("familyName", false, "none"))),
                attribute("emails", "complex", true, false, "none", List.of(text("value", false, "none"), text("type", false, "none"),
                        attribute("primary", "boolean", false, false, "none", List.of())))));
    }

    private Map<String, Object> group(UUID organization) {
        return schema(organization, Scim.GROUP, "Group", List.of(
                text("displayName", true, "server"), text("externalId", false, "none"),
                attribute("members", "complex", true, false, "none", List.of(text("value", false, "none"), text("type", false, "none")))));
    }

    private Map<String, Object> schema(UUID organization, String id, String name, List<Map<String, Object>> attributes) {
        return Map.of("schemas", List.of(SCHEMA), "id", id, "name", name, "attributes", attributes, "meta",
                Map.of("resourceType", "Schema", "location", ScimUserApi.base(address, organization) + "/Schemas/" + id));
    }

    private static Map<String, Object> text(String name, boolean required, String uniqueness) {
        return attribute(name, "string", false, required, uniqueness, List.of());
    }

    private static Map<String, Object> attribute(String name, String type, boolean several, boolean required, String uniqueness,
            List<Map<String, Object>> parts) {
        var attribute = new LinkedHashMap<String, Object>();
        attribute.put("name", name);
        attribute.put("type", type);
        attribute.put("multiValued", several);
        attribute.put("required", required);
        attribute.put("caseExact", false);
        attribute.put("mutability", "readWrite");
        attribute.put("returned", "default");
        attribute.put("uniqueness", uniqueness);
        if (!parts.isEmpty()) {
            attribute.put("subAttributes", parts);
        }
        return attribute;
    }

    private static Map<String, Object> list(List<Map<String, Object>> resources) {
        return new ScimUserApi.Window(1, resources.size()).list(resources.size(), resources);
    }
}
