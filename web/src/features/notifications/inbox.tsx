import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { AtSign, Building2, CheckCheck, FolderPlus, Inbox as InboxIcon, MessageSquare, ShoppingBag, UserRoundPlus, Webhook, type LucideIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonPage } from '@/components/ui/skeleton';
import { reason, type Notice } from '@/lib/api';
import { cx } from '@/lib/cx';
import { useCommands } from '@/lib/commands';
import { ago, fullTime } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { useRowKeys } from '@/lib/row-keys';
import { toast } from '@/stores/toasts';
import { notificationsApi, noticesQuery, useUnreadCount } from './api';

const route = getRouteApi('/app/inbox');

const icons: Record<Notice['type'], LucideIcon> = { assigned: UserRoundPlus, commented: MessageSquare, mentioned: AtSign, order_paid: ShoppingBag, project_created: FolderPlus, webhook_disabled: Webhook, organization: Building2 };

const refresh = () => queryClient.invalidateQueries({ queryKey: ['notifications'] });
const failed = (error: unknown) => void toast({ tone: 'bad', title: 'The inbox was not changed', detail: reason(error) });

/** What others did that concerns me. */
export function Inbox() {
  const unread = route.useSearch({ select: (s) => s.unread === true });
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(noticesQuery(unread));
  const waiting = useUnreadCount();
  const readAll = useMutation({ mutationFn: notificationsApi.readAll, onSuccess: refresh, onError: failed });
  const list = useRowKeys<HTMLUListElement>();
  useCommands([
    {
      id: 'mark-read',
      label: 'Mark as read',
      group: 'Inbox',
      keys: 'e',
      keyOnly: true,
      run: () => {
        const id = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.row : undefined;
        const notice = data?.find((n) => n.id === id);
        if (!notice || notice.readAt) return false;
        void notificationsApi.read(notice.id).then(refresh, failed);
      },
    },
  ]);
  return (
    <>
      <PageHeader
        title="Inbox"
        after={
          <div role="group" aria-label="Which notices" className="flex gap-0.5">
            {(['all', 'unread'] as const).map((which) => (
              <button
                key={which}
                type="button"
                aria-pressed={unread === (which === 'unread')}
                onClick={() => void navigate({ search: which === 'unread' ? { unread: true } : {}, replace: true })}
                className="h-6.5 rounded-md px-2.5 text-ink-2 hover:text-ink aria-pressed:bg-active aria-pressed:font-medium aria-pressed:text-ink"
              >
                {which === 'all' ? 'All' : waiting ? `Unread ${waiting}` : 'Unread'}
              </button>
            ))}
          </div>
        }
      >
        <Button icon={<CheckCheck size={14} aria-hidden />} disabled={waiting === 0} loading={readAll.isPending} onClick={() => readAll.mutate()}>
          Mark all read
        </Button>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <SkeletonPage />}
        {data?.length === 0 && (
          <EmptyState icon={<InboxIcon />} title={unread ? 'All read' : 'Nothing here yet'}>
            When somebody assigns you a task, comments on it or mentions you, it appears here.
          </EmptyState>
        )}
        <ul ref={list} aria-label="Notices">{data?.map((n) => <NoticeRow key={n.id} notice={n} />)}</ul>
      </div>
    </>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const navigate = useNavigate();
  const Icon = icons[notice.type] ?? InboxIcon;
  const open = () => {
    if (!notice.readAt) void notificationsApi.read(notice.id).then(refresh, failed);
    // Only a path of our own; the link comes from the server but is data all the same.
    if (/^\/(?![/\\])/.test(notice.link)) void navigate({ href: notice.link });
  };
  return (
    <li className="border-b border-line">
      <button type="button" data-row={notice.id} onClick={open} className="flex w-full items-start gap-3 px-4 py-2.5 text-left hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2">
        <Icon size={15} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className={cx('truncate', notice.readAt ? 'text-ink-2' : 'font-medium')}>{notice.title}</span>
          {notice.body && <span className="line-clamp-2 text-sm text-ink-2">{notice.body}</span>}
        </span>
        <time dateTime={notice.createdAt} title={fullTime(notice.createdAt)} className="shrink-0 text-xs text-ink-3">
          {ago(notice.createdAt)}
        </time>
        <span className={cx('mt-1.5 size-1.5 shrink-0 rounded-full', notice.readAt ? 'bg-transparent' : 'bg-accent')}>{!notice.readAt && <span className="sr-only">Unread</span>}</span>
      </button>
    </li>
  );
}
