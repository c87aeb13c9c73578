package app.atelier.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.Yaml;

/** The manifests of {@code deploy/kubernetes}, as objects. */
final class Kubernetes {

    static final Path FOLDER = Path.of("../deploy/kubernetes");
    private static final Pattern LABEL = Pattern.compile("app\\.kubernetes\\.io/name: (\\S+)");

    private Kubernetes() {
    }

    /** Whether a kubectl with a kustomize of this decade is here; Debian 12 has an older one. */
    static boolean canRender() {
        try {
            var process = new ProcessBuilder("kubectl", "version", "--client", "-o", "json").redirectErrorStream(true).start();
            var version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && version.contains("\"kustomizeVersion\": \"v5.");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What {@code kubectl apply -k} would send. */
    static List<Map<String, Object>> render(String overlay) throws IOException, InterruptedException {
        var errors = Files.createTempFile("kustomize", ".log");
        var process = new ProcessBuilder("kubectl", "kustomize", FOLDER.resolve("overlays").resolve(overlay).toString())
                .redirectError(errors.toFile()).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(errors));
        }
        Files.delete(errors);
        return documents(text);
    }

    /**
     * The base without kubectl: the one Deployment, Service and budget that all services are made from, under each
     * service's name, and all the rest as it is written. The overlays' changes are not in it.
     */
    static List<Map<String, Object>> base() throws IOException {
        var base = FOLDER.resolve("base");
        var all = new ArrayList<Map<String, Object>>();
        Map<String, Object> kustomization = documents(Files.readString(base.resolve("kustomization.yaml"))).getFirst();
        for (var resource : Yamls.list(kustomization, "resources")) {
            var path = base.resolve((String) resource);
            if (Files.isDirectory(path)) {
                all.addAll(service(base, path));
            } else {
                all.addAll(documents(Files.readString(path)));
            }
        }
        all.add(settings(base.resolve("settings.env")));
        return all;
    }

    private static List<Map<String, Object>> service(Path base, Path folder) throws IOException {
        var found = LABEL.matcher(Files.readString(folder.resolve("kustomization.yaml")));
        if (!found.find()) {
            throw new IllegalStateException(folder + " gives no name");
        }
        var name = found.group(1);
        var labels = Map.<String, Object>of("app.kubernetes.io/name", name);
        var all = new ArrayList<Map<String, Object>>();
        for (var file : List.of("deployment.yaml", "service.yaml", "disruption.yaml")) {
            var object = documents(Files.readString(base.resolve("service").resolve(file))).getFirst();
            Yamls.map(object, "metadata").put("name", name);
            var spec = Yamls.map(object, "spec");
            switch ((String) object.get("kind")) {
                case "Deployment" -> {
                    spec.put("selector", Map.of("matchLabels", labels));
                    Yamls.map(spec, "template", "metadata", "labels").putAll(labels);
                    Yamls.maps(spec, "template", "spec", "topologySpreadConstraints")
                            .forEach(c -> c.put("labelSelector", Map.of("matchLabels", labels)));
                }
                case "Service" -> spec.put("selector", labels);
                default -> spec.put("selector", Map.of("matchLabels", labels));
            }
            all.add(object);
        }
        all.addAll(documents(Files.readString(folder.resolve("scale.yaml"))));
        return all;
    }

    private static Map<String, Object> settings(Path file) throws IOException {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            settings.load(in);
        }
        var data = new LinkedHashMap<String, Object>();
        settings.forEach((name, value) -> data.put((String) name, value));
        return new LinkedHashMap<>(Map.of("apiVersion", "v1", "kind", "ConfigMap",
                "metadata", new LinkedHashMap<>(Map.of("name", "atelier-settings")), "data", data));
    }

    static List<Map<String, Object>> documents(String yaml) {
        var all = new ArrayList<Map<String, Object>>();
        for (var document : new Yaml().loadAll(yaml)) {
            @SuppressWarnings("unchecked") var object = (Map<String, Object>) document;
            all.add(object);
        }
        return all;
    }
}
