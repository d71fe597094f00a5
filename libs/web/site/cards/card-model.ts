import { createHash } from 'node:crypto';
import { oneLine, plain } from '#web/cards';
import type { ReadingVisit } from '#web/shell';
import { blockType, picturesOf, type PostView, shortAddress, textOf, titleOf, variantAt } from '#web/ui';

/** What a card shows, with the addresses of its pictures: two that are equal are the same picture. */
export interface CardModel {
  readonly community: string;
  readonly slug: string;
  readonly host: string;
  readonly accent: string;
  /** Path of the logo in the community's store; empty for none. */
  readonly logo: string;
  readonly shown: PostModel | PlaceModel;
}

export interface PostModel {
  readonly kind: 'post';
  readonly name: string;
  readonly username: string;
  readonly avatar: string;
  readonly title: string;
  readonly text: string;
  readonly picture?: { readonly address: string; readonly isFilm: boolean };
}

export interface PlaceModel {
  readonly kind: 'home' | 'member' | 'topic';
  readonly title: string;
  readonly username: string;
  readonly avatar: string;
  readonly text: string;
}

/** Of which community, and what it has chosen. */
export type CardPlace = Pick<ReadingVisit, 'community' | 'site' | 'settings'> & { readonly slug: string };

const mostText = 600;
/** Of the drawing: a new one is a new picture under a new address. */
const drawing = 1;

export const cardOf = ({ community, site, settings, slug }: CardPlace, shown: CardModel['shown']): CardModel => ({
  ...{ community, slug, shown },
  host: site.slice(site.indexOf('://') + 3),
  accent: settings.accent,
  logo: settings.logo,
});

/** Changes with all that the picture shows; short enough for an address. */
export const versionOf = (model: CardModel): string =>
  createHash('sha256')
    .update(JSON.stringify([drawing, model]))
    .digest('base64url')
    .slice(0, 12);

/** What is repeated speaks for itself; what stands behind a warning is not shown before it. */
export function postOnCard({
  author: { name, username, avatar },
  cover,
  blocks,
  isRepost,
  quoted,
}: PostView): PostModel {
  if (isRepost && typeof quoted === 'object') return postOnCard(quoted);
  const by = { kind: 'post', name, username, avatar } as const;
  if (cover) return { ...by, title: '', text: plain(cover, mostText) };
  const picture = firstPicture(blocks);
  const text = textOf(blocks).replaceAll(/https?:\/\/[^\s<>"']+/g, (address) => shortAddress(address));
  return {
    ...by,
    title: oneLine(titleOf(blocks) ?? '', 120),
    text: plain(text, mostText),
    ...(picture && { picture }),
  };
}

/** Of a film its poster, once there is one. */
function firstPicture(blocks: PostView['blocks']): PostModel['picture'] {
  const [picture] = picturesOf(blocks);
  if (picture) return { address: variantAt(picture.address, 'detail.webp'), isFilm: false };
  const film = blocks.find(({ type, file }) => type === blockType.film && file?.variants?.includes('poster.webp'));
  return film && { address: variantAt(film.content, 'poster.webp'), isFilm: true };
}
