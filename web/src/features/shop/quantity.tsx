import { Minus, Plus } from 'lucide-react';
import { IconButton } from '@/components/ui/button';

/** How many; one to `max`. */
export function Quantity({ value, onChange, max }: { value: number; onChange: (n: number) => void; max: number }) {
  const set = (n: number) => onChange(Math.max(1, Math.min(max, n)));
  return (
    <div role="group" aria-label="Quantity" className="flex items-center gap-1">
      <IconButton label="One less" variant="default" disabled={value <= 1} onClick={() => set(value - 1)} className="size-9!">
        <Minus size={14} aria-hidden />
      </IconButton>
      <input
        aria-label="Quantity"
        inputMode="numeric"
        value={value}
        onChange={(e) => set(Number(e.target.value.replaceAll(/\D/g, '').slice(0, 3)) || 1)}
        className="h-9 w-12 rounded-md border border-line-strong bg-surface text-center text-md tabular-nums"
      />
      <IconButton label="One more" variant="default" disabled={value >= max} onClick={() => set(value + 1)} className="size-9!">
        <Plus size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
