/** What the components show. Addresses of our own are paths, so that a page works on each host of a community. */
export interface PersonView {
  readonly name: string;
  readonly username: string;
  readonly avatar: string;
}

/** `type` as on the wire: 1 title, 2 text, 3 picture, 4 film, 5 sound, 6 link, 7 file, 8 file for sale. */
export interface BlockView {
  readonly type: number;
  readonly content: string;
}

export interface PostView {
  readonly id: number;
  readonly author: PersonView;
  readonly at: Date;
  readonly place: string;
  readonly blocks: readonly BlockView[];
  readonly topics: readonly string[];
  readonly comments: number;
  readonly stars: number;
  readonly collections: number;
  readonly isTop: boolean;
  readonly isHighlight: boolean;
  readonly isLocked: boolean;
}

export interface ReplyView {
  readonly id: number;
  readonly author: PersonView;
  readonly to: PersonView | null;
  readonly at: Date;
  readonly text: string;
}

export interface CommentView {
  readonly id: number;
  readonly author: PersonView;
  readonly at: Date;
  readonly blocks: readonly BlockView[];
  readonly isHighlight: boolean;
  readonly replies: readonly ReplyView[];
}
