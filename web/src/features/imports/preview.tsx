import { useMutation } from '@tanstack/react-query';
import { FileJson2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { fieldError, reason, type Id, type ImportPreview } from '@/lib/api';
import { count, fileSize } from '@/lib/format';
import { formatName, startImport } from './api';
import { Card, Counts, Notices } from './parts';

interface Props {
  file: File;
  preview: ImportPreview;
  onStarted: (importId: Id) => void;
  onAnother: () => void;
}

/** What the dry run found, and the button that makes it so. */
export function Preview({ file, preview, onStarted, onAnother }: Props) {
  const [name, setName] = useState(preview.projectName);
  const start = useMutation({ mutationFn: () => startImport(file, name.trim()), onSuccess: (run) => onStarted(run.id) });
  const nameError = fieldError(start.error, 'projectName');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <div className="grid gap-4">
      <form onSubmit={submit} className="grid gap-4 rounded-xl border border-line bg-surface p-4">
        <div className="flex min-w-0 items-center gap-3">
          <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent/10 text-accent-text">
            <FileJson2 size={18} aria-hidden />
          </span>
          <div className="grid min-w-0 flex-1">
            <span className="truncate font-medium">{file.name}</span>
            <span className="text-sm text-ink-3">{fileSize(file.size)}</span>
          </div>
          <Badge tone="info">{formatName(preview.format)}</Badge>
        </div>
        <Field label="Project name" hint="A new project is made; nothing existing is touched." error={nameError}>
          {(c) => <Input {...c} inputSize="lg" required maxLength={200} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <FormError>{start.error && !nameError ? reason(start.error) : null}</FormError>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" size="lg" loading={start.isPending} disabled={!name.trim()}>
            Start import
          </Button>
          <Button size="lg" variant="ghost" onClick={onAnother}>
            Choose another file
          </Button>
        </div>
      </form>
      <Card title="What will be created">
        <Counts counts={preview.counts} label="What will be created" />
      </Card>
      <Statuses preview={preview} />
      <Notices notices={preview.notices} title="What cannot come over" />
    </div>
  );
}

function Statuses({ preview }: { preview: ImportPreview }) {
  const most = Math.max(1, ...preview.statuses.map((s) => s.tasks));
  if (preview.statuses.length === 0) return null;
  return (
    <Card title="Board" aside={count(preview.statuses.length, 'status', 'statuses')}>
      <ul className="py-1">
        {preview.statuses.map((s, i) => (
          <li key={i} className="flex h-9 items-center gap-3 px-4">
            <span className="w-2/5 truncate">{s.name}</span>
            <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-hover">
              <span className="block h-full rounded-full bg-accent" style={{ width: `${(s.tasks / most) * 100}%` }} />
            </span>
            <span className="w-20 text-right text-sm text-ink-2 tabular-nums">{count(s.tasks, 'task')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
