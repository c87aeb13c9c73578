import { Dialog as Radix } from 'radix-ui';
import type { Project, TaskSummary } from '@/lib/api';
import { PropertyPicker } from './properties';
import { selection, useSelection, type Property } from './selection';

const titles: Record<Property, string> = { status: 'Set status', priority: 'Set priority', assignee: 'Assign', label: 'Set labels', due: 'Set due date' };

/** What `S`, `P`, `A`, `L` and `D` open: a picker in the middle of the screen for the task or the selection. */
export function PropertyDialog({ project, tasks }: { project: Project; tasks: TaskSummary[] }) {
  const property = useSelection((s) => s.property);
  if (!property || tasks.length === 0) return null;
  const close = () => selection.open(null);
  return (
    <Radix.Root open onOpenChange={close}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[18vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-sm -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-pop outline-none"
        >
          <Radix.Title className="truncate border-b border-line px-3 py-2 text-sm text-ink-3">
            {titles[property]} · {tasks.length === 1 ? `${tasks[0]!.key} ${tasks[0]!.title}` : `${tasks.length} tasks`}
          </Radix.Title>
          <PropertyPicker property={property} project={project} tasks={tasks} onDone={close} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
