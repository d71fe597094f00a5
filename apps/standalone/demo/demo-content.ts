/** What a demo community holds, in the order in which it was said. Names are those of members. */
export interface DemoContent {
  /** The owner first, who is there already. */
  readonly members: readonly string[];
  readonly settings: DemoSettings;
  /** What members say of themselves. */
  readonly people: Readonly<Record<string, DemoPerson>>;
  /** Who follows whom. */
  readonly follows: Readonly<Record<string, readonly string[]>>;
  /** Of each pair the first has asked and the second agreed. */
  readonly friends: readonly (readonly [string, string])[];
  /** Who waits for an answer. */
  readonly requests: readonly DemoRequest[];
  readonly whispers: readonly DemoWhisper[];
  /** Who wants nothing to do with whom, once all is said. */
  readonly blocks: Readonly<Record<string, readonly string[]>>;
  /** Who reads nothing more of whom. */
  readonly mutes: Readonly<Record<string, readonly string[]>>;
  /** By the owner, once all is said. */
  readonly suspended: readonly string[];
  /** Which topics the owner follows, and which of them are pinned. */
  readonly topics: Readonly<Record<string, 'followed' | 'pinned'>>;
  /** What pictures show, for those who cannot see them; a film shows what the picture of its name does. */
  readonly pictureTexts: Readonly<Record<DemoPicture, string>>;
  readonly posts: readonly DemoPost[];
}

export interface DemoSettings {
  readonly tagline: string;
  /** Whom newcomers are shown first. */
  readonly suggested: readonly string[];
}

export interface DemoPerson {
  readonly name: string;
  readonly bio?: string;
  readonly link?: string;
}

export interface DemoRequest {
  readonly by: string;
  readonly to: string;
  readonly note: string;
}

export interface DemoWhisper {
  readonly by: string;
  readonly to: string;
  readonly text: string;
}

export interface DemoPost {
  readonly by: string;
  /** `#topics` and `@names` in it count as such. Nothing in a post that only repeats another. */
  readonly text: string;
  /** By which a later post can name it. */
  readonly name?: string;
  /** The name of another post; without a text of its own, it is repeated. */
  readonly quotes?: string;
  /** A warning to stand before it. */
  readonly cover?: string;
  /** What it said at first, before it was edited. */
  readonly formerly?: string;
  readonly title?: string;
  readonly link?: string;
  /** Files of the folder `pictures`. */
  readonly pictures?: readonly DemoPicture[];
  readonly film?: DemoFilm;
  readonly attachment?: DemoAttachment;
  readonly for?: 'everybody' | 'followers' | 'friends' | 'nobody';
  /** First in all lists, by the owner. */
  readonly isTop?: boolean;
  /** Lifted out by its author. */
  readonly isHighlight?: boolean;
  /** By its author, once all comments are there. */
  readonly isLocked?: boolean;
  /** By its author, once all else is said. */
  readonly isDeleted?: boolean;
  readonly stars?: readonly string[];
  /** Who keeps it in their collection. */
  readonly keptBy?: readonly string[];
  readonly comments?: readonly DemoComment[];
}

/** A text, packed. */
export interface DemoAttachment {
  readonly file: string;
  readonly lines: readonly string[];
  /** In cents; free where nothing is sold. */
  readonly price?: number;
}

export interface DemoComment {
  readonly by: string;
  readonly text: string;
  readonly stars?: readonly string[];
  /** Lifted out by the author of the post. */
  readonly isHighlight?: boolean;
  /** By whoever wrote it, with its replies. */
  readonly isDeleted?: boolean;
  readonly replies?: readonly DemoReply[];
}

export interface DemoReply {
  readonly by: string;
  readonly text: string;
  /** To whom, if not to whoever wrote the comment. */
  readonly to?: string;
}

/** Ten seconds of a walk through a picture, of the same folder. */
export type DemoFilm = 'heron-pond-960x540.mp4' | 'lantern-street-960x540.mp4';

/** Drawn for this project. Their names end in their size, which pages read. */
export type DemoPicture =
  | 'book-market-1200x800.webp'
  | 'cat-on-books-1000x1000.webp'
  | 'garden-beds-1200x800.webp'
  | 'harvest-basket-1000x1000.webp'
  | 'heron-pond-1200x800.webp'
  | 'lantern-street-1200x800.webp'
  | 'rainy-window-1200x900.webp'
  | 'reading-room-1200x800.webp'
  | 'seedlings-1200x800.webp'
  | 'sunflower-900x1200.webp'
  | 'tea-and-notes-900x1200.webp'
  | 'tomatoes-1000x1000.webp';
