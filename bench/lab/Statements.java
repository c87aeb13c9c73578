package lab;

/**
 * The SQL beneath each measured request, in pgbench's form: what a program with no framework, no JSON and no
 * permission check would send. A change writes its row and its journal entry in one transaction, as Atelier does.
 */
public final class Statements {

    private static final String PICK = "\\set n random(1, " + House.SMALL + ")\n";
    private static final String TASK_N = "('" + House.ID_PREFIX + "' || lpad(:n::text, 12, '0'))::uuid";

    private final String organization;
    private final String small;
    private final String large;
    private final String actor = "019aaaaa-0000-7000-8000-ffffffffffff";

    public Statements(House house) {
        organization = house.organization;
        small = house.small;
        large = house.large;
    }

    public String read() {
        return PICK + "select * from projects.task where organization_id = '" + organization + "' and id = " + TASK_N
                + " and deleted_at is null;\n";
    }

    public String list() {
        return "select * from projects.task where organization_id = '" + organization + "' and project_id = '" + small
                + "' and deleted_at is null order by position, id limit 51;\n";
    }

    /** Every column a board shows; the description only as whether there is one. */
    public String board(String project) {
        return "select id, project_id, number, title, status_id, priority, assignee_ids, label_ids, start_date, due_date,"
                + " estimate, parent_id, milestone_id, position, checklist_total, checklist_done, description <> '',"
                + " completed_at, created_at, updated_at, version from projects.task where organization_id = '"
                + organization + "' and project_id = '" + project + "' and deleted_at is null order by position, id;\n";
    }

    public String move() {
        return PICK + "begin;\n"
                + "update projects.task set position = 'n1', version = version + 1, updated_at = now()"
                + " where organization_id = '" + organization + "' and id = " + TASK_N + ";\n"
                + append("task.changed", TASK_N)
                + "commit;\n";
    }

    public String create() {
        return "begin;\n"
                + "with numbered as (update projects.project set last_number = last_number + 1 where organization_id = '"
                + organization + "' and id = '" + large + "' returning last_number)\n"
                + "insert into projects.task (organization_id, id, project_id, number, title, status_id, position,"
                + " created_at, updated_at) select '" + organization + "', gen_random_uuid(), '" + large
                + "', last_number, 'Made by SQL', (select id from projects.status where organization_id = '"
                + organization + "' and project_id = '" + large + "' limit 1), 'n1', now(), now() from numbered;\n"
                + append("task.created", "gen_random_uuid()")
                + "commit;\n";
    }

    /** The type says that these entries are the bench's: no follower understands them, none reacts. */
    private String append(String like, String subject) {
        return "select journal.append('" + organization + "', jsonb_build_array(jsonb_build_object('id', gen_random_uuid(),"
                + " 'actorId', '" + actor + "', 'service', 'bench', 'type', 'bench." + like + "', 'subjectType', 'bench',"
                + " 'subjectId', " + subject + ", 'data', jsonb_build_object('before', jsonb_build_object('position', 'n'),"
                + " 'after', jsonb_build_object('position', 'n1')))));\n";
    }
}
