package app.atelier.platform.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets a filter end a connection after its answer without reading what the client has yet to send, which Tomcat
 * otherwise does for up to two megabytes, at the client's pace.
 */
final class HangUp extends ValveBase {

    private static final String ATTRIBUTE = HangUp.class.getName();

    HangUp() {
        super(true);
    }

    static void after(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable hangUp) {
            hangUp.run();
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable hangUp = () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        request.setAttribute(ATTRIBUTE, hangUp);
        getNext().invoke(request, response);
    }
}
