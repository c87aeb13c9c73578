package app.atelier.deploy;

import static app.atelier.deploy.Yamls.at;
import static app.atelier.deploy.Yamls.list;
import static app.atelier.deploy.Yamls.map;
import static app.atelier.deploy.Yamls.maps;
import static app.atelier.deploy.Yamls.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import app.atelier.Known;
import app.atelier.platform.Refusal;
import app.atelier.platform.db.Server;
import app.atelier.platform.settings.Settings;

/** What must be true of the manifests beyond the schema: names, ports and settings are ours, and nothing is left open. */
final class KubernetesRules {

    private static final Set<String> PROBES = Set.of("/startupz", "/healthz", "/readyz");
    /** What a phase of shutting down may take (application.yaml), and what comes before and after. */
    private static final int DRAIN_SECONDS = 20;
    private static final Pattern EXPANDED = Pattern.compile("\\$\\(([A-Z_]+)\\)");
    private static final Pattern LABEL = Pattern.compile("metadata\\.labels\\['(.+)']");

    private final List<Map<String, Object>> objects;
    private final List<String> broken = new ArrayList<>();

    private KubernetesRules(List<Map<String, Object>> objects) {
        this.objects = objects;
    }

    /** What is wrong, each as a sentence. */
    static List<String> broken(List<Map<String, Object>> objects) throws IOException {
        var rules = new KubernetesRules(objects);
        rules.everyServiceHasItsObjects();
        rules.of("Deployment").forEach(rules::deployment);
        rules.settings();
        rules.scaling();
        rules.network();
        rules.secrets();
        rules.entrance();
        return rules.broken;
    }

    private List<Map<String, Object>> of(String kind) {
        return objects.stream().filter(o -> kind.equals(o.get("kind"))).toList();
    }

    private static String name(Map<String, Object> object) {
        return text(object, "metadata", "name");
    }

    private void require(boolean holds, String sentence) {
        if (!holds) {
            broken.add(sentence);
        }
    }

    private void everyServiceHasItsObjects() {
        for (var kind : List.of("Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler")) {
            var names = of(kind).stream().map(KubernetesRules::name).collect(Collectors.toCollection(TreeSet::new));
            require(names.equals(new TreeSet<>(Known.services())), kind + " exists for " + names + ", services are " + Known.services());
        }
        require(objects.stream().map(o -> o.get("kind") + "/" + name(o)).distinct().count() == objects.size(), "two objects have one name");
    }

    private void deployment(Map<String, Object> deployment) {
        var who = "Deployment " + name(deployment);
        var pod = map(deployment, "spec", "template", "spec");
        var container = maps(pod, "containers").getFirst();
        var labels = map(deployment, "spec", "template", "metadata", "labels");
        require(labels.entrySet().containsAll(map(deployment, "spec", "selector", "matchLabels").entrySet()), who + " does not select its own pods");
        require(name(deployment).equals(labels.get("app.kubernetes.io/name")), who + " runs another service than it is named after");
        require(Boolean.TRUE.equals(at(pod, "securityContext", "runAsNonRoot")), who + " may run as root");
        require(Boolean.TRUE.equals(at(container, "securityContext", "readOnlyRootFilesystem")), who + " may write its root");
        require(Boolean.FALSE.equals(at(container, "securityContext", "allowPrivilegeEscalation")), who + " may escalate");
        require(list(container, "securityContext", "capabilities", "drop").contains("ALL"), who + " keeps capabilities");
        require(Boolean.FALSE.equals(pod.get("automountServiceAccountToken")), who + " carries a token for Kubernetes");
        require(Boolean.FALSE.equals(pod.get("enableServiceLinks")), who + " gets ATELIER_… names from Kubernetes");
        require(at(container, "resources", "requests", "cpu") != null, who + " asks for no CPU, so nothing scales on it");
        require(at(container, "resources", "limits", "memory") != null, who + " has no limit of memory");
        var mounts = maps(container, "volumeMounts").stream().map(m -> text(m, "mountPath")).toList();
        require(mounts.containsAll(List.of("/tmp", "/data")), who + " cannot write to /tmp and /data");
        require(maps(pod, "topologySpreadConstraints").stream().anyMatch(c -> name(deployment).equals(
                map(c, "labelSelector", "matchLabels").get("app.kubernetes.io/name"))), who + " is not spread");
        probes(who, container);
        var pause = at(container, "lifecycle", "preStop", "sleep", "seconds") instanceof Integer n ? n : 0;
        var grace = at(pod, "terminationGracePeriodSeconds") instanceof Integer n ? n : 30;
        require(pause > 0 && grace >= pause + 2 * DRAIN_SECONDS, who + " is killed before it has drained");
    }

