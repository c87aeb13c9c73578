import type { LiveHandler } from '@/lib/live';

/** The inbox and its count are fetched afresh when a notice comes or is read. */
export const notificationsLive: LiveHandler = (entry, client) => {
  if (entry.type.startsWith('notice.')) void client.invalidateQueries({ queryKey: ['notifications'] });
};
