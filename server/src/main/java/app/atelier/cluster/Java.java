package app.atelier.cluster;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run this program once more: the same Java, the same jar, the same options, in less memory. */
final class Java {

    /** Of the heap. A service at rest uses about half of it. */
    private static final String HEAP = "-Xmx192m";
    private static final List<String> NOT_OURS = List.of("-Xmx", "-Xms", "-XX:MaxRAMPercentage", "-XX:AOTCacheOutput",
            "-XX:+Use", "-agentlib", "-javaagent");
    private static final List<String> KEPT = List.of("-XX:+UseCompactObjectHeaders");

    private Java() {
    }

    static List<String> command(String mainClass) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> KEPT.contains(option) || NOT_OURS.stream().noneMatch(option::startsWith)).forEach(command::add);
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=64m", "-XX:TieredStopAtLevel=1"));
        var classPath = System.getProperty("java.class.path");
        command.addAll(classPath.endsWith(".jar") && !classPath.contains(System.getProperty("path.separator"))
                ? List.of("-jar", classPath) : List.of("-cp", classPath, mainClass));
        return command;
    }
}
