export { sectionsOf } from './sections';
