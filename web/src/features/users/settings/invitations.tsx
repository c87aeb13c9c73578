import { useMutation, useQuery } from '@tanstack/react-query';
import { Link2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { CopyField } from '@/components/ui/copy-field';
import { DataTable } from '@/components/ui/data-table';
import { ErrorLine } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Card, Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason, type Profile, type Role } from '@/lib/api';
import { shortDate } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { Invitations } from '../members';

interface InvitationLink {
  id: string;
  role: Role;
  domain: string | null;
  mostUses: number;
  uses: number;
  createdAt: string;
  expiresAt: string;
}

const ROLES: { value: Role; label: string }[] = [
  { value: 'member', label: 'Member' },
  { value: 'guest', label: 'Guest' },
  { value: 'admin', label: 'Admin' },
];
const roleLabel = (role: Role) => ROLES.find((r) => r.value === role)?.label ?? role;

/** Ways in: by e-mail for one person, by a link for several. */
export default function InvitationSettings({ me }: { me: Profile }) {
  return (
    <>
      <Section title="By e-mail" description="One person, at one address. The mail holds a link that is good for seven days.">
        <Invitations organizationId={me.organizationId} />
      </Section>
      <Links organizationId={me.organizationId} />
    </>
  );
}

function Links({ organizationId }: { organizationId: string }) {
  const path = `/v1/organizations/${organizationId}/invitation-links`;
  const { data, error, refetch } = useQuery({ queryKey: ['invitations', organizationId, 'links'], queryFn: ({ signal }) => api.all<InvitationLink>(path, { signal }) });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['invitations', organizationId] });
  const [revoking, setRevoking] = useState<InvitationLink | null>(null);
  return (
    <Section title="By link" description="Whoever has the link can join by it until it expires or is used up. Send it only where you would send a key.">
      <NewLink path={path} onMade={refresh} />
      {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-20 w-full rounded-xl" />}
      {data && (
        <DataTable
          label="Open links"
          rows={data}
          rowKey={(l) => l.id}
          empty="No link is open."
          columns={[
            { title: 'Role', cell: (l) => <Badge>{roleLabel(l.role)}</Badge> },
            { title: 'For', cell: (l) => (l.domain ? `@${l.domain}` : 'Anybody') },
            { title: 'Used', cell: (l) => `${l.uses} of ${l.mostUses}` },
            { title: 'Until', cell: (l) => shortDate(l.expiresAt.slice(0, 10)) },
          ]}
          actions={(l) => (
            <IconButton label={`Revoke the ${roleLabel(l.role).toLowerCase()} link until ${shortDate(l.expiresAt.slice(0, 10))}`} size="sm" onClick={() => setRevoking(l)}>
              <Trash2 size={13} aria-hidden />
            </IconButton>
          )}
        />
      )}
      <Confirm
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title="Revoke this link?"
        action="Revoke link"
        onConfirm={() =>
          void api.delete(`${path}/${revoking!.id}`).then(refresh, (failed: unknown) => void toast({ tone: 'bad', title: 'The link was not revoked', detail: reason(failed) }))
        }
      >
        Nobody can join by it any more. Who has joined stays.
      </Confirm>
    </Section>
  );
}

function NewLink({ path, onMade }: { path: string; onMade: () => Promise<void> }) {
  const [form, setForm] = useState({ role: 'member' as Role, mostUses: '1', expiresInDays: '7', domain: '' });
  const make = useMutation({
    mutationFn: () =>
      api.post<InvitationLink & { link: string }>(path, {
        role: form.role,
        mostUses: Number(form.mostUses),
        expiresInDays: Number(form.expiresInDays),
        ...(form.domain.trim() ? { domain: form.domain.trim() } : {}),
      }),
    onSuccess: onMade,
  });
  const error = (name: string) => fieldError(make.error, name);
  const fields = ['role', 'mostUses', 'expiresInDays', 'domain'];
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        make.mutate();
      }}
    >
      <Card
        footer={
          <Button type="submit" variant="primary" icon={<Link2 size={14} aria-hidden />} loading={make.isPending}>
            Make a link
          </Button>
        }
      >
        <FormError>{make.error && !fields.some(error) ? reason(make.error) : null}</FormError>
        <div className="grid grid-cols-[1fr_1fr_1fr_2fr] gap-3 max-md:grid-cols-3 max-md:[&>:last-child]:col-span-3">
          <Field label="Role" error={error('role')}>
            {(c) => <Select {...c} className="w-full" value={form.role} onChange={(role) => setForm({ ...form, role })} options={ROLES} />}
          </Field>
          <Field label="People" error={error('mostUses')}>
            {(c) => <Input {...c} type="number" required min={1} max={1000} value={form.mostUses} onChange={(e) => setForm({ ...form, mostUses: e.target.value })} />}
          </Field>
          <Field label="Days" error={error('expiresInDays')}>
            {(c) => <Input {...c} type="number" required min={1} max={90} value={form.expiresInDays} onChange={(e) => setForm({ ...form, expiresInDays: e.target.value })} />}
          </Field>
          <Field label="Only addresses at" optional error={error('domain')}>
            {(c) => <Input {...c} placeholder="example.org" maxLength={255} spellCheck={false} autoCapitalize="none" value={form.domain} onChange={(e) => setForm({ ...form, domain: e.target.value })} />}
          </Field>
        </div>
        {make.data && <CopyField label="The link" value={make.data.link} hint="It is shown this once. Copy it now." />}
      </Card>
    </form>
  );
}
