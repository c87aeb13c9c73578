import { queryOptions } from '@tanstack/react-query';
import { api, send, upload, type FileInfo, type Id } from '@/lib/api';
import type { LiveHandler } from '@/lib/live';

/** Bytes the server takes for one file. */
export const MOST = 100 * 1024 * 1024;

export const filesQuery = (taskId: Id) =>
  queryOptions({
    queryKey: ['files', taskId],
    queryFn: ({ signal }) => api.all<FileInfo>('/v1/files', { query: { taskId }, signal }),
  });

export const filesApi = {
  upload: (taskId: Id, id: Id, file: File, signal: AbortSignal, onProgress: (sent: number) => void) =>
    upload<FileInfo>('/v1/files', file, { query: { taskId, name: file.name, id }, signal, onProgress }),
  delete: (id: Id) => api.delete(`/v1/files/${id}`),
  /** Fetches the bytes with the token and hands them to the browser's download. */
  async download(file: FileInfo): Promise<void> {
    const blob = await (await send('GET', `/v1/files/${file.id}/content`)).blob();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
};

export const filesLive: LiveHandler = (entries, client) => {
  if (entries.some((e) => e.type.startsWith('file.'))) void client.invalidateQueries({ queryKey: ['files'] });
};
