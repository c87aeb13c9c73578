package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;

/** Where something was measured. */
public final class Machine {

    private Machine() {
    }

    /** {@code 2026-11-23 on 2 cores, 24 GiB, JDK 25, AMD EPYC}. */
    public static String today() throws IOException {
        return "%s on %d cores, %s, JDK %s, %s".formatted(LocalDate.now(), Runtime.getRuntime().availableProcessors(),
                memory(), Runtime.version().feature(), processor());
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toArray(Path[]::new)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String memory() throws IOException {
        var info = Path.of("/proc/meminfo");
        if (!Files.isReadable(info)) {
            return "unknown memory";
        }
        var kib = Long.parseLong(Files.readAllLines(info).getFirst().replaceAll("\\D", ""));
        return Math.round(kib / 1024.0 / 1024.0) + " GiB";
    }

    private static String processor() throws IOException {
        var info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceAll(".*:\\s*", "")).findFirst().orElse(System.getProperty("os.arch"));
    }
}
