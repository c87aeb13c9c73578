import type { Profile } from '@/lib/api';

/** Words that every role has; the others that settings ask for belong to owners and admins, the last to owners alone. */
const EVERYBODY = ['self', 'self.security', 'organization.read'];
const OWNER = ['organization.delete'];

/** Whether the person may. Decides only what is offered: the server decides what happens. */
export function may(me: Profile, word: string): boolean {
  return EVERYBODY.includes(word) || me.role === 'owner' || (me.role === 'admin' && !OWNER.includes(word));
}
