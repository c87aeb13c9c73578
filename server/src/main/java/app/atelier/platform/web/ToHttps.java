package app.atelier.platform.web;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;

/** Answers plain HTTP with the same address over HTTPS; nothing else is said there, and nothing is done. */
final class ToHttps implements Filter {

    private static final int PERMANENT = 308;
    private static final int HTTPS = 443;

    private final WebProperties web;
    private final Address address;
    private final Environment environment;

    ToHttps(WebProperties web, Address address, Environment environment) {
        this.web = web;
        this.address = address;
        this.environment = environment;
    }

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answer, FilterChain chain) throws IOException, ServletException {
        if (asked.isSecure()) {
            chain.doFilter(asked, answer);
            return;
        }
        var request = (HttpServletRequest) asked;
        var response = (HttpServletResponse) answer;
        var query = request.getQueryString();
        response.setStatus(PERMANENT);
        response.setHeader(HttpHeaders.LOCATION, base(request) + request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    /** The public address; without one the name the client used, at the port where HTTPS is. */
    private String base(HttpServletRequest request) {
        if (web.publicUrl() != null) {
            return address.base();
        }
        var port = environment.getProperty("local.server.port", Integer.class, HTTPS);
        return "https://" + request.getServerName() + (port == HTTPS ? "" : ":" + port);
    }
}
