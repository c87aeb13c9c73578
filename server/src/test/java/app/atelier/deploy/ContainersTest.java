package app.atelier.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.atelier.Known;
import app.atelier.platform.Refusal;
import app.atelier.platform.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Dockerfile and the Compose file name what exists; there is no container engine here to ask. */
class ContainersTest {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)(?: AS (\\S+))?");
    private static final Pattern COPIED = Pattern.compile("--from=(\\S+)");
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z0-9_]+):?[?-]");

    private static String file(String name) throws IOException {
        return Files.readString(DEPLOY.resolve(name));
    }

    private static List<String> brokenDockerfile(String text) {
        var broken = new ArrayList<String>();
        var stages = new TreeSet<String>();
        FROM.matcher(text).results().forEach(from -> {
            if (!from.group(1).contains(":") && !stages.contains(from.group(1))) {
                broken.add("there is no stage or image of one version " + from.group(1));
            }
            if (from.group(2) != null) {
                stages.add(from.group(2));
            }
        });
        COPIED.matcher(text).results().map(c -> c.group(1)).filter(s -> !stages.contains(s)).forEach(s -> broken.add("there is no stage " + s));
        var last = text.substring(text.lastIndexOf("\nFROM "));
        if (!last.contains("USER 10001:10001")) {
            broken.add("the image runs as root");
        }
        if (!last.contains("EXPOSE 8080 8081")) {
            broken.add("the image names other ports than the manifests");
        }
        var names = Pattern.compile("(ATELIER_[A-Z_]+)=").matcher(text).results().map(f -> f.group(1)).toList();
        try {
            Known.requireKnown(names);
        } catch (Refusal refusal) {
            broken.add(refusal.sentence());
        }
        return broken;
    }

    @Test
    void theDockerfileNamesWhatExists() throws IOException {
        assertThat(brokenDockerfile(file("Dockerfile"))).isEmpty();
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<id>release</id>");
        assertThat(Files.readString(Path.of("../atelier"))).contains("= train ]");
        var pod = Yamls.map(Kubernetes.base().getFirst(), "spec", "template", "spec", "securityContext");
        assertThat(pod.get("runAsUser")).isEqualTo(10001);
    }

    @ParameterizedTest
    @CsvSource({"--from=train,--from=trian,there is no stage trian", "USER 10001:10001,USER root,runs as root",
            "FROM base AS train,FROM bas AS train,of one version bas", "ATELIER_DATA=,ATELIER_DATE=,did you mean ATELIER_DATA?"})
    void aBreachInTheDockerfileIsFound(String right, String wrong, String sentence) throws IOException {
        assertThat(brokenDockerfile(file("Dockerfile").replace(right, wrong))).anyMatch(s -> s.contains(sentence));
    }

    private static List<String> brokenCompose(Map<String, Object> compose, String text) throws IOException {
        var broken = new ArrayList<String>();
        var services = Yamls.map(compose, "services");
        var targets = new TreeSet<String>();
        services.forEach((name, service) -> {
            var environment = Yamls.map(service, "environment");
            if (environment.containsKey("ATELIER_TARGET")) {
                targets.add(Yamls.text(environment, "ATELIER_TARGET"));
                process(name, service, environment, services.keySet(), broken);
            } else if (!Yamls.text(service, "image").matches("\\S+:\\d[\\w.-]*")) {
                broken.add(name + " has no image of one version");
            }
            for (var other : Yamls.map(service, "depends_on").keySet()) {
                if (!services.containsKey(other)) {
                    broken.add(name + " waits for " + other + ", which there is not");
                }
            }
        });
        var expected = Stream.concat(Known.services().stream(), Stream.of("all")).collect(Collectors.toCollection(TreeSet::new));
        if (!targets.equals(expected)) {
            broken.add("processes run " + targets + ", services are " + expected);
        }
        var example = Files.readAllLines(DEPLOY.resolve("example.env")).stream().filter(l -> l.contains("=")).map(l -> l.split("=")[0]).collect(Collectors.toSet());
        REQUIRED.matcher(text).results().map(f -> f.group(1)).filter(v -> !example.contains(v) && !v.equals("IMAGE"))
                .forEach(v -> broken.add(v + " is not in example.env"));
        return broken;
    }

    private static void process(String name, Object service, Map<String, Object> environment, Set<String> hosts, List<String> broken) {
        var variables = new HashMap<String, String>();
        environment.forEach((setting, value) -> variables.put(setting, String.valueOf(value).replaceAll("\\$\\{[^}]+}", "something of at least 32 characters")));
        variables.remove("ATELIER_WEB_PUBLIC_URL");
        try {
            Known.requireKnown(environment.keySet());
            Settings.known().requireUsable(Settings.environment(variables, Map.of()));
        } catch (Refusal refusal) {
            broken.add(name + ": " + refusal.sentence());
        }
        environment.forEach((setting, value) -> {
            var host = Pattern.compile("^(?:\\w+:)*(?://)?([a-z0-9-]+):\\d+").matcher(String.valueOf(value));
            if (host.find() && !hosts.contains(host.group(1))) {
                broken.add(setting + " of " + name + " leads to " + host.group(1) + ", which there is not");
            }
        });
        if (!Boolean.TRUE.equals(Yamls.at(service, "read_only")) || !Yamls.list(service, "cap_drop").contains("ALL")) {
            broken.add(name + " may do more than it needs");
        }
    }

    @Test
    void theComposeFileNamesWhatExists() throws IOException {
        var text = file("compose.yaml");
        assertThat(brokenCompose(Kubernetes.documents(text).getFirst(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://users:8080,http://user:8080,leads to user", "ATELIER_TARGET: files,ATELIER_TARGET: file,services are",
            "ATELIER_REDIS_URL,ATELIER_REDDIS_URL,did you mean ATELIER_REDIS_URL?", "image: redis:8,image: redis:latest,redis has no image of one version",
            "read_only: true,read_only: false,may do more", "${S3_ACCESS_KEY:?,${S3_ACCES_KEY:?,S3_ACCES_KEY is not in example.env"})
    void aBreachInTheComposeFileIsFound(String right, String wrong, String sentence) throws IOException {
        var text = file("compose.yaml").replace(right, wrong);
        assertThat(brokenCompose(Kubernetes.documents(text).getFirst(), text)).anyMatch(s -> s.contains(sentence));
    }
}
