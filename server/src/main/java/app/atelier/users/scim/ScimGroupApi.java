package app.atelier.users.scim;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Address;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Provisioning of groups over HTTP (RFC 7644). */
@RestController
@RequestMapping(path = "/v1/organizations/{orgId}/scim/v2/Groups", produces = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
@Tag(name = "users")
class ScimGroupApi {

    private final ScimGroups groups;
    private final Address address;

    ScimGroupApi(ScimGroups groups, Address address) {
        this.groups = groups;
        this.address = address;
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping
    @Operation(summary = "SCIM: find groups")
    Map<String, Object> list(Caller caller, @PathVariable UUID orgId, @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable Integer startIndex, @RequestParam(required = false) @Nullable Integer count,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        caller.requireOrganization(orgId);
        var window = ScimUserApi.Window.of(startIndex, count);
        var found = groups.list(caller, filter, window.start() - 1, window.count());
        var base = ScimUserApi.base(address, orgId);
        return window.list(found.total(), found.groups().stream().map(g -> g.json(base, withMembers(excludedAttributes))).toList());
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/{id}")
    @Operation(summary = "SCIM: a group")
    ResponseEntity<Map<String, Object>> read(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        caller.requireOrganization(orgId);
        return answer(HttpStatus.OK, orgId, groups.read(caller, id), withMembers(excludedAttributes));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PostMapping(consumes = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "SCIM: make a group")
    ResponseEntity<Map<String, Object>> create(Caller caller, @PathVariable UUID orgId, @RequestBody JsonNode body) {
        caller.requireOrganization(orgId);
        return answer(HttpStatus.CREATED, orgId, groups.create(caller, body), true);
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PutMapping(path = "/{id}", consumes = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "SCIM: replace a group")
    ResponseEntity<Map<String, Object>> replace(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id, @RequestBody JsonNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        return answer(HttpStatus.OK, orgId, groups.replace(caller, id, body, ifMatch), true);
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PatchMapping(path = "/{id}", consumes = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "SCIM: change a group, its members above all")
    ResponseEntity<Map<String, Object>> patch(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id, @RequestBody JsonNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        return answer(HttpStatus.OK, orgId, groups.patch(caller, id, body, ifMatch), true);
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "SCIM: delete a group; its members stay")
    void delete(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id) {
        caller.requireOrganization(orgId);
        groups.delete(caller, id);
    }

    private static boolean withMembers(@Nullable String excludedAttributes) {
        return excludedAttributes == null || !excludedAttributes.toLowerCase(java.util.Locale.ROOT).contains("members");
    }

    private ResponseEntity<Map<String, Object>> answer(HttpStatus status, UUID organization, ScimGroup group, boolean withMembers) {
        var base = ScimUserApi.base(address, organization);
        return ResponseEntity.status(status).location(URI.create(base + "/Groups/" + group.id()))
                .header(HttpHeaders.ETAG, Scim.etag(group.version())).body(group.json(base, withMembers));
    }
}
