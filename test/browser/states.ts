import { readingClubPeople } from '../../apps/standalone/demo/reading-club.people.js';
import { gardenPeople } from '../../apps/standalone/demo/garden.people.js';
import { commentTexts } from '../../libs/web/ui/comments.texts.js';
import { uiTexts } from '../../libs/web/ui/ui.texts.js';
import { shellTexts } from '../../libs/web/shell/shell.texts.js';
import { composeTexts } from '../../libs/web/site/compose/compose.texts.js';
import { messagesTexts } from '../../libs/web/site/messages/messages.texts.js';
import { postTexts } from '../../libs/web/site/post/post.texts.js';
import { profileTexts } from '../../libs/web/site/profile/profile.texts.js';
import { searchTexts } from '../../libs/web/site/search/search.texts.js';
import { settingsTexts } from '../../libs/web/site/settings/settings.texts.js';
import { timelineTexts } from '../../libs/web/site/timeline/timeline.texts.js';
import { topicsTexts } from '../../libs/web/site/topics/topics.texts.js';

/** One of the demo communities: who in it is what, and where its posts begin that show something. */
export interface Place {
  readonly slug: 'demo' | 'garden';
  readonly locale: 'en' | 'zh-CN';
  readonly people: Readonly<Record<string, { readonly name: string }>>;
  readonly newcomer: string;
  readonly suspended: string;
  readonly blocker: string;
  readonly blocked: string;
  readonly arabic: string;
  readonly highlighting: string;
  /** By author, as their page has them. */
  readonly posts: Readonly<Record<'long' | 'nine' | 'film' | 'file' | 'link', readonly [by: string, begins: string]>> &
    Readonly<Record<'covered' | 'edited' | 'quoting' | 'bereft' | 'locked', readonly [by: string, begins: string]>> &
    Readonly<Record<'chosen' | 'folded' | 'arabic' | 'word' | 'private', readonly [by: string, begins: string]>> &
    Readonly<Record<'friends' | 'followers' | 'sold', readonly [by: string, begins: string]>>;
  /** Part of the warning of the covered one. */
  readonly warning: string;
  /** Something that nothing is found for, and a single character that finds something. */
  readonly searched: readonly [nothing: string, one: string];
}

export const places: readonly Place[] = [
  {
    slug: 'demo',
    locale: 'zh-CN',
    people: readingClubPeople,
    newcomer: 'xiaoxin',
    suspended: 'tehui365',
    blocker: 'kevin',
    blocked: 'maishu88',
    arabic: 'layla',
    highlighting: 'laozhou',
    posts: {
      long: ['laozhou', '欠馆里的读后感'],
      nine: ['hedy', '把这一年拍的照片'],
      film: ['mianmian', '昨晚试灯'],
      file: ['teacherwu', '座位表和人名表'],
      link: ['laozhou', '推荐一个公版书网站'],
      covered: ['achun', '《边城》的结局'],
      edited: ['laozhou', '二月的目标完成了'],
      quoting: ['kevin', '灯谜我先练起来了'],
      bereft: ['mianmian', '我！再加一摞绘本'],
      locked: ['linlin', '三十个座位约满了'],
      chosen: ['laozhou', '欠馆里的读后感'],
      folded: ['dashu', '工作间要添一张长桌'],
      arabic: ['layla', 'مساء الخير'],
      word: ['kevin', 'Donaudampfschifffahrt'],
      private: ['linlin', '给自己的备忘'],
      friends: ['laozhou', '只跟老朋友们说'],
      followers: ['hedy', '写给同样睡不着的人'],
      sold: ['dashu', '《旧书修补图解》'],
    },
    warning: '《边城》的结局',
    searched: ['魑魅魍魉', '灯'],
  },
  {
    slug: 'garden',
    locale: 'en',
    people: gardenPeople,
    newcomer: 'ellis',
    suspended: 'winbig',
    blocker: 'nora',
    blocked: 'seedking',
    arabic: 'samira',
    highlighting: 'june',
    posts: {
      long: ['oldbill', 'Notes on compost'],
      nine: ['june', 'The year in nine'],
      film: ['nora', 'Ten seconds of this morning'],
      file: ['linlin', 'The planting calendar'],
      link: ['priya', 'peat-free compost'],
      covered: ['priya', 'Slugs, at some length'],
      edited: ['linlin', 'Work party on Sunday'],
      quoting: ['oldbill', 'Somebody asked what I learnt'],
      bereft: ['rosa', 'By the time I got there'],
      locked: ['linlin', 'Beds for next year'],
      chosen: ['oldbill', 'Somebody asked what I learnt'],
      folded: ['gabe', 'Who has the second key'],
      arabic: ['samira', 'زرعتُ النعناع'],
      word: ['nora', 'Llanfairpwll'],
      private: ['linlin', 'Note to self'],
      friends: ['rosa', 'For friends only'],
      followers: ['june', 'A note for those I trust'],
      sold: ['nora', 'How to keep your own seed'],
    },
    warning: 'Slugs, at some length',
    searched: ['xyzzyq', 'a'],
  },
];

