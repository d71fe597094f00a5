export { MediaModule } from './media.module.js';
export { MediaUrls } from './media-urls.js';
