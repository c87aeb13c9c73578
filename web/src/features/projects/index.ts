export { projectsApi, projectsQuery, templatesQuery, useProjects } from './api';
export { projectsLive, projectsWelcome } from './live';
export { StatusIcon } from './icons';
