package app.atelier.platform.web;

import java.util.List;

import app.atelier.platform.security.Public;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What holds for every operation, in the words of OpenAPI: the token it asks for, the shape of what goes wrong, the key
 * that makes a POST safe to repeat.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "accessToken";
    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_RESPONSE = "#/components/responses/" + PROBLEM;
    private static final String KEY = "IdempotencyKey";
    private static final int LONGEST_KEY = 255;

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Atelier").version("1").description("""
                        Where a team sells its work and does it. Sign in, or make an API token, and send it as \
                        `Authorization: Bearer …`. What a document like this cannot say, and curl examples to copy, are in \
                        `docs/api` of the source.""")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0"))
                        .contact(new Contact().name("Atelier").url("https://atelier.app")))
                .security(List.of(new SecurityRequirement().addList(BEARER)))
                .components(new Components()
                        .addSecuritySchemes(BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")
                                .description("An access token of ten minutes from `POST /v1/auth/login`, or an API token."))
                        .addSchemas(PROBLEM, problem())
                        .addResponses(PROBLEM, new ApiResponse().description("What went wrong, and what to do about it (RFC 9457)")
                                .content(new Content().addMediaType("application/problem+json",
                                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))))
                        .addParameters(KEY, new HeaderParameter().name("Idempotency-Key").required(false)
                                .description("The same key again within 24 hours answers the same and does nothing a second time")
                                .schema(text().maxLength(LONGEST_KEY).minLength(1))));
    }

    private static Schema<?> problem() {
        var error = new Schema<>().types(java.util.Set.of("object"))
                .addProperty("field", text()).addProperty("message", text());
        return new Schema<>().types(java.util.Set.of("object"))
                .addProperty("type", text().description("A stable address that names the kind of problem"))
                .addProperty("title", text())
                .addProperty("status", new Schema<>().types(java.util.Set.of("integer")))
                .addProperty("detail", text())
                .addProperty("instance", text())
                .addProperty("requestId", text().description("As the log of the server has it"))
                .addProperty("errors", new Schema<>().types(java.util.Set.of("array")).items(error)
                        .description("The fields at fault, where there are any"));
    }

    private static Schema<?> text() {
        return new Schema<>().types(java.util.Set.of("string"));
    }

    @Bean
    GlobalOperationCustomizer operations() {
        return (operation, method) -> {
            if (method.hasMethodAnnotation(Public.class)) {
                operation.setSecurity(List.of());
            }
            if (method.hasMethodAnnotation(PostMapping.class)) {
                operation.addParametersItem(new HeaderParameter().$ref("#/components/parameters/" + KEY));
            }
            problems(operation);
            return operation;
        };
    }

    private static void problems(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        operation.getResponses().addApiResponse("4XX", new ApiResponse().$ref(PROBLEM_RESPONSE));
    }

    /** Names that say where they belong: springdoc numbers methods of the same name in the order it meets them. */
    @Bean
    OpenApiCustomizer names() {
        return document -> {
            if (document.getPaths() != null) {
                document.getPaths().forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> operation.setOperationId(name(method.name(), path))));
            }
        };
    }

    private static String name(String method, String path) {
        var name = new StringBuilder(method.toLowerCase(java.util.Locale.ROOT));
        for (var part : path.replaceFirst("^/v1/", "").split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty()) {
                name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return name.toString();
    }
}
