import { Link } from '@tanstack/react-router';
import { CalendarDays, CalendarPlus, Flag, Tag, Timer, UserRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { LabelTag } from '@/components/ui/badge';
import { Input } from '@/components/ui/input';
import { Popover } from '@/components/ui/popover';
import { usePeople } from '@/features/users';
import type { Project, Task } from '@/lib/api';
import { duration, fullTime, parseDuration, shortDate } from '@/lib/format';
import { changeTask } from './changes';
import { PriorityIcon, StatusIcon, priorityNames, statusShare } from './icons';
import { AssigneePicker, DatePicker, LabelPicker, MilestonePicker, PriorityPicker, StatusPicker } from './properties';
import { DueDate } from './task-card';

/** The facts of a task, each a button that opens its picker. */
export function TaskProperties({ task, project }: { task: Task; project: Project }) {
  const people = usePeople();
  const status = project.statuses.find((s) => s.id === task.statusId);
  const milestone = project.milestones.find((m) => m.id === task.milestoneId);
  const labels = task.labelIds.map((id) => project.labels.find((l) => l.id === id)).filter((l) => l !== undefined);
  const one = { project, tasks: [task] };
  return (
    <dl className="grid gap-px">
      <Property name="Status" shown={status?.name ?? 'None'} picker={(done) => <StatusPicker {...one} onDone={done} />}>
        {status && (
          <>
            <StatusIcon category={status.category} share={statusShare(status, project.statuses)} />
            {status.name}
          </>
        )}
      </Property>
      <Property name="Priority" shown={priorityNames[task.priority]} picker={(done) => <PriorityPicker {...one} onDone={done} />}>
        <PriorityIcon priority={task.priority} decorative />
        <span className={task.priority === 'none' ? 'text-ink-3' : ''}>{priorityNames[task.priority]}</span>
      </Property>
      <Property name="Assignees" shown={task.assigneeIds.map(people.name).join(', ') || 'Nobody'} picker={(done) => <AssigneePicker {...one} onDone={done} />}>
        {task.assigneeIds.length === 0 && <Nothing icon={<UserRound size={13} />}>Assign…</Nothing>}
        {task.assigneeIds.map((id) => (
          <span key={id} className="inline-flex items-center gap-1.5">
            <Avatar name={people.name(id)} size={18} decorative />
            {people.name(id)}
          </span>
        ))}
      </Property>
      <Property name="Labels" shown={labels.map((l) => l.name || l.color).join(', ') || 'None'} picker={(done) => <LabelPicker {...one} onDone={done} />}>
        {labels.length === 0 && <Nothing icon={<Tag size={13} />}>Add a label…</Nothing>}
        {labels.map((l) => (
          <LabelTag key={l.id} name={l.name || l.color} color={l.color} />
        ))}
      </Property>
      <Property name="Due" shown={task.dueDate ? shortDate(task.dueDate) : 'No date'} picker={(done) => <DatePicker {...one} onDone={done} field="dueDate" />}>
        {task.dueDate ? <DueDate date={task.dueDate} done={status?.category === 'done'} icon /> : <Nothing icon={<CalendarDays size={13} />}>Set a date…</Nothing>}
      </Property>
      <Property name="Start" shown={task.startDate ? shortDate(task.startDate) : 'No date'} picker={(done) => <DatePicker {...one} onDone={done} field="startDate" />}>
        {task.startDate ? shortDate(task.startDate) : <Nothing icon={<CalendarPlus size={13} />}>Set a date…</Nothing>}
      </Property>
      <Estimate task={task} />
      <Property name="Milestone" shown={milestone?.name ?? 'None'} picker={(done) => <MilestonePicker {...one} onDone={done} />}>
        {milestone ? milestone.name : <Nothing icon={<Flag size={13} />}>None</Nothing>}
      </Property>
      {project.origin && (
        <div className="grid min-h-7.5 grid-cols-[96px_minmax(0,1fr)] items-center">
          <dt className="px-2 text-sm text-ink-3">From order</dt>
          <dd className="px-2">
            <Link to={`/orders/${project.origin.orderId}` as string} className="text-accent-text hover:underline">
              {project.origin.orderNumber}
            </Link>{' '}
            <span className="text-ink-3">· {project.origin.customerName}</span>
          </dd>
        </div>
      )}
      <div className="grid min-h-7.5 grid-cols-[96px_minmax(0,1fr)] items-center text-sm text-ink-3">
        <dt className="px-2">Created</dt>
        <dd className="px-2" title={fullTime(task.createdAt)}>
          {shortDate(task.createdAt.slice(0, 10))} by {people.name(task.createdBy)}
        </dd>
      </div>
    </dl>
  );
}

const Nothing = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <span className="inline-flex items-center gap-1.5 text-ink-3">
    <span aria-hidden>{icon}</span>
    {children}
  </span>
);

