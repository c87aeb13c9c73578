export { unreadQuery, useUnreadCount } from './api';
export { notificationsLive } from './live';
