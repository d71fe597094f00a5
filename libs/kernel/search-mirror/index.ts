export { SearchMirrorModule } from './search-mirror.module.js';