interface PropertyProps {
  name: string;
  /** The value in words, for the button's accessible name. */
  shown: string;
  children: ReactNode;
  picker: (done: () => void) => ReactNode;
}

function Property({ name, shown, children, picker }: PropertyProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)] items-start">
      <dt className="px-2 py-1.5 text-sm text-ink-3">{name}</dt>
      <dd className="min-w-0">
        <Popover
          label={name}
          open={open}
          onOpenChange={setOpen}
          className="min-w-60 overflow-hidden"
          trigger={
            <button type="button" aria-label={`${name}: ${shown}`} className="flex min-h-7.5 w-full min-w-0 flex-wrap items-center gap-1.5 rounded-md px-2 py-1 text-left hover:bg-hover data-[state=open]:bg-hover">
              {children}
            </button>
          }
        >
          {picker(() => setOpen(false))}
        </Popover>
      </dd>
    </div>
  );
}

const USUAL = [30, 60, 120, 240, 480, 960];
/** Minutes the server takes: 10,000 hours. */
const MOST = 600_000;

function Estimate({ task }: { task: Task }) {
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState(false);
  const set = (estimate: number | null) => {
    setOpen(false);
    if (estimate !== task.estimate) void changeTask(task, { estimate });
  };
  const typed = (text: string) => {
    const minutes = parseDuration(text);
    if (minutes === null || minutes > MOST) setWrong(true);
    else set(minutes);
  };
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)] items-start">
      <dt className="px-2 py-1.5 text-sm text-ink-3">Estimate</dt>
      <dd>
        <Popover
          label="Estimate"
          open={open}
          onOpenChange={(o) => {
            setOpen(o);
            setWrong(false);
          }}
          className="w-60 p-2"
          trigger={
            <button type="button" aria-label={`Estimate: ${task.estimate === null ? 'none' : duration(task.estimate)}`} className="flex min-h-7.5 w-full items-center gap-1.5 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover">
              {task.estimate === null ? <Nothing icon={<Timer size={13} />}>Estimate…</Nothing> : duration(task.estimate)}
            </button>
          }
        >
          <div className="grid gap-2">
            <Input
              aria-label="Estimate"
              aria-invalid={wrong || undefined}
              autoFocus
              placeholder="1h30, 2d, 45 min"
              defaultValue={task.estimate === null ? '' : duration(task.estimate)}
              onChange={() => setWrong(false)}
              onKeyDown={(e) => {
                if (e.key === 'Enter') typed(e.currentTarget.value);
              }}
            />
            {wrong && (
              <p role="alert" className="text-xs text-bad">
                Write a length of time, like 1h30 or 2d.
              </p>
            )}
            <div className="grid grid-cols-3 gap-1">
              {USUAL.map((n) => (
                <button key={n} type="button" onClick={() => set(n)} className="h-7 rounded-md border border-line tabular-nums hover:bg-hover aria-pressed:border-accent" aria-pressed={task.estimate === n}>
                  {duration(n)}
                </button>
              ))}
            </div>
            {task.estimate !== null && (
              <button type="button" onClick={() => set(null)} className="h-7 rounded-md text-sm text-ink-2 hover:bg-hover">
                Remove the estimate
              </button>
            )}
          </div>
        </Popover>
      </dd>
    </div>
  );
}
