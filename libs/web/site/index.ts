export { SiteModule } from './site.module.js';
export { siteTextTexts } from './texts/texts.texts.js';
