package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** That every operation says who may use it, and that every permission is somebody's. */
class PolicyTest {

    private record Operation(String name, String path, HandlerMethod method) {
    }

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        House.all().context().getBeansOfType(RequestMappingHandlerMapping.class).values().forEach(mapping ->
                mapping.getHandlerMethods().forEach((info, method) -> {
                    if (method.getBeanType().getName().startsWith("app.atelier.")) {
                        paths(info).forEach(path -> operations.add(new Operation(
                                info.getMethodsCondition().getMethods() + " " + path, path, method)));
                    }
                }));
        return operations;
    }

    private static Stream<String> paths(RequestMappingInfo info) {
        return info.getPatternValues().stream();
    }

    @Test
    void everyOperationSaysWhatItNeeds() {
        assertThat(operations()).hasSizeGreaterThan(60);
        assertThat(operations()).filteredOn(o -> !o.method.hasMethodAnnotation(Public.class)
                        && !o.method.hasMethodAnnotation(Requires.class))
                .as("operations with neither @Requires(Permission.…) nor @Public").extracting(Operation::name).isEmpty();
    }

    @Test
    void noOperationIsBothOpenAndGuarded() {
        assertThat(operations()).filteredOn(o -> o.method.hasMethodAnnotation(Public.class)
                        && o.method.hasMethodAnnotation(Requires.class))
                .extracting(Operation::name).isEmpty();
    }

    @Test
    void everyOperationOfTheApiIsInItsDocument() {
        var paths = House.all().stranger().get("/v1/openapi.json").is(200).json().get("paths").propertyNames();
        assertThat(operations()).filteredOn(o -> o.path.startsWith("/v1/") && !isHidden(o.method))
                .extracting(o -> o.path.replaceAll("\\{(\\w+):[^}]*}", "{$1}")).isNotEmpty().allSatisfy(path ->
                        assertThat(paths).as("the API document").contains(path));
    }

    private static boolean isHidden(HandlerMethod method) {
        return method.hasMethodAnnotation(Hidden.class) || method.getBeanType().isAnnotationPresent(Hidden.class);
    }

    @Test
    void everyPermissionIsSomebodysAndOwnersHaveAll() {
        assertThat(Policy.of(Role.OWNER)).containsExactlyInAnyOrder(Permission.values());
    }

    @Test
    void eachRoleMayWhatTheRoleBelowItMay() {
        assertThat(Policy.of(Role.OWNER)).containsAll(Policy.of(Role.ADMIN));
        assertThat(Policy.of(Role.ADMIN)).containsAll(Policy.of(Role.MEMBER));
        assertThat(Policy.of(Role.MEMBER)).containsAll(Policy.of(Role.GUEST));
    }

    @Test
    void thePagesMadeFromTheTableAreThoseThatAreKept() throws IOException {
        for (var page : PolicyPages.pages().entrySet()) {
            assertThat(page.getKey()).as("run PolicyPages after changing Policy").exists();
            assertThat(Files.readString(page.getKey())).as("%s; run PolicyPages after changing Policy", page.getKey())
                    .isEqualTo(page.getValue());
        }
    }
}
