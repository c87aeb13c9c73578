import { create } from 'zustand';

export type ThemeChoice = 'system' | 'light' | 'dark';

interface Preferences {
  theme: ThemeChoice;
  sidebar: 'open' | 'closed';
  setTheme: (theme: ThemeChoice) => void;
  toggleSidebar: () => void;
}

/** localStorage may be forbidden or full; a preference that is not kept is no reason to fail. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Kept for this tab only.
  }
}

/** Choices of this browser, not of the person: the theme and whether the sidebar is open. */
export const usePreferences = create<Preferences>((set, get) => ({
  theme: (['light', 'dark'] as const).find((t) => t === read('atelier.theme')) ?? 'system',
  sidebar: read('atelier.sidebar') === 'closed' ? 'closed' : 'open',
  setTheme: (theme) => {
    write('atelier.theme', theme);
    set({ theme });
    applyTheme(theme);
  },
  toggleSidebar: () => {
    const sidebar = get().sidebar === 'open' ? 'closed' : 'open';
    write('atelier.sidebar', sidebar);
    set({ sidebar });
  },
}));

function applyTheme(choice: ThemeChoice): void {
  const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Follows the system's theme while the choice is "system". */
export function followSystemTheme(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(usePreferences.getState().theme));
}
