import { useEffect, useRef, useState } from 'react';
import { type Id, type Status, type TaskSummary } from '@/lib/api';
import { between } from '@/lib/fractional';
import { uuidv7 } from '@/lib/uuid';
import { useParams } from '@tanstack/react-router';
import { createTask } from './changes';

/** A task as it is before the server knows it. */
export function draftTask(projectId: Id, statusId: Id, title: string, position: string, more: Partial<TaskSummary> = {}): TaskSummary {
  const now = new Date().toISOString();
  return {
    id: uuidv7(), projectId, number: 0, key: '', title, statusId, priority: 'none', assigneeIds: [], labelIds: [], startDate: null, dueDate: null,
    estimate: null, parentId: null, milestoneId: null, position, checklistTotal: 0, checklistDone: 0, hasDescription: false, completedAt: null,
    createdAt: now, updatedAt: now, version: 0, ...more,
  };
}

/** Title, Enter, next: the fastest way to fill a column. Several pasted lines become several cards. */
export function QuickAdd({ status, last, onClose }: { status: Status; last: string | null; onClose: () => void }) {
  const { projectId } = useParams({ strict: false }) as { projectId: Id };
  const [title, setTitle] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const end = useRef(last);
  useEffect(() => {
    if (last !== null && (end.current === null || last > end.current)) end.current = last;
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [last]);

  const add = () => {
    for (const line of title.split('\n').map((l) => l.trim()).filter(Boolean)) {
      end.current = between(end.current, null);
      void createTask(draftTask(projectId, status.id, line.slice(0, 500), end.current));
    }
    setTitle('');
  };
  return (
    <div className="mb-2 rounded-lg border border-accent bg-surface p-2 shadow-lift">
      <textarea
        ref={box}
        autoFocus
        rows={2}
        maxLength={5_000}
        aria-label={`Title of the new task in ${status.name}`}
        placeholder="Title, then Enter"
        value={title}
        onChange={(e) => setTitle(e.target.value)}
        onBlur={() => title.trim() === '' && onClose()}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && !e.shiftKey && !e.nativeEvent.isComposing) {
            e.preventDefault();
            add();
          } else if (e.key === 'Escape') {
            e.stopPropagation();
            onClose();
          }
        }}
        className="block w-full resize-none bg-transparent px-1 outline-none focus-visible:outline-none"
      />
    </div>
  );
}
