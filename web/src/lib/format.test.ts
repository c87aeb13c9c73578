import { expect, test } from 'vitest';
import { addDays, ago, dueLabel, duration, fileSize, money, parseDuration, shortDate, today } from './format';

const now = new Date(2026, 10, 23, 12);

test('dates carry a year only when it is another one', () => {
  expect(shortDate('2026-05-08', now)).toBe('8 May');
  expect(shortDate('2025-05-08', now)).toBe('8 May 2025');
  expect(today(now)).toBe('2026-11-23');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(['2026-11-22', '2026-11-23', '2026-11-24'].map((d) => dueLabel(d, now))).toEqual(['Yesterday', 'Today', 'Tomorrow']);
});

test('time ago grows coarser', () => {
  const at = Date.parse('2026-11-23T12:00:00Z');
  expect(ago('2026-11-23T11:59:50Z', at)).toBe('just now');
  expect(ago('2026-11-23T11:55:00Z', at)).toBe('5 min');
  expect(ago('2026-11-21T12:00:00Z', at)).toBe('2 d');
});

test('money by its currency, sizes in steps of a thousand', () => {
  expect(money({ amount: 249_000, currency: 'EUR' })).toBe('€2,490.00');
  expect(money({ amount: 500, currency: 'JPY' })).toMatch(/500$/);
  expect([fileSize(1), fileSize(999), fileSize(1_500), fileSize(52_000_000)]).toEqual(['1 B', '999 B', '1.5 kB', '52.0 MB']);
});

test('durations are read as people write them and written as they read them', () => {
  expect(['90', '1h30', '1.5 h', '1,5h', '2d', '45 min', '1 h 30 min'].map(parseDuration)).toEqual([90, 90, 90, 90, 960, 45, 90]);
  expect(['', 'soon', '1x', '-5', 'h'].map(parseDuration)).toEqual([null, null, null, null, null]);
  expect([0, 45, 60, 90, 960].map(duration)).toEqual(['0 min', '45 min', '1 h', '1 h 30 min', '16 h']);
});
