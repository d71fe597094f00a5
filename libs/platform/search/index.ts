export { PlatformSearchModule } from './search.module.js';
export { type SearchRunView, type SearchStatusView } from './search.dto.js';
export { PlatformSearchService } from './search.service.js';
