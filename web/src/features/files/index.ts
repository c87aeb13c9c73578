export { filesLive } from './api';
export { Attachments } from './attachments';
