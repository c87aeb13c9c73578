export { authLive } from './live';
