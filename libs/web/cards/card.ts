/** A picture in a card: drawn by us, or bytes of which nothing is known but who had them uploaded. */
export type CardPicture = { readonly svg: string } | { readonly bytes: Uint8Array };

/** One character on a ground, for a community without a logo and for a topic. */
export interface CardLetter {
  readonly letter: string;
  readonly ground: string;
}

/** All that a card shows. Texts are as their authors wrote them, but for what stands behind them. */
export interface Card {
  readonly community: string;
  readonly host: string;
  readonly icon: CardPicture | CardLetter;
  readonly colours: CardColours;
  readonly shown: PostOnCard | PlaceOnCard;
}

export interface CardColours {
  readonly ground: string;
  readonly tint: string;
  readonly accent: string;
  readonly text: string;
  readonly muted: string;
  readonly hairline: string;
}

/** What somebody says. */
export interface PostOnCard {
  readonly kind: 'post';
  readonly author: { readonly name: string; readonly handle: string; readonly avatar: CardPicture | CardLetter };
  readonly title: string;
  readonly text: string;
  readonly picture?: CardPicture;
  /** The picture stands for a film. */
  readonly isFilm?: boolean;
}

/** The community itself, a member, or a topic. */
export interface PlaceOnCard {
  readonly kind: 'place';
  /** Instead of the community's icon. */
  readonly emblem: CardPicture | CardLetter;
  readonly isRound: boolean;
  /** Of the community. */
  readonly isHome?: boolean;
  readonly title: string;
  readonly handle: string;
  readonly text: string;
}

export const cardSize = { width: 1200, height: 630 } as const;
