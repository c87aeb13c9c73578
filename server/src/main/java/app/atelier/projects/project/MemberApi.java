package app.atelier.projects.project;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.projects.ProjectRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is in a project, and as what. */
@RestController
@RequestMapping("/v1/projects/{projectId}")
@Tag(name = "projects")
class MemberApi {

    private final ProjectMembers members;

    MemberApi(ProjectMembers members) {
        this.members = members;
    }

    record RoleRequest(@NotNull(message = "must be one of lead, editor, commenter, viewer") ProjectRole role) {
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/members")
    @Operation(summary = "Who was added to a project, and as what")
    Page<ProjectMember> all(Caller caller, @PathVariable UUID projectId) {
        return Page.all(members.people(caller, projectId));
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/members/{personId}")
    @Operation(summary = "What a person is in a project")
    ProjectMember read(Caller caller, @PathVariable UUID projectId, @PathVariable UUID personId) {
        return members.person(caller, projectId, personId);
    }

    @Requires(Permission.PROJECT_MANAGE)
    @PutMapping("/members/{personId}")
    @Operation(summary = "Add a person to a project, or give them another role there")
    ProjectMember put(Caller caller, @PathVariable UUID projectId, @PathVariable UUID personId, @Valid @RequestBody RoleRequest body) {
        return members.put(caller, projectId, new ProjectMember(personId, body.role()));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @DeleteMapping("/members/{personId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a person out of a project")
    void remove(Caller caller, @PathVariable UUID projectId, @PathVariable UUID personId) {
        members.removePerson(caller, projectId, personId);
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/teams")
    @Operation(summary = "Which teams are in a project, and as what")
    Page<ProjectTeam> teams(Caller caller, @PathVariable UUID projectId) {
        return Page.all(members.teams(caller, projectId));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @PutMapping("/teams/{teamId}")
    @Operation(summary = "Add a team to a project, or give it another role there")
    ProjectTeam putTeam(Caller caller, @PathVariable UUID projectId, @PathVariable UUID teamId, @Valid @RequestBody RoleRequest body) {
        return members.put(caller, projectId, new ProjectTeam(teamId, body.role()));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @DeleteMapping("/teams/{teamId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a team out of a project")
    void removeTeam(Caller caller, @PathVariable UUID projectId, @PathVariable UUID teamId) {
        members.removeTeam(caller, projectId, teamId);
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/permissions")
    @Operation(summary = "What the caller may do in a project")
    Page<Permission> permissions(Caller caller, @PathVariable UUID projectId) {
        return Page.all(List.copyOf(members.permissions(caller, projectId)));
    }
}
