package app.atelier.platform.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Says which addresses a name has. */
@FunctionalInterface
public interface Names {

    InetAddress[] addresses(String name) throws UnknownHostException;

    /** The machine's own resolver. */
    static Names system() {
        return InetAddress::getAllByName;
    }
}
