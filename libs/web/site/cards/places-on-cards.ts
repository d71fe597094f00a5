import { plain } from '#web/cards';
import type { PersonView } from '#web/ui';
import type { PlaceModel } from './card-model.js';

interface Named {
  readonly name: string;
  readonly about?: string | undefined;
}

const mostText = 240;

const place = (kind: PlaceModel['kind'], title: string, text: string): PlaceModel => ({
  ...{ kind, title, username: '', avatar: '' },
  text: plain(text, mostText),
});

export const homeOnCard = (community: string, tagline: string): PlaceModel => place('home', community, tagline);

export const memberOnCard = ({ name, username, avatar, bio }: PersonView & { readonly bio: string }): PlaceModel => ({
  ...place('member', name, bio),
  ...{ username, avatar },
});

export const topicOnCard = ({ name, about = '' }: Named): PlaceModel => place('topic', name, about);
