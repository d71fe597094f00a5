export { MediaModule } from './media.module.js';
export { MediaUrls } from './media-urls.js';
export { type MediaObjectRow, MediaObjectsService, type MediaSubject, type MediaUse } from './media-objects.service.js';
