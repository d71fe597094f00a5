export { welcomeTexts } from './account/welcome.texts.js';
export { CardPrinter } from './cards/card-printer.js';
export { sendFile } from './feeds/send-file.js';
export { element, type Xml, xmlFile } from './feeds/xml.js';
export { SiteModule } from './site.module.js';
export { siteTextTexts } from './texts/texts.texts.js';
