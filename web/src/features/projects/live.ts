import type { QueryClient } from '@tanstack/react-query';
import type { Entry, Task } from '@/lib/api';
import type { LiveHandler, WelcomeHandler } from '@/lib/live';
import { applyEntries, type BoardState } from './board-state';

/** Boards and open tasks are patched entry by entry; lists that are only counts and words are fetched again. */
export const projectsLive: LiveHandler = (entries, client) => {
  for (const [key, board] of client.getQueriesData<BoardState>({ queryKey: ['board'] })) {
    if (!board) continue;
    const next = applyEntries(board, entries);
    if (next !== board) client.setQueryData(key, next);
  }
  for (const entry of entries) {
    if (entry.type === 'task.changed') patchTask(client, entry);
    if (entry.type === 'task.deleted') void client.invalidateQueries({ queryKey: ['task', entry.subjectId] });
    if (entry.type === 'project.imported') void client.invalidateQueries({ queryKey: ['board', entry.data.projectId ?? entry.subjectId] });
    if (entry.type === 'project.changed') void client.invalidateQueries({ queryKey: ['project', entry.subjectId] });
    if (entry.type === 'project.deleted') client.removeQueries({ queryKey: ['board', entry.subjectId] });
  }
  const some = (pattern: RegExp) => entries.some((e) => pattern.test(e.type));
  if (some(/^project\./)) void client.invalidateQueries({ queryKey: ['projects'] });
  if (some(/^template\./)) void client.invalidateQueries({ queryKey: ['templates'] });
  if (some(/^task\./)) soon(client);
};

/** What was fetched before the stream began may have missed what happened between. */
export const projectsWelcome: WelcomeHandler = (seq, client) => {
  for (const [key, board] of client.getQueriesData<BoardState>({ queryKey: ['board'] })) {
    if (board && board.seq < seq) void client.invalidateQueries({ queryKey: key });
  }
};

function patchTask(client: QueryClient, entry: Entry) {
  const after = entry.data.after as Partial<Task>;
  client.setQueryData<Task>(['task', entry.subjectId], (task) =>
    task && (after.version ?? task.version + 1) > task.version ? { ...task, ...after } : task,
  );
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Lists across projects: at most once a second while changes pour in. */
function soon(client: QueryClient) {
  timer ??= setTimeout(() => {
    timer = undefined;
    for (const name of ['my-work', 'projects', 'search']) void client.invalidateQueries({ queryKey: [name] });
  }, 1_000);
}
