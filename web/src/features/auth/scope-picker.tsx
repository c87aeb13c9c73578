import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import type { Permission, PermissionInfo } from '@/lib/policy';

interface Props {
  offered: readonly PermissionInfo[];
  value: readonly Permission[];
  onChange: (scopes: Permission[]) => void;
  error?: string | undefined;
}

/** What a machine may do, as ticks with their meaning. */
export function ScopePicker({ offered, value, onChange, error }: Props) {
  const id = useId();
  const toggle = (word: Permission, on: boolean) => onChange(on ? [...value, word] : value.filter((w) => w !== word));
  return (
    <fieldset className="grid gap-1.5" {...(error ? { 'aria-describedby': `${id}-error` } : {})}>
      <legend className="mb-1.5 text-sm font-medium text-ink-2">What it may do</legend>
      <ul className="grid max-h-64 overflow-y-auto rounded-lg border border-line bg-surface">
        {offered.map((p) => (
          <li key={p.word} className="border-t border-line first:border-0">
            <label htmlFor={`${id}-${p.word}`} className="flex min-h-9 cursor-pointer items-center gap-3 px-3 py-1.5 hover:bg-hover">
              <Checkbox id={`${id}-${p.word}`} label={p.description} checked={value.includes(p.word)} onChange={(on) => toggle(p.word, on)} />
              <span className="min-w-0 flex-1">{p.description}</span>
              <code className="text-xs text-ink-3 max-md:hidden">{p.word}</code>
            </label>
          </li>
        ))}
      </ul>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
