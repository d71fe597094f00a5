export { CommunityFigures } from './community-figures.js';
export { CommunitySiteModule } from './site.module.js';
