export { chooseLocale, type Locale, localeOf, locales } from './locales.js';
export { catalogue, type Catalogue, plural } from './texts.js';
