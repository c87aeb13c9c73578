import { Badge } from '@/components/ui/badge';
import { ago, count, fullTime } from '@/lib/format';
import type { Process } from './api';
import { Card } from './card';
import { healthTone, healthWord, partTone, partWord, servicesOf } from './words';

/** What runs, and what each process works with. A part that is not well says why, in full. */
export function Processes({ processes }: { processes: Process[] }) {
  return (
    <Card title="Processes" aside={count(processes.length, 'process', 'processes')}>
      <ul>
        {processes.map((p) => (
          <li key={p.id ?? p.address} className="grid gap-2 border-b border-line px-4 py-3 last:border-0 max-md:px-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 font-medium wrap-anywhere">{p.services.length > 0 ? servicesOf(p.services) : p.address}</span>
              <Badge tone={healthTone[p.status]}>{p.id ? healthWord[p.status] : 'No answer'}</Badge>
              <span className="ml-auto flex flex-wrap gap-x-3 text-sm text-ink-3 max-md:ml-0 max-md:w-full">
                {p.version && <span>{p.version}</span>}
                {p.java && <span>Java {p.java}</span>}
                {p.since && (
                  <time dateTime={p.since} title={fullTime(p.since)}>
                    up {ago(p.since)}
                  </time>
                )}
              </span>
            </div>
            {(p.id || p.services.length > 0) && <p className="font-mono text-xs wrap-anywhere text-ink-3">{[p.id, p.address].filter(Boolean).join(' · ')}</p>}
            {p.parts.length > 0 && (
              <ul aria-label="Works with" className="flex flex-wrap gap-1.5">
                {p.parts.map((part) => (
                  <li key={part.name}>
                    <Badge tone={partTone[part.state]}>
                      {part.name} {partWord[part.state]}
                    </Badge>
                  </li>
                ))}
              </ul>
            )}
            {p.parts
              .filter((part) => part.state !== 'up')
              .map((part) => (
                <p key={part.name} className="text-sm wrap-anywhere text-ink-2">
                  <span className="font-medium">{part.name}:</span> {part.detail}
                </p>
              ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
