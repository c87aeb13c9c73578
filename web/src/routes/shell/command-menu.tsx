import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Dialog as Radix } from 'radix-ui';
import { CircleDot, CornerDownLeft } from 'lucide-react';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { Dot } from '@/components/ui/badge';
import { PickerList } from '@/components/ui/picker';
import { Spinner } from '@/components/ui/spinner';
import { useProjects } from '@/features/projects';
import { api, type Page, type TaskSummary } from '@/lib/api';
import { keysLabel, useOfferedCommands } from '@/lib/commands';
import { useUi } from '@/stores/ui';

interface Choice {
  id: string;
  label: string;
  group: string;
  icon?: ReactNode;
  hint?: string;
  keys?: string | undefined;
  words?: string | undefined;
  run: () => void;
}

type Found = TaskSummary & { projectName: string };

/** ⌘K: what can be done here, every project, and any task by its words or key. */
export default function CommandMenu() {
  const set = useUi((s) => s.set);
  const navigate = useNavigate();
  const offered = useOfferedCommands();
  const { data: projects } = useProjects();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const { data: tasks, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.get<Page<Found>>('/v1/tasks', { query: { q, limit: 8 }, signal }),
    enabled: q.length >= 2,
    placeholderData: (previous) => previous,
  });

  const choices = useMemo<Choice[]>(() => {
    const list: Choice[] = offered
      .filter((c) => !c.keyOnly)
      .map((c) => ({ id: c.id, label: c.label, group: c.group, keys: keysLabel(c), words: c.words, run: () => void c.run() }));
    for (const p of projects ?? []) {
      list.push({ id: p.id, label: p.name, group: 'Projects', icon: <Dot color={p.color} />, hint: p.key, words: p.key, run: () => void navigate({ to: `/projects/${p.id}` as string }) });
    }
    if (q.length >= 2) {
      for (const t of tasks?.items ?? []) {
        list.push({ id: t.id, label: t.title, group: 'Tasks', icon: <CircleDot size={14} />, hint: `${t.key} · ${t.projectName}`, words: `${t.key} ${q}`, run: () => void navigate({ to: `/projects/${t.projectId}/tasks/${t.id}` as string }) });
      }
    }
    return list;
  }, [offered, projects, tasks, q, navigate]);

  const choose = (choice: Choice) => {
    set({ commandMenu: false });
    // After the menu has given the focus back: the command may open something of its own.
    requestAnimationFrame(choice.run);
  };

  return (
    <Radix.Root open onOpenChange={() => set({ commandMenu: false })}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim animate-fade" />
        <Radix.Content aria-describedby={undefined} className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-pop outline-none max-md:top-3">
          <Radix.Title className="sr-only">Search or run a command</Radix.Title>
          <PickerList
            label="Search or run a command"
            placeholder="Search tasks and projects, or type a command…"
            size="lg"
            options={choices.map((c) => ({ value: c.id, label: c.label, group: c.group, icon: c.icon, hint: c.hint, keys: c.keys, words: c.words }))}
            selected={[]}
            onText={setText}
            onPick={(id) => {
              const choice = choices.find((c) => c.id === id);
              if (choice) choose(choice);
            }}
            empty={isFetching ? <Spinner /> : 'Nothing found. Try fewer letters.'}
          />
          <footer className="flex items-center gap-1.5 border-t border-line px-3 py-1.5 text-xs text-ink-3 max-md:hidden">
            <CornerDownLeft size={12} aria-hidden /> to choose, Esc to close
            {isFetching && q.length >= 2 && <span className="ml-auto"><Spinner size={12} /></span>}
          </footer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
