import { mark } from '@/components/ui/badge';
import type { Color } from '@/lib/api';

const COLORS: Color[] = ['gray', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'indigo', 'violet', 'pink'];

/** One of the ten colours, as radio buttons with names. */
export function ColorPicker({ value, onChange }: { value: Color; onChange: (color: Color) => void }) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium text-ink-2">Colour</legend>
      <div className="flex flex-wrap gap-1">
        {COLORS.map((color) => (
          <label key={color} className="grid size-7 cursor-pointer place-items-center rounded-md has-checked:bg-active has-focus-visible:outline-2 has-focus-visible:outline-accent" title={color}>
            <input type="radio" name="color" className="sr-only" checked={value === color} onChange={() => onChange(color)} aria-label={color} />
            <span aria-hidden className="size-3.5 rounded-full" style={{ background: mark(color) }} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
