import { Check, Copy } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from './button';
import { Input } from './input';

/**
 * A value to take along: a link, a client's id, a secret that is shown once. Says "Copied" to screen readers too; where
 * the browser forbids copying, selects the text instead.
 */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid('Copied');
    } catch {
      input.current?.select();
      setSaid('Selected; copy it with the keyboard');
    }
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium text-ink-2">
        {label}
      </label>
      <div className="flex gap-2">
        <Input
          ref={input}
          id={id}
          readOnly
          value={value}
          spellCheck={false}
          className="min-w-0 flex-1 font-mono text-sm"
          onFocus={(e) => e.target.select()}
          {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        />
        <Button className="h-7.5 min-w-20" aria-label={`Copy ${label}`} icon={said === 'Copied' ? <Check size={13} aria-hidden className="text-ok" /> : <Copy size={13} aria-hidden />} onClick={() => void copy()}>
          {said === 'Copied' ? 'Copied' : 'Copy'}
        </Button>
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      <span role="status" className={said && said !== 'Copied' ? 'text-xs text-ink-2' : 'sr-only'}>
        {said}
      </span>
    </div>
  );
}
