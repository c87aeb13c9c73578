export { meQuery, membersQuery, useMe, usePeople, type Person } from './api';
export { DeletionBanner } from './deletion-banner';
export { usersLive } from './live';
export { NewOrganization, OrganizationItems } from './organization-menu';
export { useOrganizationCommands } from './organizations';
