import { expect, test } from 'vitest';
import { parsePrice, priceText } from './price';

test.each([
  ['2490', 'EUR', 249_000],
  ['2,490.00', 'EUR', 249_000],
  ['2.490,50', 'EUR', 249_050],
  ["1'250.5", 'CHF', 125_050],
  ['2 490', 'EUR', 249_000],
  ['1.234.567', 'EUR', 123_456_700],
  ['0', 'EUR', 0],
  ['500', 'JPY', 500],
])('%s %s is %i minor units', (text, currency, amount) => {
  expect(parsePrice(text, currency)).toBe(amount);
});

test.each([['', 'EUR'], ['-5', 'EUR'], ['12.345,678', 'EUR'], ['5.5', 'JPY'], ['free', 'EUR'], ['1e5', 'EUR'], ['9'.repeat(30), 'EUR']])('%s %s is no price', (text, currency) => {
  expect(parsePrice(text, currency)).toBeNull();
});

test('what is shown can be typed', () => {
  for (const money of [{ amount: 249_000, currency: 'EUR' }, { amount: 5, currency: 'EUR' }, { amount: 500, currency: 'JPY' }]) {
    expect(parsePrice(priceText(money), money.currency)).toBe(money.amount);
  }
});
