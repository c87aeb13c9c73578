import type { Comment } from '@/lib/api';
import type { LiveHandler } from '@/lib/live';

/** Comments are put where they belong; the activity of what is open is fetched again. */
export const collaborationLive: LiveHandler = (entries, client) => {
  for (const { type, data, subjectId } of entries) {
    const comment = data.comment as Comment | undefined;
    const taskId = comment?.taskId ?? (data.taskId as string | undefined);
    if (type === 'comment.created' && comment) {
      client.setQueryData<Comment[]>(['comments', comment.taskId], (list) => list && [...list.filter((c) => c.id !== comment.id), comment]);
    } else if (type === 'comment.deleted') {
      const keep = (list?: Comment[]) => list?.filter((c) => c.id !== (comment?.id ?? subjectId));
      if (taskId) client.setQueryData<Comment[]>(['comments', taskId], keep);
      else client.setQueriesData<Comment[]>({ queryKey: ['comments'] }, keep);
    } else if (type === 'comment.changed' || type === 'comments.imported') {
      void client.invalidateQueries({ queryKey: taskId ? ['comments', taskId] : ['comments'] });
    }
  }
  if (entries.length) void client.invalidateQueries({ queryKey: ['activity'] });
};
