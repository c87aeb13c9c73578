// Made from Policy.java by PolicyPages; change that and run it again.

export interface PermissionInfo {
  word: Permission;
  description: string;
  /** Whether custom roles and tokens may carry it. */
  grantable: boolean;
}

export type Permission =
  | 'self'
  | 'self.security'
  | 'organization.read'
  | 'organization.manage'
  | 'organization.delete'
  | 'members.manage'
  | 'roles.manage'
  | 'access.manage'
  | 'webhooks.manage'
  | 'audit.read'
  | 'projects.create'
  | 'work.read'
  | 'work.comment'
  | 'work.edit'
  | 'project.manage'
  | 'catalog.read'
  | 'catalog.manage'
  | 'orders.read'
  | 'orders.manage'
  | 'reports.read'
  | 'events.send'
  | 'system.manage';

export const PERMISSIONS: readonly PermissionInfo[] = [
  { word: 'self', description: "See and change one's own profile, notices and preferences", grantable: true },
  { word: 'self.security', description: "Change how one signs in, one's sessions and tokens", grantable: false },
  { word: 'organization.read', description: 'See the organization, its members and teams', grantable: true },
  { word: 'organization.manage', description: 'Rename the organization, export everything', grantable: true },
  { word: 'organization.delete', description: 'Delete the organization or hand it over', grantable: false },
  { word: 'members.manage', description: 'Invite, change and remove members and teams', grantable: true },
  { word: 'roles.manage', description: 'Make and change custom roles', grantable: true },
  { word: 'access.manage', description: 'Set up single sign-on, SCIM, tokens and clients of the organization', grantable: true },
  { word: 'webhooks.manage', description: 'Set up webhooks and see their deliveries', grantable: true },
  { word: 'audit.read', description: 'Search and export the audit log', grantable: true },
  { word: 'projects.create', description: 'Create, import and restore projects; use templates', grantable: true },
  { word: 'work.read', description: 'See a project and its tasks', grantable: true },
  { word: 'work.comment', description: 'Write comments', grantable: true },
  { word: 'work.edit', description: 'Change tasks and attach files', grantable: true },
  { word: 'project.manage', description: 'Change a project, its columns and its members', grantable: true },
  { word: 'catalog.read', description: 'See products and stock', grantable: true },
  { word: 'catalog.manage', description: 'Change products and stock', grantable: true },
  { word: 'orders.read', description: 'See orders', grantable: true },
  { word: 'orders.manage', description: 'Fulfil, cancel and mark orders paid', grantable: true },
  { word: 'reports.read', description: 'See reports', grantable: true },
  { word: 'events.send', description: 'Send events and see what was rejected', grantable: true },
  { word: 'system.manage', description: 'Look after the installation', grantable: false },
];

/** What the roles of an organization give everywhere in it. */
export const ROLES = {
  owner: [
    'self',
    'self.security',
    'organization.read',
    'organization.manage',
    'organization.delete',
    'members.manage',
    'roles.manage',
    'access.manage',
    'webhooks.manage',
    'audit.read',
    'projects.create',
    'work.read',
    'work.comment',
    'work.edit',
    'project.manage',
    'catalog.read',
    'catalog.manage',
    'orders.read',
    'orders.manage',
    'reports.read',
    'events.send',
    'system.manage',
  ],
  admin: [
    'self',
    'self.security',
    'organization.read',
    'organization.manage',
    'members.manage',
    'roles.manage',
    'access.manage',
    'webhooks.manage',
    'audit.read',
    'projects.create',
    'work.read',
    'work.comment',
    'work.edit',
    'project.manage',
    'catalog.read',
    'catalog.manage',
    'orders.read',
    'orders.manage',
    'reports.read',
    'events.send',
    'system.manage',
  ],
  member: [
    'self',
    'self.security',
    'organization.read',
    'projects.create',
    'work.read',
    'work.comment',
    'work.edit',
    'project.manage',
    'catalog.read',
    'catalog.manage',
    'orders.read',
    'orders.manage',
    'reports.read',
    'events.send',
    'system.manage',
  ],
  guest: [
    'self',
    'self.security',
    'organization.read',
    'system.manage',
  ],
} as const satisfies Record<string, readonly Permission[]>;

/** What being in a project gives there. */
export const PROJECT_ROLES = {
  lead: [
    'work.read',
    'work.comment',
    'work.edit',
    'project.manage',
  ],
  editor: [
    'work.read',
    'work.comment',
    'work.edit',
  ],
  commenter: [
    'work.read',
    'work.comment',
  ],
  viewer: [
    'work.read',
  ],
} as const satisfies Record<string, readonly Permission[]>;

export type ProjectRole = keyof typeof PROJECT_ROLES;

/** Whether the server lets this person do it everywhere in the organization; it decides again each time. */
export function may(profile: { permissions: readonly Permission[] }, permission: Permission): boolean {
  return profile.permissions.includes(permission);
}
