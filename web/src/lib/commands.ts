import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something a person can do here: by key, from the command menu (⌘K), and listed in the help (`?`). */
export interface Command {
  id: string;
  label: string;
  /** Heading in the menu and the help. */
  group: string;
  /** `c`, `shift+x`, `mod+k`, or a sequence `g i`. Several ways: `['j', 'arrowdown']`. */
  keys?: string | string[];
  /** Other words that find it. */
  words?: string;
  /** Works from the keyboard only; not listed in the command menu (movement keys). */
  keyOnly?: boolean;
  /** Also while a text field has the focus. */
  inFields?: boolean;
  /** `false` says: not for me; the key goes on to the next command and then to the browser. */
  run: (event?: KeyboardEvent) => void | false;
}

/** Milliseconds between the two keys of a sequence. */
const SEQUENCE = 1_200;

let layers: { current: Command[] }[] = [];
let snapshot: Command[] = [];
const listeners = new Set<() => void>();
let pending: { key: string; at: number } | null = null;

function changed() {
  const seen = new Set<string>();
  // The layer mounted last comes first: what is nearest to the person wins.
  snapshot = layers
    .toReversed()
    .flatMap((layer) => layer.current)
    .filter((c) => !seen.has(c.id) && seen.add(c.id));
  listeners.forEach((l) => l());
}

/** Offers commands while the component is mounted. `commands` may be made anew on each render. */
export function useCommands(commands: Command[]): void {
  const layer = useRef(commands);
  layer.current = commands;
  const signature = commands.map((c) => `${c.id}:${c.label}`).join('\n');
  useEffect(() => {
    layers = [...layers, layer];
    return () => {
      layers = layers.filter((l) => l !== layer);
      changed();
    };
  }, []);
  useEffect(changed, [signature]);
}

/** All commands on offer now, the nearest first. */
export function useOfferedCommands(): Command[] {
  return useSyncExternalStore(
    (l) => (listeners.add(l), () => listeners.delete(l)),
    () => snapshot,
  );
}

/** `mod+shift+k` for an event; `mod` is ⌘ or Ctrl. Shift is named only where it does not make another character. */
export function keyOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const named = key.length > 1 || /[a-z]/.test(key);
  return `${event.metaKey || event.ctrlKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${event.shiftKey && named ? 'shift+' : ''}${key}`;
}

const FIELD = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]';
const PRESSED = 'button, summary, input, [role=button], [role=tab], [role=checkbox], [role=switch]';
const OVERLAY = '[role=dialog][data-state=open]:not([data-peek]), [role=alertdialog], [role=menu], [role=listbox]';

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
  const target = event.target instanceof Element ? event.target : null;
  const inField = target?.closest(FIELD) != null;
  if (target?.closest(OVERLAY) && !inField) return;
  const key = keyOf(event);
  // Space and Enter press the control that has the focus.
  if ((key === 'space' || key === 'enter') && target?.closest(PRESSED)) return;
  if (key === 'enter' && target?.closest('a[href]')) return;
  const first = pending && event.timeStamp - pending.at < SEQUENCE ? pending.key : null;
  pending = null;

  for (const layer of layers.toReversed()) {
    for (const command of layer.current) {
      if (inField && !command.inFields) continue;
      for (const keys of [command.keys ?? []].flat()) {
        if (keys === (first ? `${first} ${key}` : key)) {
          if (command.run(event) === false) continue;
          event.preventDefault();
          return;
        }
        if (!first && !inField && keys.startsWith(`${key} `)) pending = { key, at: event.timeStamp };
      }
    }
  }
}

/** Starts listening for keys; once, by the app's root. Returns what stops it. */
export function listenForKeys(): () => void {
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

/** A command's first keys, as `Kbd` takes them. */
export function keysLabel(command: Command): string | undefined {
  const keys = [command.keys ?? []].flat()[0];
  return keys
    ?.split(' ')
    .map((k) =>
      k
        .split('+')
        .map((p) => ({ mod: 'mod', shift: '⇧', enter: '↵', escape: 'Esc', space: 'Space', arrowdown: '↓', arrowup: '↑', arrowleft: '←', arrowright: '→', delete: 'Del', alt: 'Alt' })[p] ?? p.toUpperCase())
        .map((p) => (p === 'MOD' ? 'mod' : p))
        .join(' '),
    )
    .join(' ');
}
