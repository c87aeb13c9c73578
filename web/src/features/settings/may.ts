import type { Profile } from '@/lib/api';
import { may as allows, type Permission } from '@/lib/policy';

/** Whether the person may. Decides only what is offered: the server decides what happens. */
export function may(me: Profile, word: string): boolean {
  return allows(me, word as Permission);
}
