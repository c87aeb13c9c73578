import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { Kbd } from './kbd';

export const panelClass = 'z-50 max-h-[min(420px,var(--radix-popper-available-height))] min-w-44 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop animate-pop';
export const itemClass =
  'flex h-7.5 w-full cursor-default items-center gap-2 rounded-sm px-2 text-left text-ink outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-50 max-md:h-9';

/** A menu of commands under a button. `trigger` is one element that takes a ref (a Button). */
export function Menu({ trigger, children, align = 'end' }: { trigger: ReactNode; children: ReactNode; align?: 'start' | 'center' | 'end' }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={4} collisionPadding={8} className={panelClass}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({ icon, keys, danger, disabled, onSelect, asChild, children }: { icon?: ReactNode; keys?: string; danger?: boolean; disabled?: boolean; onSelect?: () => void; asChild?: boolean; children: ReactNode }) {
  return (
    <Radix.Item
      className={cx(itemClass, danger && 'text-bad')}
      {...(onSelect ? { onSelect } : {})}
      {...(disabled ? { disabled } : {})}
      {...(asChild ? { asChild } : {})}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon && <span className="text-ink-3 [&>svg]:size-3.5">{icon}</span>}
          <span className="truncate">{children}</span>
          {keys && (
            <span className="ml-auto pl-4">
              <Kbd keys={keys} />
            </span>
          )}
        </>
      )}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-xs text-ink-3">{children}</Radix.Label>;
}
