import { useLayoutEffect, useRef, useState, type PointerEvent } from 'react';
import { cx } from '@/lib/cx';
import { every, linePath, ticks } from './scale';

export interface Series {
  name: string;
  kind: 'bar' | 'line';
  /** A CSS colour; by token. */
  color: string;
  /** One per point; null where there is none. */
  values: (number | null)[];
  dashed?: boolean;
}

interface Props {
  /** What it shows; also read out. */
  label: string;
  /** Labels of the points along the bottom. */
  points: { label: string; tick: string }[];
  series: Series[];
  /** A value as words, at the axis and in the tip. */
  format: (value: number) => string;
  height?: number;
}

const PAD = { top: 10, right: 8, bottom: 24, left: 56 };

/**
 * Bars and lines over an ordered row of points, from 0. A picture for the eye: its table stands beside it, and the
 * picture's name tells who cannot see it what it shows and between which values.
 */
export function Chart({ label, points, series, format, height = 220 }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [at, setAt] = useState<number | null>(null);
  const all = series.flatMap((s) => s.values.filter((v): v is number => v !== null));
  const marks = ticks(Math.max(0, ...all));
  const top = marks.at(-1)!;
  const plot = { width: width - PAD.left - PAD.right, height: height - PAD.top - PAD.bottom };
  const step = plot.width / Math.max(1, points.length);
  const x = (i: number) => PAD.left + step * (i + 0.5);
  const y = (v: number) => PAD.top + plot.height * (1 - v / top);
  const bars = series.filter((s) => s.kind === 'bar');
  const lines = series.filter((s) => s.kind === 'line');
  const gap = step > 8 ? 0.28 : 0.12;
  const thick = Math.min(44, (step * (1 - gap)) / Math.max(1, bars.length));
  const shown = every(step, 54);

  const onMove = (event: PointerEvent) => {
    const left = box.current!.getBoundingClientRect().left;
    const i = Math.floor((event.clientX - left - PAD.left) / step);
    setAt(i >= 0 && i < points.length ? i : null);
  };

  return (
    <div ref={box} className="relative" onPointerMove={onMove} onPointerDown={onMove} onPointerLeave={() => setAt(null)}>
      <svg width={width} height={height} role="img" aria-label={`${label}: ${spoken(points, series, format)}`} className="block max-w-full touch-pan-y overflow-visible text-ink-3">
        {marks.map((m) => (
          <g key={m}>
            <line x1={PAD.left} x2={width - PAD.right} y1={y(m)} y2={y(m)} stroke="var(--line)" strokeWidth={1} shapeRendering="crispEdges" />
            <text x={PAD.left - 8} y={y(m)} dy="0.32em" textAnchor="end" fontSize={11} fill="currentColor">
              {format(m)}
            </text>
          </g>
        ))}
        {at !== null && <rect x={PAD.left + step * at} y={PAD.top} width={step} height={plot.height} fill="var(--hover)" />}
        {bars.map((s, b) =>
          s.values.map((v, i) => {
            if (v === null || v === 0) return null;
            const h = Math.max(1, (plot.height * v) / top);
            const left = x(i) + (b - bars.length / 2) * thick;
            return <rect key={`${b}-${i}`} x={left} y={y(0) - h} width={Math.max(1, thick - (bars.length > 1 ? 1 : 0))} height={h} rx={Math.min(3, thick / 4)} fill={s.color} opacity={at === null || at === i ? 1 : 0.45} />;
          }),
        )}
        {lines.map((s) => (
          <path key={s.name} d={linePath(s.values.map((v, i) => (v === null ? null : [x(i), y(v)])))} fill="none" stroke={s.color} strokeWidth={2} strokeLinejoin="round" strokeLinecap="round" {...(s.dashed ? { strokeDasharray: '1 5' } : {})} />
        ))}
        {lines.map((s) =>
          s.values.map((v, i) =>
            // A dot where the pointer is, and where a line would be too short to be seen.
            v !== null && (at === i || (s.values[i - 1] == null && s.values[i + 1] == null)) ? <circle key={`${s.name}-${i}`} cx={x(i)} cy={y(v)} r={3.5} fill={s.color} stroke="var(--surface)" strokeWidth={1.5} /> : null,
          ),
        )}
        {points.map((p, i) =>
          i % shown === 0 ? (
            <text key={i} x={x(i)} y={height - 6} textAnchor="middle" fontSize={11} fill="currentColor">
              {p.tick}
            </text>
          ) : null,
        )}
      </svg>
      {at !== null && points[at] && (
        <div
          aria-hidden
          className={cx('pointer-events-none absolute top-1 z-10 grid min-w-32 gap-0.5 rounded-md border border-line bg-raised px-2.5 py-1.5 text-sm shadow-pop', at > points.length / 2 ? '-translate-x-full' : '')}
          style={{ left: x(at) + (at > points.length / 2 ? -step / 2 - 6 : step / 2 + 6) }}
        >
          <span className="font-medium">{points[at].label}</span>
          {series.map((s) => (
            <span key={s.name} className="flex items-center gap-2 whitespace-nowrap text-ink-2">
              <Mark series={s} />
              {s.name}
              <span className="ml-auto pl-3 text-ink tabular-nums">{s.values[at] == null ? '–' : format(s.values[at])}</span>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** Which colour and line means what; nothing for a single series, whose title says it. */
export function Legend({ series }: { series: Series[] }) {
  if (series.length < 2) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
      {series.map((s) => (
        <li key={s.name} className="flex items-center gap-2">
          <Mark series={s} />
          {s.name}
        </li>
      ))}
    </ul>
  );
}

function Mark({ series: { kind, color, dashed } }: { series: Series }) {
  return (
    <svg aria-hidden width={14} height={10} className="shrink-0">
      {kind === 'bar' ? <rect x={2} width={10} height={10} rx={2.5} fill={color} /> : <line x1={1} x2={13} y1={5} y2={5} stroke={color} strokeWidth={2} strokeLinecap="round" {...(dashed ? { strokeDasharray: '1 4' } : {})} />}
    </svg>
  );
}

/** `25 points, January 2017 to August 2018; Orders from 1 to 7,451`. */
function spoken(points: Props['points'], series: Series[], format: Props['format']): string {
  const first = points[0];
  if (!first) return 'no values';
  const ranges = series.map((s) => {
    const values = s.values.filter((v): v is number => v !== null);
    return values.length ? `${s.name} from ${format(Math.min(...values))} to ${format(Math.max(...values))}` : `${s.name} without values`;
  });
  return `${first.label} to ${points.at(-1)!.label}; ${ranges.join('; ')}. The table has every value.`;
}

/** The element's width in pixels, kept up to date. */
function useWidth(ref: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth || 640);
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
