import type { Order } from '@/lib/api';

type Tone = 'neutral' | 'ok' | 'warn' | 'bad' | 'info';

export const paymentLabel: Record<Order['payment'], string> = {
  pending: 'Waiting for payment',
  authorized: 'Authorized',
  captured: 'Paid',
  failed: 'Payment failed',
  voided: 'Voided',
  partially_refunded: 'Partly refunded',
  refunded: 'Refunded',
};

export const paymentTone: Record<Order['payment'], Tone> = { pending: 'warn', authorized: 'info', captured: 'ok', failed: 'bad', voided: 'neutral', partially_refunded: 'neutral', refunded: 'neutral' };

export const fulfilmentLabel: Record<Order['fulfilment'], string> = {
  unfulfilled: 'Nothing handed over yet',
  partially_fulfilled: 'Partly handed over',
  fulfilled: 'Fulfilled',
  cancelled: 'Cancelled',
};

export const stateLabel: Record<Order['state'], string> = { placed: 'Open', completed: 'Completed', cancelled: 'Cancelled', expired: 'Expired' };

/** One word about an order, made of its three axes: what matters most now. */
export function summary(order: Pick<Order, 'state' | 'payment' | 'fulfilment'>): { label: string; tone: Tone } {
  if (order.state === 'cancelled') return { label: 'Cancelled', tone: 'neutral' };
  if (order.state === 'expired') return { label: 'Expired', tone: 'neutral' };
  if (order.payment === 'pending' || order.payment === 'failed') return { label: paymentLabel[order.payment], tone: paymentTone[order.payment] };
  if (order.state === 'completed' || order.fulfilment === 'fulfilled') return { label: 'Completed', tone: 'ok' };
  if (order.fulfilment === 'partially_fulfilled') return { label: 'Under way', tone: 'info' };
  return { label: paymentLabel[order.payment], tone: paymentTone[order.payment] };
}

export const providerLabel: Record<string, string> = { invoice: 'Bank transfer', test: 'Test payment', bank_transfer: 'Bank transfer', cash: 'Cash', stripe: 'Card' };

/** A line of an order's history; the server's own sentence where it is one, else its code as words. */
export function historyText(what: string): string {
  const words = what.includes(' ') ? what : what.replace(/^order\./, '').replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
