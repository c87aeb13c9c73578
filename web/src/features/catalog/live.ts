import type { LiveHandler } from '@/lib/live';

/** Products and their stock are fetched afresh when they change; an order changes what is reserved. */
export const catalogLive: LiveHandler = (entries, client) => {
  if (entries.some((e) => /^(product|order|stock)\./.test(e.type))) void client.invalidateQueries({ queryKey: ['catalog'] });
};
