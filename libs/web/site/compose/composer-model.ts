import { randomBytes } from 'node:crypto';
import type { Settings } from '#community/site';
import { type FormState, ownPath, type ReadingVisit } from '#web/shell';
import { type ComposerProps, composerTexts, type Option, type QuotedView, type ShownItem } from '#web/ui';
import { megabytesOf } from './check-form.js';
import { mostFiles, type SentItem, valueOf } from './sent-forms.js';
import { blockType } from './typed-post.js';

/** On the wire, by what the setting says of the usual one. */
const audienceValues: Readonly<Record<string, string>> = { public: '0', following: '3', friend: '2', private: '1' };

/** Who may read a post while its author has not chosen. Without friends in a community, followers take their place. */
export function usualAudience({ tweetVisibility, useFriendship }: Settings): string {
  const usual = tweetVisibility === 'friend' && !useFriendship ? 'following' : tweetVisibility;
  return audienceValues[usual] ?? '0';
}

interface Composed {
  readonly action: string;
  readonly draft: string;
  readonly state: FormState;
  readonly items: readonly SentItem[];
  readonly hasWallet: boolean;
  readonly quoted?: QuotedView | undefined;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly isNew: boolean;
}

/** What the composer shows. */
export function composerModel(visit: ReadingVisit, composed: Composed): ComposerProps {
  const { reader, formToken: token, own, settings } = visit;
  const { items, hasWallet, hidden = {}, isNew, ...rest } = composed;
  const { allowTweetVideo: films, allowTweetAttachment: files, allowTweetAttachmentPrice } = settings;
  return {
    ...rest,
    reader,
    token,
    author: own!,
    isNew,
    items: items.map((item) => shownItem(item, visit.site)),
    takes: { films, files, prices: isNew && files && hasWallet && allowTweetAttachmentPrice },
    limits: { text: settings.tweetMaxLength, files: mostFiles, pictureSize: megabytesOf(blockType.picture) },
    audiences: isNew ? audiencesOf(visit) : [],
    hidden: isNew ? { request_key: newKey(), ...hidden } : hidden,
  };
}

/** By which a form that comes twice makes one post. */
export const newKey = (): string => randomBytes(16).toString('base64url');

function audiencesOf({ settings, reader }: ReadingVisit): Option[] {
  const say = composerTexts[reader.locale];
  return [
    { value: '0', text: say.everybody },
    { value: '3', text: say.followers },
    ...(settings.useFriendship ? [{ value: '2', text: say.friends }] : []),
    { value: '1', text: say.nobody },
  ];
}

function shownItem(item: SentItem, site: string): ShownItem {
  const { type, address, called, alt } = item;
  return {
    type,
    alt,
    value: valueOf(item),
    called: called || (type === blockType.link ? address : ''),
    ...(type === blockType.picture && { shown: ownPath(address, site) }),
  };
}
