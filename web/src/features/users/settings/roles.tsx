import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, Plus, ShieldCheck, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason, type CustomRole, type Profile } from '@/lib/api';
import { PERMISSIONS, ROLES, may, type Permission } from '@/lib/policy';
import { queryClient } from '@/lib/query';
import { uuidv7 } from '@/lib/uuid';
import { toast } from '@/stores/toasts';
import { rolesQuery } from '../api';

/** What everybody may, and what no role can hold, is not offered. */
const offered = PERMISSIONS.filter((p) => p.grantable && !(ROLES.guest as readonly Permission[]).includes(p.word));

export default function RolesSettings({ me }: { me: Profile }) {
  const { data, error, refetch } = useQuery(rolesQuery(me.organizationId));
  const [open, setOpen] = useState<CustomRole | 'new' | null>(null);
  const [deleting, setDeleting] = useState<CustomRole | null>(null);
  const rules = may(me, 'roles.manage');
  const base = `/v1/organizations/${me.organizationId}/roles`;
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['roles'] });
  const failed = (e: unknown) => void toast({ tone: 'bad', title: 'The role was not deleted', detail: reason(e) });
  const add = rules && (
    <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setOpen('new')}>
      New role
    </Button>
  );
  return (
    <div className="grid grid-cols-1 gap-10">
      <Section title="Own roles" description="Roles made of permissions, for people who are neither admins nor plain members." action={data && data.length > 0 && add}>
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <Skeleton className="h-24 w-full rounded-xl" />}
        {data?.length === 0 && (
          <EmptyState icon={<ShieldCheck />} title="No roles of your own" actions={add}>
            {rules ? 'Make one to give, say, a bookkeeper orders and reports, and nothing else.' : 'Owners and admins make them.'}
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul aria-label="Roles" className="overflow-hidden rounded-xl border border-line bg-surface">
            {data.map((role) => (
              <li key={role.id} className="flex min-h-12 items-center gap-3 border-t border-line px-3 py-2 first:border-0">
                <span className="grid min-w-0 flex-1 gap-1">
                  <span className="truncate font-medium">{role.name}</span>
                  {role.description && <span className="truncate text-sm text-ink-3">{role.description}</span>}
                  <span className="flex flex-wrap gap-1">
                    {role.permissions.map((p) => (
                      <Badge key={p}>{p}</Badge>
                    ))}
                  </span>
                </span>
                {rules && (
                  <>
                    <IconButton label={`Edit ${role.name}`} onClick={() => setOpen(role)}>
                      <Pencil size={14} aria-hidden />
                    </IconButton>
                    <IconButton label={`Delete ${role.name}`} onClick={() => setDeleting(role)}>
                      <Trash2 size={14} aria-hidden />
                    </IconButton>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="What the four roles give" description="A project gives more to those who were added to it.">
        <Matrix />
      </Section>
      {open && <RoleForm me={me} base={base} role={open === 'new' ? null : open} onClose={() => setOpen(null)} onSaved={refresh} />}
      <Confirm
        open={deleting !== null}
        onOpenChange={(o) => !o && setDeleting(null)}
        title={`Delete ${deleting?.name ?? ''}?`}
        action="Delete role"
        onConfirm={() => void api.delete(`${base}/${deleting!.id}`).then(refresh, failed)}
      >
        Only a role that nobody has can be deleted.
      </Confirm>
    </div>
  );
}

const columns = ['owner', 'admin', 'member', 'guest'] as const;

function Matrix() {
  return (
    <div className="overflow-x-auto rounded-xl border border-line bg-surface">
      <table className="w-full text-left">
        <thead>
          <tr className="border-b border-line text-sm text-ink-3">
            <th scope="col" className="px-3 py-2 font-medium">
              Permission
            </th>
            {columns.map((c) => (
              <th key={c} scope="col" className="px-2 py-2 text-center font-medium capitalize max-md:px-1 max-md:text-xs">
                {c}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {offered.map((p) => (
            <tr key={p.word} className="border-t border-line first:border-0">
              <th scope="row" className="px-3 py-1.5 font-normal">
                {p.description}
              </th>
              {columns.map((c) => {
                const yes = (ROLES[c] as readonly Permission[]).includes(p.word);
                return (
                  <td key={c} className="px-2 py-1.5 text-center max-md:px-1">
                    <span aria-hidden>{yes ? '●' : '–'}</span>
                    <span className="sr-only">{yes ? 'yes' : 'no'}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RoleForm({ me, base, role, onClose, onSaved }: { me: Profile; base: string; role: CustomRole | null; onClose: () => void; onSaved: () => Promise<void> }) {
  const [id] = useState(() => role?.id ?? uuidv7());
  const [name, setName] = useState(role?.name ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  const [chosen, setChosen] = useState<readonly Permission[]>(role?.permissions ?? []);
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), description: description.trim(), permissions: chosen };
      return role ? api.put<CustomRole>(`${base}/${id}`, body) : api.post<CustomRole>(base, { id, ...body });
    },
    onSuccess: async () => {
      await onSaved();
      onClose();
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    save.mutate();
  };
  const named = ['name', 'description'].some((f) => fieldError(save.error, f));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={role ? `Edit ${role.name}` : 'New role'}
      description="Everybody also may what guests may. You can give only what you may do yourself."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="role" variant="primary" loading={save.isPending}>
            {role ? 'Save' : 'Make role'}
          </Button>
        </>
      }
    >
      <form id="role" className="grid gap-4" onSubmit={submit}>
        <FormError>{save.error && !named ? reason(save.error) : null}</FormError>
        <Field label="Name" error={fieldError(save.error, 'name')}>
          {(c) => <Input {...c} autoFocus required maxLength={50} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Field label="Description" optional error={fieldError(save.error, 'description')}>
          {(c) => <Input {...c} maxLength={500} value={description} onChange={(e) => setDescription(e.target.value)} />}
        </Field>
        <fieldset className="grid gap-0.5">
          <legend className="mb-1.5 text-sm font-medium text-ink-2">May</legend>
          {offered.map((p) => (
            <label key={p.word} htmlFor={`may-${p.word}`} className="flex min-h-8 items-center gap-2.5 rounded-sm px-1 hover:bg-hover max-md:min-h-10">
              <Checkbox
                id={`may-${p.word}`}
                label={p.description}
                checked={chosen.includes(p.word)}
                disabled={!may(me, p.word)}
                onChange={(yes) => setChosen(yes ? [...chosen, p.word] : chosen.filter((c) => c !== p.word))}
              />
              <span className="min-w-0 flex-1">{p.description}</span>
              <code className="text-xs text-ink-3 max-md:hidden">{p.word}</code>
            </label>
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}
