import { useMutation, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { api, reason } from '@/lib/api';
import { fullTime } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { organizationsQuery } from './organizations';

/** Tells owners on every screen that their organization is to be erased, and lets them prevent it. */
export function DeletionBanner() {
  const { data } = useQuery(organizationsQuery);
  const here = data?.find((o) => o.current);
  const keep = useMutation({
    mutationFn: () => api.delete(`/v1/organizations/${here!.id}/deletion`),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['organizations'] });
      await queryClient.invalidateQueries({ queryKey: ['organization'] });
      toast({ tone: 'ok', title: `${here!.name} stays`, detail: 'Everybody gets in again.' });
    },
    onError: (error) => toast({ tone: 'bad', title: 'The deletion was not cancelled', detail: reason(error) }),
  });
  if (!here?.eraseAt) return null;
  return (
    <div role="status" className="flex shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-bad/12 px-4 py-1.5 text-sm text-bad">
      <span className="flex items-center gap-2">
        <TriangleAlert size={14} aria-hidden className="shrink-0" />
        <span>
          {here.name} is to be deleted: everything in it is erased on <time dateTime={here.eraseAt}>{fullTime(here.eraseAt)}</time>. Until then only owners get in.
        </span>
      </span>
      <Button size="sm" loading={keep.isPending} onClick={() => keep.mutate()}>
        Cancel the deletion
      </Button>
    </div>
  );
}
