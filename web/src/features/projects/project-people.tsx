import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus, Users, X } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Button, IconButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/empty-state';
import { FormError } from '@/components/ui/field';
import { PickerList, type PickerOption } from '@/components/ui/picker';
import { Popover } from '@/components/ui/popover';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { usePeople, useTeams } from '@/features/users';
import { reason, type Id } from '@/lib/api';
import type { ProjectRole } from '@/lib/policy';
import { queryClient } from '@/lib/query';
import { permissionsQuery, projectQuery, projectsApi } from './api';

const ROLES: { value: ProjectRole; label: string }[] = [
  { value: 'lead', label: 'Lead' },
  { value: 'editor', label: 'Editor' },
  { value: 'commenter', label: 'Commenter' },
  { value: 'viewer', label: 'Viewer' },
];

/** Who is in a project and as what, and whether it is closed to the others. */
export function ProjectPeople({ projectId, onClose }: { projectId: Id; onClose: () => void }) {
  const { data: project, error, refetch } = useQuery(projectQuery(projectId));
  const { data: permissions } = useQuery(permissionsQuery(projectId));
  const people = usePeople();
  const teams = useTeams();
  const rules = permissions?.includes('project.manage') ?? false;
  const change = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['project', projectId] }),
        queryClient.invalidateQueries({ queryKey: ['board', projectId] }),
      ]),
  });
  const members = project?.members ?? [];
  const inside = project?.teams ?? [];
  const options: PickerOption[] = [
    ...teams.filter((t) => !inside.some((i) => i.teamId === t.id)).map((t) => ({ value: `team:${t.id}`, label: t.name, group: 'Teams', icon: <Users size={14} aria-hidden /> })),
    ...people.list
      .filter((p) => !members.some((m) => m.personId === p.id))
      .map((p) => ({ value: p.id, label: p.name, group: 'People', icon: <Avatar name={p.name} size={18} decorative /> })),
  ];
  const add = (value: string) =>
    change.mutate(() =>
      value.startsWith('team:') ? projectsApi.putTeam(projectId, value.slice(5), 'editor') : projectsApi.putMember(projectId, value, 'editor'),
    );
  return (
    <Dialog open onOpenChange={onClose} title="People and access">
      <div className="grid gap-4">
        <FormError>{change.error ? reason(change.error) : null}</FormError>
        {error && !project && <ErrorState error={error} retry={() => void refetch()} />}
        {!project && !error && <Skeleton className="h-32 w-full rounded-xl" />}
        {project && (
          <>
            <label htmlFor="restricted" className="flex items-start gap-2.5">
              <Checkbox
                id="restricted"
                label="Only for those in it"
                checked={project.restricted ?? false}
                disabled={!rules || change.isPending}
                onChange={(restricted) => change.mutate(() => projectsApi.change(projectId, { restricted }))}
              />
              <span className="grid">
                <span className="font-medium">Only for those in it</span>
                <span className="text-sm text-ink-3">Others of the organization do not see the project. Owners and admins do.</span>
              </span>
            </label>
            {members.length + inside.length === 0 ? (
              <p className="rounded-xl border border-line bg-surface px-3 py-4 text-center text-ink-3">Nobody was added. Members of the organization see it; guests do not.</p>
            ) : (
              <ul aria-label="In this project" className="overflow-hidden rounded-xl border border-line bg-surface">
                {inside.map((t) => {
                  const name = teams.find((x) => x.id === t.teamId)?.name ?? 'A team';
                  return (
                    <Line key={t.teamId} name={name} team role={t.role} rules={rules}
                      onRole={(role) => change.mutate(() => projectsApi.putTeam(projectId, t.teamId, role))}
                      onRemove={() => change.mutate(() => projectsApi.removeTeam(projectId, t.teamId))}
                    />
                  );
                })}
                {members.map((m) => (
                  <Line key={m.personId} name={people.name(m.personId)} role={m.role} rules={rules}
                    onRole={(role) => change.mutate(() => projectsApi.putMember(projectId, m.personId, role))}
                    onRemove={() => change.mutate(() => projectsApi.removeMember(projectId, m.personId))}
                  />
                ))}
              </ul>
            )}
            {rules && <Add options={options} onPick={add} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Add({ options, onPick }: { options: PickerOption[]; onPick: (value: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Add a person or team"
      className="w-64 p-1.5"
      trigger={
        <Button icon={<Plus size={14} aria-hidden />} className="justify-self-start">
          Add
        </Button>
      }
    >
      <PickerList
        label="Add a person or team"
        options={options}
        selected={[]}
        onPick={(value) => {
          setOpen(false);
          onPick(value);
        }}
      />
    </Popover>
  );
}

function Line({ name, team, role, rules, onRole, onRemove }: { name: string; team?: boolean; role: ProjectRole; rules: boolean; onRole: (role: ProjectRole) => void; onRemove: () => void }) {
  return (
    <li className="flex min-h-11 items-center gap-3 border-t border-line px-3 py-1.5 first:border-0">
      {team ? <Users size={16} aria-hidden className="mx-1 text-ink-3" /> : <Avatar name={name} size={24} decorative />}
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {rules ? (
        <>
          <Select label={`Role of ${name}`} value={role} options={ROLES} onChange={onRole} />
          <IconButton label={`Remove ${name}`} onClick={onRemove}>
            <X size={14} aria-hidden />
          </IconButton>
        </>
      ) : (
        <span className="text-sm text-ink-3">{ROLES.find((r) => r.value === role)?.label}</span>
      )}
    </li>
  );
}
