export { CommunityFigures } from './community-figures.js';
export { CommunitySettings } from './community-settings.js';
export type { SettingDefinition, SettingText, SettingValue } from './setting-definition.js';
export { initialSettings, logoKey, type SettingName, type Settings, settingTable } from './setting-table.js';
export { type SettingChange, SettingsAdministration } from './settings-administration.js';
export { settingOfField, siteProfile, SiteProfileView } from './site-profile.view.js';
export { CommunitySiteModule } from './site.module.js';
export { WalletAvailability } from './wallet-availability.js';
