import type { LocalDate, Money } from './api';

const DAY = 86_400_000;

/** Today in the person's own zone, as `YYYY-MM-DD`. */
export function today(now = new Date()): LocalDate {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

/** A date moved by whole days. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** `8 May`, with the year when it is not this one. */
export function shortDate(date: LocalDate, now = new Date()): string {
  const sameYear = date.startsWith(`${now.getFullYear()}-`);
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }), timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** `Today`, `Tomorrow`, `Yesterday`, else the short date. */
export function dueLabel(date: LocalDate, now = new Date()): string {
  const t = today(now);
  if (date === t) return 'Today';
  if (date === addDays(t, 1)) return 'Tomorrow';
  if (date === addDays(t, -1)) return 'Yesterday';
  return shortDate(date, now);
}

/** `just now`, `5 min`, `3 h`, `2 d`, then a date. */
export function ago(instant: string, now = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(instant)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`;
  if (minutes < 7 * 24 * 60) return `${Math.floor(minutes / 60 / 24)} d`;
  return shortDate(today(new Date(instant)));
}

/** The same within a sentence: `5 min ago`, `just now`, or a date. */
export function when(instant: string): string {
  const words = ago(instant);
  return /^\d+ (min|h|d)$/.test(words) ? `${words} ago` : words;
}

/** A full date and time in the person's own zone, for tooltips. */
export function fullTime(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** `€2,490.00` from minor units; knows currencies without cents. */
export function money({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en-IE', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** `1.4 MB`, in steps of 1,000. */
export function fileSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** Minutes of work as `45 min`, `1 h 30 min`, `16 h`. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ') || '0 min';
}

/** Minutes from what people type: `90`, `1h30`, `1.5 h`, `2d` (of eight hours), `45 min`; null when it is none of these. */
export function parseDuration(text: string): number | null {
  const parts = [...text.trim().toLowerCase().matchAll(/(\d+(?:[.,]\d+)?)\s*(d(?:ays?)?|h(?:ours?)?|m(?:in(?:utes?)?)?)?\s*/g)];
  if (parts.length === 0 || parts.map((p) => p[0]).join('') !== text.trim().toLowerCase()) return null;
  const minutes = parts.reduce((sum, [, n, unit]) => sum + Number(n!.replace(',', '.')) * ({ d: 480, h: 60 }[unit?.[0] ?? ''] ?? 1), 0);
  return Math.round(minutes);
}

/** `1 task`, `3 tasks`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

export function fullName(person: { firstName: string; lastName: string }): string {
  return `${person.firstName} ${person.lastName}`.trim();
}
