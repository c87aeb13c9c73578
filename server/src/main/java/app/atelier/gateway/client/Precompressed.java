package app.atelier.gateway.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Gives a file in the smallest form that the client takes and the build has made: {@code app.js.br} instead of
 * {@code app.js} (RFC 9110 §12.5.3). Spring's own resolver takes the client's order, in which browsers put gzip first,
 * and gives what they exclude by {@code q=0}.
 */
final class Precompressed extends AbstractResourceResolver {

    /** The smallest first. */
    private static final List<Coding> CODINGS = List.of(new Coding("br", ".br"), new Coding("zstd", ".zst"), new Coding("gzip", ".gz"));

    private record Coding(String name, String extension) {
    }

    @Override
    protected @Nullable Resource resolveResourceInternal(@Nullable HttpServletRequest request, String path,
            List<? extends Resource> locations, ResourceResolverChain chain) {
        var file = chain.resolveResource(request, path, locations);
        if (file == null || request == null) {
            return file;
        }
        var accepted = accepted(request);
        for (var coding : CODINGS) {
            var encoded = accepted.contains(coding.name()) ? encoded(file, coding) : null;
            if (encoded != null) {
                return new Chosen(encoded, file, coding.name());
            }
        }
        return new Chosen(file, file, null);
    }

    private static @Nullable Resource encoded(Resource file, Coding coding) {
        try {
            var encoded = file.createRelative(file.getFilename() + coding.extension());
            return encoded.exists() ? encoded : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static List<String> accepted(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        var weights = new HashMap<String, Double>();
        for (var part : header == null ? new String[0] : header.toLowerCase(Locale.ROOT).split(",")) {
            var name = part.split(";", 2)[0].strip();
            weights.put(name, weight(part));
        }
        var accepted = new ArrayList<String>();
        for (var coding : CODINGS) {
            if (weights.getOrDefault(coding.name(), weights.getOrDefault("*", 0.0)) > 0) {
                accepted.add(coding.name());
            }
        }
        return accepted;
    }

    private static double weight(String part) {
        var q = part.replaceAll("\\s", "").replaceFirst("^[^;]*;?(q=)?", "");
        try {
            return q.isEmpty() ? 1 : Double.parseDouble(q);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    protected @Nullable String resolveUrlPathInternal(String path, List<? extends Resource> locations, ResourceResolverChain chain) {
        return chain.resolveUrlPath(path, locations);
    }

    /** Named and typed like the file it stands for. */
    static final class Chosen extends AbstractResource implements HttpResource {

        private final Resource bytes;
        private final Resource file;
        private final @Nullable String coding;

        private Chosen(Resource bytes, Resource file, @Nullable String coding) {
            this.bytes = bytes;
            this.file = file;
            this.coding = coding;
        }

        boolean isEncoded() {
            return coding != null;
        }

        @Override
        public HttpHeaders getResponseHeaders() {
            var headers = new HttpHeaders();
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            if (coding != null) {
                headers.set(HttpHeaders.CONTENT_ENCODING, coding);
            }
            return headers;
        }

        @Override
        public @Nullable String getFilename() {
            return file.getFilename();
        }

        @Override
        public String getDescription() {
            return bytes.getDescription();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return bytes.getInputStream();
        }

        @Override
        public boolean exists() {
            return bytes.exists();
        }

        @Override
        public URL getURL() throws IOException {
            return bytes.getURL();
        }

        @Override
        public long contentLength() throws IOException {
            return bytes.contentLength();
        }

        @Override
        public long lastModified() throws IOException {
            return bytes.lastModified();
        }

        @Override
        public Resource createRelative(String path) throws IOException {
            return file.createRelative(path);
        }
    }

    /** Tags files by what is in them, so that they are the same on every server and change only when they do. */
    static final class Tags {

        private final Map<String, String> known = new java.util.concurrent.ConcurrentHashMap<>();

        String of(Resource resource) {
            return known.computeIfAbsent(resource.getDescription(), _ -> tag(resource));
        }

        /** Weak where the bytes may still be compressed on their way (RFC 9110 §8.8.1). */
        private static String tag(Resource resource) {
            try (var in = resource.getInputStream()) {
                var digest = java.security.MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
                var tag = "\"" + java.util.HexFormat.of().formatHex(digest, 0, 16) + "\"";
                return resource instanceof Chosen chosen && chosen.isEncoded() ? tag : "W/" + tag;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }
}
