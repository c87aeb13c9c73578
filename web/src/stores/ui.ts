import { create } from 'zustand';

/** What is open right now. Nothing here survives a reload. */
interface Ui {
  drawer: boolean;
  commandMenu: boolean;
  help: boolean;
  set: (state: Partial<Pick<Ui, 'drawer' | 'commandMenu' | 'help'>>) => void;
}

export const useUi = create<Ui>((set) => ({
  drawer: false,
  commandMenu: false,
  help: false,
  set: (state) => set(state),
}));
