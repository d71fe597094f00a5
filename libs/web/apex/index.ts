export { ApexLayout } from './apex-layout.js';
export { ApexModule } from './apex.module.js';
export { ApexPages } from './apex-pages.js';
export type { ApexVisit } from './apex-visit.js';
