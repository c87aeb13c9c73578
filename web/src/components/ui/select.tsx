import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';

export interface SelectOption<T extends string> {
  value: T;
  label: string;
  icon?: ReactNode;
}

interface Props<T extends string> {
  value: T;
  onChange: (value: T) => void;
  options: readonly SelectOption<T>[];
  /** The accessible name, when no Field labels it. */
  label?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
  'aria-invalid'?: true | undefined;
  'aria-describedby'?: string | undefined;
}

/**
 * One of a few; for many, or with search, use PickerList. The system's own control: right on phones, known to every
 * assistive technology, and (unlike Radix's) without the `<style>` tag that our CSP refuses.
 */
export function Select<T extends string>({ value, onChange, options, label, className, ...rest }: Props<T>) {
  return (
    <span className={cx('relative inline-block', className)}>
      <select
        aria-label={label}
        value={value}
        onChange={(e) => onChange(e.target.value as T)}
        className="h-7.5 w-full appearance-none rounded-md border border-line-strong bg-surface pr-7 pl-2.5 hover:bg-hover disabled:opacity-60"
        {...rest}
      >
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
      <ChevronDown size={13} aria-hidden className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-ink-3" />
    </span>
  );
}
