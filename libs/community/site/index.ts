export { CommunityFigures } from './community-figures.js';
export { CommunitySettings } from './community-settings.js';
export {
  type FeaturedTopic,
  featuredIn,
  featuredText,
  longestTopicWords,
  mostFeatured,
  unlistedIn,
} from './featured-topics.js';
export type { SettingDefinition, SettingText, SettingValue } from './setting-definition.js';
export { initialSettings, type SettingName, type Settings, settingTable } from './setting-table.js';
export { type SettingChange, SettingsAdministration, SettingsRefused } from './settings-administration.js';
export { type SitePicture, sitePictures } from './site-pictures.js';
export { settingOfField, siteProfile, SiteProfileView } from './site-profile.view.js';
export { type SiteText, type SiteTextName, siteTextNames } from './site-texts.repository.js';
export { longestSiteText, SiteTextsService } from './site-texts.service.js';
export { CommunitySiteModule } from './site.module.js';
export { WalletAvailability } from './wallet-availability.js';
