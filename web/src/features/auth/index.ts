export { keepRequest } from './authorization-request';
export { authLive } from './live';
