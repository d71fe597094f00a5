import type { JSX } from 'preact';
import { type Tab as PostTab } from '#community/timelines';
import { type Figures, type ReadingVisit, SiteLayout } from '#web/shell';
import { ActionButton, Back, type PageMeta, Pager, type PostView, profilePath, spokenNumber, Tabs } from '#web/ui';
import { cardFor } from '../cards/card-address.js';
import { memberOnCard } from '../cards/places-on-cards.js';
import { PostList } from '../posts/post-list.js';
import { MediaGrid } from './media-grid.js';
import { Nothing } from './nothing.js';
import type { ProfileTexts } from './profile.texts.js';
import { ProfileTop } from './profile-top.js';
import type { ProfileView } from './profile-views.js';

export const tabs = ['post', 'comment', 'highlight', 'media', 'star'] as const satisfies readonly PostTab[];

export interface ProfileModel {
  readonly visit: ReadingVisit;
  readonly figures: Figures;
  readonly say: ProfileTexts;
  readonly profile: ProfileView;
  readonly tab: PostTab;
  readonly posts: readonly PostView[];
  readonly page: number;
  /** Whether there is another page. */
  readonly more: boolean;
  /** What could not be done. */
  readonly wrong?: string;
}

export function ProfilePage(model: ProfileModel): JSX.Element {
  const { visit, figures, say, profile, tab } = model;
  const path = profilePath(profile.username);
  return (
    <SiteLayout {...{ visit, figures }} meta={metaOf(model)} current={path}>
      <div class="head">
        <Back href="/" reader={visit.reader} />
        <b class="head-name">{profile.name}</b>
      </div>
      <ProfileTop {...model} />
      <Tabs
        label={say.tabs}
        current={listPath(path, tab, 1)}
        tabs={tabs.map((name) => ({ href: listPath(path, name, 1), text: say.tab[name] }))}
      />
      <Shown {...model} />
    </SiteLayout>
  );
}

function Shown(model: ProfileModel): JSX.Element {
  const { visit, say, profile, tab, posts, page, more } = model;
  const { toViewer, username, name } = profile;
  if (toViewer.isBlocked && posts.length === 0) {
    return (
      <Nothing icon="block" title={say.youBlocked(name)} more={say.youBlockedMore}>
        <ActionButton action={`${profilePath(username)}/unblock`} token={visit.formToken} text={say.unblock} />
      </Nothing>
    );
  }
  if (posts.length === 0) return <NoPosts {...model} />;
  const pathOf = (number: number): string => listPath(profilePath(username), tab, number);
  const list = { posts, page, more, pathOf, end: visit.say.end };
  if (tab !== 'media') return <PostList visit={visit} {...list} />;
  return (
    <>
      <MediaGrid {...{ posts, say }} />
      <Pager {...{ page, more, pathOf }} end={visit.say.end} reader={visit.reader} feed="#media" />
    </>
  );
}

/** A stranger is not told why: it is not theirs to know who shares with whom, or has blocked whom. */
function NoPosts({ visit, say, profile, tab, page }: ProfileModel): JSX.Element {
  const { toViewer, name, posts, username } = profile;
  if (page > 1) {
    return (
      <Nothing icon="about" title={visit.say.noPage} more={visit.say.noPageMore}>
        <a class="button quiet" href={listPath(profilePath(username), tab, 1)}>
          {say.tab[tab]}
        </a>
      </Nothing>
    );
  }
  if (toViewer.isOwn) return <NoOwnPosts {...{ say, tab }} />;
  const isKept = tab === 'post' && posts > 0;
  if (!isKept) return <Nothing icon={tabIcons[tab]} title={say.none[tab](name)} />;
  if (visit.viewer) return <Nothing icon="lock" title={say.notForYou} more={say.notForYouMore} />;
  return (
    <Nothing icon="lock" title={say.notForGuests} more={say.notForGuestsMore}>
      <a class="button" href={`/sign-in?${new URLSearchParams({ next: profilePath(username) })}`}>
        {visit.say.signIn}
      </a>
    </Nothing>
  );
}

const NoOwnPosts = ({ say, tab }: Pick<ProfileModel, 'say' | 'tab'>): JSX.Element => (
  <Nothing icon={tabIcons[tab]} title={say.noneOwn[tab]} more={say.noneOwnMore[tab]}>
    {tab === 'post' || tab === 'media' ? (
      <a class="button" href="/compose">
        {say.writeFirst}
      </a>
    ) : (
      <a class="button quiet" href={tab === 'highlight' ? '/compose' : '/'}>
        {say.lookAround}
      </a>
    )}
  </Nothing>
);

const tabIcons = {
  post: 'compose',
  comment: 'comment',
  highlight: 'highlight',
  media: 'picture',
  star: 'star',
} as const satisfies Record<PostTab, string>;

/** The first tab is the page itself. */
function listPath(path: string, tab: PostTab, page: number): string {
  const query = new URLSearchParams({ ...(tab !== 'post' && { style: tab }), ...(page > 1 && { page: String(page) }) });
  return query.size ? `${path}?${query}` : path;
}

/** Only what everybody may read, of somebody who wants to be found, is for those who search and share. */
function metaOf({ visit, say, profile, tab, page, posts }: ProfileModel): PageMeta {
  const { community, reader, settings, site } = visit;
  const { name, username, bio } = profile;
  const title = `${say.title(name, username)} · ${community}`;
  const meta = {
    title: page > 1 ? visit.say.pageTitle(title, page) : title,
    description: bio || say.describe(name, community, spokenNumber(profile.posts, reader.locale), profile.posts),
  };
  const isPublic = !settings.membersOnly && profile.isFindable && !profile.isSuspended && tab === 'post';
  if (!isPublic || (page > 1 && posts.length === 0)) return meta;
  return {
    ...meta,
    kind: 'profile',
    canonical: site + listPath(profilePath(username), tab, page),
    card: cardFor(visit, { path: profilePath(username), shown: memberOnCard(profile), alt: `${name} (@${username})` }),
    feed: `${profilePath(username)}/feed.xml`,
  };
}
