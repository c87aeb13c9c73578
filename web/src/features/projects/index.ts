export { projectsQuery, useProjects } from './api';
