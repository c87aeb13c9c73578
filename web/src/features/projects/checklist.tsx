import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Button, IconButton } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import type { ChecklistItem, Task } from '@/lib/api';
import { cx } from '@/lib/cx';
import { uuidv7 } from '@/lib/uuid';
import { changeTask } from './changes';

/** Small steps inside a task. An import may bring several lists; each keeps its heading. */
export function Checklist({ task }: { task: Task }) {
  const [adding, setAdding] = useState(false);
  const items = task.checklist;
  const save = (checklist: ChecklistItem[]) => void changeTask(task, { checklist });
  const headings = [...new Set(items.map((i) => i.heading))];
  const done = items.filter((i) => i.done).length;
  if (items.length === 0 && !adding) {
    return (
      <Button size="sm" variant="ghost" icon={<Plus size={13} aria-hidden />} onClick={() => setAdding(true)} className="-ml-2 justify-self-start">
        Add a checklist
      </Button>
    );
  }
  return (
    <section aria-label="Checklist" className="grid gap-2">
      <div className="flex items-center gap-3">
        <h3 className="text-sm font-medium text-ink-2">Checklist</h3>
        <span className="text-xs text-ink-3 tabular-nums">
          {done} of {items.length}
        </span>
        <Progress value={items.length ? done / items.length : 0} label="Checklist done" className="w-24" />
      </div>
      {headings.map((heading) => (
        <div key={heading ?? ''}>
          {heading && <h4 className="mb-1 text-xs font-medium text-ink-3">{heading}</h4>}
          <ul className="overflow-hidden rounded-lg border border-line bg-surface">
            {items
              .filter((i) => i.heading === heading)
              .map((item) => (
                <Item key={item.id} item={item} onChange={(changed) => save(items.map((i) => (i.id === item.id ? changed : i)))} onRemove={() => save(items.filter((i) => i.id !== item.id))} />
              ))}
          </ul>
        </div>
      ))}
      <AddItem
        focus={adding}
        onAdd={(lines) => save([...items, ...lines.map((text) => ({ id: uuidv7(), text, done: false, heading: headings.at(-1) ?? null }))])}
        onLeave={() => setAdding(false)}
      />
    </section>
  );
}

function Item({ item, onChange, onRemove }: { item: ChecklistItem; onChange: (item: ChecklistItem) => void; onRemove: () => void }) {
  const [text, setText] = useState<string | null>(null);
  const save = () => {
    if (text?.trim() && text.trim() !== item.text) onChange({ ...item, text: text.trim() });
    setText(null);
  };
  return (
    <li className="group flex min-h-8 items-center gap-2.5 border-t border-line px-2.5 py-1 first:border-0">
      <Checkbox checked={item.done} label={item.text} onChange={(done) => onChange({ ...item, done })} />
      {text === null ? (
        <button type="button" onClick={() => setText(item.text)} className={cx('min-w-0 flex-1 rounded-sm text-left wrap-anywhere', item.done && 'text-ink-3 line-through')}>
          {item.text}
        </button>
      ) : (
        <input
          autoFocus
          aria-label="Text of the step"
          maxLength={2_000}
          value={text}
          onChange={(e) => setText(e.target.value)}
          onBlur={save}
          onKeyDown={(e) => {
            if (e.key === 'Enter') save();
            if (e.key === 'Escape') {
              e.stopPropagation();
              setText(null);
            }
          }}
          className="min-w-0 flex-1 bg-transparent outline-none focus-visible:outline-none"
        />
      )}
      <IconButton label={`Remove “${item.text}”`} size="sm" onClick={onRemove} className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100">
        <X size={13} aria-hidden />
      </IconButton>
    </li>
  );
}

function AddItem({ focus, onAdd, onLeave }: { focus: boolean; onAdd: (lines: string[]) => void; onLeave: () => void }) {
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  return (
    <input
      ref={box}
      autoFocus={focus}
      aria-label="Add a step"
      placeholder="Add a step, then Enter"
      maxLength={2_000}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onBlur={() => !text.trim() && onLeave()}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && text.trim()) {
          onAdd([text.trim()]);
          setText('');
        } else if (e.key === 'Escape') {
          e.stopPropagation();
          box.current?.blur();
        }
      }}
      className="h-8 rounded-lg border border-dashed border-line-strong bg-transparent px-2.5"
    />
  );
}
