package app.atelier.users.teams;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Maybe;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.users.Team;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Teams over HTTP. */
@RestController
@RequestMapping("/v1/organizations/{orgId}/teams")
@Tag(name = "users")
class TeamApi {

    private static final int NAME = 100;
    private static final int PEOPLE = 500;

    private final Teams teams;

    TeamApi(Teams teams) {
        this.teams = teams;
    }

    record NewTeam(@Nullable UUID id, @Nullable String name, @Nullable List<UUID> memberIds) {
    }

    record TeamPatch(@Nullable Maybe<String> name, @Nullable Maybe<List<UUID>> memberIds) {
    }

    @Requires(Permission.ORGANIZATION_READ)
    @GetMapping
    @Operation(summary = "Teams of the organization, by name")
    Page<Team> all(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return Page.all(teams.all(caller));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PostMapping
    @Operation(summary = "Make a team")
    ResponseEntity<Team> create(Caller caller, @PathVariable UUID orgId, @RequestBody NewTeam body) {
        caller.requireOrganization(orgId);
        var made = teams.create(caller, body.id(), new Teams.Draft(name(body.name()), people(body.memberIds())));
        var answer = made.made()
                ? ResponseEntity.created(URI.create("/v1/organizations/" + orgId + "/teams/" + made.team().id()))
                : ResponseEntity.ok();
        return answer.eTag(Versions.etag(made.team().version())).body(made.team());
    }

    @Requires(Permission.ORGANIZATION_READ)
    @GetMapping("/{teamId}")
    @Operation(summary = "One team and who is in it")
    ResponseEntity<Team> read(Caller caller, @PathVariable UUID orgId, @PathVariable UUID teamId) {
        caller.requireOrganization(orgId);
        return answer(teams.read(caller, teamId));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PatchMapping("/{teamId}")
    @Operation(summary = "Change a team's name or people (JSON merge patch)")
    ResponseEntity<Team> change(Caller caller, @PathVariable UUID orgId, @PathVariable UUID teamId, @RequestBody TeamPatch body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        return answer(teams.change(caller, teamId, ifMatch, old -> new Teams.Draft(
                name(Maybe.required("name", body.name(), old.name())), people(Maybe.or(body.memberIds(), old.memberIds())))));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @DeleteMapping("/{teamId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a team; its people lose what they had by it")
    void delete(Caller caller, @PathVariable UUID orgId, @PathVariable UUID teamId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        teams.delete(caller, teamId, ifMatch);
    }

    private static String name(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new Problem.Invalid("name", "must not be empty");
        }
        var stripped = name.strip();
        if (stripped.length() > NAME || stripped.indexOf('\0') >= 0) {
            throw new Problem.Invalid("name", "must have at most " + NAME + " characters, none of them U+0000");
        }
        return stripped;
    }

    private static List<UUID> people(@Nullable List<UUID> people) {
        if (people == null) {
            return List.of();
        }
        if (people.size() > PEOPLE || people.stream().anyMatch(Objects::isNull)) {
            throw new Problem.Invalid("memberIds", "must hold at most " + PEOPLE + " people, none of them null");
        }
        return people;
    }

    private static ResponseEntity<Team> answer(Team team) {
        return ResponseEntity.ok().eTag(Versions.etag(team.version())).body(team);
    }
}
