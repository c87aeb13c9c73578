import type { Health, Job, Part } from './api';

type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'info';

export const healthWord: Record<Health, string> = { ok: 'Working', starting: 'Starting', stopping: 'Stopping', degraded: 'Limited', down: 'Down' };
export const healthTone: Record<Health, Tone> = { ok: 'ok', starting: 'info', stopping: 'info', degraded: 'warn', down: 'bad' };

export const partWord: Record<Part['state'], string> = { up: 'up', degraded: 'limited', down: 'down' };
export const partTone: Record<Part['state'], Tone> = { up: 'ok', degraded: 'warn', down: 'bad' };

export const jobWord: Record<Job['state'], string> = { idle: 'Idle', running: 'Running', failed: 'Needs you' };
export const jobTone: Record<Job['state'], Tone> = { idle: 'neutral', running: 'info', failed: 'bad' };

/** `all 12 services`, or their names. */
export function servicesOf(services: string[]): string {
  return services.length >= 12 ? `All ${services.length} services` : services.join(', ');
}

/** How long ago, without "ago": `40 s`, `12 min`, `5 h`, `3 d`. */
export function span(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
