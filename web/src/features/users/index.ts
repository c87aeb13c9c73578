export { meQuery, membersQuery, teamsQuery, useMe, usePeople, useTeams, type Person } from './api';
export { DeletionBanner } from './deletion-banner';
export { usersLive } from './live';
export { NewOrganization, OrganizationItems } from './organization-menu';
export { useOrganizationCommands } from './organizations';
