/** What the components show. Addresses of our own are paths, so that a page works on each host of a community. */
export interface PersonView {
  readonly name: string;
  readonly username: string;
  readonly avatar: string;
}

/** `type` as on the wire: 1 title, 2 text, 3 picture, 4 film, 5 sound, 6 link, 7 file, 8 file for sale. */
export interface BlockView {
  readonly type: number;
  /** Text or address; of a file that is attached nothing. */
  readonly content: string;
  /** What a picture or film shows, in words. */
  readonly alt?: string;
  readonly file?: FileView;
  /** Of a file that is attached: the page where it can be had. */
  readonly page?: string;
}

/** Of a picture, film or sound. */
export interface FileView {
  readonly state: 'pending' | 'ready' | 'failed';
  /** As it is shown. */
  readonly width?: number;
  readonly height?: number;
  /** Thumbhash, in base64. */
  readonly hash?: string;
  readonly animated?: boolean;
  /** In bytes. */
  readonly size?: number;
  /** Names of what there is of it besides; each is at its address, a hyphen and the name. */
  readonly variants?: readonly string[];
}

export interface Picture {
  readonly address: string;
  /** What it shows, in words, if somebody has said that. */
  readonly alt?: string;
  readonly file?: FileView;
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
  /** How often it was repeated or quoted. */
  readonly shares: number;
  /** A warning to stand before it; empty for none. */
  readonly cover: string;
  /** How often it was edited. */
  readonly edits: number;
  /** Of all its attached files together, in cents; 0 when they are free. */
  readonly price: number;
  /** What it quotes or, where it is a repost, repeats. */
  readonly quoted?: QuotedView;
  /** It says nothing itself. */
  readonly isRepost: boolean;
  readonly isTop: boolean;
  readonly isHighlight: boolean;
  readonly isLocked: boolean;
  readonly audience: Audience;
  /** What the viewer has done with it, and may do; missing for guests, and in posts inside of posts. */
  readonly own?: OwnMarks;
}

/** Who may read a post. */
export type Audience = 'public' | 'private' | 'friend' | 'following';

export interface OwnMarks {
  readonly isStarred: boolean;
  readonly isCollected: boolean;
  readonly isAuthor: boolean;
  /** Administrators may pin, lock and delete what others have written. */
  readonly isStaff: boolean;
}

/** Another post; or none, because the reader may not see it, or because nobody has asked for it. */
export type QuotedView = PostView | 'missing' | 'unread';

/** What a viewer has done with a comment, and may do; missing for guests. */
export interface CommentMarks {
  /** 1 up, -1 down, 0 none. */
  readonly vote: number;
  readonly mayDelete: boolean;
  /** They said it themselves. */
  readonly isOwn: boolean;
}

export interface ReplyView {
  readonly id: number;
  readonly author: PersonView;
  readonly to: PersonView | null;
  readonly at: Date;
  readonly text: string;
  readonly stars: number;
  readonly place?: string;
  /** Its author is that of the post. */
  readonly byPostAuthor?: boolean;
  readonly own?: CommentMarks;
}

export interface CommentView {
  readonly id: number;
  readonly author: PersonView;
  readonly at: Date;
  readonly blocks: readonly BlockView[];
  readonly stars: number;
  readonly isHighlight: boolean;
  readonly replies: readonly ReplyView[];
  readonly place?: string;
  /** Its author is that of the post. */
  readonly byPostAuthor?: boolean;
  readonly own?: CommentMarks;
}
