import { Slot } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { Spinner } from './spinner';
import { Tooltip } from './tooltip';

const variants = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover border-transparent',
  default: 'bg-surface border-line-strong text-ink hover:bg-hover',
  ghost: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-surface border-line-strong text-bad hover:bg-hover',
};

const sizes = {
  sm: 'h-6 px-2 gap-1.5 text-sm rounded-sm',
  md: 'h-7 px-2.5 gap-1.5 rounded-md',
  lg: 'h-9 px-4 gap-2 text-md rounded-md',
};

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  icon?: ReactNode;
  /** Shows a spinner and refuses clicks; the label stays, so the width does not jump. */
  loading?: boolean;
  /** Renders its only child (a link) with the button's look. */
  asChild?: boolean;
}

export function Button({ variant = 'default', size = 'md', icon, loading, asChild, className, children, disabled, type = 'button', ...rest }: ButtonProps) {
  const classes = cx(
    'inline-flex items-center justify-center border font-medium whitespace-nowrap select-none transition-colors duration-100',
    'disabled:opacity-50 disabled:pointer-events-none',
    variants[variant],
    sizes[size],
    className,
  );
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type={type} className={classes} disabled={disabled || loading} aria-busy={loading || undefined} {...rest}>
      {loading ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The accessible name; also the tooltip. */
  label: string;
  /** Keys shown in the tooltip. */
  keys?: string;
  size?: 'sm' | 'md';
  variant?: keyof typeof variants;
}

/** A button that shows only an icon; at least 24×24 px (WCAG 2.5.8). */
export function IconButton({ label, keys, size = 'md', variant = 'ghost', className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type={type}
        aria-label={label}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-md border transition-colors duration-100 disabled:opacity-50',
          size === 'sm' ? 'size-6' : 'size-7',
          variants[variant],
          className,
        )}
        {...rest}
      />
    </Tooltip>
  );
}
