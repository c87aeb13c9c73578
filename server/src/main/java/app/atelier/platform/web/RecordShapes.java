package app.atelier.platform.web;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/**
 * What the API's description cannot know without it: a record's component that is not {@code @Nullable} is always there,
 * a nullable one may be null, and a {@link Maybe} is its value. In an answer every field is there, be it null; in a
 * request what may be null may be left out.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // swagger-core's schemas know of no element type
final class RecordShapes implements ModelConverter, GlobalOpenApiCustomizer {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var java = Json.mapper().constructType(type.getType());
        var raw = java == null ? Object.class : java.getRawClass();
        if (raw == Maybe.class) {
            var value = context.resolve(new AnnotatedType(java.containedType(0)).resolveAsRef(true).schemaProperty(true)
                    .propertyName(type.getPropertyName()).ctxAnnotations(type.getCtxAnnotations()));
            return value == null ? null : nullable(value);
        }
        if (!chain.hasNext()) {
            return null;
        }
        var resolved = chain.next().resolve(type, context, chain);
        if (resolved != null && raw.isRecord()) {
            var schema = resolved.get$ref() == null ? resolved : context.getDefinedModels().get(name(resolved.get$ref()));
            if (schema != null && schema.getProperties() != null) {
                describe(schema, raw);
            }
        }
        return resolved;
    }

    private static void describe(Schema<?> schema, Class<?> type) {
        for (var component : type.getRecordComponents()) {
            var property = schema.getProperties().get(component.getName());
            if (property == null || component.getType() == Maybe.class) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.getProperties().put(component.getName(), nullable(property));
            } else {
                require(schema, component.getName());
            }
        }
    }

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        var schemas = document.getComponents().getSchemas();
        var asked = new HashSet<String>();
        document.getPaths().values().stream().flatMap(path -> path.readOperations().stream())
                .map(Operation::getRequestBody).filter(Objects::nonNull)
                .flatMap(body -> body.getContent() == null ? Stream.of() : body.getContent().values().stream())
                .forEach(content -> reach(content.getSchema(), schemas, asked));
        schemas.forEach((name, schema) -> {
            if (!asked.contains(name) && schema.getProperties() != null) {
                schema.getProperties().keySet().forEach(property -> require(schema, (String) property));
            }
        });
    }

    private static void reach(@Nullable Schema<?> schema, Map<String, Schema> schemas, Set<String> reached) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null && reached.add(name(schema.get$ref()))) {
            reach(schemas.get(name(schema.get$ref())), schemas, reached);
        }
        reach(schema.getItems(), schemas, reached);
        if (schema.getAdditionalProperties() instanceof Schema<?> value) {
            reach(value, schemas, reached);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> reach(property, schemas, reached));
        }
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(choice -> reach(choice, schemas, reached));
        }
    }

    private static Schema nullable(Schema schema) {
        if (schema.get$ref() == null) {
            if (schema.getTypes() != null) {
                schema.addType("null");
            }
            return schema;
        }
        var none = new JsonSchema();
        none.setTypes(Set.of("null"));
        var either = new JsonSchema();
        either.setAnyOf(List.of(schema, none));
        return either;
    }

    private static void require(Schema<?> schema, String property) {
        if (schema.getRequired() == null || !schema.getRequired().contains(property)) {
            schema.addRequiredItem(property);
        }
    }

    private static String name(String reference) {
        return reference.substring(REFERENCE.length());
    }
}
