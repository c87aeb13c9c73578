import type { LiveHandler } from '@/lib/live';

/** People and the organization change seldom: fetched afresh when they do. */
export const usersLive: LiveHandler = (entry, client) => {
  if (/^(person|member)\./.test(entry.type)) void client.invalidateQueries({ queryKey: ['members'] });
  if (/^(person|member|organization)\.changed$/.test(entry.type)) void client.invalidateQueries({ queryKey: ['me'] });
};
