package app.atelier.keep;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as it is copied.
 *
 * @param columns those that are stored, in their order; what is computed from others is not copied
 */
record Table(String schema, String name, List<String> columns) {

    /** As it stands in SQL. */
    String sql() {
        return quoted(schema) + "." + quoted(name);
    }

    String copyOut() {
        return "copy " + sql() + " (" + list() + ") to stdout";
    }

    String copyIn() {
        return "copy " + sql() + " (" + list() + ") from stdin";
    }

    private String list() {
        return columns.stream().map(Table::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
