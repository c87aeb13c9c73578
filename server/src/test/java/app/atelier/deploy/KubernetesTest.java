package app.atelier.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests say what Kubernetes understands and what the program has; each rule is shown to fail. */
class KubernetesTest {

    /** The base as it is written, and both overlays where kubectl can render them. */
    static Stream<Arguments> rendered() throws IOException, InterruptedException {
        var base = Arguments.of("base", Kubernetes.base());
        return Kubernetes.canRender()
                ? Stream.of(base, Arguments.of("small", Kubernetes.render("small")), Arguments.of("production", Kubernetes.render("production")))
                : Stream.of(base);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rendered")
    void theyFitTheSchema(String name, List<Map<String, Object>> objects) {
        assertThat(KubernetesSchema.broken(objects)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rendered")
    void theyFitTheProgram(String name, List<Map<String, Object>> objects) throws IOException {
        assertThat(KubernetesRules.broken(objects)).isEmpty();
    }

    @Test
    void theBaseReadWithoutKubectlIsWhatKubectlRenders() throws IOException, InterruptedException {
        if (Kubernetes.canRender()) {
            var rendered = Kubernetes.render("small").stream().map(o -> o.get("kind") + "/" + Yamls.text(o, "metadata", "name").replaceAll("-[a-z0-9]{10}$", ""));
            assertThat(Kubernetes.base().stream().map(o -> o.get("kind") + "/" + Yamls.text(o, "metadata", "name"))).containsExactlyInAnyOrderElementsOf(rendered.toList());
        }
    }

    private static Map<String, Object> find(List<Map<String, Object>> objects, String kind, String name) {
        return objects.stream().filter(o -> kind.equals(o.get("kind")) && name.equals(Yamls.text(o, "metadata", "name"))).findFirst().orElseThrow();
    }

    private static Map<String, Object> container(List<Map<String, Object>> objects) {
        return Yamls.maps(find(objects, "Deployment", "projects"), "spec", "template", "spec", "containers").getFirst();
    }

    private static Arguments wrong(String what, Consumer<List<Map<String, Object>>> change) {
        return Arguments.of(what, change);
    }

    static Stream<Arguments> againstTheSchema() {
        return Stream.of(
                wrong("imagePullpolicy", o -> container(o).put("imagePullpolicy", "Always")),
                wrong("maxUnavailble", o -> Yamls.map(find(o, "PodDisruptionBudget", "files"), "spec").put("maxUnavailble", 1)),
                wrong("no amount", o -> Yamls.map(container(o), "resources", "requests").put("cpu", "fast")),
                wrong("of no known kind", o -> find(o, "Service", "users").put("kind", "Servce")),
                wrong("Deployment projects", o -> Yamls.map(find(o, "Deployment", "projects"), "spec").put("replicas", "many")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("againstTheSchema")
    void aBreachOfTheSchemaIsFound(String what, Consumer<List<Map<String, Object>>> change) throws IOException {
        var objects = Kubernetes.base();
        change.accept(objects);
        assertThat(KubernetesSchema.broken(objects)).anyMatch(sentence -> sentence.contains(what));
    }

    static Stream<Arguments> againstTheRules() {
        return Stream.of(
                wrong("services are", o -> o.remove(find(o, "Deployment", "files"))),
                wrong("may run as root", o -> Yamls.map(find(o, "Deployment", "projects"), "spec", "template", "spec", "securityContext").remove("runAsNonRoot")),
                wrong("may write its root", o -> Yamls.map(container(o), "securityContext").put("readOnlyRootFilesystem", false)),
                wrong("from Kubernetes", o -> Yamls.map(find(o, "Deployment", "projects"), "spec", "template", "spec").remove("enableServiceLinks")),
                wrong("readinessProbe asks /ready", o -> Yamls.map(container(o), "readinessProbe", "httpGet").put("path", "/ready")),
                wrong("before it has drained", o -> Yamls.map(find(o, "Deployment", "projects"), "spec", "template", "spec").put("terminationGracePeriodSeconds", 10)),
                wrong("did you mean ATELIER_DB_MIGRATE", o -> Yamls.map(find(o, "ConfigMap", "atelier-settings"), "data").put("ATELIER_DB_MIGRATES", "false")),
                wrong("must be a whole number", o -> Yamls.map(find(o, "ConfigMap", "atelier-settings"), "data").put("ATELIER_DB_POOL_SIZE", "many")),
                wrong("users is looked for at http://user:8080", o -> Yamls.map(find(o, "ConfigMap", "atelier-settings"), "data").put("ATELIER_SERVICE_USERS_URL", "http://user:8080")),
                wrong("scaled by lag are", o -> Yamls.maps(find(o, "HorizontalPodAutoscaler", "orders"), "spec", "metrics").removeLast()),
                wrong("scales another", o -> Yamls.map(find(o, "HorizontalPodAutoscaler", "orders"), "spec", "scaleTargetRef").put("name", "users")),
                wrong("denies by default", o -> o.remove(find(o, "NetworkPolicy", "deny-by-default"))),
                wrong("projects is reached from outside", o -> Yamls.map(find(o, "NetworkPolicy", "into-gateway"), "spec").put("podSelector", new LinkedHashMap<>())),
                wrong("a Secret is in", o -> o.add(new LinkedHashMap<>(Map.of("kind", "Secret", "metadata", Map.of("name", "atelier-secrets"))))),
                wrong("stands in the open", o -> Yamls.maps(container(o), "env").add(Map.of("name", "ATELIER_MAIL_PASSWORD", "value", "hidden"))),
                wrong("speaks no TLS", o -> Yamls.map(find(o, "Ingress", "gateway"), "spec").remove("tls")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("againstTheRules")
    void aBreachOfTheRulesIsFound(String what, Consumer<List<Map<String, Object>>> change) throws IOException {
        var objects = Kubernetes.base();
        change.accept(objects);
        assertThat(KubernetesRules.broken(objects)).anyMatch(sentence -> sentence.contains(what));
    }
}
