package app.atelier.platform.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Reads a {@link Maybe}: a JSON null is a present null, a missing field no {@code Maybe} at all. */
final class MaybeDeserializer extends ValueDeserializer<Maybe<?>> {

    private final @Nullable JavaType valueType;

    MaybeDeserializer() {
        this(null);
    }

    private MaybeDeserializer(@Nullable JavaType valueType) {
        this.valueType = valueType;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        var type = property == null ? context.getContextualType() : property.getType();
        return new MaybeDeserializer(type.containedType(0));
    }

    @Override
    public Maybe<?> deserialize(JsonParser parser, DeserializationContext context) {
        return Maybe.of(context.readValue(parser, valueType));
    }

    @Override
    public Maybe<?> getNullValue(DeserializationContext context) {
        return Maybe.of(null);
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return null;
    }
}
