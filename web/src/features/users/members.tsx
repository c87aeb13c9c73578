import { useMutation, useQuery } from '@tanstack/react-query';
import { Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { ErrorState } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason, type CustomRole, type Invitation, type Member, type Profile, type Role } from '@/lib/api';
import { fullName, shortDate } from '@/lib/format';
import { may } from '@/lib/policy';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { membersQuery, rolesQuery } from './api';

const ROLES: { value: Role; label: string }[] = [
  { value: 'owner', label: 'Owner' },
  { value: 'admin', label: 'Admin' },
  { value: 'member', label: 'Member' },
  { value: 'guest', label: 'Guest' },
];

const roleName = (m: Member, custom: CustomRole[]) => custom.find((r) => r.id === m.customRoleId)?.name ?? ROLES.find((r) => r.value === m.role)?.label ?? m.role;

const failed = (title: string) => (error: unknown) => void toast({ tone: 'bad', title, detail: reason(error) });

/** Who belongs to the organization. */
export function Members({ me }: { me: Profile }) {
  const { data, error, refetch } = useQuery(membersQuery(me.organizationId));
  const { data: custom = [] } = useQuery(rolesQuery(me.organizationId));
  const rules = may(me, 'members.manage');
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['members'] });
  const [leaving, setLeaving] = useState<Member | null>(null);
  const base = `/v1/organizations/${me.organizationId}/members`;
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-24 w-full rounded-xl" />;
  const mayChange = (m: Member) => rules && m.id !== me.id && (m.role !== 'owner' || me.role === 'owner');
  return (
    <div className="grid gap-6">
      <ul aria-label="Members" className="overflow-hidden rounded-xl border border-line bg-surface">
        {data.map((m) => (
          <li key={m.id} className="flex min-h-12 items-center gap-3 border-t border-line px-3 py-1.5 first:border-0">
            <Avatar name={fullName(m)} size={26} decorative />
            <span className="grid min-w-0 flex-1">
              <span className="truncate font-medium">
                {fullName(m)} {m.id === me.id && <span className="font-normal text-ink-3">(you)</span>}
              </span>
              <span className="truncate text-sm text-ink-3">{m.email}</span>
            </span>
            {mayChange(m) ? (
              <>
                <Select
                  label={`Role of ${fullName(m)}`}
                  value={m.customRoleId ?? m.role}
                  options={[...(me.role === 'owner' ? ROLES : ROLES.filter((r) => r.value !== 'owner')), ...custom.map((r) => ({ value: r.id, label: r.name }))]}
                  onChange={(role) =>
                    void api
                      .patch(`${base}/${m.id}`, custom.some((r) => r.id === role) ? { customRoleId: role } : { role })
                      .then(refresh, failed('The role was not changed'))
                  }
                />
                <IconButton label={`Remove ${fullName(m)}`} onClick={() => setLeaving(m)}>
                  <Trash2 size={14} aria-hidden />
                </IconButton>
              </>
            ) : (
              <Badge>{roleName(m, custom)}</Badge>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={`Remove ${leaving ? fullName(leaving) : ''}?`}
        action="Remove member"
        onConfirm={() => void api.delete(`${base}/${leaving!.id}`).then(refresh, failed('The member was not removed'))}
      >
        They lose access at once. What they wrote stays.
      </Confirm>
    </div>
  );
}

/** Who is invited by e-mail, and a form that invites. */
export function Invitations({ organizationId }: { organizationId: string }) {
  const path = `/v1/organizations/${organizationId}/invitations`;
  const key = ['invitations', organizationId];
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => api.all<Invitation>(path, { signal }) });
  const refresh = () => queryClient.invalidateQueries({ queryKey: key });
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const invite = useMutation({
    mutationFn: () => api.post<Invitation>(path, { email: email.trim(), role }),
    onSuccess: async (made) => {
      setEmail('');
      toast({ tone: 'ok', title: `${made.email} is invited`, detail: 'A mail with the link is on its way.' });
      await refresh();
    },
  });
  return (
    <section aria-label="Invitations" className="grid gap-3">
      <form
        className="flex items-end gap-2 max-md:flex-wrap"
        onSubmit={(e) => {
          e.preventDefault();
          invite.mutate();
        }}
      >
        <div className="min-w-48 flex-1 max-md:basis-full">
          <Field label="E-mail" error={fieldError(invite.error, 'email')}>
            {(c) => <Input {...c} type="email" required maxLength={254} value={email} onChange={(e) => setEmail(e.target.value)} />}
          </Field>
        </div>
        <Select label="Role" value={role} onChange={setRole} options={ROLES.filter((r) => r.value !== 'owner')} />
        <Button type="submit" className="h-7.5" icon={<UserPlus size={14} aria-hidden />} loading={invite.isPending}>
          Invite
        </Button>
      </form>
      <FormError>{invite.error && !fieldError(invite.error, 'email') ? reason(invite.error) : null}</FormError>
      {data && data.length > 0 && (
        <ul aria-label="Open invitations" className="overflow-hidden rounded-xl border border-line bg-surface">
          {data.map((i) => (
            <li key={i.id} className="flex h-10 items-center gap-3 border-t border-line px-3 first:border-0">
              <span className="min-w-0 flex-1 truncate">{i.email}</span>
              <Badge>{ROLES.find((r) => r.value === i.role)?.label ?? i.role}</Badge>
              <span className="text-xs text-ink-3">until {shortDate(i.expiresAt.slice(0, 10))}</span>
              <IconButton label={`Withdraw the invitation of ${i.email}`} size="sm" onClick={() => void api.delete(`${path}/${i.id}`).then(refresh, failed('The invitation was not withdrawn'))}>
                <Trash2 size={13} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
