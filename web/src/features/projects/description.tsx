import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { Markdown } from '@/components/ui/markdown';
import type { Task } from '@/lib/api';
import { changeTask } from './changes';

/** The Markdown text: read as text, edited as Markdown. What is typed survives a refusal. */
export function Description({ task }: { task: Task }) {
  const [draft, setDraft] = useState<string | null>(null);
  useEffect(() => setDraft(null), [task.id]);
  const save = async () => {
    const text = draft?.trim() ?? '';
    if (text === (task.description ?? '')) return setDraft(null);
    setDraft(null);
    if (!(await changeTask(task, { description: text || null }))) setDraft(text);
  };
  if (draft !== null) {
    return (
      <section aria-label="Description" className="grid gap-2">
        <Textarea
          aria-label="Description"
          autoFocus
          rows={Math.min(24, Math.max(6, draft.split('\n').length + 2))}
          maxLength={50_000}
          value={draft}
          onChange={(e) => setDraft(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) void save();
            if (e.key === 'Escape') {
              e.stopPropagation();
              setDraft(null);
            }
          }}
        />
        <div className="flex items-center justify-end gap-2">
          <span className="mr-auto text-xs text-ink-3">Markdown: **bold**, lists, `code`, links</span>
          <Button size="sm" onClick={() => setDraft(null)}>
            Cancel
          </Button>
          <Button size="sm" variant="primary" onClick={() => void save()}>
            Save
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section aria-label="Description">
      {task.description ? (
        <>
          <Markdown text={task.description} />
          <Button size="sm" variant="ghost" className="mt-1 -ml-2" onClick={() => setDraft(task.description ?? '')}>
            Edit description
          </Button>
        </>
      ) : (
        <button type="button" onClick={() => setDraft('')} className="w-full rounded-md border border-dashed border-line-strong px-3 py-2 text-left text-ink-3 hover:bg-hover">
          Add a description… <Kbd keys="mod ↵" /> <span className="text-xs">saves</span>
        </button>
      )}
    </section>
  );
}
