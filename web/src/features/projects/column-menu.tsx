import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Ellipsis, Gauge, Pencil, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { Select } from '@/components/ui/select';
import { fieldError, reason, type Id, type Status, type StatusCategory } from '@/lib/api';
import { between } from '@/lib/fractional';
import { queryClient } from '@/lib/query';
import { uuidv7 } from '@/lib/uuid';
import { projectsApi } from './api';

const CATEGORIES: { value: StatusCategory; label: string }[] = [
  { value: 'todo', label: 'To do: not begun' },
  { value: 'doing', label: 'Doing: under way' },
  { value: 'done', label: 'Done: finished work' },
];

const useProjectId = () => (useParams({ strict: false }) as { projectId: Id }).projectId;
/** The answer is on its way as a journal entry too; fetching makes sure when the stream is away. */
const refresh = (projectId: Id) => queryClient.invalidateQueries({ queryKey: ['board', projectId] });

export function ColumnMenu({ status, statuses, tasks }: { status: Status; statuses: Status[]; tasks: number }) {
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`Column menu of ${status.name}`} size="sm">
            <Ellipsis size={14} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil />} onSelect={() => setDialog('edit')}>
          Rename
        </MenuItem>
        <MenuItem icon={<Gauge />} onSelect={() => setDialog('edit')}>
          Set a limit
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger disabled={statuses.length < 2} onSelect={() => setDialog('delete')}>
          Delete column
        </MenuItem>
      </Menu>
      {dialog === 'edit' && <EditColumn status={status} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteColumn status={status} statuses={statuses} tasks={tasks} onClose={() => setDialog(null)} />}
    </>
  );
}

function EditColumn({ status, onClose }: { status: Status; onClose: () => void }) {
  const projectId = useProjectId();
  const [name, setName] = useState(status.name);
  const [category, setCategory] = useState(status.category);
  const [limit, setLimit] = useState(status.wipLimit?.toString() ?? '');
  const save = useMutation({
    mutationFn: () => projectsApi.changeStatus(projectId, status.id, { name: name.trim(), category, wipLimit: limit === '' ? null : Number(limit) }),
    onSuccess: async () => {
      await refresh(projectId);
      onClose();
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    save.mutate();
  };
  return (
    <Dialog open onOpenChange={onClose} title={`Column “${status.name}”`} size="sm">
      <form onSubmit={submit} className="grid gap-4">
        <FormError>{save.error && !fieldError(save.error, 'name') && !fieldError(save.error, 'wipLimit') ? reason(save.error) : null}</FormError>
        <Field label="Name" error={fieldError(save.error, 'name')}>
          {(c) => <Input {...c} required maxLength={100} autoFocus value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Field label="Meaning" hint="Reports and completion follow it.">
          {(c) => <Select {...c} value={category} onChange={setCategory} options={CATEGORIES} />}
        </Field>
        <Field label="Limit" optional hint="Tasks at a time. The column warns above it and refuses nothing." error={fieldError(save.error, 'wipLimit')}>
          {(c) => <Input {...c} type="number" min={1} max={999} value={limit} onChange={(e) => setLimit(e.target.value)} />}
        </Field>
        <Button type="submit" variant="primary" loading={save.isPending} className="justify-self-end">
          Save
        </Button>
      </form>
    </Dialog>
  );
}

function DeleteColumn({ status, statuses, tasks, onClose }: { status: Status; statuses: Status[]; tasks: number; onClose: () => void }) {
  const projectId = useProjectId();
  const others = statuses.filter((s) => s.id !== status.id);
  const [moveTo, setMoveTo] = useState<Id>(others[0]!.id);
  const remove = useMutation({
    mutationFn: () => projectsApi.deleteStatus(projectId, status.id, tasks > 0 ? moveTo : undefined),
    onSuccess: async () => {
      await refresh(projectId);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Delete column “${status.name}”`}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" loading={remove.isPending} onClick={() => remove.mutate()}>
            Delete column
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <FormError>{remove.error ? reason(remove.error) : null}</FormError>
        {tasks === 0 ? (
          <p>The column is empty. Nothing else changes.</p>
        ) : (
          <Field label={`Its ${tasks} task${tasks === 1 ? '' : 's'} move to`}>
            {(c) => <Select {...c} value={moveTo} onChange={setMoveTo} options={others.map((s) => ({ value: s.id, label: s.name }))} />}
          </Field>
        )}
      </div>
    </Dialog>
  );
}

/** The place after the last column. */
export function AddColumn({ statuses }: { statuses: Status[] }) {
  const projectId = useProjectId();
  const [name, setName] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: (title: string) =>
      projectsApi.addStatus(projectId, { id: uuidv7(), name: title, category: 'doing', position: between(statuses.at(-1)?.position ?? null, null) }),
    onSuccess: async () => {
      await refresh(projectId);
      setName(null);
    },
  });
  if (name === null) {
    return (
      <button type="button" onClick={() => setName('')} className="h-9 w-44 shrink-0 rounded-xl border border-dashed border-line-strong px-3 text-left text-ink-3 transition-colors hover:bg-hover hover:text-ink-2">
        Add a column
      </button>
    );
  }
  return (
    <form
      className="grid w-60 shrink-0 gap-2 self-start"
      onSubmit={(e) => {
        e.preventDefault();
        if (name.trim()) add.mutate(name.trim());
      }}
    >
      <Input
        autoFocus
        aria-label="Name of the new column"
        placeholder="Name, then Enter"
        maxLength={100}
        value={name}
        aria-invalid={add.error ? true : undefined}
        onChange={(e) => setName(e.target.value)}
        onBlur={() => !name.trim() && setName(null)}
        onKeyDown={(e) => {
          if (e.key === 'Escape') setName(null);
        }}
      />
      {add.error && <p role="alert" className="text-xs text-bad">{reason(add.error)}</p>}
    </form>
  );
}
