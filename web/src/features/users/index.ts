export { meQuery, membersQuery, useMe, usePeople, type Person } from './api';
export { usersLive } from './live';
