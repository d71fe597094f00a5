import type { SettingText } from './setting-definition.js';
import { type Settings, settingTable } from './setting-table.js';

/** What does not fit together; values that are wrong by themselves are refused before. */
export function contradiction(settings: Settings): { readonly key: string; readonly reason: SettingText } | null {
  const { tweetMaxLength, webEllipsisSize, mobileEllipsisSize, defaultPageSize, maxPageSize } = settings;
  if (webEllipsisSize > tweetMaxLength) return { key: settingTable.webEllipsisSize.key, reason: longerThanPost };
  if (mobileEllipsisSize > tweetMaxLength) return { key: settingTable.mobileEllipsisSize.key, reason: longerThanPost };
  return defaultPageSize > maxPageSize ? { key: settingTable.defaultPageSize.key, reason: moreThanMost } : null;
}

const longerThanPost = { en: 'must not exceed the length of a post', zh: '不能超过动态最大长度' };
const moreThanMost = { en: 'must not exceed app.max_page_size', zh: '不能超过最大分页大小' };
