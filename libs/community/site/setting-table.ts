import { lookSettings } from './look-settings.js';
import {
  flag,
  type SettingDefinition,
  type SettingValue,
  share,
  text,
  timeZone,
  webAddress,
  whole,
} from './setting-definition.js';
import { type SitePicture, sitePictures } from './site-pictures.js';

const profile = (name: string) => ({ key: `web_profile.${name}`, group: 'web' as const });
const app = (name: string) => ({ key: `app.${name}`, group: 'app' as const });
const alipay = (name: string) => ({ key: `alipay.${name}`, group: 'payments' as const });

/** Everything a community decides for itself, with what holds where it has not. Each is enforced here, not only told. */
export const settingTable = {
  useFriendship: flag(true, {
    ...profile('use_friendship'),
    label: ['Friends', '好友'],
    about: ['Members can be friends, and write for friends only.', '成员可以互加好友，并发布仅好友可见的动态。'],
  }),
  enableTrendsBar: flag(false, {
    ...profile('enable_trends_bar'),
    label: ['Trends bar', '动态条栏'],
    about: [
      'Above the timeline: friends and followed people who have posted lately.',
      '在首页显示好友和关注者的最新动态。',
    ],
  }),
  enableWallet: flag(false, {
    ...profile('enable_wallet'),
    label: ['Wallet', '钱包'],
    about: ['Members have a balance, pay money in and buy attachments.', '成员拥有余额，可以充值和购买附件。'],
  }),
  allowTweetAttachment: flag(true, {
    ...profile('allow_tweet_attachment'),
    label: ['Attachments', '附件'],
    about: ['Posts can carry files.', '动态可以携带附件。'],
  }),
  allowTweetAttachmentPrice: flag(false, {
    ...profile('allow_tweet_attachment_price'),
    label: ['Sold attachments', '付费附件'],
    about: ['Authors can ask money for the files of a post; needs the wallet.', '作者可以为附件定价，需要开启钱包。'],
  }),
  allowTweetVideo: flag(true, {
    ...profile('allow_tweet_video'),
    label: ['Films', '视频'],
    about: ['Posts can carry films.', '动态可以携带视频。'],
  }),
  allowUserRegister: flag(true, {
    ...profile('allow_user_register'),
    label: ['Registration', '开放注册'],
    about: ['Anybody can become a member.', '任何人都可以注册成为成员。'],
  }),
  allowPhoneBind: flag(false, {
    ...profile('allow_phone_bind'),
    label: ['Phone numbers', '绑定手机'],
    about: ['Members can add a phone number, confirmed by SMS.', '成员可以绑定手机号，通过短信验证。'],
  }),
  tweetMaxLength: whole(2000, [1, 2000], {
    ...profile('default_tweet_max_length'),
    label: ['Length of a post', '动态最大长度'],
    about: ['Most characters of text in a post.', '一条动态的最大字符数。'],
  }),
  webEllipsisSize: whole(400, [1, 2000], {
    ...profile('tweet_web_ellipsis_size'),
    label: ['Folding on a desktop', '桌面端折叠长度'],
    about: ['Longer posts are folded in lists.', '列表中超过此长度的动态会被折叠。'],
  }),
  mobileEllipsisSize: whole(300, [1, 2000], {
    ...profile('tweet_mobile_ellipsis_size'),
    label: ['Folding on a phone', '移动端折叠长度'],
    about: ['Longer posts are folded in lists.', '列表中超过此长度的动态会被折叠。'],
  }),
  tweetVisibility: text(
    'public',
    {
      options: [
        { label: ['Everybody', '公开'], value: 'public' },
        { label: ['Followers', '关注者'], value: 'following' },
        { label: ['Friends', '好友'], value: 'friend' },
        { label: ['Only me', '私密'], value: 'private' },
      ],
    },
    {
      ...profile('default_tweet_visibility'),
      label: ['Usual audience', '默认可见性'],
      about: ['What the composer proposes.', '发布动态时默认的可见范围。'],
    },
  ),
  messageInterval: whole(5000, [1000, 60_000], {
    ...profile('default_msg_loop_interval'),
    label: ['Asking for messages', '消息轮询间隔'],
    about: ['Milliseconds between two questions of a client.', '客户端查询新消息的间隔，单位毫秒。'],
  }),
  copyrightTop: text(
    '2026 PaoPao',
    { empty: false },
    {
      ...profile('copyright_top'),
      label: ['Footer, first line', '页脚第一行'],
      about: ['Text below the right column.', '右栏底部的文字。'],
    },
  ),
  copyrightLeft: text(
    '',
    {},
    {
      ...profile('copyright_left'),
      label: ['Footer, left', '页脚左侧'],
      about: ['Text below the right column.', '右栏底部的文字。'],
    },
  ),
  copyrightLeftLink: text(
    '',
    { refuse: webAddress },
    {
      ...profile('copyright_left_link'),
      label: ['Footer, link on the left', '页脚左侧链接'],
      about: ['Where the text leads.', '文字指向的网址。'],
    },
  ),
  copyrightRight: text(
    '泡泡(PaoPao)开源社区',
    { empty: false },
    {
      ...profile('copyright_right'),
      label: ['Footer, right', '页脚右侧'],
      about: ['Text below the right column.', '右栏底部的文字。'],
    },
  ),
  copyrightRightLink: text(
    'https://github.com/rocboss/paopao-ce',
    { refuse: webAddress },
    {
      ...profile('copyright_right_link'),
      label: ['Footer, link on the right', '页脚右侧链接'],
      about: ['Where the text leads.', '文字指向的网址。'],
    },
  ),

  ...lookSettings,

  membersOnly: flag(false, {
    ...app('members_only'),
    label: ['For members only', '仅对成员开放'],
    about: ['Guests see nothing of the community but its name.', '未登录的访客看不到社区的任何内容。'],
  }),
  phoneRequired: flag(false, {
    ...app('phone_required'),
    label: ['Phone needed to write', '发布需绑定手机'],
    about: ['Only members with a phone number can post, comment and vote.', '只有绑定手机的成员才能发布、评论和点赞。'],
  }),
  timeZone: text(
    '',
    { refuse: timeZone },
    {
      ...app('time_zone'),
      label: ['Time zone', '时区'],
      about: [
        'When a day begins, for limits per day. Empty: by the language.',
        '用于按日计算的限制。留空则由语言决定。',
      ],
    },
  ),
  maxCommentCount: whole(1000, [1, 100_000], {
    ...app('max_comment_count'),
    label: ['Comments of a post', '每条动态评论数上限'],
    about: ['Comments and replies together.', '评论与回复总数。'],
  }),
  maxWhisperDaily: whole(1000, [1, 1_000_000], {
    ...app('max_whisper_daily'),
    label: ['Private messages a day', '每日私信上限'],
    about: ['Of one member.', '每位成员每天可发送的私信数。'],
  }),
  maxCaptchaTimes: whole(2, [1, 1000], {
    ...app('max_captcha_times'),
    label: ['Uses of an SMS code', '短信验证码使用次数'],
    about: ['How often one code can be used.', '同一验证码可使用的次数。'],
  }),
  defaultPageSize: whole(10, [1, 1000], {
    ...app('default_page_size'),
    label: ['Rows of a page', '默认分页大小'],
    about: ['Where a client does not say.', '客户端未指定时每页的条数。'],
  }),
  maxPageSize: whole(100, [1, 1000], {
    ...app('max_page_size'),
    label: ['Most rows of a page', '最大分页大小'],
    about: ['At least as many as a page has where a client does not say.', '不能小于默认分页大小。'],
  }),
  attachmentIncomeRate: share(0.8, {
    ...app('attachment_income_rate'),
    label: ['Share of the seller', '附件收入比例'],
    about: ['Of the price of an attachment, from 0 to 1.', '附件售价中归作者的比例，0 到 1。'],
  }),

  alipayAppId: text(
    '',
    {},
    {
      ...alipay('app_id'),
      label: ['Alipay app id', '支付宝应用 ID'],
      about: ['Of the community’s own merchant account.', '社区自己的商户应用。'],
    },
  ),
  alipayPrivateKey: text(
    '',
    { secret: true, longest: 8000 },
    {
      ...alipay('private_key'),
      label: ['Alipay private key', '支付宝应用私钥'],
      about: ['PKCS#8 or PKCS#1, in PEM or without its first and last line.', 'PKCS#8 或 PKCS#1 格式。'],
    },
  ),
  alipayPublicKey: text(
    '',
    { longest: 8000 },
    {
      ...alipay('public_key'),
      label: ['Alipay public key', '支付宝公钥'],
      about: ['By which Alipay’s notices are verified.', '用于验证支付宝通知。'],
    },
  ),
} as const satisfies Record<string, SettingDefinition<boolean> | SettingDefinition<number> | SettingDefinition<string>>;

export type SettingName = keyof typeof settingTable;

/** What holds in a community now. */
export type Settings = {
  readonly [Name in SettingName]: (typeof settingTable)[Name] extends SettingDefinition<infer T> ? T : never;
} & {
  /** Paths in the tenant's store; empty where there is none. */
  readonly [Name in SitePicture]: string;
};

export const initialSettings: Settings = Object.freeze({
  ...Object.fromEntries(Object.entries(settingTable).map(([name, { initial }]) => [name, initial as SettingValue])),
  ...Object.fromEntries(Object.keys(sitePictures).map((name) => [name, ''])),
}) as Settings;
