package app.atelier.collaboration.realtime;

import org.springframework.web.socket.CloseStatus;

/** Why the server closes a live connection (RFC 6455 §7.4; 4000 and up are ours). */
final class Closing {

    /** No good token, or no longer: come back with a fresh one. */
    static final CloseStatus TOKEN = new CloseStatus(4401);
    /** The client reads more slowly than things happen: come back and resume. */
    static final CloseStatus SLOW = new CloseStatus(1013, "too slow; come back and resume");
    /** A message that is none of the protocol's. */
    static final CloseStatus UNREADABLE = new CloseStatus(1008);
    static final CloseStatus STOPPING = new CloseStatus(1001, "the server stops");

    private Closing() {
    }
}
