import type { FieldControl } from './field';
import { Input } from './input';

interface Props extends Partial<FieldControl> {
  value: string;
  onChange: (value: string) => void;
  /** Called once when the last digit is in. */
  onComplete?: (value: string) => void;
  digits?: number;
  autoFocus?: boolean;
  disabled?: boolean;
}

/** A code from an authenticator app or a message: one field, so that pasting and the phone's own suggestion work. Put it in a `Field`. */
export function CodeInput({ value, onChange, onComplete, digits = 6, ...rest }: Props) {
  return (
    <Input
      {...rest}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern={`[0-9]{${digits}}`}
      title={`${digits} digits`}
      required
      spellCheck={false}
      inputSize="lg"
      className="max-w-44 font-mono tracking-[0.4em]"
      value={value}
      onChange={(e) => {
        // Apps show and copy codes in groups: "123 456".
        const next = e.target.value.replace(/\D/g, '').slice(0, digits);
        onChange(next);
        if (next.length === digits && next !== value) onComplete?.(next);
      }}
    />
  );
}
