import { useParams } from '@tanstack/react-router';
import { Avatar } from '@/components/ui/avatar';
import { Dot } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { PickerList } from '@/components/ui/picker';
import { usePeople } from '@/features/users';
import { reason, type Color, type Id, type Priority, type Project, type TaskPatch, type TaskSummary } from '@/lib/api';
import { addDays, dueLabel, today } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { uuidv7 } from '@/lib/uuid';
import { toast } from '@/stores/toasts';
import { projectsApi } from './api';
import { byPosition } from './board-state';
import { changeTasks } from './changes';
import { PriorityIcon, StatusIcon, priorityNames, statusShare } from './icons';
import type { Property } from './selection';

interface PropertyProps {
  project: Project;
  /** One task in the panel, several for a selection: a choice is made for all. */
  tasks: TaskSummary[];
  onDone: () => void;
}

const set = (tasks: TaskSummary[], patch: TaskPatch) => changeTasks(tasks, () => patch);
/** What all of the tasks have in common. */
const common = (tasks: TaskSummary[], ids: (t: TaskSummary) => Id[]) => (tasks[0] ? ids(tasks[0]).filter((id) => tasks.every((t) => ids(t).includes(id))) : []);
const toggled = (list: Id[], id: Id, on: boolean) => (on ? [...list.filter((x) => x !== id), id] : list.filter((x) => x !== id));

export function StatusPicker({ project, tasks, onDone }: PropertyProps) {
  const statuses = [...project.statuses].sort(byPosition);
  return (
    <PickerList
      label="Status"
      options={statuses.map((s) => ({ value: s.id, label: s.name, icon: <StatusIcon category={s.category} share={statusShare(s, statuses)} /> }))}
      selected={common(tasks, (t) => [t.statusId])}
      onPick={(statusId) => {
        changeTasks(tasks, (t) => (t.statusId === statusId ? null : { statusId }));
        onDone();
      }}
    />
  );
}

export function PriorityPicker({ tasks, onDone }: PropertyProps) {
  return (
    <PickerList
      label="Priority"
      options={(['urgent', 'high', 'medium', 'low', 'none'] as Priority[]).map((p) => ({ value: p, label: priorityNames[p], icon: <PriorityIcon priority={p} decorative /> }))}
      selected={common(tasks, (t) => [t.priority])}
      onPick={(priority) => {
        set(tasks, { priority: priority as Priority });
        onDone();
      }}
    />
  );
}

export function AssigneePicker({ tasks }: PropertyProps) {
  const people = usePeople();
  const chosen = common(tasks, (t) => t.assigneeIds);
  return (
    <PickerList
      label="Assignees"
      placeholder="Assign to…"
      multiple
      options={people.list.map((p) => ({ value: p.id, label: p.name, words: p.username, icon: <Avatar name={p.name} size={18} decorative /> }))}
      selected={chosen}
      onPick={(id) => changeTasks(tasks, (t) => ({ assigneeIds: toggled(t.assigneeIds, id, !chosen.includes(id)) }))}
    />
  );
}

const PALETTE: Color[] = ['blue', 'green', 'amber', 'violet', 'teal', 'pink', 'orange', 'indigo', 'red', 'gray'];

export function LabelPicker({ project, tasks }: PropertyProps) {
  const chosen = common(tasks, (t) => t.labelIds);
  const create = async (name: string) => {
    const label = { id: uuidv7(), name: name.slice(0, 60), color: PALETTE[project.labels.length % PALETTE.length]! };
    try {
      await projectsApi.addLabel(project.id, label);
      await queryClient.invalidateQueries({ queryKey: ['board', project.id] });
      changeTasks(tasks, (t) => ({ labelIds: toggled(t.labelIds, label.id, true) }));
    } catch (error) {
      toast({ tone: 'bad', title: `Label “${label.name}” was not created`, detail: reason(error) });
    }
  };
  return (
    <PickerList
      label="Labels"
      placeholder="Choose or create labels…"
      multiple
      options={project.labels.map((l) => ({ value: l.id, label: l.name || l.color, icon: <Dot color={l.color} /> }))}
      selected={chosen}
      onPick={(id) => changeTasks(tasks, (t) => ({ labelIds: toggled(t.labelIds, id, !chosen.includes(id)) }))}
      onCreate={(name) => void create(name)}
      empty="No labels yet. Type a name to create one."
    />
  );
}

export function MilestonePicker({ project, tasks, onDone }: PropertyProps) {
  return (
    <PickerList
      label="Milestone"
      options={[
        { value: '', label: 'No milestone' },
        ...[...project.milestones].sort(byPosition).map((m) => ({ value: m.id, label: m.name, hint: m.dueDate ? dueLabel(m.dueDate) : undefined })),
      ]}
      selected={common(tasks, (t) => [t.milestoneId ?? ''])}
      onPick={(id) => {
        set(tasks, { milestoneId: id || null });
        onDone();
      }}
    />
  );
}

/** A day: quick choices, or any date. */
export function DatePicker({ tasks, onDone, field }: PropertyProps & { field: 'dueDate' | 'startDate' }) {
  const t = today();
  const friday = addDays(t, (5 - new Date(`${t}T12:00`).getDay() + 7) % 7);
  const choices = [
    { label: 'Today', date: t },
    { label: 'Tomorrow', date: addDays(t, 1) },
    ...(friday > addDays(t, 1) ? [{ label: 'This Friday', date: friday }] : []),
    { label: 'In a week', date: addDays(t, 7) },
    { label: 'In two weeks', date: addDays(t, 14) },
  ];
  const pick = (date: string | null) => {
    set(tasks, field === 'dueDate' ? { dueDate: date } : { startDate: date });
    onDone();
  };
  const current = common(tasks, (x) => [x[field] ?? ''])[0];
  return (
    <div className="grid w-60 gap-2 p-2">
      <Input
        type="date"
        aria-label={field === 'dueDate' ? 'Due date' : 'Start date'}
        autoFocus
        min="1970-01-01"
        max="2999-12-31"
        defaultValue={current}
        onKeyDown={(e) => {
          const { value } = e.currentTarget;
          if (e.key === 'Enter' && value) pick(value);
        }}
        onBlur={(e) => {
          if (e.target.value && e.target.value !== current) set(tasks, field === 'dueDate' ? { dueDate: e.target.value } : { startDate: e.target.value });
        }}
      />
      <div className="grid">
        {choices.map((c) => (
          <button key={c.label} type="button" onMouseDown={(e) => e.preventDefault()} onClick={() => pick(c.date)} className="flex h-7.5 items-center justify-between rounded-sm px-2 hover:bg-hover">
            {c.label}
            <span className="text-xs text-ink-3">{dueLabel(c.date) === c.label ? '' : dueLabel(c.date)}</span>
          </button>
        ))}
      </div>
      {current && (
        <Button size="sm" variant="ghost" onClick={() => pick(null)}>
          Remove the date
        </Button>
      )}
    </div>
  );
}

/** The picker of a property, by its name. */
export function PropertyPicker({ property, ...props }: PropertyProps & { property: Property }) {
  switch (property) {
    case 'status':
      return <StatusPicker {...props} />;
    case 'priority':
      return <PriorityPicker {...props} />;
    case 'assignee':
      return <AssigneePicker {...props} />;
    case 'label':
      return <LabelPicker {...props} />;
    case 'due':
      return <DatePicker {...props} field="dueDate" />;
  }
}

export const useProjectParam = () => (useParams({ strict: false }) as { projectId: Id }).projectId;
