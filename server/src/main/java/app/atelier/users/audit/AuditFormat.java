package app.atelier.users.audit;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import app.atelier.platform.web.Cells;
import com.fasterxml.jackson.annotation.JsonValue;
import org.apache.commons.csv.CSVFormat;
import tools.jackson.databind.json.JsonMapper;

/** In what form the audit log is taken along. */
enum AuditFormat {

    /** RFC 4180, with a line of names. */
    CSV("text/csv; charset=utf-8", "csv") {
        @Override
        Rows writer(OutputStream out) throws IOException {
            var printer = CSVFormat.RFC4180.print(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
            printer.printRecord("number", "at", "actorId", "actorName", "action", "subjectType", "subjectId", "address", "before", "after");
            return new Rows() {
                @Override
                public void write(AuditEntry row) throws IOException {
                    printer.printRecord(row.number(), row.at(), row.actorId(), Cells.plain(row.actorName()), Cells.plain(row.action()),
                            Cells.plain(row.subjectType()), row.subjectId(), Cells.plain(row.address()), Cells.plain(row.before()),
                            Cells.plain(row.after()));
                }

                @Override
                public void close() throws IOException {
                    printer.close(true);
                }
            };
        }
    },

    /** One JSON object a line. */
    JSONL("application/jsonl; charset=utf-8", "jsonl") {
        @Override
        Rows writer(OutputStream out) {
            var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            return new Rows() {
                @Override
                public void write(AuditEntry row) throws IOException {
                    writer.write(JSON.writeValueAsString(AuditView.of(row)));
                    writer.write('\n');
                }

                @Override
                public void close() throws IOException {
                    writer.close();
                }
            };
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String mediaType;
    private final String ending;

    AuditFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    /** Takes rows one by one. */
    interface Rows extends Closeable {
        void write(AuditEntry row) throws IOException;
    }

    abstract Rows writer(OutputStream out) throws IOException;

    String mediaType() {
        return mediaType;
    }

    String ending() {
        return ending;
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
