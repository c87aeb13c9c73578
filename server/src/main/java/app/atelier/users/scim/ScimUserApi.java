package app.atelier.users.scim;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Provisioning of people over HTTP (RFC 7644). */
@RestController
@RequestMapping(path = "/v1/organizations/{orgId}/scim/v2/Users", produces = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
@Tag(name = "users")
class ScimUserApi {

    private final ScimUsers users;
    private final Address address;

    ScimUserApi(ScimUsers users, Address address) {
        this.users = users;
        this.address = address;
    }

    static String base(Address address, UUID organization) {
        return address.link("/v1/organizations/" + organization + "/scim/v2");
    }

    /** A page of a list; positions count from 1, and what makes no sense is brought to what does (RFC 7644 §3.4.2.4). */
    record Window(int start, int count) {

        static Window of(@Nullable Integer startIndex, @Nullable Integer count) {
            return new Window(Math.max(1, startIndex == null ? 1 : startIndex),
                    Math.max(0, Math.min(count == null ? Scim.PAGE : count, Scim.LARGEST_PAGE)));
        }

        Map<String, Object> list(int total, List<Map<String, Object>> resources) {
            var list = new LinkedHashMap<String, Object>();
            list.put("schemas", List.of(Scim.LIST));
            list.put("totalResults", total);
            list.put("startIndex", start);
            list.put("itemsPerPage", resources.size());
            list.put("Resources", resources);
            return list;
        }
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping
    @Operation(summary = "SCIM: find users")
    Map<String, Object> list(Caller caller, @PathVariable UUID orgId, @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable Integer startIndex, @RequestParam(required = false) @Nullable Integer count) {
        caller.requireOrganization(orgId);
        var window = Window.of(startIndex, count);
        var found = users.list(caller, filter, window.start() - 1, window.count());
        return window.list(found.total(), found.users().stream().map(u -> u.json(base(address, orgId))).toList());
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/{id}")
    @Operation(summary = "SCIM: a user")
    ResponseEntity<Map<String, Object>> read(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id) {
        caller.requireOrganization(orgId);
        return answer(HttpStatus.OK, orgId, users.read(caller, id));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PostMapping(consumes = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "SCIM: make a user, who is a member from then on")
    ResponseEntity<Map<String, Object>> create(Caller caller, @PathVariable UUID orgId, @RequestBody JsonNode body) {
        caller.requireOrganization(orgId);
        return answer(HttpStatus.CREATED, orgId, users.create(caller, body));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PutMapping(path = "/{id}", consumes = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "SCIM: replace a user")
    ResponseEntity<Map<String, Object>> replace(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id, @RequestBody JsonNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        return answer(HttpStatus.OK, orgId, users.replace(caller, id, body, ifMatch));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PatchMapping(path = "/{id}", consumes = {Scim.JSON, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "SCIM: change a user; active false takes them out, within seconds and everywhere")
    ResponseEntity<Map<String, Object>> patch(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id, @RequestBody JsonNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        return answer(HttpStatus.OK, orgId, users.patch(caller, id, body, ifMatch));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "SCIM: take a user out for good")
    void delete(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id) {
        caller.requireOrganization(orgId);
        users.delete(caller, id);
    }

    private ResponseEntity<Map<String, Object>> answer(HttpStatus status, UUID organization, ScimUser user) {
        var base = base(address, organization);
        return ResponseEntity.status(status).location(URI.create(base + "/Users/" + user.id()))
                .header(HttpHeaders.ETAG, Scim.etag(user.version())).body(user.json(base));
    }
}
