export { BlockFileView } from './media.dto.js';
export { type IconName, iconSizes, isIconName } from './icons/icon-names.js';
export { LogoService } from './icons/logo.service.js';
export { SiteIcons } from './icons/site-icons.js';
export { MediaModule } from './media.module.js';
export type { MediaFigures, MediaObjectRow, MediaSubject, MediaUse } from './media-object.js';
export { MediaObjectsService } from './media-objects.service.js';
export { MediaUrls } from './media-urls.js';
export { MemberMediaService } from './upkeep/member-media.service.js';
