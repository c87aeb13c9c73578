import { notificationsLive } from '@/features/notifications';
import { usersLive } from '@/features/users';
import type { LiveHandler } from '@/lib/live';

/** Every feature that follows the journal. Each handler looks at the entry's type and ignores what is not its own. */
export const liveHandlers: LiveHandler[] = [usersLive, notificationsLive];
