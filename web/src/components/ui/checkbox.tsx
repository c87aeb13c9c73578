import { Check } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';

/** A square tick. `label` is its accessible name; visible text belongs beside it. */
export function Checkbox({ checked, onChange, label, disabled, id }: { checked: boolean; onChange: (checked: boolean) => void; label: string; disabled?: boolean; id?: string }) {
  return (
    <Radix.Root
      checked={checked}
      onCheckedChange={(v) => onChange(v === true)}
      aria-label={label}
      {...(id ? { id } : {})}
      {...(disabled ? { disabled } : {})}
      className="relative grid size-4 shrink-0 place-items-center rounded-xs border border-line-strong bg-surface after:absolute after:-inset-1 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=checked]:text-accent-ink"
    >
      <Radix.Indicator>
        <Check size={11} strokeWidth={3} aria-hidden />
      </Radix.Indicator>
    </Radix.Root>
  );
}
