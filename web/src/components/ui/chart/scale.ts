/** Round numbers from 0 to at least `max`, about `count` of them. */
export function ticks(max: number, count = 4): number[] {
  if (!(max > 0)) return [0, 1];
  const raw = max / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= raw - 1e-12)!;
  const last = Math.ceil(max / step - 1e-9);
  // Multiplied rather than added up: 0.1 + 0.2 is no tick one wants to read.
  return Array.from({ length: last + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Every how manieth label fits when each needs `room` pixels and has `step` pixels. */
export function every(step: number, room: number): number {
  const fits = Math.max(1, Math.ceil(room / step));
  return [1, 2, 3, 4, 6, 12].find((n) => n >= fits) ?? fits;
}

/** A path through the points; a null breaks the line. */
export function linePath(points: (readonly [number, number] | null)[]): string {
  let path = '';
  let pen = false;
  for (const p of points) {
    if (p) path += `${pen ? 'L' : 'M'}${p[0].toFixed(1)} ${p[1].toFixed(1)}`;
    pen = p !== null;
  }
  return path;
}
