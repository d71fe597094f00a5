export { contentOf, isTemplateName, type TemplateName, templateNames } from './templates.js';
