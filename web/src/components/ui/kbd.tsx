const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Keys as this system writes them: `mod` is ⌘ on Apple, Ctrl elsewhere. Separate keys by a blank. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-0.5" aria-hidden>
      {keys.split(' ').map((key, i) => (
        <kbd key={i} className="min-w-4 rounded-xs border border-line bg-panel px-1 text-center font-sans text-2xs leading-4 text-ink-3">
          {key === 'mod' ? (mac ? '⌘' : 'Ctrl') : key}
        </kbd>
      ))}
    </span>
  );
}
