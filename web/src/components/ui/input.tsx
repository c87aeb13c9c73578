import type { ComponentProps } from 'react';
import { cx } from '@/lib/cx';

const box =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 text-ink transition-colors hover:border-ink-3/60 ' +
  'focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent aria-invalid:border-bad disabled:opacity-60';

export function Input({ className, type = 'text', inputSize = 'md', ...rest }: Omit<ComponentProps<'input'>, 'size'> & { inputSize?: 'md' | 'lg' }) {
  return <input type={type} className={cx(box, inputSize === 'lg' ? 'h-9 text-md' : 'h-7.5', className)} {...rest} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={cx(box, 'py-1.5 leading-relaxed', className)} {...rest} />;
}
