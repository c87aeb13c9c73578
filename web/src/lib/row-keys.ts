import { useRef } from 'react';
import { useCommands } from './commands';

/**
 * J/K (or arrows) move the focus along a list's rows: elements with `data-row` inside the returned ref, in the order of
 * the page. Enter then is the row's own: a link opens.
 */
export function useRowKeys<E extends HTMLElement>() {
  const list = useRef<E>(null);
  const move = (step: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    if (rows.length === 0) return false;
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
    rows[next]?.focus();
    rows[next]?.scrollIntoView({ block: 'nearest' });
  };
  useCommands([
    { id: 'row-next', label: 'Next row', group: 'List', keys: ['j', 'arrowdown'], keyOnly: true, run: () => move(1) },
    { id: 'row-previous', label: 'Previous row', group: 'List', keys: ['k', 'arrowup'], keyOnly: true, run: () => move(-1) },
  ]);
  return list;
}
