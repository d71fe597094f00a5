import { FlagField, IntField, TextField } from '#kernel/http';
import { type Settings, settingTable } from './setting-table.js';

/**
 * What clients ask for before anything else. An administrator's form sends the same fields, so they are described as
 * those of a request; how long or large each may be is a rule of its setting.
 */
export class SiteProfileView {
  @FlagField() use_friendship!: boolean;
  @FlagField() enable_trends_bar!: boolean;
  @FlagField() enable_wallet!: boolean;
  @FlagField() allow_tweet_attachment!: boolean;
  @FlagField() allow_tweet_attachment_price!: boolean;
  @FlagField() allow_tweet_video!: boolean;
  @FlagField() allow_user_register!: boolean;
  @FlagField() allow_phone_bind!: boolean;
  @IntField() default_tweet_max_length!: number;
  @IntField() tweet_web_ellipsis_size!: number;
  @IntField() tweet_mobile_ellipsis_size!: number;
  @TextField({ about: '`public`, `following`, `friend` or `private`' }) default_tweet_visibility!: string;
  @IntField({ about: 'Milliseconds.' }) default_msg_loop_interval!: number;
  @TextField() copyright_top!: string;
  @TextField({ empty: true }) copyright_left!: string;
  @TextField({ empty: true }) copyright_left_link!: string;
  @TextField() copyright_right!: string;
  @TextField({ empty: true }) copyright_right_link!: string;
}

const prefix = 'web_profile.';

/** The setting that a field of the profile stands for, as the wire names it. */
export const settingOfField = (field: keyof SiteProfileView): string => prefix + field;

export function siteProfile(settings: Settings): SiteProfileView {
  const told = Object.entries(settingTable).filter(([, { key }]) => key.startsWith(prefix));
  const fields = told.map(([name, { key }]) => [key.slice(prefix.length), settings[name as keyof Settings]]);
  return Object.fromEntries(fields) as SiteProfileView;
}
