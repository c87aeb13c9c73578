import { useMutation, useQuery } from '@tanstack/react-query';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Button, IconButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { ErrorLine } from '@/components/ui/empty-state';
import { Kbd } from '@/components/ui/kbd';
import { Menu, MenuItem } from '@/components/ui/menu';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs, TabPanel } from '@/components/ui/tabs';
import { Textarea } from '@/components/ui/input';
import { Markdown } from '@/components/ui/markdown';
import { usePeople } from '@/features/users';
import { reason, useClaims, type Comment, type Id } from '@/lib/api';
import { ago, fullTime } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { uuidv7 } from '@/lib/uuid';
import { toast } from '@/stores/toasts';
import { ActivityFeed } from './activity-feed';
import { commentsApi, commentsQuery } from './api';

/** What people say about a task, and what happened to it. */
export function Talk({ taskId }: { taskId: Id }) {
  const [tab, setTab] = useState<'comments' | 'activity'>('comments');
  return (
    <section aria-label="Comments and activity">
      <Tabs
        label="Comments and activity"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'comments', label: 'Comments' },
          { value: 'activity', label: 'Activity' },
        ]}
      >
        <TabPanel value="comments" className="pt-3">
          <Comments taskId={taskId} />
        </TabPanel>
        <TabPanel value="activity" className="pt-3">
          <ActivityFeed of={{ taskId }} />
        </TabPanel>
      </Tabs>
    </section>
  );
}

/** Adds a comment at once; a refusal takes it away again, gives the words back and says why. */
function useAddComment(taskId: Id, giveBack: (body: string) => void) {
  const me = useClaims().sub;
  const people = usePeople();
  const key = commentsQuery(taskId).queryKey;
  return useMutation({
    mutationFn: (c: { id: Id; body: string }) => commentsApi.add({ ...c, taskId }),
    onMutate: ({ id, body }) => {
      const shown: Comment = {
        id, taskId, body, projectId: '', authorId: me, authorName: people.name(me), createdAt: new Date().toISOString(), editedAt: null, version: 0, imported: false,
      };
      queryClient.setQueryData(key, (list) => [...(list ?? []), shown]);
    },
    onSuccess: (comment) => queryClient.setQueryData(key, (list) => [...(list ?? []).filter((c) => c.id !== comment.id), comment]),
    onError: (error, { id, body }) => {
      queryClient.setQueryData(key, (list) => list?.filter((c) => c.id !== id));
      giveBack(body);
      toast({ tone: 'bad', title: 'The comment was not sent', detail: reason(error) });
    },
  });
}

function Comments({ taskId }: { taskId: Id }) {
  const { data, error, isPending, refetch } = useQuery(commentsQuery(taskId));
  const [body, setBody] = useState('');
  const add = useAddComment(taskId, (text) => setBody((b) => b || text));
  const send = () => {
    if (!body.trim()) return;
    add.mutate({ id: uuidv7(), body: body.trim() });
    setBody('');
  };
  return (
    <div className="grid gap-3">
      {isPending && <Skeleton className="h-14 w-full" />}
      {error && <ErrorLine error={error} retry={() => void refetch()} />}
      <ul className="grid gap-3">
        {data?.map((c) => (
          <CommentItem key={c.id} comment={c} />
        ))}
      </ul>
      <div className="grid gap-2 rounded-lg border border-line bg-surface p-2 focus-within:border-accent">
        <Textarea
          aria-label="Write a comment"
          placeholder="Write a comment… @username, **Markdown**"
          rows={2}
          maxLength={20_000}
          value={body}
          onChange={(e) => setBody(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) {
              e.preventDefault();
              send();
            }
          }}
          className="resize-y border-0 bg-transparent px-1 focus:outline-none focus-visible:outline-none"
        />
        <div className="flex items-center justify-end gap-2.5">
          <span className="max-md:hidden">
            <Kbd keys="mod ↵" />
          </span>
          <Button size="sm" variant="primary" disabled={!body.trim()} onClick={send}>
            Comment
          </Button>
        </div>
      </div>
    </div>
  );
}

function CommentItem({ comment }: { comment: Comment }) {
  const { sub, role } = useClaims();
  const [editing, setEditing] = useState<string | null>(null);
  const [deleting, setDeleting] = useState(false);
  const own = comment.authorId === sub && !comment.imported;
  const mayDelete = own || role === 'owner' || role === 'admin';
  const key = commentsQuery(comment.taskId).queryKey;
  const change = useMutation({
    mutationFn: (body: string) => commentsApi.change(comment.id, body),
    onSuccess: (changed) => {
      queryClient.setQueryData(key, (list) => list?.map((c) => (c.id === changed.id ? changed : c)));
      setEditing(null);
    },
    onError: (error) => toast({ tone: 'bad', title: 'The comment was not changed', detail: reason(error) }),
  });
  const remove = useMutation({
    mutationFn: () => commentsApi.delete(comment.id),
    onSuccess: () => queryClient.setQueryData(key, (list) => list?.filter((c) => c.id !== comment.id)),
    onError: (error) => toast({ tone: 'bad', title: 'The comment was not deleted', detail: reason(error) }),
  });
  return (
    <li className="flex gap-2.5">
      <Avatar name={comment.authorName || '?'} size={22} decorative className="mt-1" />
      <div className="group min-w-0 flex-1 rounded-lg border border-line bg-surface px-3 py-2">
        <div className="mb-1 flex h-5 items-center gap-2 text-xs text-ink-3">
          <span className="truncate font-medium text-ink">{comment.authorName}</span>
          <time dateTime={comment.createdAt} title={fullTime(comment.createdAt)}>
            {ago(comment.createdAt)}
          </time>
          {comment.editedAt && <span>edited</span>}
          {comment.imported && <span>imported</span>}
          <span className="flex-1" />
          {mayDelete && comment.version > 0 && (
            <Menu
              trigger={
                <IconButton label="Comment menu" size="sm">
                  <Ellipsis size={13} aria-hidden />
                </IconButton>
              }
            >
              {own && (
                <MenuItem icon={<Pencil />} onSelect={() => setEditing(comment.body)}>
                  Edit
                </MenuItem>
              )}
              <MenuItem icon={<Trash2 />} danger onSelect={() => setDeleting(true)}>
                Delete
              </MenuItem>
            </Menu>
          )}
        </div>
        {editing === null ? (
          <Markdown text={comment.body} />
        ) : (
          <div className="grid gap-2">
            <Textarea aria-label="Edit the comment" autoFocus rows={4} maxLength={20_000} value={editing} onChange={(e) => setEditing(e.target.value)} />
            <div className="flex justify-end gap-2">
              <Button size="sm" onClick={() => setEditing(null)}>
                Cancel
              </Button>
              <Button size="sm" variant="primary" loading={change.isPending} disabled={!editing.trim()} onClick={() => change.mutate(editing.trim())}>
                Save
              </Button>
            </div>
          </div>
        )}
      </div>
      <Confirm open={deleting} onOpenChange={setDeleting} title="Delete this comment?" action="Delete comment" onConfirm={() => remove.mutate()}>
        It is gone for everybody.
      </Confirm>
    </li>
  );
}
