import { AppWindow, Bell, Building2, KeyRound, LockKeyhole, LogIn, MailPlus, Puzzle, RefreshCcwDot, ScrollText, ShieldCheck, SunMoon, UserRound, Users, UsersRound, Webhook, type LucideIcon } from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import type { Profile } from '@/lib/api';
import { may, type Permission } from '@/lib/policy';

/** What a section's page is given. `rest` is what follows it in the address: `/settings/roles/<rest>`. */
export interface SectionProps {
  me: Profile;
  rest: string;
}

export interface Section {
  /** Its address is `/settings/<path>`. */
  path: string;
  group: 'You' | 'Organization';
  title: string;
  icon: LucideIcon;
  /** The permission without which it is not offered. */
  needs?: Permission;
  /** Other words that find it in the ⌘K menu. */
  words?: string;
  /** The page, by default export: a feature's `settings/` folder is open to this list and to nobody else. */
  load: () => Promise<{ default: ComponentType<SectionProps> }>;
}

/**
 * Every section of the settings, in order. One line adds one, below the comment that keeps its place; its page is
 * `features/<service>/settings/<name>.tsx`.
 */
const list: Section[] = [
  { path: 'profile', group: 'You', title: 'Profile', icon: UserRound, words: 'name username time zone', load: () => import('@/features/users/settings/profile') },
  { path: 'appearance', group: 'You', title: 'Appearance', icon: SunMoon, words: 'theme dark light', load: () => import('@/features/users/settings/appearance') },
  { path: 'notifications', group: 'You', title: 'Notifications', icon: Bell, words: 'mail inbox', load: () => import('@/features/notifications/settings/notifications') },
  { path: 'security', group: 'You', title: 'Security', icon: LockKeyhole, words: 'password passkey two factor authenticator sessions e-mail sign out', load: () => import('@/features/auth/settings/security') },
  { path: 'access-tokens', group: 'You', title: 'Access tokens', icon: KeyRound, words: 'api key script', load: () => import('@/features/auth/settings/access-tokens') },
  { path: 'connected-apps', group: 'You', title: 'Connected apps', icon: AppWindow, words: 'oauth grants integrations', load: () => import('@/features/auth/settings/connected-apps') },
  { path: 'general', group: 'Organization', title: 'General', icon: Building2, needs: 'organization.read', words: 'name shop leave delete transfer', load: () => import('@/features/users/settings/general') },
  { path: 'members', group: 'Organization', title: 'Members', icon: UsersRound, needs: 'organization.read', words: 'people invite', load: () => import('@/features/users/settings/members') },
  { path: 'teams', group: 'Organization', title: 'Teams', icon: Users, needs: 'organization.read', words: 'groups people', load: () => import('@/features/users/settings/teams') },
  { path: 'roles', group: 'Organization', title: 'Roles', icon: ShieldCheck, needs: 'organization.read', words: 'permissions rights access', load: () => import('@/features/users/settings/roles') },
  { path: 'invitations', group: 'Organization', title: 'Invitations', icon: MailPlus, needs: 'members.manage', words: 'invite link join', load: () => import('@/features/users/settings/invitations') },
  // Single sign-on
  { path: 'sso', group: 'Organization', title: 'Single sign-on', icon: LogIn, needs: 'access.manage', words: 'sso openid connect oidc saml domain login', load: () => import('@/features/auth/settings/sso') },
  { path: 'provisioning', group: 'Organization', title: 'Provisioning', icon: RefreshCcwDot, needs: 'access.manage', words: 'scim okta entra directory', load: () => import('@/features/auth/settings/provisioning') },
  { path: 'api-clients', group: 'Organization', title: 'API clients', icon: Puzzle, needs: 'access.manage', words: 'oauth tokens integrations', load: () => import('@/features/auth/settings/api-clients') },
  { path: 'webhooks', group: 'Organization', title: 'Webhooks', icon: Webhook, needs: 'webhooks.manage', words: 'integrations events', load: () => import('@/features/webhooks/settings/webhooks') },
  { path: 'audit', group: 'Organization', title: 'Audit log', icon: ScrollText, needs: 'audit.read', words: 'security history export', load: () => import('@/features/users/settings/audit') },
];

export const sections = list.map((section) => ({ ...section, Page: lazy(section.load) }));

/** The sections that are offered to this person. */
export function sectionsOf(me: Profile) {
  return sections.filter((s) => !s.needs || may(me, s.needs));
}
