import type { LiveHandler } from '@/lib/live';

/** The inbox and its count are fetched afresh when a notice comes or is read. */
export const notificationsLive: LiveHandler = (entries, client) => {
  if (entries.some((e) => e.type.startsWith('notice.'))) void client.invalidateQueries({ queryKey: ['notifications'] });
};
