import { authLive } from '@/features/auth';
import { catalogLive } from '@/features/catalog';
import { collaborationLive } from '@/features/collaboration/live';
import { filesLive } from '@/features/files/api';
import { notificationsLive } from '@/features/notifications';
import { ordersLive } from '@/features/orders';
import { projectsLive, projectsWelcome } from '@/features/projects';
import { usersLive } from '@/features/users';
import type { LiveHandler, WelcomeHandler } from '@/lib/live';

/** Every feature that follows the journal. Each handler looks at the entries' types and ignores what is not its own. */
export const liveHandlers: LiveHandler[] = [projectsLive, collaborationLive, filesLive, usersLive, notificationsLive, catalogLive, ordersLive, authLive];

/** Asked when the stream starts, whether what was fetched before is still true. */
export const welcomeHandlers: WelcomeHandler[] = [projectsWelcome];
