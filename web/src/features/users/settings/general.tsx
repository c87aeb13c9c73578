import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Card, Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason, type Organization, type Profile } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';

export default function GeneralSettings({ me }: { me: Profile }) {
  const id = me.organizationId;
  const key = ['organization', id];
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Organization>(`/v1/organizations/${id}`, { signal }) });
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    if (data) setName((n) => n ?? data.name);
  }, [data]);
  const save = useMutation({
    mutationFn: () => api.put<Organization>(`/v1/organizations/${id}`, { name: name!.trim() }),
    onSuccess: (organization) => {
      queryClient.setQueryData(key, organization);
      void queryClient.invalidateQueries({ queryKey: ['me'] });
      toast({ tone: 'ok', title: 'Organization saved' });
    },
  });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <Section title="General" description="What the organization is called, inside and to its customers.">
      {name === null ? (
        <Skeleton className="h-32 w-full rounded-xl" />
      ) : (
        <form
          onSubmit={(e) => {
            e.preventDefault();
            save.mutate();
          }}
        >
          <Card
            footer={
              <Button type="submit" variant="primary" loading={save.isPending}>
                Save
              </Button>
            }
          >
            <FormError>{save.error && !fieldError(save.error, 'name') ? reason(save.error) : null}</FormError>
            <Field label="Organization name" error={fieldError(save.error, 'name')} hint={data && `Its shop is at /shop/${data.slug}`}>
              {(c) => <Input {...c} required maxLength={120} value={name} onChange={(e) => setName(e.target.value)} />}
            </Field>
          </Card>
        </form>
      )}
    </Section>
  );
}
