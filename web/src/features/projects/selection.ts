import { create } from 'zustand';
import type { Id } from '@/lib/api';

export type Property = 'status' | 'priority' | 'assignee' | 'label' | 'due';

/** Which task the keys act on, which are selected, and which picker is open. UI state of one project's screen. */
interface Selection {
  active: Id | null;
  /** Set when the keyboard moved: the card then takes the focus. */
  focus: number;
  selected: ReadonlySet<Id>;
  property: Property | null;
  /** The status of the task being made, `''` for the first; null when none is. */
  creating: Id | '' | null;
}

const nothing: Selection = { active: null, focus: 0, selected: new Set(), property: null, creating: null };

export const useSelection = create<Selection>(() => nothing);

const set = useSelection.setState;

export const selection = {
  reset: () => set(nothing),
  activate: (active: Id | null) => set({ active }),
  /** Activates and takes the focus there. */
  focus: (active: Id) => set((s) => ({ active, focus: s.focus + 1 })),
  toggle: (id: Id) =>
    set((s) => {
      const selected = new Set(s.selected);
      if (!selected.delete(id)) selected.add(id);
      return { selected };
    }),
  add: (ids: Id[]) => set((s) => ({ selected: new Set([...s.selected, ...ids]) })),
  clear: () => set({ selected: new Set() }),
  open: (property: Property | null) => set({ property }),
  create: (creating: Id | '' | null) => set({ creating }),
};
