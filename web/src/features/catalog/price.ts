import type { Money } from '@/lib/api';

/** What a shop of small teams sells in; the server takes any ISO 4217 code. */
export const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'BRL', 'CAD', 'AUD', 'JPY'];

/** Digits after the point: 2 for EUR, 0 for JPY. */
export function digits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads `2490`, `2,490.00`, `2.490,00` or `2 490` as minor units; null when it is no price or more exact than the
 * currency. The last point or comma followed by one or two digits separates the cents.
 */
export function parsePrice(text: string, currency: string): number | null {
  const clean = text.replace(/[\s']/g, '');
  const match = /^(\d{1,3}(?:([.,])\d{3}(?:\2\d{3})*)|\d+)(?:[.,](\d{1,2}))?$/.exec(clean);
  if (!match) return null;
  const places = digits(currency);
  const cents = match[3] ?? '';
  if (cents.length > places) return null;
  const amount = Number(match[1]!.replace(/[.,]/g, '') + cents.padEnd(places, '0'));
  return Number.isSafeInteger(amount) ? amount : null;
}

/** Minor units as one would type them. */
export function priceText({ amount, currency }: Money): string {
  const places = digits(currency);
  return (amount / 10 ** places).toFixed(places);
}
