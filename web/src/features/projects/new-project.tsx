import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { FileDown, LayoutTemplate, SquareDashed } from 'lucide-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { fieldError, reason, type Color, type Id } from '@/lib/api';
import { count, today } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { uuidv7 } from '@/lib/uuid';
import { projectsApi, templatesQuery, useProjects } from './api';
import { ColorPicker } from './color-picker';

const PALETTE: Color[] = ['blue', 'green', 'orange', 'violet', 'teal', 'pink', 'amber', 'indigo', 'red'];

export function NewProjectPage() {
  const navigate = useNavigate();
  const { data: projects } = useProjects();
  const templates = useQuery(templatesQuery);
  const [id] = useState(uuidv7);
  const [name, setName] = useState('');
  const [color, setColor] = useState<Color | null>(null);
  const [templateId, setTemplateId] = useState<Id | null>(null);
  const [startDate, setStartDate] = useState(today());
  const shown = color ?? PALETTE[(projects?.length ?? 0) % PALETTE.length]!;
  const create = useMutation({
    mutationFn: () => projectsApi.create({ id, name: name.trim(), color: shown, ...(templateId ? { templateId, startDate } : {}) }),
    onSuccess: async (project) => {
      await queryClient.invalidateQueries({ queryKey: ['projects'] });
      await navigate({ to: '/projects/$projectId', params: { projectId: project.id }, search: {} });
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    create.mutate();
  };
  const error = (field: string) => fieldError(create.error, field);
  return (
    <>
      <PageHeader title="New project" crumb={<Link to="/projects" activeOptions={{ exact: true }}>Projects</Link>} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <form onSubmit={submit} className="mx-auto grid max-w-2xl gap-6 px-6 py-8 max-md:px-4">
          <FormError>{create.error && !error('name') && !error('startDate') ? reason(create.error) : null}</FormError>
          <Field label="Name" error={error('name')}>
            {(c) => <Input {...c} inputSize="lg" autoFocus required maxLength={120} value={name} onChange={(e) => setName(e.target.value)} />}
          </Field>
          <fieldset className="grid gap-2">
            <legend className="mb-1.5 text-sm font-medium text-ink-2">Begin with</legend>
            <div className="grid gap-2 md:grid-cols-2">
              <Choice checked={templateId === null} onChange={() => setTemplateId(null)} icon={<SquareDashed aria-hidden />} title="Empty board">
                To do, In progress, Done.
              </Choice>
              {templates.isPending && <Skeleton className="h-[74px] rounded-xl" />}
              {templates.data?.map((t) => (
                <Choice
                  key={t.id}
                  checked={templateId === t.id}
                  onChange={() => {
                    setTemplateId(t.id);
                    if (!name.trim()) setName(t.name);
                  }}
                  icon={<LayoutTemplate aria-hidden />}
                  title={t.name}
                >
                  {count(t.milestones, 'milestone')}, {count(t.tasks, 'task')}
                  {t.durationDays ? `, ${Math.round(t.durationDays / 7)} weeks` : ''}
                </Choice>
              ))}
            </div>
          </fieldset>
          {templateId && (
            <Field label="Start" hint="The template's dates count from this day." error={error('startDate')}>
              {(c) => <Input {...c} type="date" required max="2999-12-31" value={startDate} onChange={(e) => setStartDate(e.target.value)} />}
            </Field>
          )}
          <ColorPicker value={shown} onChange={setColor} />
          <div className="flex items-center justify-between">
            <Link to="/import" className="inline-flex items-center gap-1.5 text-ink-2 hover:text-ink">
              <FileDown size={14} aria-hidden /> Import from Trello or Jira instead
            </Link>
            <Button type="submit" variant="primary" size="lg" loading={create.isPending}>
              Create project
            </Button>
          </div>
        </form>
      </div>
    </>
  );
}

function Choice({ checked, onChange, icon, title, children }: { checked: boolean; onChange: () => void; icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-xl border border-line bg-surface p-3.5 hover:border-line-strong has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input type="radio" name="begin" className="sr-only" checked={checked} onChange={onChange} />
      <span className="mt-0.5 text-ink-3 [&>svg]:size-4">{icon}</span>
      <span className="grid content-start gap-0.5">
        <span className="font-medium">{title}</span>
        <span className="text-sm text-ink-2">{children}</span>
      </span>
    </label>
  );
}
