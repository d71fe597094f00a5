import type { ComponentChildren, JSX } from 'preact';
import type { Settings } from '#community/site';
import {
  ActionButton,
  Avatar,
  type FooterLine,
  Icon,
  keptBy,
  Layout,
  type PageMeta,
  type Place,
  profilePath,
  spokenNumber,
  topicPath,
} from '#web/ui';
import { scriptPath, stylesheetPath } from './assets.js';
import { Banners } from './banners.js';
import { noticeBannersTexts } from './notice-banners.texts.js';
import type { ReadingVisit, Visit } from './visit.js';

export interface Figures {
  readonly members: number;
  readonly posts: number;
  /** The most used topics, the first most of all. */
  readonly topics: readonly string[];
}

interface SiteLayoutProps {
  readonly visit: Visit | ReadingVisit;
  readonly meta: PageMeta;
  readonly current?: string | undefined;
  readonly figures?: Figures;
  /** In place of what the right column shows. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

const isReading = (visit: Visit | ReadingVisit): visit is ReadingVisit => 'settings' in visit;

/** What stands around every page of a community. */
export function SiteLayout({ visit, meta, current, figures, aside, children }: SiteLayoutProps): JSX.Element {
  const { community, reader, icons, say } = visit;
  const reading = isReading(visit) ? visit : null;
  const own = reading?.own ?? null;
  return (
    <Layout
      {...{ community, meta, reader, icons, current }}
      look={{ ...lookOf(visit), script: scriptPath }}
      places={own ? placesOf(reading!) : guestPlaces(visit)}
      bar={own ? barOf(reading!) : guestPlaces(visit)}
      menuEnd={own && <OwnMenu visit={reading!} />}
      topEnd={
        <a class="icon-link" href="/search" aria-label={say.search} title={say.search}>
          <Icon name="search" />
        </a>
      }
      {...(reading && { footer: footerOf(reading.settings), said: reading.said, token: reading.formToken })}
      note={figures && `${spokenNumber(figures.members, reader.locale)} ${say.members(figures.members)}`}
      aside={
        <>
          <SearchBox visit={visit} />
          {aside}
          <Panels {...{ visit, figures }} />
        </>
      }
      choices={<Choices visit={visit} />}
    >
      <Banners visit={visit} />
      {children}
    </Layout>
  );
}

/** The same for all who read a page, so made once. */
function Panels({ visit, figures }: { visit: Visit | ReadingVisit; figures: Figures | undefined }): JSX.Element {
  const { community, reader } = visit;
  const tagline = isReading(visit) ? visit.settings.tagline : '';
  return keptBy(['panels', reader.locale, community, tagline, figures], () => (
    <>
      <AboutPanel {...{ visit, figures, tagline }} />
      <TopicsPanel {...{ visit, figures }} />
    </>
  ));
}

/** Who is signed in, and how that ends; on small screens also the places for which the bar has no room. */
const OwnMenu = ({ visit: { own, say, formToken } }: { visit: ReadingVisit }): JSX.Element => (
  <details class="pop own-menu">
    <summary title={`@${own!.username}`}>
      <Avatar of={own!} />
      <span class="own-name">
        <b>{own!.name}</b>
        <span class="muted small">@{own!.username}</span>
      </span>
    </summary>
    <div class="pop-list">
      <a href={profilePath(own!.username)}>
        <Icon name="me" />
        {say.me}
      </a>
      <a class="beyond-bar" href="/collections">
        <Icon name="collect" />
        {say.collections}
      </a>
      {own!.hasWallet && (
        <a href="/wallet">
          <Icon name="wallet" />
          {say.wallet}
        </a>
      )}
      <a href="/settings">
        <Icon name="settings" />
        {say.settings}
      </a>
      {own!.isAdmin && (
        <a class="beyond-bar" href="/manage">
          <Icon name="manage" />
          {say.manage}
        </a>
      )}
      <ActionButton action="/sign-out" token={formToken} text={say.signOut} icon="signOut" class="" />
    </div>
  </details>
);

const lookOf = ({ colours, look }: Visit) => ({ stylesheet: stylesheetPath, colours, look });

function placesOf({ say, own, reader }: ReadingVisit): Place[] {
  const { username, unread, isAdmin, hasWallet } = own!;
  const places: Place[] = [
    { href: '/', icon: 'home', name: reader.say.home },
    { href: '/topics', icon: 'topics', name: say.topicsPlace },
    { href: '/messages', icon: 'messages', name: say.messages, badge: unread },
    { href: '/collections', icon: 'collect', name: say.collections },
    { href: profilePath(username), icon: 'me', name: say.me },
    ...(hasWallet ? [{ href: '/wallet', icon: 'wallet', name: say.wallet } as const] : []),
    { href: '/settings', icon: 'settings', name: say.settings },
    ...(isAdmin ? [{ href: '/manage', icon: 'manage', name: say.manage } as const] : []),
    { href: '/compose', icon: 'compose', name: say.compose, isMain: true },
  ];
  return reader.isFrozen ? places.filter(({ isMain }) => !isMain) : places;
}

/** Home, topics, compose, messages, me. */
function barOf(visit: ReadingVisit): Place[] {
  const [home, topics, messages, , me] = placesOf(visit) as [Place, Place, Place, Place, Place];
  const compose: Place = { href: '/compose', icon: 'compose', name: visit.say.composeShort, isMain: true };
  return visit.reader.isFrozen ? [home, topics, messages, me] : [home, topics, compose, messages, me];
}

const guestPlaces = ({ say, reader }: Visit): Place[] => [
  { href: '/', icon: 'home', name: reader.say.home },
  { href: '/topics', icon: 'topics', name: say.topicsPlace },
  { href: '/about', icon: 'about', name: reader.say.about },
  ...(reader.isFrozen ? [] : [{ href: '/sign-in', icon: 'me', name: say.signIn } as const]), // nobody is let in meanwhile
];

const SearchBox = ({ visit: { say, community } }: { visit: Visit }): JSX.Element => (
  <form class="search-box" action="/search" role="search">
    <Icon name="search" />
    <input
      type="search"
      name="q"
      aria-label={say.search}
      placeholder={say.searchIn(community)}
      maxLength={200}
      data-suggest
    />
  </form>
);

interface AboutProps {
  readonly visit: Visit;
  readonly figures: Figures | undefined;
  readonly tagline: string;
}

function AboutPanel({ visit, figures, tagline }: AboutProps): JSX.Element {
  const { say, community } = visit;
  return (
    <section class="panel">
      <h2>
        <a href="/about">{say.about}</a>
      </h2>
      <p>{tagline || say.whatItIs(community)}</p>
      {figures && <FigureList {...{ visit, figures }} />}
      <p class="small">
        <a href="/rules">{say.rules}</a> · <a href="/privacy">{say.privacyPage}</a>
      </p>
    </section>
  );
}

function TopicsPanel({ visit: { say }, figures }: { visit: Visit; figures: Figures | undefined }): JSX.Element | null {
  if (!figures || figures.topics.length === 0) return null;
  return (
    <section class="panel">
      <h2>
        <a href="/topics">{say.topics}</a>
      </h2>
      <p class="chips">
        {figures.topics.map((topic) => (
          <a class="chip" href={topicPath(topic)}>
            #{topic}
          </a>
        ))}
      </p>
    </section>
  );
}

const languages = [
  ['en', 'English'],
  ['zh-CN', '简体中文'],
] as const;

/** Links, since what is chosen is the reader's own affair and changes nothing else. */
export const Choices = ({ visit }: { visit: Pick<Visit, 'say' | 'here' | 'reader' | 'look'> }): JSX.Element =>
  keptBy(['choices', visit.reader.locale, visit.here, visit.look], () => DrawnChoices(visit));

function DrawnChoices({ say, here, reader, look }: Pick<Visit, 'say' | 'here' | 'reader' | 'look'>): JSX.Element {
  const looks = [
    ['device', say.lookDevice],
    ['light', say.lookLight],
    ['dark', say.lookDark],
  ] as const;
  return (
    <>
      <Choice name="language" text={say.language} options={languages} chosen={reader.locale} here={here} />
      <Choice name="look" text={say.look} options={looks} chosen={look ?? 'device'} here={here} />
      <p class="choice">
        <a href="/status">{noticeBannersTexts[reader.locale].status}</a>
      </p>
    </>
  );
}

interface ChoiceProps {
  readonly name: 'language' | 'look';
  readonly text: string;
  readonly options: readonly (readonly [code: string, name: string])[];
  readonly chosen: string;
  readonly here: string;
}

const Choice = ({ name, text, options, chosen, here }: ChoiceProps): JSX.Element => (
  <p class="choice">
    <Icon name={name} />
    <span class="hidden-text">{text}: </span>
    {options.map(([code, shown]) => (
      <a
        href={`/choose/${name}/${code}?back=${encodeURIComponent(here)}`}
        lang={name === 'language' ? code : undefined}
        rel="nofollow"
        aria-current={code === chosen ? 'true' : undefined}
      >
        {shown}
      </a>
    ))}
  </p>
);

const footerOf = (settings: Settings): FooterLine[] =>
  [
    { text: settings.copyrightTop },
    { text: settings.copyrightLeft, link: settings.copyrightLeftLink },
    { text: settings.copyrightRight, link: settings.copyrightRightLink },
  ].filter(({ text }) => text.trim());

export function FigureList({ visit: { say, reader }, figures }: { visit: Visit; figures: Figures }): JSX.Element {
  const shown: [number, string][] = [
    [figures.members, say.members(figures.members)],
    [figures.posts, say.posts(figures.posts)],
  ];
  return (
    <dl class="figures">
      {shown.map(([number, name]) => (
        <div>
          <dt>{name}</dt>
          <dd>{spokenNumber(number, reader.locale)}</dd>
        </div>
      ))}
    </dl>
  );
}
