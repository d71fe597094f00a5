import { type SettingName, settingTable } from '#community/site';

/** Where at the desk a setting is chosen. A new one has to have a place. */
const sectionOf: Readonly<Record<SettingName, Section>> = {
  tagline: 'look',
  accent: 'look',
  corners: 'look',
  appearance: 'look',
  wideLogoGround: 'look',

  allowUserRegister: 'joining',
  membersOnly: 'joining',
  phoneRequired: 'joining',
  allowPhoneBind: 'joining',
  maxCaptchaTimes: 'joining',

  suggestedMembers: 'lists',
  featuredTopics: 'lists',
  unlistedTopics: 'lists',

  tweetMaxLength: 'posts',
  tweetVisibility: 'posts',
  webEllipsisSize: 'posts',
  mobileEllipsisSize: 'posts',
  allowTweetVideo: 'posts',
  allowTweetAttachment: 'posts',
  maxCommentCount: 'posts',

  useFriendship: 'people',
  enableTrendsBar: 'people',
  maxWhisperDaily: 'people',

  enableWallet: 'wallet',
  allowTweetAttachmentPrice: 'wallet',
  attachmentIncomeRate: 'wallet',
  alipayAppId: 'wallet',
  alipayPrivateKey: 'wallet',
  alipayPublicKey: 'wallet',

  copyrightTop: 'footer',
  copyrightLeft: 'footer',
  copyrightLeftLink: 'footer',
  copyrightRight: 'footer',
  copyrightRightLink: 'footer',

  timeZone: 'technical',
  defaultPageSize: 'technical',
  maxPageSize: 'technical',
  messageInterval: 'technical',
};

/** `lists`: changed one by one, on pages about people and topics. */
export type Section = 'look' | 'joining' | 'lists' | SettingsSection;
/** Those that have a page of their own below the settings. */
export const settingsSections = ['posts', 'people', 'wallet', 'footer', 'technical'] as const;
export type SettingsSection = (typeof settingsSections)[number];

export const isSettingsSection = (name: string): name is SettingsSection =>
  (settingsSections as readonly string[]).includes(name);

/** In the order in which they are shown. */
export const settingsIn = (section: Section): SettingName[] =>
  (Object.keys(sectionOf) as SettingName[]).filter((name) => sectionOf[name] === section);

/** Of the box that takes a secret away. */
export const removalField = (name: SettingName): string => `${settingTable[name].key}.remove`;
