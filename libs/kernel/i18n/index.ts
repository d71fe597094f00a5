export { chooseLocale, type Locale, localeOf, locales } from './locales.js';
export { startOf } from './start-of.js';
export { catalogue, type Catalogue, plural } from './texts.js';
