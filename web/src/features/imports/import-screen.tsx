import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { MAX_SIZE, previewImport } from './api';
import { DropZone, Sources } from './drop-zone';
import { FileRefused } from './parts';
import { Preview } from './preview';
import { Run } from './run';

const route = getRouteApi('/app/import');

/** Brings a board from elsewhere: choose a file, see what it holds, let it run. */
export function ImportScreen() {
  const { run } = route.useSearch();
  const navigate = route.useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn: previewImport });

  const take = (chosen: File) => {
    setFile(chosen);
    if (run) void navigate({ search: {} });
    preview.mutate(chosen);
  };
  const again = () => {
    setFile(null);
    preview.reset();
    void navigate({ search: {} });
  };
  const tooLarge = file && file.size > MAX_SIZE ? new Error('The file is larger than 50 MB.') : null;

  return (
    <>
      <PageHeader title="Import" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid w-full max-w-2xl gap-6 px-6 py-8 max-md:px-4 max-md:py-5">
          {run ? (
            <Run id={run} onAnother={again} />
          ) : preview.data && file && !tooLarge ? (
            <Preview key={`${file.name} ${file.lastModified}`} file={file} preview={preview.data} onAnother={again} onStarted={(id) => void navigate({ search: { run: id } })} />
          ) : preview.isPending && file && !tooLarge ? (
            <Reading name={file.name} />
          ) : (
            <>
              <header className="grid gap-1">
                <h2 className="text-2xl font-semibold tracking-tight">Bring your work along</h2>
                <p className="text-md text-ink-2">From Trello or Jira: lists, cards, checklists, labels, dates and what was said.</p>
              </header>
              {file && (tooLarge ?? preview.error) && <FileRefused error={tooLarge ?? preview.error} name={file.name} />}
              <DropZone onFile={take} />
              <Sources />
            </>
          )}
        </div>
      </div>
    </>
  );
}

function Reading({ name }: { name: string }) {
  return (
    <div role="status" className="grid gap-4 rounded-xl border border-line bg-surface p-5">
      <p className="wrap-anywhere">Reading {name}…</p>
      <Skeleton className="h-4 w-2/3" />
      <div className="grid grid-cols-4 gap-3 max-md:grid-cols-2">
        {[0, 1, 2, 3].map((i) => (
          <Skeleton key={i} className="h-14" />
        ))}
      </div>
    </div>
  );
}
