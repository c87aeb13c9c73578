import type { Comment } from '@/lib/api';
import type { LiveHandler } from '@/lib/live';

/** Comments are put where they belong; the activity of what is open is fetched again. */
export const collaborationLive: LiveHandler = (entries, client) => {
  for (const { type, data } of entries) {
    const comment = data.comment as Comment | undefined;
    const put = (change: (list: Comment[], it: Comment) => Comment[]) =>
      comment && client.setQueryData<Comment[]>(['comments', comment.taskId], (list) => list && change(list, comment));
    if (type === 'comment.created') put((list, it) => [...list.filter((c) => c.id !== it.id), it]);
    else if (type === 'comment.changed') put((list, it) => list.map((c) => (c.id === it.id && c.version < it.version ? it : c)));
    else if (type === 'comment.deleted') put((list, it) => list.filter((c) => c.id !== it.id));
    else if (type === 'comments.imported') void client.invalidateQueries({ queryKey: ['comments'] });
  }
  if (entries.length) void client.invalidateQueries({ queryKey: ['activity'] });
};
