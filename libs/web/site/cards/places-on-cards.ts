import { LRUCache } from 'lru-cache';
import { plain } from '#web/cards';
import type { PersonView } from '#web/ui';
import type { PlaceModel } from './card-model.js';

interface Named {
  readonly name: string;
  readonly about?: string | undefined;
}

const mostText = 240;

/** The texts of communities, members and topics are shown more often than they change. */
const drawn = new LRUCache<string, string>({ max: 2_000 });

function drawable(text: string): string {
  const known = drawn.get(text);
  if (known !== undefined) return known;
  const fit = plain(text, mostText);
  drawn.set(text, fit);
  return fit;
}

const place = (kind: PlaceModel['kind'], title: string, text: string): PlaceModel => ({
  ...{ kind, title, username: '', avatar: '' },
  text: drawable(text),
});

export const homeOnCard = (community: string, tagline: string): PlaceModel => place('home', community, tagline);

export const memberOnCard = ({ name, username, avatar, bio }: PersonView & { readonly bio: string }): PlaceModel => ({
  ...place('member', name, bio),
  ...{ username, avatar },
});

export const topicOnCard = ({ name, about = '' }: Named): PlaceModel => place('topic', name, about);