    private void probes(String who, Map<String, Object> container) {
        var ports = maps(container, "ports").stream().collect(Collectors.toMap(p -> text(p, "name"), p -> text(p, "containerPort")));
        require("8080".equals(ports.get("http")) && "8081".equals(ports.get("management")), who + " has other ports than http 8080 and management 8081");
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            var path = text(container, probe, "httpGet", "path");
            require(PROBES.contains(path), who + ": " + probe + " asks " + path);
            require(ports.containsKey(text(container, probe, "httpGet", "port")), who + ": " + probe + " asks a port that it does not have");
        }
    }

    /** Each process's settings are known, and good enough to start with. */
    private void settings() {
        var shared = of("ConfigMap").stream().filter(c -> name(c).startsWith("atelier-settings")).findFirst().map(c -> map(c, "data")).orElse(Map.of());
        require(!shared.isEmpty(), "there are no settings");
        var services = of("Service").stream().collect(Collectors.toMap(KubernetesRules::name, s -> maps(s, "spec", "ports").stream()
                .map(p -> text(p, "port")).toList()));
        for (var service : Known.services()) {
            var address = shared.get("ATELIER_SERVICE_" + service.toUpperCase(Locale.ROOT) + "_URL");
            require(service.equals("gateway") || ("http://" + service + ":8080").equals(address), service + " is looked for at " + address);
            require(services.getOrDefault(service, List.of()).contains("8080"), "the Service " + service + " does not listen on 8080");
        }
        for (var workload : objects.stream().filter(o -> Set.of("Deployment", "Job").contains(o.get("kind"))).toList()) {
            var variables = new HashMap<String, String>();
            shared.forEach((name, value) -> variables.put(name, String.valueOf(value)));
            for (var variable : maps(workload, "spec", "template", "spec", "containers", "0", "env")) {
                variables.put(text(variable, "name"), value(variable, workload, variables));
            }
            if (workload.get("kind").equals("Deployment")) {
                require(Server.roleOf(name(workload)).equals(variables.get("ATELIER_DB_ROLE")), name(workload)
                        + " enters the database as " + variables.get("ATELIER_DB_ROLE"));
            }
            try {
                Known.requireKnown(variables.keySet());
                Settings.known().requireUsable(Settings.environment(variables, Map.of()));
            } catch (Refusal refusal) {
                broken.add(workload.get("kind") + " " + name(workload) + ": " + refusal.sentence());
            }
        }
    }

    /** As Kubernetes gives it to the container: labels are looked up, {@code $(NAME)} is what stands before it. */
    private static String value(Map<String, Object> variable, Map<String, Object> workload, Map<String, String> before) {
        if (variable.containsKey("value")) {
            return EXPANDED.matcher(text(variable, "value")).replaceAll(m -> Matcher.quoteReplacement(before.getOrDefault(m.group(1), m.group())));
        }
        var label = LABEL.matcher(text(variable, "valueFrom", "fieldRef", "fieldPath"));
        return label.matches() ? String.valueOf(map(workload, "spec", "template", "metadata", "labels").get(label.group(1)))
                : "a secret of at least 32 characters";
    }

    private void scaling() throws IOException {
        var follows = new TreeSet<String>();
        for (var service : Known.services()) {
            var migrations = Path.of("../schema/db").resolve(service);
            if (Files.isDirectory(migrations)) {
                try (var files = Files.list(migrations)) {
                    for (var file : files.toList()) {
                        if (Files.readString(file).contains("platform.follow('" + service + "')")) {
                            follows.add(service);
                        }
                    }
                }
            }
        }
        var byLag = new TreeSet<String>();
        for (var scaler : of("HorizontalPodAutoscaler")) {
            require(text(scaler, "spec", "scaleTargetRef", "name").equals(name(scaler)), "HorizontalPodAutoscaler " + name(scaler) + " scales another");
            for (var metric : maps(scaler, "spec", "metrics")) {
                if (at(metric, "external") != null) {
                    byLag.add(name(scaler));
                    require(text(metric, "external", "metric", "name").equals("atelier_follower_lag_seconds"), "there is no metric " + text(metric, "external", "metric", "name"));
                    require(text(metric, "external", "metric", "selector", "matchLabels", "service").equals(name(scaler)), name(scaler) + " looks at another service's lag");
                }
            }
        }
        require(byLag.equals(follows), "services with followers are " + follows + ", scaled by lag are " + byLag);
    }

    /** Everything is denied, and every pod is reached exactly where it must be. */
    private void network() {
        var policies = of("NetworkPolicy");
        require(policies.stream().anyMatch(p -> map(p, "spec", "podSelector").isEmpty() && at(p, "spec", "ingress") == null && at(p, "spec", "egress") == null
                && list(p, "spec", "policyTypes").containsAll(List.of("Ingress", "Egress"))), "no NetworkPolicy denies by default");
        for (var deployment : of("Deployment")) {
            var labels = map(deployment, "spec", "template", "metadata", "labels");
            var open = policies.stream().filter(p -> labels.entrySet().containsAll(map(p, "spec", "podSelector", "matchLabels").entrySet()))
                    .flatMap(p -> maps(p, "spec", "ingress").stream()).flatMap(i -> maps(i, "ports").stream()).map(p -> text(p, "port"))
                    .collect(Collectors.toCollection(TreeSet::new));
            require(open.equals(Set.of("8080", "8081")), "Deployment " + name(deployment) + " is open on " + open);
            var outside = policies.stream().filter(p -> labels.entrySet().containsAll(map(p, "spec", "podSelector", "matchLabels").entrySet()))
                    .flatMap(p -> maps(p, "spec", "ingress").stream()).flatMap(i -> maps(i, "from").stream())
                    .anyMatch(f -> text(f, "namespaceSelector", "matchLabels", "kubernetes.io/metadata.name").startsWith("ingress"));
            require(outside == name(deployment).equals("gateway"), "Deployment " + name(deployment) + (outside ? " is" : " is not") + " reached from outside");
        }
    }

    private void secrets() throws IOException {
        require(of("Secret").isEmpty(), "a Secret is in the manifests");
        var documented = Files.readString(Path.of("../docs/operations/kubernetes.md"));
        var owners = new TreeSet<String>();
        for (var workload : objects.stream().filter(o -> Set.of("Deployment", "Job").contains(o.get("kind"))).toList()) {
            for (var variable : maps(workload, "spec", "template", "spec", "containers", "0", "env")) {
                var key = at(variable, "valueFrom", "secretKeyRef", "key");
                require(key == null || documented.contains("`" + key + "`"), "the key " + key + " of the Secret is not documented");
                require(key != null || !text(variable, "name").matches(".*(PASSWORD|SECRET|ACCESS_KEY)"), text(variable, "name") + " stands in the open");
                if ("database-owner-password".equals(key)) {
                    owners.add(name(workload));
                }
            }
        }
        require(owners.equals(Set.of("migrate")), "the owner's password is given to " + owners);
    }

    private void entrance() {
        for (var ingress : of("Ingress")) {
            require(!list(ingress, "spec", "tls").isEmpty(), "Ingress " + name(ingress) + " speaks no TLS");
            for (var rule : maps(ingress, "spec", "rules")) {
                require(text(rule, "http", "paths", "0", "backend", "service", "name").equals("gateway"), "Ingress " + name(ingress) + " leads past the gateway");
                require(list(ingress, "spec", "tls", "0", "hosts").contains(rule.get("host")), "Ingress " + name(ingress) + " has no certificate for " + rule.get("host"));
            }
        }
        for (var monitor : of("ServiceMonitor")) {
            require(text(monitor, "spec", "endpoints", "0", "port").equals("management") && text(monitor, "spec", "endpoints", "0", "path").equals("/metrics"),
                    "ServiceMonitor " + name(monitor) + " does not ask management for /metrics");
            require(of("Service").stream().allMatch(s -> map(s, "metadata", "labels").entrySet().containsAll(
                    map(monitor, "spec", "selector", "matchLabels").entrySet())), "ServiceMonitor " + name(monitor) + " misses a Service");
        }
        require(of("ServiceMonitor").size() == 1 && of("Ingress").size() == 1, "there must be one Ingress and one ServiceMonitor");
    }
}
