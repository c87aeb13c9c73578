import type { LiveHandler } from '@/lib/live';

/** Orders are fetched afresh when they change, and when one of their projects is made or renamed. */
export const ordersLive: LiveHandler = (entries, client) => {
  const concerns = entries.some((e) => e.type.startsWith('order.') || (e.type === 'project.created' && e.data.project && (e.data.project as { origin?: unknown }).origin));
  if (concerns) void client.invalidateQueries({ queryKey: ['orders'] });
};
