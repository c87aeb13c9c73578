import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** A few views of one thing. Put a TabPanel for each inside. */
export function Tabs<T extends string>({ value, onChange, label, tabs, children }: { value: T; onChange: (value: T) => void; label: string; tabs: readonly { value: T; label: ReactNode }[]; children?: ReactNode }) {
  return (
    <Radix.Root value={value} onValueChange={(v) => onChange(v as T)}>
      <Radix.List aria-label={label} className="flex gap-0.5">
        {tabs.map((t) => (
          <Radix.Trigger
            key={t.value}
            value={t.value}
            className="inline-flex h-6.5 items-center gap-1.5 rounded-md px-2.5 text-ink-2 transition-colors hover:text-ink data-[state=active]:bg-hover data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {t.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  );
}

export function TabPanel({ value, children, className }: { value: string; children: ReactNode; className?: string }) {
  return (
    <Radix.Content value={value} {...(className ? { className } : {})}>
      {children}
    </Radix.Content>
  );
}
