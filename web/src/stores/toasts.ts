import { create } from 'zustand';

export interface ToastMessage {
  id: number;
  title: string;
  detail?: string;
  tone: 'info' | 'ok' | 'bad';
  action?: { label: string; run: () => void };
}

interface Toasts {
  items: ToastMessage[];
  dismiss: (id: number) => void;
}

let last = 0;

export const useToasts = create<Toasts>((set) => ({
  items: [],
  dismiss: (id) => set((s) => ({ items: s.items.filter((t) => t.id !== id) })),
}));

/** Says something in the corner of the screen; the same sentence is not stacked twice. Returns its id. */
export function toast(message: Omit<ToastMessage, 'id' | 'tone'> & { tone?: ToastMessage['tone'] }): number {
  const made = { tone: 'info' as const, ...message, id: ++last };
  useToasts.setState((s) => ({
    items: [...s.items.filter((t) => t.title !== made.title || t.detail !== made.detail), made].slice(-4),
  }));
  return made.id;
}
