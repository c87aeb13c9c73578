package lab;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a project's board shows.
 *
 * @param seq    the journal position it stands for
 * @param titles by the task's id
 */
public record Board(long seq, Map<String, String> titles) {

    /** A fresh load. */
    public static Board read(Account account, String project) throws Exception {
        try (var connection = new Connection(account.port())) {
            var answer = connection.send("GET", "/v1/projects/" + project + "/board", account.token(), null);
            if (answer.status() != 200) {
                throw new IllegalStateException("the board answered " + answer.status());
            }
            var json = House.JSON.readTree(answer.body());
            var titles = new TreeMap<String, String>();
            json.path("tasks").forEach(task -> titles.put(task.path("id").asString(), task.path("title").asString()));
            return new Board(json.path("seq").asLong(), titles);
        }
    }
}
