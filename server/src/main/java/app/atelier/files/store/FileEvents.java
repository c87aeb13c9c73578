package app.atelier.files.store;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** What happens to files, as the journal tells it: with their task's entries. */
final class FileEvents {

    private FileEvents() {
    }

    record FileCreated(File file, String taskKey, String taskTitle) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("file.created", "task", file.taskId(), Audience.of("project", file.projectId()));
        }
    }

    record FileDeleted(File file) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("file.deleted", "task", file.taskId(), Audience.of("project", file.projectId()));
        }
    }
}
