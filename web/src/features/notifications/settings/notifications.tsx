import { useMutation, useQuery } from '@tanstack/react-query';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th, Tr } from '@/components/ui/table';
import { reason, type NoticeType, type NotificationPreferences } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { notificationsApi, preferencesQuery } from '../api';

const rows: { type: NoticeType; label: string }[] = [
  { type: 'assigned', label: 'A task is assigned to me' },
  { type: 'commented', label: 'Somebody comments on my task' },
  { type: 'mentioned', label: 'Somebody mentions me' },
  { type: 'order_paid', label: 'An order is paid' },
  { type: 'project_created', label: 'An order became a project' },
  { type: 'webhook_disabled', label: 'A webhook was disabled' },
];

/** Which events reach me, and how. */
export default function NotificationSettings() {
  const { data, error, refetch } = useQuery(preferencesQuery);
  const save = useMutation({
    mutationFn: notificationsApi.savePreferences,
    onMutate: (next) => {
      const before = queryClient.getQueryData(preferencesQuery.queryKey);
      queryClient.setQueryData(preferencesQuery.queryKey, next);
      return before;
    },
    onError: (cause, _next, before) => {
      queryClient.setQueryData(preferencesQuery.queryKey, before);
      toast({ tone: 'bad', title: 'The choice was not saved', detail: reason(cause) });
    },
  });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40 w-full rounded-xl" />;
  const tick = (type: NoticeType, channel: 'inApp' | 'email', on: boolean) =>
    save.mutate({ ...data, [type]: { ...data[type], [channel]: on } } as NotificationPreferences);
  return (
    <Section title="Notices" description="What reaches you, and how. Each tick is saved at once.">
      <Table label="Which notices reach me" className="rounded-xl border border-line bg-surface" head={<><Th>Tell me when</Th><Th>Inbox</Th><Th>E-mail</Th></>}>
        {rows
          .filter((r) => data[r.type])
          .map(({ type, label }) => (
            <Tr key={type}>
              <Td>{label}</Td>
              <Td className="w-20">
                <Checkbox checked={data[type].inApp} label={`${label}: in the inbox`} onChange={(on) => tick(type, 'inApp', on)} />
              </Td>
              <Td className="w-20">
                <Checkbox checked={data[type].email} label={`${label}: by e-mail`} onChange={(on) => tick(type, 'email', on)} />
              </Td>
            </Tr>
          ))}
      </Table>
    </Section>
  );
}
