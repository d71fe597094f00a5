export { welcomeTexts } from './account/welcome.texts.js';
export { CardPrinter } from './cards/card-printer.js';
export { SiteModule } from './site.module.js';
export { siteTextTexts } from './texts/texts.texts.js';
