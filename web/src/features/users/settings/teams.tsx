import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2, Users } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Button, IconButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { api, fieldError, reason, type Id, type Profile, type Team } from '@/lib/api';
import { may } from '@/lib/policy';
import { queryClient } from '@/lib/query';
import { uuidv7 } from '@/lib/uuid';
import { toast } from '@/stores/toasts';
import { teamsQuery, usePeople } from '../api';

export default function TeamsSettings({ me }: { me: Profile }) {
  const { data, error, refetch } = useQuery(teamsQuery(me.organizationId));
  const people = usePeople();
  const [open, setOpen] = useState<Team | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Team | null>(null);
  const rules = may(me, 'members.manage');
  const base = `/v1/organizations/${me.organizationId}/teams`;
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['teams'] });
  const failed = (e: unknown) => void toast({ tone: 'bad', title: 'The team was not deleted', detail: reason(e) });
  const add = rules && (
    <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setOpen('new')}>
      New team
    </Button>
  );
  return (
    <Section title="Teams" description="People who are added to projects together. A project's menu says what a team may do there." action={data && data.length > 0 && add}>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-24 w-full rounded-xl" />}
      {data?.length === 0 && (
        <EmptyState icon={<Users />} title="No teams yet" actions={add}>
          {rules ? 'Make one, then add it to projects.' : 'Owners and admins make them.'}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <ul aria-label="Teams" className="overflow-hidden rounded-xl border border-line bg-surface">
          {data.map((team) => (
            <li key={team.id} className="flex min-h-12 items-center gap-3 border-t border-line px-3 py-1.5 first:border-0">
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-medium">{team.name}</span>
                <span className="truncate text-sm text-ink-3">{team.memberIds.length ? team.memberIds.map(people.name).join(', ') : 'Nobody yet'}</span>
              </span>
              {rules && (
                <>
                  <IconButton label={`Edit ${team.name}`} onClick={() => setOpen(team)}>
                    <Pencil size={14} aria-hidden />
                  </IconButton>
                  <IconButton label={`Delete ${team.name}`} onClick={() => setDeleting(team)}>
                    <Trash2 size={14} aria-hidden />
                  </IconButton>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && <TeamForm base={base} team={open === 'new' ? null : open} people={people.list} onClose={() => setOpen(null)} onSaved={refresh} />}
      <Confirm
        open={deleting !== null}
        onOpenChange={(o) => !o && setDeleting(null)}
        title={`Delete ${deleting?.name ?? ''}?`}
        action="Delete team"
        onConfirm={() => void api.delete(`${base}/${deleting!.id}`).then(refresh, failed)}
      >
        Its people stay, and lose what they had in projects by this team.
      </Confirm>
    </Section>
  );
}

function TeamForm({ base, team, people, onClose, onSaved }: { base: string; team: Team | null; people: { id: Id; name: string }[]; onClose: () => void; onSaved: () => Promise<void> }) {
  const [id] = useState(() => team?.id ?? uuidv7());
  const [name, setName] = useState(team?.name ?? '');
  const [memberIds, setMemberIds] = useState<readonly Id[]>(team?.memberIds ?? []);
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), memberIds };
      return team ? api.patch<Team>(`${base}/${id}`, body) : api.post<Team>(base, { id, ...body });
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
  return (
    <Dialog open onOpenChange={onClose} title={team ? `Edit ${team.name}` : 'New team'} size="sm">
      <form className="grid gap-4" onSubmit={submit}>
        <FormError>{save.error && !fieldError(save.error, 'name') ? reason(save.error) : null}</FormError>
        <Field label="Name" error={fieldError(save.error, 'name')}>
          {(c) => <Input {...c} autoFocus required maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <fieldset className="grid gap-0.5">
          <legend className="mb-1.5 text-sm font-medium text-ink-2">People</legend>
          {people.map((p) => (
            <label key={p.id} htmlFor={`in-${p.id}`} className="flex min-h-8 items-center gap-2.5 rounded-sm px-1 hover:bg-hover max-md:min-h-10">
              <Checkbox
                id={`in-${p.id}`}
                label={p.name}
                checked={memberIds.includes(p.id)}
                onChange={(yes) => setMemberIds(yes ? [...memberIds, p.id] : memberIds.filter((m) => m !== p.id))}
              />
              <Avatar name={p.name} size={20} decorative />
              <span className="min-w-0 flex-1 truncate">{p.name}</span>
            </label>
          ))}
        </fieldset>
        <Button type="submit" variant="primary" loading={save.isPending} className="justify-self-end">
          {team ? 'Save' : 'Make team'}
        </Button>
      </form>
    </Dialog>
  );
}
