export { collaborationLive } from './live';
export { Here } from './here';
export { Talk } from './talk';
export { ActivityFeed } from './activity-feed';
