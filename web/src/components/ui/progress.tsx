/** How far something is, 0–1. */
export function Progress({ value, label, className }: { value: number; label: string; className?: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} className={`h-[3px] overflow-hidden rounded-full bg-line ${className ?? ''}`}>
      <div className="h-full origin-left bg-ok transition-transform duration-200" style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  );
}
