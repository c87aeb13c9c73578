import { useNavigate } from '@tanstack/react-router';
import { Check, ListFilter, Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { Popover } from '@/components/ui/popover';
import { PickerList } from '@/components/ui/picker';
import { usePeople } from '@/features/users';
import type { Project } from '@/lib/api';
import { cx } from '@/lib/cx';
import { FILTERS, isFiltered, type ProjectSearch } from './filters';
import { priorityNames } from './icons';

/** The filters of a board, kept in the address so that they can be sent to a colleague. */
export function FilterBar({ project, search }: { project: Project; search: ProjectSearch }) {
  const navigate = useNavigate();
  const people = usePeople();
  const set = (patch: Partial<ProjectSearch>) =>
    void navigate({ to: '.', replace: true, search: ((s: ProjectSearch) => ({ ...s, ...patch })) as never });
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);

  const chips: { name: keyof ProjectSearch; label: string; value: string }[] = [];
  if (search.assignee) chips.push({ name: 'assignee', label: 'assignee', value: search.assignee === 'none' ? 'nobody' : people.name(search.assignee) });
  if (search.label) chips.push({ name: 'label', label: 'label', value: project.labels.find((l) => l.id === search.label)?.name || 'gone' });
  if (search.milestone) chips.push({ name: 'milestone', label: 'milestone', value: project.milestones.find((m) => m.id === search.milestone)?.name ?? 'gone' });
  if (search.priority) chips.push({ name: 'priority', label: 'priority', value: priorityNames[search.priority] });
  if (search.due) chips.push({ name: 'due', label: 'due', value: { late: 'late', week: 'within a week', none: 'no date' }[search.due] });

  return (
    <div className="flex min-w-0 items-center gap-1.5">
      {chips.map((c) => (
        <span key={c.name} className="inline-flex h-6 shrink-0 items-center overflow-hidden rounded-md border border-line bg-surface text-sm text-ink-2 max-md:hidden">
          <span className="px-1.5">{c.label}</span>
          <span className="max-w-32 truncate border-l border-line px-1.5 text-ink">{c.value}</span>
          <button type="button" aria-label={`Remove filter ${c.label}`} onClick={() => set({ [c.name]: undefined })} className="grid h-full w-6 place-items-center border-l border-line hover:bg-hover">
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <label className={cx('flex h-6.5 w-36 items-center gap-1.5 rounded-md border px-2 text-ink-3 transition-colors focus-within:border-accent focus-within:bg-surface hover:border-line max-md:w-28', text ? 'border-line bg-surface' : 'border-transparent')}>
        <Search size={13} aria-hidden className="shrink-0" />
        <input
          data-filter
          aria-label="Filter by words"
          placeholder="Filter"
          maxLength={200}
          value={text}
          onChange={(e) => {
            setText(e.target.value);
            set({ q: e.target.value || undefined });
          }}
          onKeyDown={(e) => {
            if (e.key === 'Escape') {
              set({ q: undefined });
              e.currentTarget.blur();
            }
          }}
          className="w-full min-w-0 bg-transparent text-ink outline-none focus-visible:outline-none"
        />
      </label>
      <PersonFilter search={search} set={set} />
      <Menu
        trigger={
          <Button variant="ghost" size="sm" icon={<ListFilter size={13} aria-hidden />} aria-label="More filters">
            <span className="max-md:hidden">Filter</span>
          </Button>
        }
      >
        <MenuLabel>Due</MenuLabel>
        {(['late', 'week', 'none'] as const).map((due) => (
          <Choice key={due} on={search.due === due} label={{ late: 'Late', week: 'Within a week', none: 'No date' }[due]} onSelect={() => set({ due: search.due === due ? undefined : due })} />
        ))}
        <MenuLabel>Priority</MenuLabel>
        {(['urgent', 'high', 'medium', 'low'] as const).map((p) => (
          <Choice key={p} on={search.priority === p} label={priorityNames[p]} onSelect={() => set({ priority: search.priority === p ? undefined : p })} />
        ))}
        {project.labels.length > 0 && <MenuLabel>Label</MenuLabel>}
        {project.labels.slice(0, 20).map((l) => (
          <Choice key={l.id} on={search.label === l.id} label={l.name || l.color} onSelect={() => set({ label: search.label === l.id ? undefined : l.id })} />
        ))}
        {project.milestones.length > 0 && <MenuLabel>Milestone</MenuLabel>}
        {project.milestones.slice(0, 20).map((m) => (
          <Choice key={m.id} on={search.milestone === m.id} label={m.name} onSelect={() => set({ milestone: search.milestone === m.id ? undefined : m.id })} />
        ))}
        {isFiltered(search) && (
          <>
            <MenuSeparator />
            <MenuItem icon={<X />} onSelect={() => set(Object.fromEntries(FILTERS.map((f) => [f, undefined])))}>
              Clear all filters
            </MenuItem>
          </>
        )}
      </Menu>
    </div>
  );
}

function Choice({ on, label, onSelect }: { on: boolean; label: string; onSelect: () => void }) {
  return (
    <MenuItem icon={on ? <Check /> : <span className="block size-3.5" />} onSelect={onSelect}>
      {label}
      {on && <span className="sr-only"> (on)</span>}
    </MenuItem>
  );
}

function PersonFilter({ search, set }: { search: ProjectSearch; set: (patch: Partial<ProjectSearch>) => void }) {
  const people = usePeople();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Filter by assignee"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-60 overflow-hidden"
      trigger={
        <Button variant="ghost" size="sm" className="max-md:hidden">
          Assignee
        </Button>
      }
    >
      <PickerList
        label="Assignee"
        options={[{ value: '', label: 'Anyone' }, { value: 'none', label: 'Nobody' }, ...people.list.map((p) => ({ value: p.id, label: p.name }))]}
        selected={[search.assignee ?? '']}
        onPick={(id) => {
          set({ assignee: id || undefined });
          setOpen(false);
        }}
      />
    </Popover>
  );
}
