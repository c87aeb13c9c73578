package app.atelier.platform.system;

import java.util.UUID;

/** Every bean of this type gives the content of what its service keeps as bytes, not as rows. */
public interface BytesSource {

    /** The service, whose table has a row for each. */
    String service();

    /**
     * A part of a content, shorter only at its end.
     *
     * @throws app.atelier.platform.web.Problem.NotFound when there is none
     * @throws app.atelier.platform.web.Problem.Unavailable when it cannot be read now
     */
    byte[] read(UUID organization, UUID id, long from, int length);
}
