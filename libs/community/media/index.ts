export { BlockFileView } from './media.dto.js';
export { MediaModule } from './media.module.js';
export type { MediaFigures, MediaObjectRow, MediaSubject, MediaUse } from './media-object.js';
export { MediaObjectsService } from './media-objects.service.js';
export { MediaUrls } from './media-urls.js';
export { MemberMediaService } from './upkeep/member-media.service.js';
