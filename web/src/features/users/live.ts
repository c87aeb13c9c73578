import type { LiveHandler } from '@/lib/live';

/** People and the organization change seldom: fetched afresh when they do. */
export const usersLive: LiveHandler = (entries, client) => {
  const some = (pattern: RegExp) => entries.some((e) => pattern.test(e.type));
  if (some(/^(person|member)\./)) void client.invalidateQueries({ queryKey: ['members'] });
  if (some(/^(member|invitation)\./)) void client.invalidateQueries({ queryKey: ['invitations'] });
  if (some(/^organization\./)) {
    void client.invalidateQueries({ queryKey: ['organizations'] });
    void client.invalidateQueries({ queryKey: ['organization'] });
  }
  if (some(/^role\./)) void client.invalidateQueries({ queryKey: ['roles'] });
  if (some(/^(team\.|member\.left$)/)) void client.invalidateQueries({ queryKey: ['teams'] });
  if (some(/^(person|member|organization|role)\.changed$/)) void client.invalidateQueries({ queryKey: ['me'] });
};
