import { CircleDashed } from 'lucide-react';
import type { Priority, Status, StatusCategory } from '@/lib/api';

const tints: Record<StatusCategory, string> = { todo: 'var(--ink-3)', doing: 'var(--mark-amber)', done: 'var(--mark-green)' };

/** How far a status is: empty, filling, full. `share` (0–1) tells several "doing" statuses apart. */
export function StatusIcon({ category, share, size = 13 }: { category: StatusCategory; share?: number; size?: number }) {
  const tint = tints[category];
  const fill = category === 'done' ? 1 : category === 'todo' ? 0 : (share ?? 0.5);
  const r = 2.6;
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 14 14" className="shrink-0">
      <circle cx="7" cy="7" r="6" fill="none" stroke={tint} strokeWidth="1.6" />
      {fill >= 1 ? (
        <>
          <circle cx="7" cy="7" r="6" fill={tint} />
          <path d="m4.4 7.2 1.8 1.8 3.4-3.7" fill="none" stroke="var(--surface)" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
        </>
      ) : (
        fill > 0 && <circle cx="7" cy="7" r={r} fill="none" stroke={tint} strokeWidth={r * 2} strokeDasharray={`${fill * 2 * Math.PI * r} 99`} transform="rotate(-90 7 7)" />
      )}
    </svg>
  );
}

/** Where a status stands among those of its category: the second of three "doing" ones is half full. */
export function statusShare(status: Status, all: readonly Status[]): number {
  const same = all.filter((s) => s.category === status.category);
  return (same.findIndex((s) => s.id === status.id) + 1) / (same.length + 1);
}

export const priorityNames: Record<Priority, string> = { none: 'No priority', low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent' };

/** Three bars for low, medium, high; a filled sign for urgent. Named, unless the name is written beside it. */
export function PriorityIcon({ priority, size = 14, decorative }: { priority: Priority; size?: number; decorative?: boolean }) {
  const named = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': `Priority: ${priorityNames[priority]}` };
  if (priority === 'none') return <CircleDashed size={size} className="shrink-0 text-ink-3" {...named} />;
  if (priority === 'urgent') {
    return (
      <svg {...named} width={size} height={size} viewBox="0 0 14 14" className="shrink-0">
        <rect x="0.5" y="0.5" width="13" height="13" rx="3" fill="var(--mark-orange)" />
        <path d="M7 3.4v4.4M7 10.2v.4" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
      </svg>
    );
  }
  const level = { low: 1, medium: 2, high: 3 }[priority];
  return (
    <svg {...named} width={size} height={size} viewBox="0 0 14 14" className="shrink-0">
      {[1, 2, 3].map((bar) => (
        <rect key={bar} x={bar * 4 - 3} y={11.5 - bar * 3} width="2.8" height={bar * 3} rx="1" fill="var(--ink-2)" opacity={bar <= level ? 1 : 0.28} />
      ))}
    </svg>
  );
}
