package app.atelier.deploy;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads manifests as the types that fabric8 generates from Kubernetes' own schema. A field that the schema does not
 * know ends in {@code additionalProperties} there; here it is an error.
 */
final class KubernetesSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Class<?>> TYPES = Map.of(
            "apps/v1 Deployment", Deployment.class,
            "v1 Service", Service.class,
            "v1 ConfigMap", ConfigMap.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "batch/v1 Job", Job.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "networking.k8s.io/v1 Ingress", Ingress.class);
    /** Of the Prometheus Operator, whose schema is not Kubernetes' own. */
    private static final String MONITOR = "monitoring.coreos.com/v1 ServiceMonitor";

    private KubernetesSchema() {
    }

    /** What the schema does not allow, each as a sentence. */
    static List<String> broken(List<Map<String, Object>> objects) {
        var broken = new ArrayList<String>();
        for (var object : objects) {
            var kind = object.get("apiVersion") + " " + object.get("kind");
            var name = kind + " " + Yamls.text(object, "metadata", "name");
            var type = TYPES.get(kind);
            if (type != null) {
                try {
                    unknown(JSON.convertValue(object, type), name, broken);
                } catch (JacksonException | IllegalArgumentException e) {
                    broken.add(name + ": " + e.getMessage());
                }
            } else if (!kind.equals(MONITOR)) {
                broken.add(name + ": of no known kind");
            }
        }
        return broken;
    }

    private static void unknown(Object value, String path, List<String> broken) {
        switch (value) {
            case null -> { }
            case Collection<?> list -> list.forEach(one -> unknown(one, path, broken));
            case Quantity quantity -> {
                try {
                    quantity.getNumericalAmount();
                } catch (RuntimeException e) {
                    broken.add(path + ": '" + quantity + "' is no amount");
                }
            }
            case Map<?, ?> map -> map.forEach((key, one) -> unknown(one, path + "." + key, broken));
            default -> {
                if (value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
                    getters(value, path, broken);
                }
            }
        }
    }

    private static void getters(Object value, String path, List<String> broken) {
        for (var method : value.getClass().getMethods()) {
            if (method.getName().startsWith("get") && method.getParameterCount() == 0 && !method.getName().equals("getClass")) {
                try {
                    var inner = method.invoke(value);
                    var field = path + "." + method.getName().substring(3, 4).toLowerCase(java.util.Locale.ROOT) + method.getName().substring(4);
                    if (method.getName().equals("getAdditionalProperties") && inner instanceof Map<?, ?> extra) {
                        extra.keySet().forEach(key -> broken.add(path + " has no field '" + key + "'"));
                    } else {
                        unknown(inner, field, broken);
                    }
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
