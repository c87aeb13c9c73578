import { FileX2, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ApiError, reason, type ImportNotice } from '@/lib/api';
import { count } from '@/lib/format';
import { countRows } from './api';

/** A titled part of the page on its own surface. */
export function Card({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="overflow-hidden rounded-xl border border-line bg-surface">
      <header className="flex min-h-10 items-center gap-2 border-b border-line px-4">
        <h2 className="font-semibold">{title}</h2>
        {aside && <span className="ml-auto text-sm text-ink-3">{aside}</span>}
      </header>
      {children}
    </section>
  );
}

/** How many of each: big numbers to be taken in at a glance, and a table to who reads by ear. */
export function Counts({ counts, label }: { counts: Record<string, number>; label: string }) {
  const rows = countRows(counts);
  if (rows.length === 0) return <p className="px-4 py-6 text-ink-2">Nothing: the file is readable, but empty.</p>;
  return (
    <dl aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(116px,1fr))] gap-y-4 px-4 py-4">
      {rows.map((r) => (
        <div key={r.name} className="flex flex-col-reverse">
          <dt className="text-sm text-ink-3">{r.label}</dt>
          <dd className="text-xl font-semibold tracking-tight tabular-nums">{r.count.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
}

const FEW = 8;

/** What cannot be imported, each with its place in the file. */
export function Notices({ notices, title }: { notices: ImportNotice[]; title: string }) {
  const [all, setAll] = useState(false);
  if (notices.length === 0) return null;
  const shown = all ? notices : notices.slice(0, FEW);
  return (
    <Card title={<span className="flex items-center gap-2"><TriangleAlert size={14} className="text-warn" aria-hidden />{title}</span>} aside={count(notices.length, 'notice')}>
      <ul>
        {shown.map((n, i) => (
          <li key={i} className="grid gap-0.5 border-b border-line px-4 py-2 last:border-0">
            <span className="wrap-anywhere">{n.message}</span>
            <code className="font-mono text-xs wrap-anywhere text-ink-3">{n.at}</code>
          </li>
        ))}
      </ul>
      {notices.length > FEW && (
        <div className="border-t border-line px-2 py-1.5">
          <Button variant="ghost" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${notices.length}`}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** A file that cannot be read: what is wrong, where, and that nothing has changed. */
export function FileRefused({ error, name }: { error: unknown; name: string }) {
  const api = error instanceof ApiError ? error : null;
  const places = api?.errors ?? [];
  return (
    <div role="alert" className="flex gap-3 rounded-xl border border-bad/35 bg-bad/8 px-4 py-3">
      <FileX2 size={18} className="mt-0.5 shrink-0 text-bad" aria-hidden />
      <div className="grid min-w-0 gap-1">
        <p className="font-semibold wrap-anywhere">{api?.status === 0 ? api.title : `${name} cannot be imported`}</p>
        <p className="wrap-anywhere text-ink-2">{places.length ? api?.detail : reason(error)}</p>
        {places.length > 0 && (
          <ul className="mt-1 grid gap-1">
            {places.map((p, i) => (
              <li key={i} className="wrap-anywhere">
                <code className="mr-2 font-mono text-xs text-bad">{p.field}</code>
                {p.message}
              </li>
            ))}
          </ul>
        )}
        <p className="text-sm text-ink-3">Nothing was changed. Mend the file, or choose another.</p>
      </div>
    </div>
  );
}
