package app.atelier.platform.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import app.atelier.platform.Refusal;
import org.springframework.beans.BeanInstantiationException;
import org.springframework.boot.context.properties.bind.BindException;

/** Says what is wrong with a value, in one sentence instead of Spring's chain of exceptions. */
final class WrongValue {

    private final List<Setting> settings;

    WrongValue(List<Setting> settings) {
        this.settings = settings;
    }

    Refusal refusal(BindException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            // The settings' own class looked at the values together and says it best.
            if (cause instanceof BeanInstantiationException && cause.getCause() instanceof IllegalArgumentException said) {
                return new Refusal(ended(String.valueOf(said.getMessage())));
            }
        }
        return new Refusal(unreadable(failure));
    }

    private String unreadable(BindException failure) {
        var property = failure.getName().toString();
        // Spring names an element of a list by its index.
        var setting = settings.stream().filter(s -> s.property().equals(property.replaceAll("\\[\\d+]$", ""))).findFirst()
                .orElse(new Setting(property, "java.lang.String"));
        var value = failure.getProperty() == null || setting.secret() ? "" : " is '" + failure.getProperty().getValue() + "'; it";
        return setting.name() + value + " must be " + words(setting.type()) + ".";
    }

    private static String words(String type) {
        return switch (type) {
            case "java.lang.Integer", "java.lang.Long" -> "a whole number";
            case "java.lang.Double", "java.lang.Float" -> "a number";
            case "java.lang.Boolean" -> "true or false";
            case "java.time.Duration" -> "a length of time, such as 30s or 5m";
            case "org.springframework.util.unit.DataSize" -> "a size, such as 500MB or 10GB";
            case "java.net.URI", "java.net.URL" -> "an address, such as https://atelier.example.org";
            default -> constants(type);
        };
    }

    private static String constants(String type) {
        try {
            var constants = Class.forName(type).getEnumConstants();
            return constants == null ? "something else" : "one of " + Arrays.stream(constants)
                    .map(c -> c.toString().toLowerCase(Locale.ROOT).replace('_', '-')).collect(Collectors.joining(", "));
        } catch (ClassNotFoundException e) {
            return "something else";
        }
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
