import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Card, DangerAction, DangerZone, Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason, session, type Organization, type Profile } from '@/lib/api';
import { fullName } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { membersQuery } from '../api';
import { Export } from '../export';

const refreshed = () => Promise.all(['me', 'organizations', 'organization', 'members'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));

/** What the organization is called, and the ways out of it. */
export default function GeneralSettings({ me }: { me: Profile }) {
  const id = me.organizationId;
  const { data, error, refetch } = useQuery({ queryKey: ['organization', id], queryFn: ({ signal }) => api.get<Organization>(`/v1/organizations/${id}`, { signal }) });
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <>
      <Section title="General" description="What the organization is called, inside and to its customers.">
        {!data ? (
          <Skeleton className="h-32 w-full rounded-xl" />
        ) : me.role === 'owner' || me.role === 'admin' ? (
          <Names organization={data} />
        ) : (
          <Card>
            <p>
              {data.name} <span className="text-ink-3">/{data.slug}</span>
            </p>
          </Card>
        )}
      </Section>
      {(me.role === 'owner' || me.role === 'admin') && <Export organizationId={id} />}
      {data && (
        <DangerZone>
          {me.role === 'owner' && <Transfer me={me} />}
          <Leave me={me} />
          {me.role === 'owner' && <Delete organization={data} />}
        </DangerZone>
      )}
    </>
  );
}

function Names({ organization }: { organization: Organization }) {
  const [form, setForm] = useState({ name: organization.name, slug: organization.slug });
  useEffect(() => setForm({ name: organization.name, slug: organization.slug }), [organization.name, organization.slug]);
  const save = useMutation({
    mutationFn: () => api.put<Organization>(`/v1/organizations/${organization.id}`, { name: form.name.trim(), slug: form.slug.trim() }),
    onSuccess: async (changed) => {
      queryClient.setQueryData(['organization', organization.id], changed);
      await refreshed();
      toast({ tone: 'ok', title: 'Organization saved' });
    },
  });
  const error = (name: string) => fieldError(save.error, name);
  return (
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
        <FormError>{save.error && !error('name') && !error('slug') ? reason(save.error) : null}</FormError>
        <Field label="Organization name" error={error('name')}>
          {(c) => <Input {...c} required maxLength={100} value={form.name} onChange={(e) => setForm({ ...form, name: e.target.value })} />}
        </Field>
        <Field
          label="Name in addresses"
          error={error('slug')}
          hint={form.slug === organization.slug ? `Its shop is at /shop/${organization.slug}` : 'Addresses with the old name stop working, those of the shop too.'}
        >
          {(c) => <Input {...c} required minLength={2} maxLength={40} spellCheck={false} autoCapitalize="none" value={form.slug} onChange={(e) => setForm({ ...form, slug: e.target.value })} />}
        </Field>
      </Card>
    </form>
  );
}

function Transfer({ me }: { me: Profile }) {
  const { data } = useQuery(membersQuery(me.organizationId));
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState('');
  const others = (data ?? []).filter((m) => m.id !== me.id);
  const transfer = useMutation({
    mutationFn: () => api.post(`/v1/organizations/${me.organizationId}/ownership`, { personId: to }),
    onSuccess: async () => {
      // The token still says owner; a fresh one says what the person is now.
      await session.refresh(session.current().status === 'in' ? ((session.current() as { token: string }).token ?? undefined) : undefined);
      setOpen(false);
      await refreshed();
      toast({ tone: 'ok', title: `${me.organizationName} is handed over`, detail: 'You are an admin now. Both of you are told by mail.' });
    },
  });
  return (
    <DangerAction title="Hand over" description={others.length === 0 && data ? 'There is nobody else yet. Invite somebody first.' : 'Make a member the owner in your place. You stay as an admin.'}>
      <Button disabled={others.length === 0} onClick={() => setOpen(true)}>
        Hand over…
      </Button>
      <Dialog open={open} onOpenChange={setOpen} size="sm" title={`Hand ${me.organizationName} over`} description="The new owner can do everything, you as an admin nearly everything. Only they can give it back.">
        <form
          className="grid gap-4"
          onSubmit={(e) => {
            e.preventDefault();
            transfer.mutate();
          }}
        >
          <FormError>{transfer.error ? reason(transfer.error) : null}</FormError>
          <Field label="New owner">
            {(c) => <Select {...c} className="w-full" value={to} onChange={setTo} options={[{ value: '', label: 'Choose a member' }, ...others.map((m) => ({ value: m.id, label: `${fullName(m)} (${m.email})` }))]} />}
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="danger" disabled={!to} loading={transfer.isPending}>
              Hand over
            </Button>
          </div>
        </form>
      </Dialog>
    </DangerAction>
  );
}

function Leave({ me }: { me: Profile }) {
  const [open, setOpen] = useState(false);
  const leave = useMutation({
    mutationFn: () => api.delete(`/v1/organizations/${me.organizationId}/membership`),
    onSuccess: () => session.end(),
    onError: (error) => toast({ tone: 'bad', title: 'You are still in', detail: reason(error) }),
  });
  return (
    <DangerAction title="Leave" description="You lose access at once. What you made stays.">
      <Button loading={leave.isPending} onClick={() => setOpen(true)}>
        Leave…
      </Button>
      <Confirm open={open} onOpenChange={setOpen} title={`Leave ${me.organizationName}?`} action="Leave" onConfirm={() => leave.mutate()}>
        You are signed out. To come back you need a new invitation.
      </Confirm>
    </DangerAction>
  );
}

function Delete({ organization }: { organization: Organization }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const remove = useMutation({
    mutationFn: () => api.post<Organization>(`/v1/organizations/${organization.id}/deletion`, { name: name.trim() }),
    onSuccess: async () => {
      setOpen(false);
      setName('');
      await refreshed();
    },
  });
  if (organization.eraseAt) return null;
  return (
    <DangerAction title="Delete the organization" description="It is closed to everybody but its owners at once and erased after 30 days. Until then any owner can cancel this.">
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete…
      </Button>
      <Dialog open={open} onOpenChange={setOpen} size="sm" title={`Delete ${organization.name}?`} description="All projects, files, orders and reports of it are erased in 30 days. Everybody else loses access now.">
        <form
          className="grid gap-4"
          onSubmit={(e) => {
            e.preventDefault();
            remove.mutate();
          }}
        >
          <FormError>{remove.error && !fieldError(remove.error, 'name') ? reason(remove.error) : null}</FormError>
          <Field label={`Type ${organization.name} to confirm`} error={fieldError(remove.error, 'name')}>
            {(c) => <Input {...c} required autoComplete="off" value={name} onChange={(e) => setName(e.target.value)} />}
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="danger" disabled={name.trim() !== organization.name} loading={remove.isPending}>
              Delete organization
            </Button>
          </div>
        </form>
      </Dialog>
    </DangerAction>
  );
}
