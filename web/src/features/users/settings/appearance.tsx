import { Section } from '@/components/ui/section';
import { usePreferences, type ThemeChoice } from '@/stores/preferences';

/** The theme of this browser. */
export default function AppearanceSettings() {
  const { theme, setTheme } = usePreferences();
  const choices: { value: ThemeChoice; label: string; look: string }[] = [
    { value: 'system', label: 'Like the system', look: 'linear-gradient(120deg, oklch(0.98 0.002 265) 50%, oklch(0.2 0.008 265) 50%)' },
    { value: 'light', label: 'Light', look: 'oklch(0.98 0.002 265)' },
    { value: 'dark', label: 'Dark', look: 'oklch(0.2 0.008 265)' },
  ];
  return (
    <Section title="Theme" description="Kept in this browser; the system's own choice is followed at once.">
      <fieldset className="grid grid-cols-3 gap-3">
        <legend className="sr-only">Theme</legend>
        {choices.map((c) => (
          <label key={c.value} className="grid cursor-pointer gap-2 rounded-xl border border-line bg-surface p-2.5 hover:border-line-strong has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent">
            <span aria-hidden className="h-14 rounded-lg border border-line" style={{ background: c.look }} />
            <span className="flex items-center gap-2">
              <input type="radio" name="theme" className="accent-(--accent)" checked={theme === c.value} onChange={() => setTheme(c.value)} />
              {c.label}
            </span>
          </label>
        ))}
      </fieldset>
    </Section>
  );
}
