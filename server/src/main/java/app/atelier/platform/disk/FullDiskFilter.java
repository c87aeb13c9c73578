package app.atelier.platform.disk;

import java.io.IOException;
import java.util.Set;

import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses changes while the disk is full. Signing in and out stays possible: somebody has to make room. */
final class FullDiskFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final DiskSpace disk;
    private final ProblemWriter problems;

    FullDiskFilter(DiskSpace disk, ProblemWriter problems) {
        this.disk = disk;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !disk.isFull() || READING.contains(request.getMethod()) || request.getRequestURI().startsWith("/v1/auth/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.write(response, new Problem.StorageFull());
    }
}
