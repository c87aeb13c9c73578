import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/**
 * Migrates a scratch PostgreSQL with every service's migrations and generates the jOOQ classes from the result, so
 * that a migration that breaks a query breaks the build. Run by Maven as a single-file program:
 * {@code java GenerateSchema.java MIGRATIONS TARGET}. Does nothing when the migrations are those of the last run.
 */
class GenerateSchema {

    private static final List<String> FIRST = List.of("platform", "journal");

    public static void main(String[] args) throws Exception {
        var migrations = Path.of(args[0]);
        var target = Path.of(args[1]);
        var fingerprint = fingerprint(migrations);
        var stamp = target.resolve("migrations.sha256");
        if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
            return;
        }
        var services = services(migrations);
        System.out.println("Generating jOOQ classes for " + String.join(", ", services));
        try (var postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            for (var service : services) {
                migrate(url, migrations, service);
            }
            GenerationTool.generate(configuration(url, services, target));
        }
        Files.writeString(stamp, fingerprint);
    }

    /** The folders that hold migrations; two come first because every other schema rests on them. */
    private static List<String> services(Path migrations) throws IOException {
        try (var folders = Files.list(migrations)) {
            var names = new ArrayList<>(folders.filter(Files::isDirectory).map(f -> f.getFileName().toString())
                    .sorted().toList());
            names.removeAll(FIRST);
            names.addAll(0, FIRST);
            return names;
        }
    }

    private static void migrate(String url, Path migrations, String service) {
        Flyway.configure()
                .dataSource(url, "postgres", "")
                .locations("filesystem:" + migrations.resolve(service))
                .schemas(service)
                .table("schema_history")
                .load()
                .migrate();
    }

    private static Configuration configuration(String url, List<String> services, Path target) {
        return new Configuration()
                .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword(""))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withExcludes("schema_history")
                                .withIncludeRoutines(false)
                                .withSchemata(services.stream()
                                        .map(s -> new SchemaMappingType().withInputSchema(s))
                                        .toList())
                                .withForcedTypes(new org.jooq.meta.jaxb.ForcedType()
                                        .withName("INSTANT")
                                        .withIncludeTypes("timestamptz|timestamp with time zone|timestamp\\(\\d\\) with time zone")))
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withPojos(false)
                                .withDaos(false)
                                .withGeneratedAnnotation(false)
                                .withGlobalObjectReferences(true))
                        .withTarget(new Target()
                                .withPackageName("app.schema")
                                .withDirectory(target.toString())
                                .withClean(true)));
    }

    private static String fingerprint(Path migrations) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(migrations)) {
            for (var file : files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
                digest.update(migrations.relativize(file).toString().getBytes());
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
