import { Avatar } from '@/components/ui/avatar';
import { usePeople } from '@/features/users';
import type { Id } from '@/lib/api';
import { cx } from '@/lib/cx';
import { useOthers } from '@/lib/live';

const SHOWN = 4;

/** Who else is here now, in the project or at one task of it. Nothing while nobody is. */
export function Here({ projectId, taskId, className }: { projectId: Id; taskId?: Id; className?: string }) {
  const others = useOthers(projectId, taskId);
  const people = usePeople();
  if (others.length === 0) return null;
  const named = others.map((o) => ({ ...o, name: people.name(o.personId) + (o.editing ? ' is writing' : '') }));
  const rest = named.slice(SHOWN);
  return (
    <ul aria-label="Here now" className={cx('flex items-center', className)}>
      {named.slice(0, SHOWN).map((o) => (
        <li key={o.personId} className="relative -ml-1 animate-fade first:ml-0">
          <Avatar name={people.name(o.personId)} label={o.name} size={20} className={cx('ring-2', o.editing ? 'ring-accent' : 'ring-panel')} />
          <span aria-hidden className="absolute -right-0.5 -bottom-0.5 size-2 rounded-full bg-ok ring-2 ring-panel" />
        </li>
      ))}
      {rest.length > 0 && (
        <li title={rest.map((o) => o.name).join(', ')} className="ml-1 text-sm text-ink-2 tabular-nums">
          <span aria-hidden>+{rest.length}</span>
          <span className="sr-only">{rest.map((o) => o.name).join(', ')}</span>
        </li>
      )}
    </ul>
  );
}
