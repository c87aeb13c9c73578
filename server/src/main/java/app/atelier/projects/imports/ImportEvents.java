package app.atelier.projects.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.journal.Event;
import app.atelier.projects.project.ProjectEvents;

/** What an import tells the journal besides the project and its tasks. */
final class ImportEvents {

    private ImportEvents() {
    }

    /** A whole project came from another system. */
    record ProjectImported(UUID projectId, String name, ImportFormat format, ImportPlan.Counts created) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("project.imported", "project", projectId, ProjectEvents.audienceOf(projectId));
        }
    }

    /** A comment as it was written elsewhere; its author may be nobody here. */
    record ImportedComment(UUID id, UUID taskId, String authorName, Instant at, String body) {
    }

    /** Comments that came with a project, for whoever keeps comments; large imports tell them in several entries. */
    record CommentsImported(UUID projectId, List<ImportedComment> comments) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("comments.imported", "project", projectId, ProjectEvents.audienceOf(projectId));
        }
    }
}
