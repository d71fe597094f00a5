/** Who may see what, said once more in the simplest way, to hold the real thing against. */
export interface ModelPost {
  readonly id: number;
  readonly author: string;
  readonly mentioned: readonly string[];
  /** As on the wire: 0 everybody, 1 only the author, 2 friends, 3 followers. */
  visibility: number;
  deleted: boolean;
}

export type Tie = 'follow' | 'friend' | 'block' | 'mute';

export class VisibilityModel {
  private readonly ties = new Set<string>();

  constructor(private readonly administrator: string) {}

  has(one: string, tie: Tie, other: string): boolean {
    return this.ties.has(`${one} ${tie} ${other}`);
  }

  /** Whether two stand so to each other that neither may begin anything with the other. */
  blocked(one: string, other: string): boolean {
    return this.has(one, 'block', other) || this.has(other, 'block', one);
  }

  tie(one: string, tie: Tie, other: string, on: boolean): void {
    const change = (from: string, to: string, kind: Tie, wanted: boolean): unknown =>
      wanted ? this.ties.add(`${from} ${kind} ${to}`) : this.ties.delete(`${from} ${kind} ${to}`);
    change(one, other, tie, on);
    if (tie === 'friend') change(other, one, 'friend', on);
    if (tie !== 'block' || !on) return;
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      for (const kind of ['follow', 'friend'] as const) change(from, to, kind, false);
  }

  /** A guest is null. */
  sees(viewer: string | null, post: ModelPost, { asAdministrator = true } = {}): boolean {
    if (post.deleted) return false;
    if (viewer === null) return post.visibility === 0;
    if (viewer === post.author || (asAdministrator && viewer === this.administrator)) return true;
    return !this.blocked(viewer, post.author) && this.isAmong(viewer, post);
  }

  private isAmong(viewer: string, { author, visibility }: ModelPost): boolean {
    if (visibility === 0) return true;
    const isFriend = this.has(viewer, 'friend', author);
    return (isFriend && visibility !== 1) || (this.has(viewer, 'follow', author) && visibility === 3);
  }

  /** Whether lists leave out what this author writes. */
  hides(viewer: string | null, author: string): boolean {
    if (viewer === null || viewer === author) return false;
    return this.has(viewer, 'mute', author) || this.blocked(viewer, author);
  }

  isNewest(viewer: string | null, post: ModelPost): boolean {
    return !post.deleted && post.visibility === 0 && !this.hides(viewer, post.author);
  }

  isFollowed(viewer: string, post: ModelPost): boolean {
    const followed =
      viewer === post.author || this.has(viewer, 'follow', post.author) || this.has(viewer, 'friend', post.author);
    return followed && !this.hides(viewer, post.author) && this.sees(viewer, post, { asAdministrator: false });
  }

  isFound(viewer: string | null, post: ModelPost): boolean {
    return this.sees(viewer, post) && !this.hides(viewer, post.author);
  }
}
