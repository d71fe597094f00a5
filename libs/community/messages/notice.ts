import type { Id } from '#kernel/database';

/** What a notice is about. A comment names its post, a reply both. */
export interface Subject {
  readonly postId: Id;
  readonly commentId?: Id;
  readonly replyId?: Id;
}

/** What happened, once for all who are told of it. */
export interface Notice extends Subject {
  readonly type: number;
  readonly senderId: Id;
  /** With the receiver's id the key under which there is one message and no second. */
  readonly key: string;
}

/** Whom to tell, in what words. Of several reasons to tell somebody the first counts. */
export class Receivers {
  private readonly briefs = new Map<Id, string>();

  /** `sender` is never told of what they did themselves. */
  constructor(private readonly sender: Id) {}

  add(ids: readonly (Id | null)[], brief: string): this {
    for (const id of ids) {
      if (id !== null && id !== this.sender && !this.briefs.has(id)) this.briefs.set(id, brief);
    }
    return this;
  }

  get ids(): Id[] {
    return [...this.briefs.keys()];
  }

  /** In the same order as `ids`, of those only. */
  wordsFor(ids: readonly Id[]): string[] {
    return ids.map((id) => this.briefs.get(id)!);
  }
}
