export { collaborationLive } from './live';
export { Talk } from './talk';
export { ActivityFeed } from './activity-feed';
