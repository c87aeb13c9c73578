import { cx } from '@/lib/cx';
import { fileSize } from '@/lib/format';
import type { Storage } from './api';
import { Card } from './card';

/** From here on somebody should make room. */
const NEARLY_FULL = 0.9;

/** Where things are kept, how much that takes and how much is left. */
export function Storages({ storage }: { storage: Storage[] }) {
  return (
    <Card title="Storage">
      <ul>
        {storage.map((s) => (
          <li key={s.name + s.place} className="grid gap-1 border-b border-line px-4 py-2.5 last:border-0 max-md:px-3">
            <div className="flex items-baseline gap-2">
              <span className="font-medium">{s.name}</span>
              <span className="ml-auto shrink-0 tabular-nums">
                {s.used === null ? '–' : fileSize(s.used)}
                {s.free !== null && <span className="text-ink-3"> used, {fileSize(s.free)} free</span>}
              </span>
            </div>
            {s.used !== null && s.free !== null && <Fill name={s.name} used={s.used / Math.max(1, s.used + s.free)} />}
            <p className="text-sm wrap-anywhere text-ink-2">{s.detail}</p>
            <p className="font-mono text-xs wrap-anywhere text-ink-3">{s.place}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Fill({ name, used }: { name: string; used: number }) {
  const percent = Math.round(used * 100);
  const full = used >= NEARLY_FULL;
  return (
    <div className="flex items-center gap-2">
      <div role="meter" aria-label={`${name} in use`} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} className="h-1.5 flex-1 overflow-hidden rounded-full bg-line">
        <div className={cx('h-full origin-left', full ? 'bg-bad' : 'bg-accent')} style={{ transform: `scaleX(${used})` }} />
      </div>
      <span className={cx('text-xs tabular-nums', full ? 'font-medium text-bad' : 'text-ink-3')}>
        {percent} %{full && ' – nearly full'}
      </span>
    </div>
  );
}
