import { useEffect, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { usePeople } from '@/features/users';
import type { Id, Priority } from '@/lib/api';
import { Kbd } from '@/components/ui/kbd';
import type { BoardView } from './api';
import { createTask } from './changes';
import { priorityNames } from './icons';
import { positionAt } from './order';
import { draftTask } from './quick-add';
import { selection, useSelection } from './selection';

/** `C`: a new task with the few things one knows at once. The rest is added on the card. */
export function NewTask({ board }: { board: BoardView }) {
  const creating = useSelection((s) => s.creating);
  if (creating === null) return null;
  return <NewTaskDialog board={board} statusId={creating || board.columns[0]?.status.id || ''} />;
}

function NewTaskDialog({ board, statusId: first }: { board: BoardView; statusId: Id }) {
  const people = usePeople();
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const [statusId, setStatusId] = useState(first);
  const [priority, setPriority] = useState<Priority>('none');
  const [assignee, setAssignee] = useState<Id>('');
  const [dueDate, setDueDate] = useState('');
  useEffect(() => setStatusId(first), [first]);
  const close = () => selection.create(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!title.trim()) return;
    const column = board.columns.find((c) => c.status.id === statusId)!;
    const task = draftTask(board.project.id, statusId, title.trim(), positionAt(column.tasks, column.tasks.length), {
      priority,
      assigneeIds: assignee ? [assignee] : [],
      dueDate: dueDate || null,
      hasDescription: description.trim() !== '',
    });
    void createTask(task, description.trim() ? { description: description.trim() } : null);
    close();
    selection.activate(task.id);
  };
  return (
    <Dialog open onOpenChange={close} title="New task" description={board.project.name}>
      <form
        onSubmit={submit}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) submit(e);
        }}
        className="grid gap-4"
      >
        <Field label="Title">{(c) => <Input {...c} inputSize="lg" autoFocus required maxLength={500} value={title} onChange={(e) => setTitle(e.target.value)} />}</Field>
        <Field label="Description" optional>
          {(c) => <Textarea {...c} rows={4} maxLength={50_000} placeholder="Markdown" value={description} onChange={(e) => setDescription(e.target.value)} />}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Status">{(c) => <Select {...c} value={statusId} onChange={setStatusId} options={board.columns.map(({ status }) => ({ value: status.id, label: status.name }))} />}</Field>
          <Field label="Priority">
            {(c) => <Select {...c} value={priority} onChange={setPriority} options={(Object.keys(priorityNames) as Priority[]).map((p) => ({ value: p, label: priorityNames[p] }))} />}
          </Field>
          <Field label="Assignee">
            {(c) => <Select {...c} value={assignee} onChange={setAssignee} options={[{ value: '', label: 'Nobody' }, ...people.list.map((p) => ({ value: p.id, label: p.name }))]} />}
          </Field>
          <Field label="Due">{(c) => <Input {...c} type="date" max="2999-12-31" value={dueDate} onChange={(e) => setDueDate(e.target.value)} />}</Field>
        </div>
        <div className="flex items-center justify-end gap-3">
          <span className="max-md:hidden">
            <Kbd keys="mod ↵" />
          </span>
          <Button type="submit" variant="primary">
            Create task
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
