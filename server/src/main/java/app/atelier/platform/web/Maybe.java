package app.atelier.platform.web;


import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A field of a merge patch (RFC 7396): absent keeps what is there, null clears it, a value replaces it. An absent
 * field is a null {@code Maybe}; a present one holds its value, which may be null.
 */
@JsonDeserialize(using = MaybeDeserializer.class)
public record Maybe<T>(@Nullable T value) {

    public static <T> Maybe<T> of(@Nullable T value) {
        return new Maybe<>(value);
    }

    /** The patched value: {@code patch}'s when it is present, else {@code current}. */
    public static <T> @Nullable T or(@Nullable Maybe<T> patch, @Nullable T current) {
        return patch == null ? current : patch.value();
    }

    /**
     * The patched value of a field that cannot be cleared.
     *
     * @throws Problem.Invalid when the patch clears it
     */
    public static <T> T required(String field, @Nullable Maybe<T> patch, T current) {
        if (patch == null) {
            return current;
        }
        if (patch.value() == null) {
            throw new Problem.Invalid(field, "must not be null");
        }
        return patch.value();
    }
}
