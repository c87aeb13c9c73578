import { Check } from 'lucide-react';
import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { Kbd } from './kbd';

export interface PickerOption {
  value: string;
  label: string;
  group?: string | undefined;
  icon?: ReactNode;
  /** Quiet words at the end of the row. */
  hint?: string | undefined;
  keys?: string | undefined;
  /** Other words that find it. */
  words?: string | undefined;
}

interface Props {
  options: PickerOption[];
  selected: readonly string[];
  onPick: (value: string) => void;
  /** The accessible name. */
  label: string;
  placeholder?: string;
  /** Several may be chosen: each shows a tick. */
  multiple?: boolean;
  size?: 'md' | 'lg';
  empty?: ReactNode;
  /** Called with what is typed, to search elsewhere. */
  onText?: (text: string) => void;
  /** Offers to make what was typed, when nothing is called so. */
  onCreate?: (text: string) => void;
}

/** The best first: a start, then the start of a word, then anywhere; every typed word must occur. */
export function rank(option: PickerOption, text: string): number {
  const hay = `${option.label} ${option.words ?? ''}`.toLowerCase();
  const needles = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!needles.every((n) => hay.includes(n))) return 0;
  const first = needles[0];
  if (!first) return 1;
  return hay.startsWith(first) ? 3 : hay.includes(` ${first}`) ? 2 : 1;
}

/** A list one types to narrow, chooses from with arrows and Enter. Put it in a Popover or a dialog. */
export function PickerList({ options, selected, onPick, label, placeholder, multiple, size = 'md', empty = 'Nothing found', onText, onCreate }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  const shown = useMemo(() => {
    if (!text.trim()) return options;
    const best = options.map((o) => ({ o, r: rank(o, text) })).filter((x) => x.r > 0);
    // Groups stay together, the group with the best hit first.
    const groups = new Map<string, number>();
    for (const { o, r } of best) groups.set(o.group ?? '', Math.max(r, groups.get(o.group ?? '') ?? 0));
    const order = [...groups.keys()].sort((a, b) => groups.get(b)! - groups.get(a)!);
    return best.sort((a, b) => order.indexOf(a.o.group ?? '') - order.indexOf(b.o.group ?? '') || b.r - a.r).map((x) => x.o);
  }, [options, text]);

  const creatable = onCreate && text.trim() !== '' && !options.some((o) => o.label.toLowerCase() === text.trim().toLowerCase());
  const length = shown.length + (creatable ? 1 : 0);
  const at = Math.min(active, length - 1);

  useLayoutEffect(() => {
    list.current?.querySelector('[data-highlighted]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const pick = (index: number) => {
    const option = shown[index];
    if (option) onPick(option.value);
    else if (creatable) onCreate(text.trim());
    if (multiple) setText('');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? (event.ctrlKey ? { n: 1, p: -1 }[event.key] : undefined);
    if (step) {
      event.preventDefault();
      if (length) setActive((at + step + length) % length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (at >= 0) pick(at);
    }
  };

  const row = (i: number) => ({
    id: `${id}-${i}`,
    role: 'option' as const,
    'data-highlighted': i === at ? '' : undefined,
    onPointerMove: () => setActive(i),
    onClick: () => pick(i),
    className: cx('flex cursor-default items-center gap-2 rounded-sm px-2 data-[highlighted]:bg-hover max-md:h-10', size === 'lg' ? 'h-9' : 'h-7.5'),
  });

  return (
    <div onKeyDown={onKeyDown}>
      <input
        // The list opens to be typed into.
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        placeholder={placeholder ?? label}
        onChange={(e) => {
          setText(e.target.value);
          setActive(0);
          onText?.(e.target.value);
        }}
        className={cx('w-full border-b border-line bg-transparent px-3 outline-none focus-visible:outline-none', size === 'lg' ? 'h-12 text-lg' : 'h-9')}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable={multiple || undefined} className={cx('overflow-y-auto overscroll-contain p-1', size === 'lg' ? 'max-h-[min(420px,60vh)]' : 'max-h-72')}>
        {shown.map((o, i) => {
          const heading = o.group && o.group !== shown[i - 1]?.group;
          return (
            <div key={o.value} role="presentation">
              {heading && (
                <div role="presentation" className="px-2 pt-2 pb-1 text-xs text-ink-3">
                  {o.group}
                </div>
              )}
              <div {...row(i)} aria-selected={selected.includes(o.value)}>
                {o.icon && <span className="grid w-4 shrink-0 place-items-center text-ink-3">{o.icon}</span>}
                <span className="truncate">{o.label}</span>
                {o.hint && <span className="truncate text-xs text-ink-3">{o.hint}</span>}
                <span className="ml-auto flex shrink-0 items-center gap-2">
                  {o.keys && <Kbd keys={o.keys} />}
                  {selected.includes(o.value) && <Check size={14} className="text-accent-text" aria-hidden />}
                </span>
              </div>
            </div>
          );
        })}
        {creatable && (
          <div {...row(shown.length)} aria-selected={false}>
            Create “{text.trim()}”
          </div>
        )}
        {length === 0 && <div className="grid place-items-center px-2 py-6 text-ink-3">{empty}</div>}
      </div>
    </div>
  );
}
