export { catalogLive } from './live';
