import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/lib/cx';

/** A place to drop a file on, or to choose one from. The whole window takes the drop, so that a near miss opens no file. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = useRef(onFile);
  take.current = onFile;

  useEffect(() => {
    const isFile = (e: DragEvent) => e.dataTransfer?.types.includes('Files');
    const onOver = (e: DragEvent) => {
      if (!isFile(e)) return;
      e.preventDefault();
      setOver(true);
    };
    const onLeave = (e: DragEvent) => {
      if (!e.relatedTarget) setOver(false);
    };
    const onDrop = (e: DragEvent) => {
      if (!isFile(e)) return;
      e.preventDefault();
      setOver(false);
      const file = e.dataTransfer?.files[0];
      if (file) take.current(file);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  return (
    <div
      className={cx(
        'grid justify-items-center gap-3 rounded-2xl border border-dashed px-6 py-14 text-center transition-colors max-md:py-10',
        over ? 'border-accent bg-accent/8' : 'border-line-strong bg-surface',
      )}
    >
      <span className="grid size-12 place-items-center rounded-xl bg-accent/10 text-accent-text">
        <FileDown size={22} aria-hidden />
      </span>
      <div className="grid gap-1">
        <p className="text-md font-semibold">{over ? 'Let go to read the file' : 'Drop an export file here'}</p>
        <p className="text-ink-2">Nothing is changed until you have seen what it holds.</p>
      </div>
      <Button variant="primary" size="lg" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,.csv,application/json,text/csv"
        aria-label="Export file"
        className="sr-only"
        tabIndex={-1}
        onChange={(e) => {
          const file = e.target.files?.[0];
          // The same file may be chosen again after it was mended.
          e.target.value = '';
          if (file) onFile(file);
        }}
      />
      <p className="text-xs text-ink-3">JSON or CSV, up to 50 MB</p>
    </div>
  );
}

const sources = [
  ['Trello', 'In the board’s menu: Print, export and share, then Export as JSON.'],
  ['Jira, CSV', 'In the issue search: Export, then Export CSV (all fields).'],
  ['Jira, JSON', 'The answer of Jira’s search API, saved as a file.'],
] as const;

/** Where people find such a file. */
export function Sources() {
  return (
    <dl className="grid gap-x-6 gap-y-4 md:grid-cols-3">
      {sources.map(([name, how]) => (
        <div key={name} className="grid content-start gap-1">
          <dt className="font-semibold">{name}</dt>
          <dd className="text-sm text-ink-2">{how}</dd>
        </div>
      ))}
    </dl>
  );
}