/** A page, what it has to show, and what not. */
export interface State {
  readonly name: string;
  readonly path: string;
  /** How a post of that page begins, which is opened then. */
  readonly opens?: string;
  readonly status?: number;
  /** Selectors with words that one of what fits has, or how many fit. */
  readonly shows: readonly (readonly [selector: string, words?: string | number])[];
  readonly lacks?: readonly string[];
}

export type Who = 'guest' | 'owner' | 'newcomer' | 'blocker' | 'blocked';

/** Every state that the demo has ready, by who is in it. */
export const statesOf = (place: Place): Readonly<Record<Who, readonly State[]>> => ({
  guest: [...shownPosts(place), ...talkedOf(place), ...strangers(place), ...found(place)],
  owner: keptBack(place),
  newcomer: nothingYet(place),
  blocker: blocks(place),
  blocked: isBlocked(place),
});

type PostName = keyof Place['posts'];

/** Opened from the page of its author. */
function post({ posts }: Place, name: PostName): Pick<State, 'name' | 'path' | 'opens'> {
  const [by, begins] = posts[name];
  return { name: `post-${name}`, path: `/@${by}`, opens: begins };
}

const article = 'article.whole';
const nameOf = ({ people }: Place, username: string): string => people[username]!.name;

function shownPosts(place: Place): State[] {
  const { posts, locale, warning } = place;
  const say = uiTexts[locale];
  const [byLong, long] = posts.long;
  return [
    { name: 'list-long', path: `/@${byLong}`, shows: [[`article.post:has-text("${long}") a.more`, say.more]] },
    { ...post(place, 'long'), shows: [[`${article} .body`, long]], lacks: ['a.more'] },
    { ...post(place, 'nine'), shows: [[`${article} .pictures a img`, 9]], lacks: ['.surplus'] },
    { ...post(place, 'film'), shows: [[`${article} :is(video[controls]:not([autoplay]), .linked)`]] },
    { ...post(place, 'file'), shows: [[`${article} a.linked`, say.attachment]] },
    { ...post(place, 'link'), shows: [[`${article} a.linked[rel~=noopener]`]] },
    {
      ...post(place, 'covered'),
      shows: [[`${article} details.cover:not([open]) > summary`, warning]],
      lacks: [`${article} .body`],
    },
    { ...post(place, 'edited'), shows: [[`${article} .when`, say.edited], ['nav.further a[href$="/history"]']] },
    { ...post(place, 'quoting'), shows: [[`${article} article.quoted`]] },
    { ...post(place, 'bereft'), shows: [[`${article} .quoted.none`, say.quotedGone]], lacks: ['article.quoted'] },
    { ...post(place, 'arabic'), shows: [[`${article} .body`]] },
    { ...post(place, 'word'), shows: [[`${article} .body`]] },
  ];
}

function talkedOf(place: Place): State[] {
  const { locale, highlighting } = place;
  const [lifted, fold] = [uiTexts[locale].highlightedComment, '.more-replies:not([open]) > summary'];
  return [
    { ...post(place, 'sold'), name: 'comments-none', shows: [['#comments', shellTexts[locale].noComments]] },
    { ...post(place, 'chosen'), name: 'comment-chosen', shows: [['.comment:first-child > .card > .signs', lifted]] },
    {
      ...post(place, 'folded'),
      name: 'comments-folded',
      shows: [
        [fold, commentTexts[locale].moreReplies(2, '2')],
        ['.replies > ol > .reply', 3],
      ],
      lacks: ['.more-replies .reply'],
    },
    { name: 'highlights', path: `/@${highlighting}?style=highlight`, shows: [['article.post .signs']] },
  ];
}

/** Members and topics, of whom there is nothing or little to be seen. */
function strangers(place: Place): State[] {
  const { locale, newcomer, suspended, arabic } = place;
  const say = profileTexts[locale];
  return [
    { name: 'member-silent', path: `/@${newcomer}`, shows: [['.nothing h2', say.none.post(nameOf(place, newcomer))]] },
    { name: 'member-suspended', path: `/@${suspended}`, shows: [['.profile .note', say.suspended]] },
    { name: 'member-arabic', path: `/@${arabic}`, shows: [['h1', nameOf(place, arabic)]] },
    {
      name: 'topic-unknown',
      path: '/topic/nobody-has-said-this',
      status: 404,
      shows: [['.empty h2', topicsTexts[locale].unknown('nobody-has-said-this')], ['.empty a[href^="/compose"]']],
    },
    { name: 'page-unknown', path: '/no-such-page', status: 404, shows: [['.empty h1', shellTexts[locale].notFound]] },
  ];
}

