import { useNavigate } from '@tanstack/react-router';
import { Archive, ChartNoAxesColumn, Ellipsis, LayoutTemplate, Pencil, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { fieldError, reason, type Color, type Project } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { useMutation } from '@tanstack/react-query';
import { projectsApi } from './api';
import { ColorPicker } from './color-picker';
import { ProjectPeople } from './project-people';

/** What can be done with the project itself. */
export function ProjectMenu({ project }: { project: Project }) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'people' | 'delete' | null>(null);
  const after = async () => {
    await queryClient.invalidateQueries({ queryKey: ['projects'] });
    void queryClient.invalidateQueries({ queryKey: ['board', project.id] });
  };
  const failed = (title: string) => (error: unknown) => void toast({ tone: 'bad', title, detail: reason(error) });
  const archive = () =>
    projectsApi
      .change(project.id, { state: project.state === 'active' ? 'archived' : 'active' })
      .then(after)
      .catch(failed('The project was not archived'));
  const remove = () =>
    projectsApi
      .delete(project.id)
      .then(async () => {
        await navigate({ to: '/' });
        await after();
        const undo = () => void projectsApi.restore(project.id).then(after).catch(failed('The project was not restored'));
        toast({ title: `${project.name} is in the trash`, detail: 'It is kept for 30 days.', action: { label: 'Undo', run: undo } });
      })
      .catch(failed('The project was not deleted'));
  const template = () =>
    projectsApi
      .saveTemplate(project.name, project.id)
      .then(() => toast({ tone: 'ok', title: 'Saved as a template', detail: `New projects can begin from “${project.name}”.` }))
      .catch(failed('The template was not saved'));
  return (
    <>
      <Menu
        trigger={
          <IconButton label="Project menu">
            <Ellipsis size={15} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil />} onSelect={() => setOpen('edit')}>
          Edit project
        </MenuItem>
        <MenuItem icon={<Users />} onSelect={() => setOpen('people')}>
          People and access
        </MenuItem>
        <MenuItem icon={<ChartNoAxesColumn />} onSelect={() => void navigate({ to: '/projects/$projectId/report', params: { projectId: project.id } })}>
          Report
        </MenuItem>
        <MenuItem icon={<LayoutTemplate />} onSelect={() => void template()}>
          Save as template
        </MenuItem>
        <MenuItem icon={<Archive />} onSelect={() => void archive()}>
          {project.state === 'active' ? 'Archive' : 'Bring back'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger onSelect={() => setOpen('delete')}>
          Delete project
        </MenuItem>
      </Menu>
      {open === 'edit' && <EditProject project={project} onClose={() => setOpen(null)} onSaved={after} />}
      {open === 'people' && <ProjectPeople projectId={project.id} onClose={() => setOpen(null)} />}
      <Confirm open={open === 'delete'} onOpenChange={(o) => !o && setOpen(null)} title={`Delete ${project.name}?`} action="Delete project" onConfirm={() => void remove()}>
        The project and its tasks go to the trash and can be restored for 30 days.
      </Confirm>
    </>
  );
}

function EditProject({ project, onClose, onSaved }: { project: Project; onClose: () => void; onSaved: () => Promise<void> }) {
  const [name, setName] = useState(project.name);
  const [color, setColor] = useState<Color>(project.color);
  const [dueDate, setDueDate] = useState(project.dueDate ?? '');
  const save = useMutation({
    mutationFn: () => projectsApi.change(project.id, { name: name.trim(), color, dueDate: dueDate || null }),
    onSuccess: async () => {
      await onSaved();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title="Edit project" size="sm">
      <form
        className="grid gap-4"
        onSubmit={(e) => {
          e.preventDefault();
          save.mutate();
        }}
      >
        <FormError>{save.error && !fieldError(save.error, 'name') ? reason(save.error) : null}</FormError>
        <Field label="Name" error={fieldError(save.error, 'name')}>
          {(c) => <Input {...c} autoFocus required maxLength={120} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <ColorPicker value={color} onChange={setColor} />
        <Field label="Due" optional>
          {(c) => <Input {...c} type="date" max="2999-12-31" value={dueDate} onChange={(e) => setDueDate(e.target.value)} />}
        </Field>
        <Button type="submit" variant="primary" loading={save.isPending} className="justify-self-end">
          Save
        </Button>
      </form>
    </Dialog>
  );
}
