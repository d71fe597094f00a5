import type { Locale } from '#kernel/i18n';
import { postPath, type PostView, profilePath, renderPart, textOf, titleOf } from '#web/ui';
import { feedTexts } from './feeds.texts.js';
import { EntryContent } from './entry-content.js';
import { element, type Xml } from './xml.js';

export interface Feed {
  readonly title: string;
  readonly about: string;
  /** The community's own address. */
  readonly site: string;
  /** Paths of the feed itself, and of the page that shows the same. */
  readonly self: string;
  readonly page: string;
  readonly locale: Locale;
  readonly icon: string;
  /** When there is no post. */
  readonly since: Date;
  readonly posts: readonly PostView[];
}

/** As RFC 4287 has it. Entries are known by their address, which never changes. */
export function atomOf(feed: Feed): Xml {
  const { site, posts } = feed;
  const updated = posts.reduce((latest, { at }) => (at > latest ? at : latest), posts[0]?.at ?? feed.since);
  return element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.locale },
    element('id', {}, site + feed.self),
    element('title', {}, feed.title),
    element('subtitle', {}, feed.about),
    element('updated', {}, updated.toISOString()),
    element('link', { rel: 'self', type: 'application/atom+xml', href: site + feed.self }),
    element('link', { rel: 'alternate', type: 'text/html', href: site + feed.page }),
    element('icon', {}, new URL(feed.icon, site).href),
    ...posts.map((post) => entryOf(post, feed)),
  );
}

function entryOf(post: PostView, { site, locale }: Feed): Xml {
  const address = site + postPath(post.id);
  const { author, at, topics } = post;
  return element(
    'entry',
    {},
    element('id', {}, address),
    element('title', {}, titleOfEntry(post, locale)),
    element('link', { rel: 'alternate', type: 'text/html', href: address }),
    element('published', {}, at.toISOString()),
    element('updated', {}, at.toISOString()),
    element('author', {}, element('name', {}, author.name), element('uri', {}, site + profilePath(author.username))),
    ...topics.map((term) => element('category', { term })),
    element('content', { type: 'html' }, renderPart(EntryContent({ post, site, locale }))),
  );
}

const longestTitle = 80;

function titleOfEntry(post: PostView, locale: Locale): string {
  const say = feedTexts[locale];
  if (post.cover) return say.entry(post.author.name, post.cover);
  if (post.isRepost) return say.repeats(post.author.name);
  const [line = ''] = (titleOf(post.blocks) ?? textOf(post.blocks)).trim().split('\n');
  const letters = Array.from(line);
  const short = letters.length > longestTitle ? `${letters.slice(0, longestTitle - 1).join('')}…` : line;
  return short ? say.entry(post.author.name, short) : say.shows(post.author.name);
}
