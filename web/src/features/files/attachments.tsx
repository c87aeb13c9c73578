import { useQuery } from '@tanstack/react-query';
import { Download, File as FileIcon, FileImage, FileText, Paperclip, Trash2, X } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { ErrorLine } from '@/components/ui/empty-state';
import { Progress } from '@/components/ui/progress';
import { reason, type FileInfo, type Id } from '@/lib/api';
import { cx } from '@/lib/cx';
import { ago, fileSize, fullTime } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { uuidv7 } from '@/lib/uuid';
import { toast } from '@/stores/toasts';
import { MOST, filesApi, filesQuery } from './api';

interface Sending {
  id: Id;
  name: string;
  size: number;
  sent: number;
  abort: AbortController;
}

/** The files of a task: drop or choose, watch them go, take them back. */
export function Attachments({ taskId }: { taskId: Id }) {
  const { data, error, refetch } = useQuery(filesQuery(taskId));
  const [sending, setSending] = useState<Sending[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const key = filesQuery(taskId).queryKey;

  const send = async (file: File) => {
    if (file.size > MOST) {
      return void toast({ tone: 'bad', title: `${file.name} is too large`, detail: `A file may have up to ${fileSize(MOST)}; this one has ${fileSize(file.size)}.` });
    }
    const mine: Sending = { id: uuidv7(), name: file.name, size: file.size, sent: 0, abort: new AbortController() };
    setSending((list) => [...list, mine]);
    try {
      const made = await filesApi.upload(taskId, mine.id, file, mine.abort.signal, (sent) =>
        setSending((list) => list.map((s) => (s.id === mine.id ? { ...s, sent } : s))),
      );
      queryClient.setQueryData(key, (list) => [...(list ?? []).filter((f) => f.id !== made.id), made]);
    } catch (cause) {
      if (!mine.abort.signal.aborted) toast({ tone: 'bad', title: `${file.name} was not attached`, detail: reason(cause) });
    } finally {
      setSending((list) => list.filter((s) => s.id !== mine.id));
    }
  };
  const take = (files: FileList | null) => [...(files ?? [])].forEach((f) => void send(f));
  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    take(e.dataTransfer.files);
  };

  return (
    <section
      aria-label="Files"
      onDragOver={(e) => {
        if (!e.dataTransfer.types.includes('Files')) return;
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx('grid gap-2 rounded-lg', over && 'outline-2 outline-offset-4 outline-accent outline-dashed')}
    >
      <div className="flex items-center justify-between">
        <h3 className="text-sm font-medium text-ink-2">Files</h3>
        <Button size="sm" variant="ghost" icon={<Paperclip size={13} aria-hidden />} onClick={() => input.current?.click()}>
          Attach file
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          aria-label="Choose files to attach"
          className="hidden"
          onChange={(e) => {
            take(e.target.files);
            e.target.value = '';
          }}
        />
      </div>
      {error && <ErrorLine error={error} retry={() => void refetch()} />}
      {((data && data.length > 0) || sending.length > 0) && (
        <ul className="overflow-hidden rounded-lg border border-line bg-surface">
          {data?.map((f) => (
            <FileRow key={f.id} file={f} />
          ))}
          {sending.map((s) => (
            <li key={s.id} className="flex h-10 items-center gap-2.5 border-t border-line px-2.5 first:border-0">
              <span className="min-w-0 flex-1 truncate">{s.name}</span>
              <Progress value={s.size ? s.sent / s.size : 1} label={`Sending ${s.name}`} className="w-24" />
              <span className="w-24 text-right text-xs text-ink-3 tabular-nums">
                {fileSize(s.sent)} of {fileSize(s.size)}
              </span>
              <IconButton label={`Cancel sending ${s.name}`} size="sm" onClick={() => s.abort.abort()}>
                <X size={13} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {data?.length === 0 && sending.length === 0 && <p className="text-sm text-ink-3">Drop files here, or attach one.</p>}
    </section>
  );
}

function FileRow({ file }: { file: FileInfo }) {
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const Icon = file.type.startsWith('image/') ? FileImage : /^text\/|pdf|json/.test(file.type) ? FileText : FileIcon;
  const failed = (what: string) => (error: unknown) => void toast({ tone: 'bad', title: `${file.name} was not ${what}`, detail: reason(error) });
  const download = () => {
    setBusy(true);
    filesApi
      .download(file)
      .catch(failed('downloaded'))
      .finally(() => setBusy(false));
  };
  const remove = () =>
    filesApi
      .delete(file.id)
      .then(() => queryClient.setQueryData(filesQuery(file.taskId!).queryKey, (list) => list?.filter((f) => f.id !== file.id)))
      .catch(failed('deleted'));
  return (
    <li className="flex h-10 items-center gap-2.5 border-t border-line px-2.5 first:border-0">
      <Icon size={15} aria-hidden className="shrink-0 text-ink-3" />
      <button type="button" onClick={download} className="min-w-0 flex-1 truncate rounded-sm text-left hover:underline">
        {file.name}
      </button>
      <span className="shrink-0 text-xs text-ink-3 tabular-nums">{fileSize(file.size)}</span>
      <span className="max-w-28 shrink-0 truncate text-xs text-ink-3 max-md:hidden">{file.type.split(';')[0]}</span>
      <time dateTime={file.createdAt} title={fullTime(file.createdAt)} className="shrink-0 text-xs text-ink-3 max-md:hidden">
        {ago(file.createdAt)}
      </time>
      <IconButton label={`Download ${file.name}`} size="sm" disabled={busy} onClick={download}>
        <Download size={13} aria-hidden />
      </IconButton>
      <IconButton label={`Delete ${file.name}`} size="sm" onClick={() => setDeleting(true)}>
        <Trash2 size={13} aria-hidden />
      </IconButton>
      <Confirm open={deleting} onOpenChange={setDeleting} title={`Delete ${file.name}?`} action="Delete file" onConfirm={() => void remove()}>
        It is gone for everybody.
      </Confirm>
    </li>
  );
}
