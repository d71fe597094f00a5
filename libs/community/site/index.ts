export { CommunityFigures } from './community-figures.js';
export { CommunitySettings } from './community-settings.js';
export { type SettingName, type Settings, settingTable } from './setting-table.js';
export { CommunitySiteModule } from './site.module.js';
export { WalletAvailability } from './wallet-availability.js';