function found({ locale, searched: [nothing, one] }: Place): State[] {
  const say = searchTexts[locale];
  return [
    {
      name: 'search-nothing',
      path: `/search?q=${encodeURIComponent(nothing)}`,
      shows: [['.empty h2', say.nothingFor(nothing)], ['.section', say.nearTopics], ['.rows .row']],
    },
    { name: 'search-one', path: `/search?q=${encodeURIComponent(one)}`, shows: [['mark', one], ['#found article']] },
    {
      name: 'search-wrong',
      path: '/search?q=cat&from=yesterday',
      status: 400,
      shows: [['.wrong'], ['[name=q][value=cat]']],
    },
  ];
}

/** What its author keeps from others, and what waits for the owner. */
function keptBack(place: Place): State[] {
  const { locale } = place;
  const [say, words] = [uiTexts[locale], messagesTexts[locale]];
  return [
    { ...post(place, 'private'), shows: [[`${article} .signs`, say.onlyAuthor]] },
    { ...post(place, 'friends'), shows: [[`${article} .signs`, say.onlyFriends]] },
    { ...post(place, 'followers'), shows: [[`${article} .signs`, say.onlyFollowers]] },
    {
      ...post(place, 'locked'),
      shows: [
        [`${article} .signs`, say.locked],
        ['#comments', postTexts[locale].closed],
      ],
      lacks: ['#comment textarea'],
    },
    { name: 'messages-unread', path: '/messages?style=unread', shows: [['.notice.unread .dot']] },
    {
      name: 'messages-request',
      path: '/messages?style=requesting',
      shows: [
        ['form[action$="/accept"] button', words.accept],
        ['form[action$="/refuse"] button', words.refuse],
      ],
    },
    { name: 'whispers-unread', path: '/whispers', shows: [['.talk-row.unread']] },
    {
      name: 'muted',
      path: '/settings/muted',
      shows: [['.list-lead', settingsTexts[locale].mutedLead], ['.rows .row']],
    },
  ];
}

/** Of somebody who has just come. */
function nothingYet(place: Place): State[] {
  const { locale, newcomer } = place;
  const [timeline, profile] = [timelineTexts[locale], profileTexts[locale]];
  return [
    {
      name: 'following-nobody',
      path: '/?style=following',
      shows: [['.empty h1', timeline.followNobody], ['.rows .row form[action$="/follow"]'], ['.chips a']],
    },
    { name: 'own-page', path: `/@${newcomer}`, shows: [['.nothing h2', profile.noneOwn.post], ['a[href="/compose"]']] },
    { name: 'messages-none', path: '/messages', shows: [['.empty', messagesTexts[locale].nothing]] },
    { name: 'whispers-none', path: '/whispers', shows: [['.empty', messagesTexts[locale].nothingMore.whisper]] },
    { name: 'collections-none', path: '/collections', shows: [['.empty h1', timeline.noCollections]] },
    { name: 'stars-none', path: '/stars', shows: [['.empty h1', timeline.noStars]] },
    { name: 'following-none', path: `/@${newcomer}/following`, shows: [['h2', profile.emptyOwn.following]] },
    { name: 'friends-none', path: '/friends', shows: [['h2', profile.emptyOwn.friends]] },
    { name: 'blocked-none', path: '/settings/blocked', shows: [['h2', settingsTexts[locale].nobodyBlocked]] },
  ];
}

/** Of somebody who is suspended while they are signed in: may read, and do nothing. */
export function suspendedSelf(place: Place): State[] {
  const { locale } = place;
  return [
    {
      name: 'suspended-writing',
      path: '/compose',
      shows: [['.empty', composeTexts[locale].banned]],
      lacks: ['textarea'],
    },
    { ...post(place, 'long'), name: 'suspended-reading', shows: [['#comments', postTexts[locale].suspended]] },
    { name: 'suspended-whispering', path: '/whispers/linlin', shows: [['.talk-note', messagesTexts[locale].banned]] },
  ];
}

function blocks(place: Place): State[] {
  const { locale, blocked } = place;
  const name = nameOf(place, blocked);
  return [
    { name: 'you-blocked', path: `/@${blocked}`, shows: [['.nothing h2', profileTexts[locale].youBlocked(name)]] },
    { name: 'you-blocked-list', path: '/settings/blocked', shows: [['.rows .row', name]] },
    {
      name: 'you-blocked-whispers',
      path: `/whispers/${blocked}`,
      shows: [['.talk-note', messagesTexts[locale].blocked(name)]],
    },
  ];
}

/** Is not told so. */
const isBlocked = ({ locale, blocker }: Place): State[] => [
  {
    name: 'they-block',
    path: `/@${blocker}`,
    shows: [['.nothing h2', profileTexts[locale].notForYou]],
    lacks: ['article.post'],
  },
];
