import { Link } from '@tanstack/react-router';
import { Store } from 'lucide-react';
import type { ReactNode } from 'react';

/** What surrounds the public pages: the shop's name, the page, a quiet foot. */
export function Frame({ shop, name, children }: { shop?: string | undefined; name?: string | undefined; children: ReactNode }) {
  const label = (
    <>
      <span className="grid size-7 place-items-center rounded-md bg-accent text-accent-ink">
        <Store size={15} aria-hidden />
      </span>
      {name}
    </>
  );
  return (
    <div className="flex min-h-dvh flex-col bg-panel">
      <header className="sticky top-0 z-10 border-b border-line bg-panel/90 backdrop-blur-sm">
        <div className="mx-auto flex h-14 w-full max-w-5xl items-center px-6 text-md font-semibold max-md:px-4">
          {shop && name ? (
            <Link to="/shop/$shop" params={{ shop }} className="flex items-center gap-2.5 rounded-md">
              {label}
            </Link>
          ) : (
            <span className="flex items-center gap-2.5">{label}</span>
          )}
        </div>
      </header>
      <main className="mx-auto w-full max-w-5xl flex-1 px-6 py-10 max-md:px-4 max-md:py-6">{children}</main>
      <footer className="border-t border-line">
        <p className="mx-auto flex w-full max-w-5xl items-center gap-2 px-6 py-5 text-sm text-ink-3 max-md:px-4">
          <img src="/favicon.svg" alt="" width={16} height={16} />
          Sold and delivered with Atelier
        </p>
      </footer>
    </div>
  );
}

/** A number that is always the same for the same text, 0 to `below` − 1. */
function hash(text: string, below: number): number {
  let sum = 7;
  for (const c of text) sum = (sum * 31 + c.charCodeAt(0)) >>> 0;
  return sum % below;
}

/** A picture for a product that has none: arcs on a field, always the same for the same product. */
export function Cover({ id, className }: { id: string; className?: string }) {
  const hue = [268, 235, 190, 155, 45, 340][hash(id, 6)]!;
  const turn = hash(`${id}t`, 4) * 90;
  const variant = hash(`${id}v`, 3);
  return (
    <div aria-hidden className={className} style={{ background: `linear-gradient(150deg, oklch(0.62 0.13 ${hue}), oklch(0.42 0.13 ${hue + 24}))` }}>
      <svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" className="size-full" fill="none" stroke="white" strokeOpacity={0.34} strokeWidth={1.2}>
        <g transform={`rotate(${turn} 160 90)`}>
          {variant === 0 && Array.from({ length: 11 }, (_, i) => <circle key={i} cx={250} cy={150} r={18 + i * 20} />)}
          {variant === 1 &&
            Array.from({ length: 8 }, (_, i) => <rect key={i} x={235 - i * 26} y={125 - i * 26} width={30 + i * 52} height={30 + i * 52} rx={8 + i * 3} transform={`rotate(${i * 6} 250 140)`} />)}
          {variant === 2 && Array.from({ length: 13 }, (_, i) => <path key={i} d={`M-20 ${10 + i * 16} C 90 ${-40 + i * 22}, 200 ${90 + i * 6}, 340 ${i * 17 - 10}`} />)}
        </g>
      </svg>
    </div>
  );
}
